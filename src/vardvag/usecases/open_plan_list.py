"""Open the list of plans somebody may read: the patient's own, or those whose care the coordinator takes
part in.

Every plan shown is decided and logged as if it were opened, because its line says something about a person.
Here does not belong searching: nobody can find a plan by what it holds.
"""

from __future__ import annotations

from datetime import date

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor, Role
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PersonId, PlanId
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import day_of
from vardvag.usecases.show_plan import PlanView, decided_and_logged, view_of


def open_plan_list(store: PlanStore, actor: Actor, now: Moment) -> list[PlanView]:
    """The plans, soonest next step first. Empty for those who may read none."""
    views = []
    for plan_id in _candidates(store, actor):
        decision, _ = decided_and_logged(store, actor, plan_id, Action.READ_PLAN, now)
        if decision.allowed:
            views.append(view_of(store, plan_id, decision, now.legal_day))
    return sorted(views, key=_next_day)


def _next_day(view: PlanView) -> tuple[date, str]:
    """The day of the next step; plans whose next step has no day come last."""
    following = view.overview.next_step
    return (following and day_of(following.step.when)) or date.max, view.plan.plan_id


def _candidates(store: PlanStore, actor: Actor) -> tuple[PlanId, ...]:
    """Plans worth asking the law about. A region's analyst or finance officer has none."""
    if actor.role == Role.PATIENT and actor.person is not None:
        return store.plans_of_person(PersonId(actor.person))
    if actor.role == Role.COORDINATOR:
        return store.plans_taken_part_in(actor.subject)
    return ()
