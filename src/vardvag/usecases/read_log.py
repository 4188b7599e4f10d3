"""Read who has seen, or tried to see, a patient's plan: the patient's own right to the log.

Patientdatalagen (2008:355) 8 kap. 5 § gives the patient the information, 5 kap. 5 § lets her have it by
direct access. Here does not belong a caregiver's own control of its log (4 kap. 3 §), which is another use.
"""

from __future__ import annotations

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.log import LogRow
from vardvag.contracts.store import PlanStore
from vardvag.usecases.show_plan import Denied, decided_and_logged


def read_log(store: PlanStore, actor: Actor, plan_id: PlanId, now: Moment) -> tuple[LogRow, ...] | Denied:
    """The rows about the plan's person, oldest first, this reading the last of them; or Denied."""
    decision, facts = decided_and_logged(store, actor, plan_id, Action.READ_LOG, now)
    if facts is None or not decision.allowed:
        return Denied()
    return store.log(facts.person)
