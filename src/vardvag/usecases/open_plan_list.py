"""Open the list of plans somebody may read: the patient's own, the children's of a guardian, or those whose
care somebody who works for the caregiver takes part in.

Every plan shown is decided and logged as if it were opened, because its line says something about a person.
Here does not belong searching: nobody can find a plan by what it holds.
"""

from __future__ import annotations

from datetime import date

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor, Role
from vardvag.contracts.access.decision import Action
from vardvag.contracts.access.inner_need import INNER_BLOCK
from vardvag.contracts.identifiers import PersonId, PlanId
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import day_of
from vardvag.usecases.show_plan import PlanView, decided_and_logged, view_of


def open_plan_list(store: PlanStore, actor: Actor, now: Moment) -> list[PlanView]:
    """The plans, soonest next step first. Empty for those who may read none."""
    return open_staff_list(store, actor, now)[0]


def open_staff_list(store: PlanStore, actor: Actor, now: Moment) -> tuple[list[PlanView], list[PlanId]]:
    """The plans, soonest next step first; and those that are blocked for her unit, by identifier alone.

    That blocked data exist may be known inside the caregiver (patientdatalagen 4 kap. 4 § third paragraph);
    that only whoever takes part in the care is told is our narrowing. What a blocked plan holds, and whose it
    is, is not told.
    """
    views, blocked = [], []
    for plan_id in _candidates(store, actor):
        decision, _ = decided_and_logged(store, actor, plan_id, Action.READ_PLAN, now)
        if decision.allowed:
            views.append(view_of(store, plan_id, decision, now, actor))
        elif decision.rule == INNER_BLOCK:
            blocked.append(plan_id)
    return sorted(views, key=_next_day), blocked


def open_plan_page(
    store: PlanStore, actor: Actor, after: str, limit: int, now: Moment
) -> tuple[list[PlanView], PlanId | None]:
    """At most *limit* plans in order of identifier, those after *after*; and where the next page begins.

    Only the plans of the page are decided and logged. None for the next: there are no more.
    """
    candidates = [plan_id for plan_id in sorted(_candidates(store, actor)) if plan_id > after]
    page = candidates[:limit]
    views = []
    for plan_id in page:
        decision, _ = decided_and_logged(store, actor, plan_id, Action.READ_PLAN, now)
        if decision.allowed:
            views.append(view_of(store, plan_id, decision, now, actor))
    return views, page[-1] if len(candidates) > limit else None


def _next_day(view: PlanView) -> tuple[date, str]:
    """The day of the next step; plans whose next step has no day come last."""
    following = view.overview.next_step
    return (following and day_of(following.step.when)) or date.max, view.plan.plan_id


def _candidates(store: PlanStore, actor: Actor) -> tuple[PlanId, ...]:
    """Plans worth asking the law about. A region's analyst or finance officer has none."""
    if actor.role == Role.PATIENT and actor.person is not None:
        return store.plans_of_person(PersonId(actor.person))
    if actor.role == Role.GUARDIAN and actor.person is not None:
        return store.plans_of_represented(PersonId(actor.person))
    if actor.role in (Role.COORDINATOR, Role.CARE_STAFF):
        return store.plans_taken_part_in(actor.subject)
    return ()
