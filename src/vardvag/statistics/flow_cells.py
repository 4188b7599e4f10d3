"""From the contacts to the cells of flows: which months can be told, the national sum, the clearance time.

A flow joins two months, so it needs both: those waiting must be known at the end of the month before and of
this one, and on the basis `reported` the file of those held must have come too, because whoever was held
would else seem removed. The country is told when the regions of the flows are those of both its lists:
otherwise a region that has begun to report would seem to have put its whole list onto the country's.

Here does not belong what a flow means (`flows`), counting (`flow_steps`, `reference_flows`), nor what is
hidden (`flow_gate`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from vardvag.base.cells import Basis, Cell, Count, Status, Value
from vardvag.base.days import Month
from vardvag.base.regions import NATIONAL, REGIONS
from vardvag.engines.duckdb_engine import DuckDB, connect
from vardvag.events.model import Reported
from vardvag.statistics.figure_cells import Coverage, Question, count_figures, coverage_of
from vardvag.statistics.figures import Figure
from vardvag.statistics.flow_steps import flows_on
from vardvag.statistics.flows import CLEARANCE, CLEARED_OVER, TOLD, Flow, Flows, clearance
from vardvag.statistics.reference import known
from vardvag.statistics.reference_flows import Moved, count_flows

PLACES = (*(one.code for one in REGIONS), NATIONAL)
"""Every place that is told of."""

At = tuple[str, Month]


@dataclass(frozen=True, slots=True)
class CountedFlows:
    """What was counted for a question. `waiting` has a cell for every place and month of it, `flows` only
    what can be told; `regions` are the regions of a month's flows."""

    question: Question
    waiting: Mapping[At, Cell]
    flows: Mapping[At, Flows]
    regions: Coverage

    def cell(self, place: str, month: Month, flow: Flow) -> Cell:
        """The cell of one flow; missing where it cannot be told."""
        found = self.flows.get((place, month))
        return self._cell(place, month, flow.value, None if found is None else Count(found.moved[flow]))

    def clearance(self, place: str, month: Month) -> Cell:
        """The cell of the clearance time, a ratio whose share is months."""
        over = [self.flows.get((place, month + -ago)) for ago in range(CLEARED_OVER)]
        told = [found.moved[Flow.COMPLETED] for found in over if found is not None]
        waiting = self.waiting[place, month].value
        whole = isinstance(waiting, Count) and len(told) == CLEARED_OVER
        value = clearance(waiting.number, sum(told)) if whole and isinstance(waiting, Count) else None
        return self._cell(place, month, CLEARANCE, value)

    def _cell(self, place: str, month: Month, figure: str, value: Value | None) -> Cell:
        beside = self.waiting[place, month]
        told = self.regions[month]
        source = beside.source
        if place == NATIONAL:
            version = (source.section or "").partition(" (")[2]
            source = replace(source, section=f"{len(told)} av {len(REGIONS)} regioner, {month} ({version}")
        return replace(
            beside,
            key=replace(beside.key, figure=figure),
            value=value,
            source=source,
            status=Status.MISSING if value is None else Status.REPORTED,
        )


def counted_flows(question: Question) -> CountedFlows:
    """Count *question*: who waits at the end of each month, and the flows that lead there.

    The flows of its first month cannot be told, for want of the month before.
    """
    one = question
    cells = count_figures(
        one.snapshot,
        one.measure,
        one.first,
        one.last,
        [Figure.COUNT],
        policy=one.policy.id,
        basis=one.basis,
        engine=one.engine,
    )
    waiting = {(cell.key.place, Month.parse(cell.key.period)): cell for cell in cells}
    covered = coverage_of(question)
    regions = {month: _told(question, covered, month) for month in question.months}
    moved = _moved(question)
    flows: dict[At, Flows] = {}
    for month in question.months[1:]:
        same = regions[month] == covered[month] == covered[month + -1] and regions[month]
        for place in [*sorted(regions[month]), *([NATIONAL] if same else [])]:
            of = regions[month] if place == NATIONAL else [place]
            flows[place, month] = Flows(
                _number(waiting[place, month + -1]),
                {
                    flow: sum(moved.get((region, month, flow), 0) for region in of)
                    for flow in TOLD[_basis(one)]
                },
                _number(waiting[place, month]),
            )
    return CountedFlows(question, waiting, flows, regions)


def _told(question: Question, covered: Coverage, month: Month) -> frozenset[str]:
    """The regions whose flows of *month* can be told."""
    found = covered[month] & covered.get(month + -1, frozenset())
    if question.basis is Basis.DERIVED:
        return found
    primary = question.measure.phase.in_primary_care
    return frozenset(
        one for one in found if question.snapshot.covers(one, month, Reported.DONE, primary=primary)
    )


def _moved(question: Question) -> Moved:
    one, basis = question, _basis(question)
    asked = (one.measure, one.policy, basis, one.first, one.last)
    if not isinstance(one.engine, str):
        return flows_on(one.engine, one.snapshot, *asked)
    if one.engine == "reference":
        gone = {load.replaces for load in one.snapshot.loads}
        return count_flows(known(one.snapshot.received(), gone), *asked)
    with connect() as connection:
        return flows_on(DuckDB(connection), one.snapshot, *asked)


def _basis(question: Question) -> Basis:
    if question.basis is None:
        raise ValueError(f"nobody waits in {question.measure.id}, so there are no flows")
    return question.basis


def _number(cell: Cell) -> int:
    if not isinstance(cell.value, Count):
        raise TypeError(f"{cell.key} is no number")
    return cell.value.number
