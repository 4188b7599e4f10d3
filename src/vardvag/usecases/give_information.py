"""Keep that a person has been informed of joint documentation and her right to object: 2022:913 2 kap. 2 §.

It is about the data of the plan's own caregiver, or of another whose information she has had there. Here does
not belong what the information says.
"""

from __future__ import annotations

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import AccessFacts, Action
from vardvag.contracts.access.records import Content, Informed
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.store import PlanStore
from vardvag.usecases.keep_access import AccessKept, Told, keep_access
from vardvag.usecases.naming import named_provider
from vardvag.usecases.show_plan import Denied


def give_information(
    store: PlanStore, actor: Actor, plan_id: PlanId, now: Moment, provider: str | None = None
) -> AccessKept | Denied:
    """What was kept, or Denied. *provider*: whose data it is about; the plan's own caregiver if not said."""

    def informed(facts: AccessFacts, told: Told) -> list[Content]:
        return [Informed(named_provider(facts, provider))]

    return keep_access(store, actor, plan_id, Action.GIVE_INFORMATION, now, informed)
