"""What does not hang together in some of the example plans, so that there is something to find and mend.

Each fault is one that `contracts.clashes` tells of. Here does not belong finding them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from vardvag.base.moments import Moment
from vardvag.contracts.instructions import Instruction
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.referral import ReferralMark, ReferralStatus
from vardvag.contracts.step import ClinicalTarget, PlannedStep
from vardvag.contracts.synth.course import Setting
from vardvag.contracts.times import Booked, NoTimeYet, Window

Fault = Callable[[PatientContract, Setting], PatientContract | None]


def with_fault(plan: PatientContract, at: Setting) -> PatientContract:
    """The plan with one thing wrong, of those that can be wrong with it; as it was when none can."""
    order = list(FAULTS)
    at.rng.shuffle(order)
    for fault in order:
        if (changed := fault(plan, at)) is not None:
            return changed
    return plan


def _booked(plan: PatientContract) -> list[tuple[PlannedStep, Booked]]:
    return [(step, step.when) for step in plan.steps if isinstance(step.when, Booked)]


def _same_time(plan: PatientContract, at: Setting) -> PatientContract | None:
    """Two units have booked the same time."""
    booked = _booked(plan)
    for one, when in booked:
        for other, _ in booked:
            if one.owner.unit != other.owner.unit and one.step_id != other.step_id:
                return plan.with_step(replace(other, when=when))
    return None


def _instructions(plan: PatientContract, at: Setting) -> PatientContract | None:
    """Two units say different things about the same medicine for the same days."""
    booked = _booked(plan)
    if len(booked) < 2:
        return None
    subject = "blodförtunnande medicin"
    stop = Instruction(subject, "Gör uppehåll från fem dagar före.", days_before=5)
    go_on = Instruction(subject, "Ta din medicin som vanligt.", days_before=60, days_after=60)
    (one, _), (other, _) = booked[:2]
    changed = plan.with_step(replace(one, instructions=(stop,)))
    return changed.with_step(replace(other, instructions=(go_on,)))


def _referral(plan: PatientContract, at: Setting) -> PatientContract | None:
    """A referral was sent, and nobody has received it."""
    for step in plan.steps:
        if step.referral is not None and isinstance(step.when, NoTimeYet | Window):
            sent = ReferralMark(ReferralStatus.SENT, at.today - timedelta(days=at.rng.randint(9, 30)))
            return plan.with_step(replace(step, referral=replace(step.referral, marks=(sent,))))
    return None


def _window(plan: PatientContract, at: Setting) -> PatientContract | None:
    """It was to be done at the latest on a day that has passed."""
    for step in plan.steps:
        if isinstance(step.when, Window) and step.owner.unit:
            return plan.with_step(replace(step, when=Window(at.today - timedelta(days=at.rng.randint(1, 9)))))
    return None


def _target(plan: PatientContract, at: Setting) -> PatientContract | None:
    """The booked day is after the day that a doctor set."""
    for step, when in _booked(plan):
        day = when.at.legal_day - timedelta(days=at.rng.randint(2, 12))
        target = ClinicalTarget(day, "Läkare på mottagningen", at.today - timedelta(days=20))
        return plan.with_step(replace(step, target=target))
    return None


def _hand_over(plan: PatientContract, at: Setting) -> PatientContract | None:
    """A hand-over was offered long ago, and nobody has answered."""
    offered = [one for one in plan.handovers if one.open]
    if not offered:
        return None
    old = replace(offered[0], offered_at=Moment(offered[0].offered_at.utc - timedelta(days=10)))
    return replace(plan, handovers=(old,))


FAULTS: tuple[Fault, ...] = (_same_time, _instructions, _referral, _window, _target, _hand_over)
"""The faults there can be."""
