"""The whole way as anybody may see it: a row a place and month, with what is hidden of it.

1. Those treated fall into three kinds: not linked, linked without a first visit, linked with one. A place is
   hidden, all of it, when a kind is few; and more are hidden until no small kind follows from the sums of
   regions, how many were treated being taken as known whether shown or not (`two_way`).
2. It is hidden too where the count of the same measure is (`figure_gate`), which is those treated.
3. A percentile is hidden where its place is, and where fewer than the fewest took as long or longer, or as
   short or shorter, as every percentile is. So none stands without how many it is of.

What is decided of a month does not depend on what was asked for. Like every gate of one question it does not
compare policies, days of knowledge or measures. Here does not belong what a way is (`whole_way`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from vardvag.base.cells import Cell, Count, Ratio, Status, Value
from vardvag.base.days import Month
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.figure_cells import Question, count_figures, coverage_of
from vardvag.statistics.figure_gate import PublishedFigure
from vardvag.statistics.figures import QUANTILES, Figure
from vardvag.statistics.gates import gates
from vardvag.statistics.published_time_to_care import hidden_cohorts
from vardvag.statistics.whole_way import TOLD, Told, WholeWay, few_at_an_end
from vardvag.statistics.whole_way_cells import At, counted_ways, whole_ways

LINKED, VISITED = "way-linked", "way-visited"
"""How a cell's key has them: of those treated, how many are linked, and how many have a first visit too."""


@dataclass(frozen=True, slots=True)
class PublishedWholeWay:
    """One place and month. `linked` and `visited` are of those treated; `lengths` by part and percentile."""

    place: str
    month: Month
    done: PublishedFigure
    linked: PublishedFigure
    visited: PublishedFigure
    lengths: Mapping[Told, PublishedFigure]

    @property
    def statuses(self) -> tuple[Shown, ...]:
        """Of what the row tells. Where nothing is linked it tells no way, whatever else is counted."""
        lengths = tuple(one.status for one in self.lengths.values())
        counts = (self.done.status, self.linked.status, self.visited.status)
        return lengths if set(lengths) == {Shown.NOT_APPLICABLE} else (*counts, *lengths)


def published_whole_way(question: Question, fewest: int) -> list[PublishedWholeWay]:
    """The rows of *question*, month by month, every region and then the country; *fewest* 1 hides nothing.

    *question* is of a measure of those done, and not of first contacts.
    """
    one, coverage = replace(question, cut=None), coverage_of(question)
    counted = counted_ways(one, coverage)
    found = whole_ways(one, coverage, counted)
    by_count = gates(one, fewest)
    hidden: set[At] = set()
    for month in one.months:
        kinds = {place: ways.kinds for (place, of), ways in counted.items() if of == month}
        already = {place for place, cut in by_count[month].counts if cut is None}
        hidden |= {(place, month) for place in hidden_cohorts(kinds, fewest, already)}
    cells = count_figures(
        one.snapshot, one.measure, one.first, one.last, [Figure.COUNT], policy=one.policy.id, basis=one.basis
    )
    rows = []
    for cell in cells:
        at = cell.key.place, Month.parse(cell.key.period)
        rows.append(_Treated(cell, found.get(at), at in hidden, fewest).published(at))
    return rows


@dataclass(frozen=True, slots=True)
class _Treated:
    """Those treated in one place and month: what is told of them, None where it cannot be; a cell beside."""

    beside: Cell
    way: WholeWay | None
    hidden: bool
    fewest: int

    def published(self, at: At) -> PublishedWholeWay:
        """The row."""
        way = self.way
        return PublishedWholeWay(
            *at,
            self._figure(Figure.COUNT, None if way is None else Count(way.done)),
            self._figure(LINKED, None if way is None else Ratio(way.linked, way.done)),
            self._figure(VISITED, None if way is None else Ratio(way.visited, way.done)),
            {told: self._length(told) for told in TOLD},
        )

    def _length(self, told: Told) -> PublishedFigure:
        part, figure = told
        length = None if self.way is None else self.way.lengths[told]
        few = length is not None and few_at_an_end(length, QUANTILES[figure], self.fewest)
        return self._figure(f"{part}-{figure}", length, few=few)

    def _figure(self, figure: str, value: Value | None, *, few: bool = False) -> PublishedFigure:
        none = Status.MISSING if self.way is None else Status.NOT_APPLICABLE
        cell = replace(
            self.beside,
            key=replace(self.beside.key, figure=str(figure)),
            value=value,
            status=none if value is None else Status.REPORTED,
        )
        status = Shown(cell.status)
        if self.way is not None and (self.hidden or few):
            status = Shown.SUPPRESSED
        return PublishedFigure(cell, status, value if status is Shown.REPORTED else None)
