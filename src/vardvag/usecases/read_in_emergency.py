"""Read unblocked data without consent, in an emergency: lag (2022:913) 3 kap. 6 § second paragraph.

Each item from another caregiver is decided for itself; a block stands against all of it. Each caregiver whose
data are read has a row of its own in the log. Here does not belong knowing who shares (`learn_who_shares`).
"""

from __future__ import annotations

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action, Emergency
from vardvag.contracts.access.emergency_acts import read_in_emergency_item
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.plan_items import foreign_items
from vardvag.contracts.store import PlanStore
from vardvag.usecases.in_emergency import act
from vardvag.usecases.show_plan import Denied, PlanView, log_sources, view_with


def read_in_emergency(
    store: PlanStore, actor: Actor, plan_id: PlanId, stated: Emergency, now: Moment
) -> PlanView | Denied:
    """The plan with what other caregivers have made available and not blocked, or Denied."""
    acted = act(store, actor, plan_id, Action.READ_IN_EMERGENCY, stated, now)
    if acted is None:
        return Denied()
    plan, facts = store.read(plan_id), acted.facts
    decided = {
        item: read_in_emergency_item(actor, facts, item, acted.asked) for item in foreign_items(plan, facts)
    }
    read = {item.item for item, decision in decided.items() if decision.allowed}
    sources = {item.provider.identifier: one for item, one in decided.items() if one.allowed}
    if facts.provider is not None and facts.provider != acted.asked.provider:
        sources[facts.provider.identifier] = acted.decision
    log_sources(store, actor, plan_id, Action.READ_IN_EMERGENCY, now, sources, facts.person, acted.asked)
    return view_with(store, plan, facts, actor, read, acted.decision, now)
