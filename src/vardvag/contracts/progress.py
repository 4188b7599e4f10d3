"""What has happened on a step's pathway, as known now: the facts its clock and its national contact both
rest on.

One rule stands here so that the patient's page and the exported contact cannot disagree: a booked day that
has passed, and that nobody has said was not kept, is taken as the day care began. The events decide when
they say otherwise. Here does not belong any limit or pause (`clocks`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from vardvag.base.moments import Moment
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.times import Booked, Done
from vardvag.events.model import CareEvent, EventKind


def in_force(events: Sequence[CareEvent], as_known: Moment | None = None) -> tuple[CareEvent, ...]:
    """The events not superseded by a later one, as received up to *as_known*, in the order they happened."""
    known = [event for event in events if as_known is None or event.received_at <= as_known]
    corrected = {event.supersedes for event in known}
    current = [event for event in known if event.event_id not in corrected]
    return tuple(sorted(current, key=lambda event: (event.on, event.recorded_at, event.event_id)))


def events_of_step(step: PlannedStep, events: Sequence[CareEvent]) -> tuple[CareEvent, ...]:
    """The events that concern the step: of its pathway and of its kind of contact."""
    concerned = (step.pathway, step.phase)
    return tuple(event for event in in_force(events) if (event.pathway, event.phase) == concerned)


def began_on(step: PlannedStep, events: Sequence[CareEvent], as_of: date) -> date | None:
    """The day the step's care began, as seen on *as_of*; None when it has not, or was closed without care.

    A start that was recorded decides. Else the day the plan says it was done, else a booked day before
    *as_of*.
    """
    own = events_of_step(step, events)
    started = [event.on for event in own if event.kind is EventKind.STARTED and event.on <= as_of]
    if started:
        return min(started)
    if any(event.kind is EventKind.CLOSED for event in own):
        return None
    match step.when:
        case Done(on) if on <= as_of:
            return on
        case Booked(at) if at.legal_day < as_of:
            return at.legal_day
    return None


def with_beginning(step: PlannedStep, events: Sequence[CareEvent], as_of: date) -> tuple[CareEvent, ...]:
    """The pathway's events in force, and the step's beginning where it follows from its booking alone.

    What is added is made from the step's latest event, names the booking as its source, and is never kept.
    """
    known, own = in_force(events), events_of_step(step, events)
    day = began_on(step, events, as_of)
    if day is None or not own or any(event.kind is EventKind.STARTED for event in own):
        return known
    started = replace(
        own[-1],
        event_id=f"{step.step_id}:from-booking",
        kind=EventKind.STARTED,
        on=day,
        source="vardvag: from the booking",
        supersedes=None,
    )
    return (*known, started)
