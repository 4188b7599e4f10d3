"""From the cube, or from the contacts one by one, to the cells of any figure, split by one cut.

Coverage is that of `counting`: what a region has not reported is missing, and the country adds up those that
have. A value of a cut nobody was counted in is no cell. Here does not belong the arithmetic (`product`), nor
what is hidden of it when it is published (`figure_gate`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vardvag.base.cells import Basis, Cell, CellKey, Status, Value
from vardvag.base.dated import Source
from vardvag.base.days import Month, months
from vardvag.base.errors import NotFound, WrongUse
from vardvag.base.regions import NATIONAL, REGIONS
from vardvag.base.texts import Text
from vardvag.engines.open_engine import OpenEngine
from vardvag.statistics.asked import asked
from vardvag.statistics.counting import VANISHED, By, has_reported
from vardvag.statistics.cuts import Cut
from vardvag.statistics.day_grid import DayGrid, grid_of_changes, grid_of_lengths, in_batches
from vardvag.statistics.figures import Figure
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy
from vardvag.statistics.product import product
from vardvag.statistics.reference import known
from vardvag.statistics.reference_figures import value_of, waits
from vardvag.warehouse.snapshot import Snapshot

ENGINES = ("duckdb", "reference")
"""The cube on DuckDB and arrays, or plain Python; the same cells."""

LARGEST = 12_000_000
"""Numbers in one array at a time, which bounds the memory: 48 MB."""

Coverage = Mapping[Month, frozenset[str]]
"""By month, the regions that have reported it."""

Values = Mapping[tuple[str, str, Month, Figure], Value | None]
"""By place, value of the cut, month and figure."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: which figures of whom, for which months."""

    snapshot: Snapshot
    measure: Measure
    policy: ExclusionPolicy
    basis: Basis | None
    first: Month
    last: Month
    figures: tuple[Figure, ...]
    cut: Cut | None
    engine: str | OpenEngine = "duckdb"

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month asked for."""
        return tuple(months(self.first, self.last))


def count_figures(
    snapshot: Snapshot,
    measure: Measure,
    first: Month,
    last: Month,
    figures: Sequence[Figure],
    *,
    cut: Cut | None = None,
    by: By = "region",
    policy: str | None = None,
    basis: Basis | None = None,
    engine: str | OpenEngine = "duckdb",
) -> list[Cell]:
    """The cells of *figures* for every month from *first* to *last*, in every value of *cut* that occurs.

    `by` and the errors as `counting.count`; and WrongUse for a share of a measure without a limit.
    """
    question = question_of(
        snapshot, measure, first, last, figures, cut=cut, policy=policy, basis=basis, engine=engine
    )
    coverage = coverage_of(question)
    counted = _one_by_one if engine == "reference" else _from_the_cube
    return list(_cells(question, coverage, counted(question, coverage), by))


def question_of(
    snapshot: Snapshot,
    measure: Measure,
    first: Month,
    last: Month,
    figures: Sequence[Figure],
    *,
    cut: Cut | None = None,
    policy: str | None = None,
    basis: Basis | None = None,
    engine: str | OpenEngine = "duckdb",
) -> Question:
    """What is asked, with what the measure says where nothing was; errors as `count_figures`."""
    if isinstance(engine, str) and engine not in ENGINES:
        raise NotFound(Text("Räknesätt", "engine"), engine, ENGINES)
    if last < first:
        raise WrongUse(
            Text(
                f"Den sista månaden, {last}, ligger före den första, {first}.",
                f"The last month, {last}, lies before the first, {first}.",
            )
        )
    return Question(
        snapshot,
        measure,
        measure.policy(policy),
        measure.basis(basis),
        first,
        last,
        tuple(measure.figure(figure) for figure in figures),
        cut,
        engine,
    )


def coverage_of(question: Question) -> Coverage:
    """Which regions each month can be counted for."""
    primary = question.measure.phase.in_primary_care
    return {
        month: frozenset(
            one.code
            for one in REGIONS
            if has_reported(question.snapshot, question.basis, one.code, month, primary=primary)
        )
        for month in question.months
    }


def _cells(question: Question, coverage: Coverage, values: Values, by: By) -> Iterator[Cell]:
    occurring: dict[str, list[str]] = {}
    for place, value, _, _ in values:
        if value not in occurring.setdefault(place, []):
            occurring[place].append(value)
    for month in question.months:
        for place in [*((one.code for one in REGIONS) if by == "region" else ()), NATIONAL]:
            reported = bool(coverage[month]) if place == NATIONAL else place in coverage[month]
            of_cut = sorted(occurring.get(place, ())) if question.cut and reported else [""]
            for value in of_cut or [""]:
                for figure in question.figures:
                    found = values.get((place, value, month, figure)) or value_of([], figure, None)
                    yield _cell(question, coverage, place, month, value, figure, found if reported else None)


def _cell(
    question: Question,
    coverage: Coverage,
    place: str,
    month: Month,
    value: str,
    figure: Figure,
    found: Value | None,
) -> Cell:
    missing = place not in coverage[month] if place != NATIONAL else not coverage[month]
    none = Status.MISSING if missing else Status.NOT_APPLICABLE
    section = (
        f"{len(coverage[month])} av {len(REGIONS)} regioner, {month}"
        if place == NATIONAL
        else f"region {place}, {month}"
    )
    measure, policy = question.measure, question.policy
    return Cell(
        key=CellKey(
            measure.id,
            place,
            str(month),
            policy.id,
            question.basis,
            figure.in_key,
            f"{question.cut.id}={value}" if question.cut and value else None,
        ),
        value=found,
        source=Source(
            "Beräknat ur inrapporterade vårdkontakter",
            section=f"{section} (dataversion {question.snapshot.version})",
            note=VANISHED if question.basis is Basis.DERIVED and found is not None else None,
        ),
        status=none if found is None else Status.REPORTED,
        as_known=question.snapshot.as_known,
        fingerprint=f"{measure.fingerprint}:{policy.fingerprint}",
    )


def _from_the_cube(question: Question, coverage: Coverage) -> Values:
    values: dict[tuple[str, str, Month, Figure], Value | None] = {}
    for keys, grid in grids(question, coverage):
        made = product(grid, question.measure.limit, [question.policy], question.figures)
        figures = made[question.policy.id]
        for group in np.flatnonzero(figures.counted.any(axis=1)):
            place, value = keys[group]
            for at, month in enumerate(question.months):
                for figure in question.figures:
                    values[place, value, month, figure] = figures.value(figure, int(group), at)
    return values


def grids(question: Question, coverage: Coverage) -> Iterator[tuple[list[tuple[str, str]], DayGrid]]:
    """Arrays of the regions, and of the country, for some values of the cut at a time: so they stay small.

    With each the place and the value of every group.
    """
    one = question
    engine = None if isinstance(one.engine, str) else one.engine
    found = asked(one.snapshot, one.measure, one.basis, one.first, one.last, one.cut, engine)
    if not found.regions:
        return
    width, lengths = len(found.regions), len(np.unique(found.rows.day)) + 1
    size = lengths * len(one.months) * len(np.unique(found.rows.deviation)) * (width + 1)
    covered = np.array([[region in coverage[month] for month in one.months] for region in found.regions])
    make = grid_of_changes if one.basis is Basis.DERIVED else grid_of_lengths
    for batch in in_batches([size] * len(found.values), LARGEST):
        grid = make(found.of_values(batch), len(batch) * width, one.first, one.last)
        values = [found.values[number] for number in batch]
        yield [(region, value) for value in values for region in found.regions], grid
        members = [range(n * width, (n + 1) * width) for n in range(len(batch))]
        country = grid.added(members, np.tile(covered, (len(batch), 1)))
        yield [(NATIONAL, value) for value in values], country


def _one_by_one(question: Question, coverage: Coverage) -> Values:
    one = question
    gone = {load.replaces for load in one.snapshot.loads}
    days = waits(
        known(one.snapshot.received(), gone),
        one.measure,
        one.policy,
        one.basis,
        one.first,
        one.last,
        one.cut.of if one.cut else lambda _: "",
    )
    by_place: dict[tuple[str, str, Month], list[int]] = {}
    for (region, value, month), waited in days.items():
        by_place[region, value, month] = list(waited)
        if region in coverage[month]:
            by_place.setdefault((NATIONAL, value, month), []).extend(waited)
    return {
        (*key, figure): value_of(waited, figure, one.measure.limit)
        for key, waited in by_place.items()
        for figure in one.figures
    }
