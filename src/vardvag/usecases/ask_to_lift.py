"""Ask the caregiver that blocked to lift the block, in an emergency: lag (2022:913) 3 kap. 5 § second part.

What is kept is that it was asked; whoever blocked decides, and blocked data are never read here. Here does
not belong sending the question: that goes by telephone, as fast as it can.
"""

from __future__ import annotations

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action, Emergency
from vardvag.contracts.access.records import AccessRecord, AskedToLift
from vardvag.contracts.identifiers import PlanId, new_identifier
from vardvag.contracts.store import PlanStore
from vardvag.usecases.change_plan import by_care
from vardvag.usecases.in_emergency import BLOCKED, act
from vardvag.usecases.keep_access import AccessKept
from vardvag.usecases.naming import refuse_if
from vardvag.usecases.show_plan import Denied, log_sources


def ask_to_lift(
    store: PlanStore, actor: Actor, plan_id: PlanId, provider: str, stated: Emergency, now: Moment
) -> AccessKept | Denied:
    """That *provider* was asked, or Denied. BadInput when it has blocked nothing."""
    acted = act(store, actor, plan_id, Action.ASK_TO_LIFT, stated, now)
    if acted is None:
        return Denied()
    if provider not in acted.by_rule(BLOCKED):
        refuse_if([Finding("lift-not-blocked", _NOT_BLOCKED, _LEARN, value=provider)])
    asker = acted.asked.provider.identifier if acted.asked.provider is not None else ""
    asked = AskedToLift(provider, asker)
    record = AccessRecord(new_identifier(), acted.facts.person, now, asked, by_care(actor), actor.unit)
    with store.transaction():
        sources = {provider: acted.decision}
        log_sources(store, actor, plan_id, Action.ASK_TO_LIFT, now, sources, acted.facts.person, acted.asked)
        store.append_access_record(record)
    return AccessKept(plan_id, store.read(plan_id).version, (record.record_id,))


_NOT_BLOCKED = Text("Den vårdgivaren har inget spärrat", "That caregiver has blocked nothing")
_LEARN = Text("Ta reda på vem som har spärrat.", "Find out who has blocked.")
