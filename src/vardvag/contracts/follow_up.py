"""What plan events become when they are counted: cells of a month and a place, without any person in them.

The measures are in follow_up.yaml. A patient who changed her answer within the month counts with her last
one; an answer that was corrected is not counted. Hiding small numbers belongs to publication
(`statistics`). Here do not belong contacts in the national format (`export`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from vardvag.base.cells import Cell, CellKey, Count, Ratio
from vardvag.base.dated import Source
from vardvag.base.days import Month
from vardvag.base.definitions import Strict, TextField, read_definition, validated
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.plan_events import PlanEvent, PlanEventKind, standing_events
from vardvag.contracts.versions import agreed_version

FILE = Path(__file__).parent / "follow_up.yaml"


class Counted(StrEnum):
    """What one is."""

    PLAN = "plan"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class FollowUpMeasure:
    """One measure. `among` is empty for a number, and the whole for a share."""

    name: str
    title: Text
    why: Text
    counts: Counted
    of: frozenset[PlanEventKind]
    among: frozenset[PlanEventKind]
    by_both_sides: bool


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The file as read; `fingerprint` names exactly which text it was."""

    fingerprint: str
    measures: tuple[FollowUpMeasure, ...]


def follow_up_cells(
    events: Iterable[PlanEvent], month: Month, places: Mapping[str, str], as_known: Moment
) -> list[Cell]:
    """The cells of *month*: of each unit, and of each region that *places* puts the units in (unit → region).

    What was recorded after *as_known*, and at a unit that is in no place, is not counted.
    """
    known = [event for event in events if event.at <= as_known]
    current = [event for event in standing_events(known) if event.unit in places]
    units = {unit: frozenset({unit}) for unit in places}
    regions = {
        region: frozenset(unit for unit, lies_in in places.items() if lies_in == region)
        for region in places.values()
    }
    return [
        _cell(measure, place, month, [event for event in current if event.unit in members], as_known)
        for measure in follow_up().measures
        for place, members in sorted((units | regions).items())
    ]


def _cell(
    measure: FollowUpMeasure, place: str, month: Month, events: list[PlanEvent], as_known: Moment
) -> Cell:
    value: Count | Ratio
    if measure.by_both_sides:
        value = Count(_agreed(events, month))
    else:
        met = _counted(measure, events, month)
        value = Ratio(sum(met), len(met)) if measure.among else Count(sum(met))
    return Cell(
        key=CellKey(f"contract.{measure.name}", place, str(month)),
        value=value,
        source=Source("Vårdväg, händelser i patientkontrakt", section=f"follow_up.yaml: {measure.name}"),
        as_known=as_known.legal_day,
        fingerprint=follow_up().fingerprint,
    )


def _counted(measure: FollowUpMeasure, events: list[PlanEvent], month: Month) -> list[bool]:
    """Of each one that is counted, whether it is what the measure is of. A plan counts with its last."""
    whole = measure.among or measure.of
    concerned = [event for event in events if event.kind in whole and event.at.legal_day in month]
    if measure.counts is Counted.PLAN:
        concerned = list({event.plan: event for event in concerned}.values())
    return [event.kind in measure.of for event in concerned]


def _agreed(events: list[PlanEvent], month: Month) -> int:
    """Plans that both sides had confirmed by the end of the month, and not before it began."""
    plans: dict[PlanId, list[PlanEvent]] = {}
    for event in events:
        plans.setdefault(event.plan, []).append(event)
    before = {
        plan
        for plan, own in plans.items()
        if _confirmed([e for e in own if e.at.legal_day < month.first_day])
    }
    after = {
        plan
        for plan, own in plans.items()
        if _confirmed([e for e in own if e.at.legal_day <= month.last_day])
    }
    return len(after - before)


def _confirmed(events: list[PlanEvent]) -> bool:
    return agreed_version(events) is not None


class _MeasureField(Strict):
    title: TextField
    why: TextField
    counts: Counted
    of: tuple[PlanEventKind, ...]
    among: tuple[PlanEventKind, ...] = ()
    by_both_sides: bool = False


class _File(Strict):
    title: TextField
    measures: dict[str, _MeasureField]


@functools.cache
def follow_up() -> FollowUp:
    """The measures, as Vårdväg ships them."""
    definition = read_definition(FILE)
    fields = validated(definition, _File)
    measures = (
        FollowUpMeasure(
            name,
            one.title.text(),
            one.why.text(),
            one.counts,
            frozenset(one.of),
            frozenset(one.among),
            one.by_both_sides,
        )
        for name, one in fields.measures.items()
    )
    return FollowUp(definition.fingerprint, tuple(measures))
