"""Flows as anybody may see them: a row a place and month, in which each number is shown or hidden for itself.

Here belongs putting the gates of lists and flows to work. What they hide is `figure_gate` and `flow_gate`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from vardvag.base.cells import Cell, Status
from vardvag.base.days import Month, months
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.figure_cells import Question, coverage_of
from vardvag.statistics.figure_gate import MonthGate, PublishedFigure
from vardvag.statistics.flow_cells import PLACES, CountedFlows, counted_flows
from vardvag.statistics.flow_gate import FlowGate, Lists
from vardvag.statistics.flows import CLEARED_OVER, TOLD, Flow
from vardvag.statistics.gates import lengths_of


@dataclass(frozen=True, slots=True)
class PublishedFlows:
    """One place and month: those waiting before and after, what moved between, and the clearance time."""

    place: str
    month: Month
    before: PublishedFigure
    moved: Mapping[Flow, PublishedFigure]
    after: PublishedFigure
    clearance: PublishedFigure

    @property
    def numbers(self) -> tuple[PublishedFigure, ...]:
        """The numbers of the balance, in its order."""
        return (self.before, *self.moved.values(), self.after)


def published_flows(question: Question, fewest: int) -> list[PublishedFlows]:
    """The rows of *question*, month by month, every region and then the country; *fewest* 1 hides nothing.

    *question* is of a measure in which somebody waits, under a policy that does not look at the limit.
    """
    # What is hidden of a month depends on its neighbours, and the clearance time on the months before.
    wide = replace(
        question, first=question.first + -(CLEARED_OVER + 1), last=question.last + 1, cut=None, figures=()
    )
    rows = _Rows(counted_flows(wide), fewest)
    return list(rows.of(question.first, question.last))


class _Rows:
    """What was counted, and what is hidden of it."""

    def __init__(self, counted: CountedFlows, fewest: int) -> None:
        question = counted.question
        lengths = lengths_of(question, coverage_of(question))
        limit = question.measure.limit
        self._counted = counted
        self._lists: dict[Month, MonthGate] = {}
        lists: dict[Month, Lists] = {}
        for month in question.months:
            whole = {place: one for (place, _), one in lengths.get(month, {}).items()}
            gate = self._lists[month] = MonthGate(whole, {}, limit, fewest)
            parts = {place: one.split_at(() if limit is None else (limit,)) for place, one in whole.items()}
            lists[month] = Lists(parts, frozenset(place for place, _ in gate.counts))
        moved: dict[Month, dict[str, Mapping[Flow, int]]] = {}
        for (place, month), flows in counted.flows.items():
            moved.setdefault(month, {})[place] = flows.moved
        self._flows = FlowGate(moved, lists, fewest)

    def of(self, first: Month, last: Month) -> Iterator[PublishedFlows]:
        """The rows from *first* to *last*."""
        for month in months(first, last):
            for place in PLACES:
                before, after = self._waiting(place, month + -1), self._waiting(place, month)
                moved = {flow: self._moved(place, month, flow) for flow in self._told}
                yield PublishedFlows(place, month, before, moved, after, self._clearance(place, month))

    @property
    def _told(self) -> tuple[Flow, ...]:
        basis = self._counted.question.basis
        return TOLD[basis] if basis is not None else ()

    def _waiting(self, place: str, month: Month) -> PublishedFigure:
        return self._lists[month].published(self._counted.waiting[place, month])

    def _moved(self, place: str, month: Month, flow: Flow) -> PublishedFigure:
        cell = self._counted.cell(place, month, flow)
        told = cell.status is Status.REPORTED
        return _published(cell, hidden=told and self._flows.hides(month, place, flow))

    def _clearance(self, place: str, month: Month) -> PublishedFigure:
        cell = self._counted.clearance(place, month)
        if cell.status is not Status.REPORTED:
            return _published(cell, hidden=False)
        over = [self._moved(place, month + -ago, Flow.COMPLETED) for ago in range(CLEARED_OVER)]
        return _published(
            cell,
            hidden=any(one.status is Shown.SUPPRESSED for one in (self._waiting(place, month), *over)),
        )


def _published(cell: Cell, *, hidden: bool) -> PublishedFigure:
    if hidden:
        return PublishedFigure(cell, Shown.SUPPRESSED, None)
    return PublishedFigure(cell, Shown(cell.status), cell.value)
