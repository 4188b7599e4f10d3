"""Who may begin one of the four acts of an emergency: 2022:913 3 kap. 5–6 §§, and the need of 4 kap. 1 §.

Of the plan's own caregiver it takes somebody who may read the plan; of another it takes the law's own
conditions alone. What each act then tells is decided for each item (`joint`). Here do not belong the
conditions themselves (`emergency`).
"""

from __future__ import annotations

from vardvag.contracts.access.actor import CARE_ROLES, Actor
from vardvag.contracts.access.decide import decide, of_staff
from vardvag.contracts.access.decision import AccessFacts, Action, Asked, Decision
from vardvag.contracts.access.emergency import (
    ask_to_lift,
    learn_who_blocked,
    learn_who_shares,
    read_unblocked,
)
from vardvag.contracts.access.items import ItemFacts
from vardvag.contracts.access.provider import ProviderKind

_ACTS = {
    Action.LEARN_WHO_BLOCKED: learn_who_blocked,
    Action.ASK_TO_LIFT: ask_to_lift,
    Action.LEARN_WHO_SHARES: learn_who_shares,
    Action.READ_IN_EMERGENCY: read_unblocked,
}


def emergency_act(actor: Actor, facts: AccessFacts | None, action: Action, asked: Asked) -> Decision:
    """Whether *actor* may do one of the four acts about the person of a plan. KeyError for any other."""
    act = _ACTS[action]
    inside = facts is not None and actor.unit in facts.units
    if not inside or facts is None or actor.role not in CARE_ROLES or asked.provider is None:
        return decide(actor, facts, action, asked)
    need = decide(actor, facts, Action.READ_PLAN, asked)
    if not need.allowed:
        return need
    return act(asked.provider.kind, ProviderKind.CAREGIVER, asked.emergency)


def read_in_emergency_item(actor: Actor, facts: AccessFacts, item: ItemFacts, asked: Asked) -> Decision:
    """Whether one item may be read in an emergency; her own provider's is read as it always is."""
    own = item.provider == asked.provider
    return of_staff(actor, facts, item, Action.READ_PLAN if own else Action.READ_IN_EMERGENCY, asked)
