"""Laws of the figures: the arrays give what one contact after the other gives, and cubes of any parts add."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generated_contacts import FIRST, LAST, MEASURES, contact, loads
from vardvag.base.cells import Bands, Cell, Count, Days, Ratio
from vardvag.base.moments import Moment
from vardvag.engines.duckdb_engine import connect
from vardvag.engines.steps import run_steps
from vardvag.events.arrow import to_table
from vardvag.events.model import Contact
from vardvag.statistics.counting import count
from vardvag.statistics.cube import CUT_STEPS, cube_steps
from vardvag.statistics.cuts import CUTS, STORED, Cut
from vardvag.statistics.figure_cells import count_figures
from vardvag.statistics.figures import Figure
from vardvag.statistics.length import Length
from vardvag.statistics.measure import Measure
from vardvag.statistics.reference_figures import value_of
from vardvag.warehouse.snapshot import Snapshot
from vardvag.warehouse.store import Store

Load = list[Contact]

# Somebody of every kind that a cut tells apart, and a birthday on each side of an edge.
person = st.builds(
    lambda row, sex, born, lkf, form, who: replace(
        row, sex=sex, birth_year=born, municipality=lkf, contact_form=form, profession=who
    ),
    contact(),
    st.sampled_from([1, 2, 3]),
    st.sampled_from([1930, 1939, 1940, 1969, 2001, 2002]),
    st.sampled_from(["0880", "0180", "0000"]),
    st.sampled_from(["1", "81"]),
    st.sampled_from(["XS915", "XS919"]),
)
asked_measure = st.sampled_from(sorted(MEASURES, key=lambda one: one.id))
chosen_cut = st.sampled_from([None, *CUTS.values()])


@st.composite
def histories(draw: st.DrawFn) -> list[Load]:
    """Loads in which the people differ in all that the cuts tell apart."""
    return [[_dressed(draw, row) for row in load] for load in draw(loads)]


def _dressed(draw: st.DrawFn, row: Contact) -> Contact:
    other = draw(person)
    return replace(
        row,
        sex=other.sex,
        birth_year=other.birth_year,
        municipality=other.municipality,
        contact_form=other.contact_form,
        profession=other.profession,
    )


def received(history: list[Load], folder: str) -> Snapshot:
    store = Store(Path(folder))
    for number, load in enumerate(history):
        day = date(2019, 11, 1) + timedelta(days=number)
        store.load(to_table(load), Moment.parse(str(day)), cube_steps, cuts=CUT_STEPS)
    return store.snapshot()


def told(measure: Measure) -> list[Figure]:
    return [
        one
        for one in Figure
        if (measure.limit is not None or one is not Figure.SHARE)
        and (measure.length is Length.WAIT or one.bands is None)
    ]


@settings(deadline=None, max_examples=25)
@given(history=histories(), measure=asked_measure, cut=chosen_cut, data=st.data())
def test_every_figure_is_what_one_contact_after_the_other_gives(
    history: list[Load], measure: Measure, cut: Cut | None, data: st.DataObject
) -> None:
    policy = data.draw(st.sampled_from(measure.file.policies.allowed))
    with tempfile.TemporaryDirectory() as folder:
        snapshot = received(history, folder)
        for basis in measure.file.bases or [None]:
            cube, slow = (
                count_figures(
                    snapshot,
                    measure,
                    FIRST,
                    LAST,
                    told(measure),
                    cut=cut,
                    policy=policy,
                    basis=basis,
                    engine=engine,
                )
                for engine in ("duckdb", "reference")
            )
            assert cube == slow


@settings(deadline=None, max_examples=10)
@given(history=histories(), measure=asked_measure, cut=st.sampled_from(list(CUTS.values())))
def test_a_cut_adds_up_to_the_whole_and_the_figures_to_one_another(
    history: list[Load], measure: Measure, cut: Cut
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        snapshot = received(history, folder)
        wanted = [one for one in told(measure) if one.quantile in (None, Fraction(1, 2))]
        whole = count_figures(snapshot, measure, FIRST, LAST, wanted)
        parts = count_figures(snapshot, measure, FIRST, LAST, [Figure.COUNT], cut=cut)
        shares = count(snapshot, measure, FIRST, LAST) if measure.limit is not None else []
    totals: Counter[tuple[str, str]] = Counter()
    for cell in parts:
        if isinstance(cell.value, Count):
            totals[cell.key.place, cell.key.period] += cell.value.number
    by_key = {cell.key: cell for cell in whole}
    for cell in whole:
        counted = by_key[replace(cell.key, figure="count")].value
        if isinstance(counted, Count):
            assert totals[cell.key.place, cell.key.period] == counted.number
            assert _counted(cell) in (None, counted.number)
    assert all(by_key[cell.key] == cell for cell in shares)


def _counted(cell: Cell) -> int | None:
    """How many a cell says were counted, whichever figure it is."""
    value = cell.value
    if isinstance(value, Bands):
        return value.total
    if isinstance(value, Ratio):
        return value.denominator
    return value.of if isinstance(value, Days) else None


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(threads=1) as opened:
        yield opened


@settings(deadline=None, max_examples=15)
@given(
    contacts=st.lists(person, min_size=1, max_size=20),
    parts=st.lists(st.integers(0, 2), min_size=20),
    cut=st.sampled_from(STORED),
)
def test_the_cubes_by_a_cut_of_any_parts_add(
    connection: duckdb.DuckDBPyConnection, contacts: Load, parts: list[int], cut: Cut
) -> None:
    total: Counter[tuple[object, ...]] = Counter()
    for part in range(3):
        chosen = [one for one, where in zip(contacts, parts, strict=False) if where == part]
        total.update(_cube(connection, chosen, cut))
    assert {key: number for key, number in total.items() if number} == _cube(connection, contacts, cut)


def _cube(connection: duckdb.DuckDBPyConnection, contacts: Load, cut: Cut) -> dict[tuple[object, ...], int]:
    connection.register("given_contacts", to_table(contacts))
    connection.execute("CREATE OR REPLACE TEMP VIEW signed AS SELECT *, 1 AS sign FROM given_contacts")
    made = run_steps(connection, cube_steps("signed", "signed", cut=cut))
    return {row[:-1]: row[-1] for row in connection.execute(f"SELECT * FROM {made}").fetchall()}


@given(st.lists(st.integers(0, 500), min_size=1), st.sampled_from(sorted(Figure)))
def test_a_percentile_is_a_length_that_somebody_waited_and_the_shortest_that_will_do(
    days: list[int], figure: Figure
) -> None:
    if figure.quantile is None:
        return
    found = value_of(days, figure, 90)
    assert isinstance(found, Days)
    assert found.days in days
    assert sum(one <= found.days for one in days) >= figure.quantile * len(days)
    assert sum(one < found.days for one in days) < figure.quantile * len(days)
