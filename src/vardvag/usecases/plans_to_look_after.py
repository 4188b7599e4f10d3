"""The plans a coordinator should look after: lacking a time, a contact about to end, a guarantee at risk.

Only plans whose care she takes part in, each decided and logged as if opened. Nobody can ask for plans by
what they hold. Here does not belong finding the clashes (`contracts.clashes`) nor the standing of a
guarantee (`contracts.standing`).
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor, Role
from vardvag.contracts.clashes import Clash, clashes
from vardvag.contracts.elapsed import CARE
from vardvag.contracts.overview import State
from vardvag.contracts.standing import ORDER, Standing, Waiting, most_urgent
from vardvag.contracts.store import PlanStore
from vardvag.usecases.open_plan_list import open_plan_list
from vardvag.usecases.show_plan import PlanView

AT_RISK = (Standing.PASSED, Standing.BOOKED_AFTER, Standing.NEAR_END)
"""Standings of a guarantee that ask for something now."""


@dataclass(frozen=True, slots=True)
class ToLookAfter:
    """A plan and why. `lacks_time` counts care's steps without a time; `at_risk` is the guarantee that is."""

    view: PlanView
    lacks_time: int
    at_risk: Waiting | None
    clashes: tuple[Clash, ...]


def plans_to_look_after(store: PlanStore, actor: Actor, now: Moment) -> list[ToLookAfter]:
    """The plans with something to do, the most urgent guarantee first, then the most steps without a time.

    Empty for whoever does not coordinate.
    """
    found = looked_at(store, actor, now)
    return sorted((one for one in found if one.lacks_time or one.at_risk or one.clashes), key=_urgency)


def looked_at(store: PlanStore, actor: Actor, now: Moment) -> list[ToLookAfter]:
    """Every plan of the actor's, the soonest next step first, also those with nothing to do.

    Empty for whoever does not coordinate.
    """
    if actor.role != Role.COORDINATOR:
        return []
    return [_looked_at(store, view, now) for view in open_plan_list(store, actor, now)]


def _looked_at(store: PlanStore, view: PlanView, now: Moment) -> ToLookAfter:
    today = now.legal_day
    waiting = most_urgent(view.overview, today)
    untimed = [
        one
        for one in view.overview.steps
        if one.state in (State.NO_TIME, State.REQUESTED) and one.step.owner.kind in CARE
    ]
    return ToLookAfter(
        view=view,
        lacks_time=len(untimed),
        at_risk=waiting if waiting is not None and waiting.standing in AT_RISK else None,
        clashes=tuple(clashes(view.plan, today, view.began)),
    )


def _urgency(one: ToLookAfter) -> tuple[int, int, str]:
    standing = len(ORDER) if one.at_risk is None else ORDER.index(one.at_risk.standing)
    return standing, -one.lacks_time, one.view.plan.plan_id
