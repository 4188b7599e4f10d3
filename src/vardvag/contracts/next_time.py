"""The next time in hand: whether the patient leaves a visit with a booked time for what comes next.

A request is no time in hand, and neither is a window. Where nothing more is planned there is no next time to
have, which is another answer than no. Here does not belong counting how often (`follow_up`).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from vardvag.contracts.elapsed import CARE
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEventKind
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.times import Booked, Done


def next_step_after(
    plan: PatientContract, visit: StepId, day: date, begun: Collection[StepId] = ()
) -> PlannedStep | None:
    """Care's next booked step after *visit* ended on *day*; else the first without a time; None if none."""
    left = [
        step
        for step in plan.steps
        if step.step_id != visit
        and step.step_id not in begun
        and step.owner.kind in CARE
        and not isinstance(step.when, Done)
    ]
    booked = [step for step in left if isinstance(step.when, Booked) and step.when.at.legal_day >= day]
    nearest = min(booked, key=_booked_at, default=None)
    return nearest or next(iter(left), None)


def in_hand(plan: PatientContract, visit: StepId, day: date, begun: Collection[StepId] = ()) -> PlanEventKind:
    """Whether the next time was in hand when *visit* ended on *day*. NotFound for another plan's step."""
    plan.step(visit)
    following = next_step_after(plan, visit, day, begun)
    if following is None:
        return PlanEventKind.NO_NEXT_STEP
    booked = isinstance(following.when, Booked) and following.when.at.legal_day >= day
    return PlanEventKind.NEXT_TIME_IN_HAND if booked else PlanEventKind.NO_NEXT_TIME


def _booked_at(step: PlannedStep) -> tuple[str, str]:
    return (step.when.at.utc.isoformat() if isinstance(step.when, Booked) else "", step.step_id)
