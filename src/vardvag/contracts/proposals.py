"""Times that could shorten the way: an earlier slot, one the day she comes anyway, steps asked for at once.

Proposals only: nothing is rebooked without the patient's word. They keep to what must come first, to her
wishes and to slots that are still to come; beside today's plan the best of them is not proved (an optimiser
comes later). Here does not belong taking one (`usecases.book_proposed`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from vardvag.base.days import days_waited
from vardvag.base.moments import Moment
from vardvag.contracts.critical_path import StepDays, way_ahead
from vardvag.contracts.elapsed import CARE
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.precedence import all_before
from vardvag.contracts.slots import Slot
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.times import Booked, Done, NoTimeYet, day_of


class ProposalKind(StrEnum):
    """What is proposed."""

    EARLIER = "earlier"
    """A slot before the booked day, or the first slot of a step that has no day."""
    SAME_DAY = "same_day"
    """A slot on a day on which she comes for another step."""
    AT_ONCE = "at_once"
    """Steps without a time that wait for nothing: they can be asked for at the same time."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """`days_saved` is how much earlier the whole way can be done at the earliest; 0 may save a journey."""

    kind: ProposalKind
    steps: tuple[StepId, ...]
    slot: Slot | None
    days_saved: int


def proposals(
    plan: PatientContract, now: Moment, began: Mapping[StepId, date] | None = None
) -> list[Proposal]:
    """What could be proposed at *now*, that which saves the most days first."""
    begun = began or {}
    ahead = way_ahead(plan, now.legal_day, begun)
    undone = [
        step
        for step in plan.steps
        if step.step_id not in begun and not isinstance(step.when, Done) and step.owner.kind in CARE
    ]
    found = [
        *(one for step in undone for one in _slots(plan, step, undone, ahead.days, now, begun)),
        *_at_once(plan, undone, begun),
    ]
    return sorted(found, key=lambda one: (-one.days_saved, tuple(ProposalKind).index(one.kind), one.steps))


def fits(plan: PatientContract, step: PlannedStep, slot: Slot, days: Mapping[StepId, StepDays]) -> bool:
    """Whether a slot keeps to what must be done before and after the step, and to the patient's wishes."""
    wishes = step.wishes or plan.wishes
    day = slot.at.legal_day
    last = day + timedelta(days=step.duration.days - 1)
    before = all(days[one].last <= day for one in step.depends_on)
    after = all(
        booked is None or last <= booked
        for other in plan.steps
        if step.step_id in other.depends_on
        for booked in [other.when.at.legal_day if isinstance(other.when, Booked) else None]
    )
    return before and after and (wishes is None or wishes.suits(slot.at))


def _slots(
    plan: PatientContract,
    step: PlannedStep,
    undone: list[PlannedStep],
    days: Mapping[StepId, StepDays],
    now: Moment,
    began: Mapping[StepId, date],
) -> Iterator[Proposal]:
    usable = sorted(
        (slot for slot in step.slots if slot.at > now and fits(plan, step, slot, days)),
        key=lambda slot: (slot.at, slot.slot_id),
    )
    own = day_of(step.when)
    if usable and (own is None or usable[0].at.legal_day < own):
        yield Proposal(
            ProposalKind.EARLIER, (step.step_id,), usable[0], _saved(plan, step, usable[0], now, began)
        )
    for other in undone:
        if other.step_id == step.step_id or not isinstance(other.when, Booked):
            continue
        day = other.when.at.legal_day
        if own == day:
            continue
        apart = [slot for slot in usable if slot.at.legal_day == day and _apart(slot, other)]
        if apart:
            yield Proposal(
                ProposalKind.SAME_DAY,
                (step.step_id, other.step_id),
                apart[0],
                _saved(plan, step, apart[0], now, began),
            )


def _apart(slot: Slot, other: PlannedStep) -> bool:
    """Whether the slot and the other step's booked time do not overlap."""
    if not isinstance(other.when, Booked):
        return True
    ends = slot.at.utc + timedelta(minutes=slot.minutes)
    other_ends = other.when.at.utc + timedelta(minutes=other.duration.minutes or 1)
    return ends <= other.when.at.utc or other_ends <= slot.at.utc


def _saved(
    plan: PatientContract, step: PlannedStep, slot: Slot, now: Moment, began: Mapping[StepId, date]
) -> int:
    """How many days earlier the plan can be done with the slot taken; never below 0."""
    before = way_ahead(plan, now.legal_day, began).finish
    after = way_ahead(plan.with_step(replace(step, when=Booked(slot.at))), now.legal_day, began).finish
    return 0 if before is None or after is None else max(0, days_waited(after, before))


def _at_once(
    plan: PatientContract, undone: list[PlannedStep], began: Mapping[StepId, date]
) -> Iterator[Proposal]:
    """Steps without a time, none of which waits for another or for anything undone."""
    done = {step.step_id for step in plan.steps if step.step_id in began or isinstance(step.when, Done)}
    before = all_before({step.step_id: step.depends_on for step in plan.steps})
    free = tuple(
        step.step_id for step in undone if isinstance(step.when, NoTimeYet) and before[step.step_id] <= done
    )
    if len(free) > 1:
        yield Proposal(ProposalKind.AT_ONCE, free, None, 0)
