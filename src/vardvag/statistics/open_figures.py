"""Every figure of a family of measures that is to be published, counted at once, before anything is hidden.

The figures of every region, the country and every month, under every policy that a measure allows. What a
region has not reported is missing. Here does not belong where the rows are kept (`open_rows`), nor what is
hidden of them (`open_hiding`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from vardvag.base.days import Month
from vardvag.base.regions import NATIONAL, REGIONS
from vardvag.statistics.day_grid import DayGrid
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.family import BANDS, Family, counted_parts
from vardvag.statistics.figure_cells import Coverage, Question, coverage_of, grids, question_of
from vardvag.statistics.figures import QUANTILES, Figure
from vardvag.statistics.measure import Measure
from vardvag.statistics.open_counted import COUNTED, SHARE, WITHIN, bands_of, contents_of, lengths_of
from vardvag.statistics.open_gate import Layer, Parts
from vardvag.statistics.open_rows import Key, OpenRow
from vardvag.statistics.product import PolicyFigures, product
from vardvag.statistics.rounding import rounded
from vardvag.warehouse.snapshot import Snapshot

Rows = dict[Key, OpenRow]
"""By policy, place, content and period."""

Told = tuple[Shown, int | None]

PLACES = (NATIONAL, *(one.code for one in REGIONS))
"""Every place that is told of."""


@dataclass(frozen=True)
class CountedFamily:
    """A family counted from *snapshot* from *first* to *last*, as known on the day *on*."""

    snapshot: Snapshot
    family: Family
    first: Month
    last: Month
    on: date

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month."""
        return self._question.months

    def rows(self, measure: Measure) -> Rows:
        """Every figure of *measure*, which is one of the family, in every place, unhidden."""
        return {row.key: row for row in self._rows(measure)}

    @cached_property
    def parts(self) -> Mapping[Month, Mapping[Layer, Parts]]:
        """By month and layer, the parts of every place that has reported, and of the country."""
        family = self.family
        asked = {
            Layer.MAIN: ((family.main,), family.limits),
            Layer.BANDS: ((family.main,), (*family.limits, *BANDS.last_days)),
            Layer.OTHERS: (family.every, family.limits),
        }
        found: dict[Month, dict[Layer, dict[str, tuple[int, ...]]]] = {}
        for layer, (policies, days) in asked.items():
            for places, grid in self._grids:
                parts = counted_parts(grid, policies, days)
                for group, place in enumerate(places):
                    for at, month in enumerate(self.months):
                        if self._covered(place, month):
                            numbers = tuple(int(one) for one in parts[group, at])
                            found.setdefault(month, {}).setdefault(layer, {})[place] = numbers
        return found

    @cached_property
    def _question(self) -> Question:
        return question_of(self.snapshot, self.family.measures[0], self.first, self.last, (Figure.COUNT,))

    @cached_property
    def _coverage(self) -> Coverage:
        return coverage_of(self._question)

    @cached_property
    def _grids(self) -> list[tuple[list[str], DayGrid]]:
        return [([place for place, _ in keys], grid) for keys, grid in grids(self._question, self._coverage)]

    @property
    def _bands(self) -> Mapping[str, tuple[int, int | None]]:
        return bands_of(self.family.measures[0].length)

    def _covered(self, place: str, month: Month) -> bool:
        covered = self._coverage[month]
        return bool(covered) if place == NATIONAL else place in covered

    def _rows(self, measure: Measure) -> Iterator[OpenRow]:
        figures = (
            *((Figure.SHARE,) if measure.limit is not None else ()),
            *((Figure.BANDS,) if self._bands else ()),
            *lengths_of(measure.length),
        )
        policies = [measure.policy(name) for name in measure.file.policies.allowed]
        at: dict[str, tuple[int, Mapping[str, PolicyFigures]]] = {}
        for places, grid in self._grids:
            made = product(grid, measure.limit, policies, figures)
            at |= {place: (group, made) for group, place in enumerate(places)}
        version = str(self.snapshot.version)
        for policy in policies:
            for place in PLACES:
                group, found = at.get(place, (0, None))
                for number, month in enumerate(self.months):
                    told = _missing(measure)
                    if self._covered(place, month):
                        told = self._told(measure, found[policy.id] if found else None, group, number)
                    if policy != self.family.main:
                        told |= {name: _suppressed(told[name]) for name in self._bands}
                    covers = len(self._coverage[month]) if place == NATIONAL else None
                    for content, (status, value) in told.items():
                        yield OpenRow(
                            policy.id, place, content, str(month), status, value, self.on, covers, version
                        )

    def _told(self, measure: Measure, made: PolicyFigures | None, group: int, month: int) -> dict[str, Told]:
        """What a place that has reported tells; *made* None where nobody was counted in any month."""
        counted = int(made.counted[group, month]) if made else 0
        told: dict[str, Told] = {}
        if measure.limit is not None:
            within = int(made.arrays[Figure.SHARE][group, month]) if made else 0
            decimals = measure.file.rounding.decimals
            told[SHARE] = (Shown.NOT_APPLICABLE, None)
            if counted:
                share = rounded(Fraction(within, counted), decimals).share
                told[SHARE] = (Shown.REPORTED, int(share * 100 * 10**decimals))
            told[WITHIN] = (Shown.REPORTED, within)
        told[COUNTED] = (Shown.REPORTED, counted)
        for figure in lengths_of(measure.length):
            told[figure.value] = (Shown.NOT_APPLICABLE, None)
            if made and counted:
                days = int(made.arrays[figure][group, month])
                few = self._few_at_an_end(QUANTILES[figure], counted)
                told[figure.value] = (Shown.SUPPRESSED, None) if few else (Shown.REPORTED, days)
        if not self._bands:
            return told
        numbers = made.arrays[Figure.BANDS][group, month].tolist() if made else [0] * len(self._bands)
        return told | {name: (Shown.REPORTED, one) for name, one in zip(self._bands, numbers, strict=True)}

    def _few_at_an_end(self, share: Fraction, counted: int) -> bool:
        """Whether fewer than the fewest waited as long or longer, or as short or shorter."""
        shorter = -(-counted * share.numerator // share.denominator)
        return min(shorter, counted - shorter + 1) < self.family.fewest


def _missing(measure: Measure) -> dict[str, Told]:
    names = contents_of(measure.limit, measure.file.rounding.decimals, measure.length)
    return dict.fromkeys(names, (Shown.MISSING, None))


def _suppressed(told: Told) -> Told:
    return told if told[0] is Shown.MISSING else (Shown.SUPPRESSED, None)
