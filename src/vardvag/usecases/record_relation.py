"""Keep that a provider has a current patient relation to a person, or gives her support; or that it is over.

Lag (2022:913) 3 kap. 1 and 2 §§. It is written down where the plan is coordinated: nobody opens data by
stating a relation of her own. Here does not belong what a relation opens.
"""

from __future__ import annotations

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import AccessFacts, Action
from vardvag.contracts.access.records import Content, Related, RelationKind
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.store import PlanStore
from vardvag.usecases.keep_access import AccessKept, Told, keep_access
from vardvag.usecases.naming import named_provider
from vardvag.usecases.show_plan import Denied


def record_relation(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    kind: RelationKind,
    now: Moment,
    *,
    provider: str | None = None,
    ended: bool = False,
) -> AccessKept | Denied:
    """What was kept, or Denied. *provider*: whose relation; the plan's own caregiver's if not said."""

    def related(facts: AccessFacts, told: Told) -> list[Content]:
        return [Related(named_provider(facts, provider), kind, ended)]

    return keep_access(store, actor, plan_id, Action.RECORD_RELATION, now, related)
