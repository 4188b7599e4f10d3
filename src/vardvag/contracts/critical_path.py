"""The earliest the whole way can be done, and the chain of steps that decides it.

Each step begins at the earliest when those it depends on are done, and not before today; a booked day is
kept. A step may begin the same day as the one before it ends. With steps that have no time the finish is a
least, not a promise: an optimiser would choose times, this only adds up. Here does not belong any limit
(`clocks`), nor what could be moved (`proposals`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from vardvag.base.days import days_waited
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.precedence import in_order
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.times import Booked, Done, NoTimeYet, Requested, Window
from vardvag.contracts.wishes import Wishes


@dataclass(frozen=True, slots=True)
class StepDays:
    """The first and the last day of a step. `held_by` is the step it waits for; None when its own time, today
    or a wish decides. `certain`: the day is done or booked, and no dependency pushes it."""

    first: date
    last: date
    held_by: StepId | None
    certain: bool


@dataclass(frozen=True, slots=True)
class WayAhead:
    """`finish` is the earliest the last step can be done, None for a plan without steps; `is_least` while a
    day is not certain. `critical` is the chain that decides it, in order. `days_ahead` counts from today to
    the finish; None when nothing is left to do."""

    days: Mapping[StepId, StepDays]
    finish: date | None
    is_least: bool
    critical: tuple[StepId, ...]
    days_ahead: int | None


def way_ahead(plan: PatientContract, today: date, began: Mapping[StepId, date] | None = None) -> WayAhead:
    """The way as it can be at the earliest, seen on *today*. *began*: the days of care that has begun."""
    found: dict[StepId, StepDays] = {}
    for step_id in in_order({step.step_id: step.depends_on for step in plan.steps}):
        step = plan.step(step_id)
        done = _done_on(step, began or {})
        found[step_id] = _done(step, done) if done else _ahead(step, step.wishes or plan.wishes, found, today)
    last = max(found, key=lambda step_id: (found[step_id].last, step_id), default=None)
    if last is None:
        return WayAhead(found, None, False, (), None)
    left = [one for one in plan.steps if not _done_on(one, began or {})]
    return WayAhead(
        days=found,
        finish=found[last].last,
        is_least=any(not one.certain for one in found.values()),
        critical=_chain(last, found),
        days_ahead=days_waited(today, max(found[one.step_id].last for one in left)) if left else None,
    )


def _done_on(step: PlannedStep, began: Mapping[StepId, date]) -> date | None:
    return began.get(step.step_id) or (step.when.on if isinstance(step.when, Done) else None)


def _done(step: PlannedStep, on: date) -> StepDays:
    return StepDays(on, on + timedelta(days=step.duration.days - 1), None, True)


def _ahead(
    step: PlannedStep, wishes: Wishes | None, found: Mapping[StepId, StepDays], today: date
) -> StepDays:
    more = timedelta(days=step.duration.days - 1)
    holder = max(step.depends_on, key=lambda one: (found[one].last, one), default=None)
    ready = None if holder is None else found[holder].last
    own = max(today, _own(step, wishes, max(today, ready or today)))
    first = max(own, ready or own)
    held = holder if ready is not None and first == ready else None
    certain = isinstance(step.when, Booked) and first == step.when.at.legal_day
    return StepDays(first, first + more, held, certain)


def _own(step: PlannedStep, wishes: Wishes | None, ready: date) -> date:
    """The earliest day that the step's own time, slots and wishes allow."""
    match step.when:
        case Booked(at) | Requested(at):
            return at.legal_day
        case Window(_, earliest):
            return _wished(wishes, earliest or ready)
        case NoTimeYet() | Done():
            pass
    suiting = [slot.at for slot in step.slots if wishes is None or wishes.suits(slot.at)]
    days = [at.legal_day for at in suiting if at.legal_day >= ready]
    return min(days) if days else _wished(wishes, ready)


def _wished(wishes: Wishes | None, day: date) -> date:
    return max(day, wishes.wait_until) if wishes and wishes.wait_until else day


def _chain(last: StepId, found: Mapping[StepId, StepDays]) -> tuple[StepId, ...]:
    """From *last* back along what each step waits for."""
    chain = [last]
    while (before := found[chain[-1]].held_by) is not None:
        chain.append(before)
    return tuple(reversed(chain))
