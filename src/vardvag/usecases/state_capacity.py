"""Keep whether a person can take a stand and consent: lag (2022:913) 2 kap. 6 §, 3 kap. 1–4 §§.

That she cannot for the time being is an emergency's matter, and is not kept so. Here does not belong what
follows from it (`made_available`, `lacking_capacity`).
"""

from __future__ import annotations

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import AccessFacts, Action
from vardvag.contracts.access.records import CapacityStated, Content
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.store import PlanStore
from vardvag.usecases.keep_access import AccessKept, Told, keep_access
from vardvag.usecases.naming import refuse_if
from vardvag.usecases.show_plan import Denied


def state_capacity(
    store: PlanStore, actor: Actor, plan_id: PlanId, judged: CapacityStated, now: Moment
) -> AccessKept | Denied:
    """What was kept, or Denied; the newest holds. BadInput when an attitude is told of one who can say it."""

    def stated(facts: AccessFacts, told: Told) -> list[Content]:
        if not judged.lacks_capacity and (judged.attitude_clarified or not judged.would_object):
            refuse_if([Finding("capacity-attitude", _CAN_SAY, _ASK_HER)])
        return [judged]

    return keep_access(store, actor, plan_id, Action.STATE_CAPACITY, now, stated)


_CAN_SAY = Text(
    "Personens inställning anges bara för den som inte kan ta ställning",
    "A person's attitude is stated only of one who cannot take a stand",
)
_ASK_HER = Text("Fråga personen.", "Ask her.")
