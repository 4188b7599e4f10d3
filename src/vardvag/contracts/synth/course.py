"""How far an example person has come in a need: its steps with their times, and what has happened.

What lies before the day is done; the first step after it mostly has a time, later ones less often. Events
follow from the steps, so that clocks count the same as for anybody. Here does not belong what a need consists
of (`needs`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from vardvag.base.moments import STOCKHOLM, Moment
from vardvag.contracts.booking_terms import BookingTerms
from vardvag.contracts.identifiers import PathwayId, StepId
from vardvag.contracts.referral import Referral, ReferralMark, ReferralStatus
from vardvag.contracts.slots import Slot
from vardvag.contracts.step import Owner, OwnerKind, PlannedStep, SourcePlan
from vardvag.contracts.synth.needs import PATIENT, RELATIVE, Need, NeedStep
from vardvag.contracts.synth.units import PRIVATE_ROLES, Run, Unit, unit
from vardvag.contracts.times import Booked, Done, NoTimeYet, Requested, When, Window
from vardvag.contracts.whom_to_ask import WhomToAsk
from vardvag.events.model import CareEvent, EventKind, Phase

SOURCE = "synt"
BOOKINGS = "Bokningssystemet (exempel)"
_YOU = Owner(OwnerKind.PATIENT, "Du")
_HOURS = ((8, 0), (8, 30), (9, 15), (10, 0), (10, 20), (11, 0), (13, 0), (13, 30), (14, 15), (15, 0))
_ON_WORKDAYS = (0, 0, 0, 0, 0, 2, 1)
"""Days to add to reach a weekday, by `weekday()`. Public holidays are not looked up."""

# Of the first, the second and the later steps that are not done: booked, requested, window, no time yet.
_HOW_OFTEN = ((0.58, 0.08, 0.10, 0.24), (0.24, 0.06, 0.30, 0.40), (0.04, 0.0, 0.36, 0.60))


@dataclass(frozen=True, slots=True)
class Setting:
    """Whose course it is: where she lives, who cares for her beside care, whom to ask and what day it is."""

    plan: str
    area: str
    town: str
    relative: Owner
    ask_coordinator: WhomToAsk
    today: date
    rng: Random


@dataclass(frozen=True, slots=True)
class Course:
    """The steps of one need, and the events on their pathways."""

    steps: tuple[PlannedStep, ...]
    events: tuple[CareEvent, ...]


def course(name: str, need: Need, at: Setting) -> Course:
    """The course of a need, begun so long ago that something is still to come."""
    rng = at.rng
    gaps = [rng.randint(*step.days) for step in need.steps.values()]
    day = at.today - timedelta(days=rng.randint(5, max(8, int(sum(gaps) * 0.85))))
    steps: list[PlannedStep] = []
    events: list[CareEvent] = []
    before: PlannedStep | None = None
    undone, since = 0, day
    for (key, step), gap in zip(need.steps.items(), gaps, strict=True):
        day = workday(day + timedelta(days=gap))
        when = _when(step, day, undone, at)
        undone += not isinstance(when, Done)
        planned = _planned(f"{at.plan}-{name}-{key}", step, when, before, since, at)
        if planned.pathway is not None:
            events += _events(planned, since, at)
        steps.append(planned)
        if step.unit not in (PATIENT, RELATIVE):
            before = planned
            since = day if isinstance(when, Done) else since
    return Course(tuple(steps), tuple(events))


def workday(day: date) -> date:
    """The day, or the Monday after it."""
    return day + timedelta(days=_ON_WORKDAYS[day.weekday()])


def moment(day: date, hour: int = 12, minute: int = 0) -> Moment:
    """A Swedish clock time by day, which is always one instant."""
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=STOCKHOLM)
    return Moment(local.astimezone(UTC))


def identifier(rng: Random) -> str:
    """A random UUID out of the seed."""
    return str(UUID(int=rng.getrandbits(128), version=4))


def unit_of(step: NeedStep, at: Setting) -> Unit | None:
    """The unit that owns a step; None for what the patient or a relative does."""
    return None if step.unit in (PATIENT, RELATIVE) else unit(at.area, step.unit, at.town)


def _when(step: NeedStep, day: date, undone: int, at: Setting) -> When:
    if day < at.today:
        return Done(day)
    rng = at.rng
    if step.unit in (PATIENT, RELATIVE):
        return Window(day)
    booked, requested, window, _ = _HOW_OFTEN[min(undone, len(_HOW_OFTEN) - 1)]
    chance = rng.random()
    to_come = workday(max(day, at.today + timedelta(days=1)))
    hour = rng.choice(_HOURS)
    if chance < booked:
        return Booked(moment(to_come, *hour))
    if chance < booked + requested:
        asked = at.today - timedelta(days=rng.randint(0, 9))
        return Requested(moment(to_come, *hour), asked, BOOKINGS, "Mottagningen ska bekräfta tiden.")
    if chance < booked + requested + window:
        return Window(to_come + timedelta(days=rng.randint(7, 35)))
    return NoTimeYet(step.next)


def _planned(
    name: str, step: NeedStep, when: When, before: PlannedStep | None, since: date, at: Setting
) -> PlannedStep:
    rng, owned = at.rng, unit_of(step, at)
    if owned is None:
        owner = _YOU if step.unit == PATIENT else at.relative
        return PlannedStep(
            StepId(name), step.what, owner, when, at.ask_coordinator,
            preparation=step.preparation, duration=step.duration,
        )  # fmt: skip
    ready = before is None or isinstance(before.when, Done)
    on_pathway = step.kind is not None and ready
    imported = owned.run is not Run.REGION and rng.random() < 0.3
    booking = None
    if isinstance(when, Booked):
        yes = rng.random() < 0.6
        booking = BookingTerms(f"B-{rng.randrange(10**9):09d}", BOOKINGS, yes, yes, True, rng.random() < 0.1)
    return PlannedStep(
        step_id=StepId(name),
        what=step.what,
        owner=owned.owner,
        when=when,
        ask=owned.ask,
        where=owned.where,
        preparation=step.preparation,
        pathway=PathwayId(identifier(rng)) if on_pathway else None,
        phase=step.kind if on_pathway else None,
        depends_on=(before.step_id,) if before is not None else (),
        source_plan=SourcePlan("bokning", BOOKINGS, f"K-{rng.randrange(10**9):09d}") if imported else None,
        responsible=owned.caregiver if imported else None,
        approved_for_patient=not imported or rng.random() < 0.9,
        duration=step.duration,
        slots=_slots(owned, when, at),
        booking=booking,
        referral=_referral(step, owned, when, since, at) if step.referral and ready else None,
        instructions=step.told,
    )


def _slots(owned: Unit, when: When, at: Setting) -> tuple[Slot, ...]:
    """Free times that the unit offers, for some of the steps that still lack one."""
    rng = at.rng
    if not isinstance(when, NoTimeYet | Window) or owned.run is Run.MUNICIPAL or rng.random() > 0.3:
        return ()
    seen = moment(at.today, 6)
    return tuple(
        Slot(
            f"L-{rng.randrange(10**9):09d}",
            moment(workday(at.today + timedelta(days=rng.randint(3, 45))), *rng.choice(_HOURS)),
            45,
            owned.hsa,
            seen,
        )
        for _ in range(rng.randint(1, 3))
    )


def _referral(step: NeedStep, owned: Unit, when: When, since: date, at: Setting) -> Referral:
    """The referral's way: answered when the visit has been; else as far as it has come."""
    ways = [ReferralStatus.SENT, ReferralStatus.RECEIVED, ReferralStatus.ASSESSED]
    if isinstance(when, Done):
        days = (when.on - since).days
        marks = [ReferralMark(status, since + timedelta(days=days * n // 4)) for n, status in enumerate(ways)]
        marks.append(ReferralMark(ReferralStatus.ANSWERED, when.on))
    else:
        come = 3 if isinstance(when, Booked) else at.rng.randint(1, 3)
        days = (at.today - since).days
        marks = [
            ReferralMark(status, since + timedelta(days=min(days, 3 * n)))
            for n, status in enumerate(ways[:come])
        ]
    kind = "EGEN" if step.unit in PRIVATE_ROLES else "REM"
    return Referral(f"{kind}-{at.rng.randrange(10**8):08d}", owned.hsa, tuple(marks))


def _events(step: PlannedStep, since: date, at: Setting) -> list[CareEvent]:
    """What has happened on the step's pathway, as far as the clocks ask."""
    if step.pathway is None or step.phase is None:
        raise AssertionError("only a step on a pathway has events")
    begun = EventKind.REFERRAL_ISSUED if step.phase is Phase.FIRST_CONTACT else EventKind.DECISION
    happened = [(begun, since)]
    if isinstance(step.when, Done):
        happened.append((EventKind.STARTED, step.when.on))
    elif isinstance(step.when, Booked):
        booked_on = at.today - timedelta(days=at.rng.randint(0, 6))
        happened.append((EventKind.BOOKED, max(since, booked_on)))
    unit_id = step.owner.unit or ""
    return [
        CareEvent(
            f"{step.pathway}:{kind}", step.pathway, kind, step.phase, on, unit_id, SOURCE, noon, noon
        )
        for kind, on in happened
        if (noon := moment(on))
    ]  # fmt: skip
