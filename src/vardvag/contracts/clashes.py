"""What does not hang together in a plan: found and told, with a remedy, so that the patient need not find it.

Two visits at the same time, instructions that collide, a referral nobody has taken, a step booked before what
it waits for, a plan without coordinator, a hand-over nobody has answered. Here does not belong what a plan
refuses to hold (`plan`), nor a clock that is about to end (`standing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from vardvag.base.days import days_waited
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts import clash_words as words
from vardvag.contracts.clash_words import ClashKind
from vardvag.contracts.fixed_contact import FixedContactKind, of_day
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.referral import ReferralStatus
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.times import Booked, Done, NoTimeYet, Requested, Window, day_of

UNTAKEN = 7
"""Days after which a referral that nobody has received, or a hand-over that nobody has answered, is told of.
Our choice; it stands in no law."""
ENDING = 14
"""Days before a named contact's period ends that it is told of. Our choice."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing found. `steps` are the steps it is about, `value` names what is not a step."""

    kind: ClashKind
    steps: tuple[StepId, ...]
    message: Text
    remedy: Text
    value: str | None = None


def clashes(plan: PatientContract, today: date, began: Mapping[StepId, date] | None = None) -> list[Clash]:
    """Everything found on *today*, in a fixed order. *began*: the days of steps whose care has begun."""
    undone = [
        step for step in plan.steps if step.step_id not in (began or {}) and not isinstance(step.when, Done)
    ]
    return [
        *_same_time(undone),
        *_instructions(plan),
        *_too_early(plan, undone, began or {}),
        *_late(undone, today),
        *_referrals(undone, today),
        *_coordination(plan, today),
        *_hand_overs(plan, today),
        *_copies(plan, today),
    ]


def _clash(kind: ClashKind, *steps: PlannedStep, value: str | None = None) -> Clash:
    message, remedy = words.WORDS[kind]
    return Clash(kind, tuple(step.step_id for step in steps), message, remedy, value)


def _same_time(undone: list[PlannedStep]) -> Iterator[Clash]:
    """Booked times that overlap, or the same day at two units: the second may be as wished, and is told."""
    booked = [(step, step.when.at) for step in undone if isinstance(step.when, Booked)]
    for (one, at), (other, then) in combinations(booked, 2):
        if _ends(one, at) > then and _ends(other, then) > at:
            yield _clash(ClashKind.OVERLAP, one, other)
        elif at.legal_day == then.legal_day and one.owner.unit != other.owner.unit:
            yield _clash(ClashKind.SAME_DAY, one, other)


def _ends(step: PlannedStep, at: Moment) -> Moment:
    """When it ends; where nobody has said how long it takes, a minute after it begins."""
    return Moment(at.utc + timedelta(days=step.duration.days - 1, minutes=step.duration.minutes or 1))


def _instructions(plan: PatientContract) -> Iterator[Clash]:
    """Two steps that say different things about the same subject for the same day."""
    said = [
        (step, one, one.holds(day))
        for step in plan.steps
        if (day := day_of(step.when)) is not None
        for one in step.instructions
    ]
    for (step, one, held), (other, another, then) in combinations(said, 2):
        about_same = one.subject.casefold().strip() == another.subject.casefold().strip()
        if about_same and one.says != another.says and held[0] <= then[1] and then[0] <= held[1]:
            yield _clash(ClashKind.INSTRUCTIONS, step, other, value=one.subject)


def _too_early(
    plan: PatientContract, undone: list[PlannedStep], began: Mapping[StepId, date]
) -> Iterator[Clash]:
    """A step that is booked before one it depends on is done, or has no day for it."""
    for step in undone:
        if not isinstance(step.when, Booked):
            continue
        for earlier in (plan.step(step_id) for step_id in step.depends_on):
            day = began.get(earlier.step_id) or day_of(earlier.when)
            if day is None:
                yield _clash(ClashKind.WAITS_FOR_UNTIMED, step, earlier)
            elif day + timedelta(days=earlier.duration.days - 1) > step.when.at.legal_day:
                yield _clash(ClashKind.TOO_EARLY, step, earlier)


def _late(undone: list[PlannedStep], today: date) -> Iterator[Clash]:
    for step in undone:
        if isinstance(step.when, Window) and step.when.latest < today:
            yield _clash(ClashKind.WINDOW_PASSED, step)
        if step.target is not None and (day_of(step.when) or today) > step.target.day:
            yield _clash(ClashKind.AFTER_TARGET, step, value=step.target.day.isoformat())


def _referrals(undone: list[PlannedStep], today: date) -> Iterator[Clash]:
    """A referral that was sent and not received, or that was sent back while the step still waits for it."""
    for step in undone:
        if step.referral is None or not isinstance(step.when, NoTimeYet | Requested | Window):
            continue
        mark = step.referral.latest
        waits = mark.status is ReferralStatus.SENT and days_waited(mark.on, today) > UNTAKEN
        if waits or mark.status in (ReferralStatus.REJECTED, ReferralStatus.BROKEN_OFF):
            yield _clash(ClashKind.ORPHAN_REFERRAL, step, value=step.referral.reference)


def _coordination(plan: PatientContract, today: date) -> Iterator[Clash]:
    named = of_day(plan.fixed_contacts, today)
    coordinating = [one for one in named if one.kind in (FixedContactKind.CARE, FixedContactKind.OVERALL)]
    if not coordinating:
        yield _clash(ClashKind.NO_COORDINATOR)
    for one in coordinating:
        if one.ends_on is not None and days_waited(today, one.ends_on) <= ENDING:
            yield _clash(ClashKind.CONTACT_ENDING, value=one.name)


def _hand_overs(plan: PatientContract, today: date) -> Iterator[Clash]:
    for one in plan.handovers:
        if one.open and days_waited(one.offered_at.legal_day, today) > UNTAKEN:
            concerned = [step for step in plan.steps if step.step_id in one.steps]
            yield _clash(ClashKind.HAND_OVER_OPEN, *concerned, value=one.taker.owner.name)


def _copies(plan: PatientContract, today: date) -> Iterator[Clash]:
    for one in plan.source_plans:
        if one.stale_on(today):
            yield _clash(ClashKind.STALE_COPY, value=one.title)
