"""What a role's duties need: patientdatalagen (2008:355) 4 kap. 2 §, lag (2022:913) 4 kap. 3 §.

The caregiver (or omsorgsgivare) sets the terms of permission, and permission goes no further than the duties
need. These tables are our terms, and a caregiver can decide otherwise. An action that stands in none of them
is permitted to nobody. Here does not belong whether the need itself is there (`inner_need`).
"""

from __future__ import annotations

from vardvag.contracts.access.actor import Role
from vardvag.contracts.access.decision import Action, Decision, permit, refuse
from vardvag.contracts.access.law import PDL
from vardvag.contracts.access.plan_actions import (
    COORDINATES,
    FINDS_WHOM_TO_OFFER,
    FOLLOWS,
    KEEPS_ACCESS,
    OWN_SAY,
    OWN_WORD,
)

PERMISSION = f"{PDL} 4 kap. 2 § första stycket"

EMERGENCY = frozenset(
    {
        Action.LIFT_INNER_BLOCK,
        Action.LEARN_WHO_BLOCKED,
        Action.ASK_TO_LIFT,
        Action.LEARN_WHO_SHARES,
        Action.READ_IN_EMERGENCY,
    }
)
"""Each has a rule of its own (`inner_block_lifted`, `emergency`); no duty gives any of them."""

IN_CARE: dict[str, frozenset[Action]] = {
    Role.COORDINATOR: frozenset({Action.READ_PLAN, Action.MOVE_STEP}) | COORDINATES | KEEPS_ACCESS | FOLLOWS,
    Role.CARE_STAFF: frozenset({Action.READ_PLAN}) | FOLLOWS,
    Role.MUNICIPAL_HEALTH: frozenset({Action.READ_PLAN}) | FOLLOWS,
}
"""What those who take part in the care need to do, with a plan of the caregiver they work for."""

OTHER_NEED = frozenset({Action.READ_PLAN}) | FINDS_WHOM_TO_OFFER
"""What somebody with another documented need may do: read, and find whom to offer a patientkontrakt."""

ELSEWHERE = frozenset({Action.READ_PLAN})
"""What can be done with another caregiver's data: they are read. Whoever is responsible for them edits."""

OWN = frozenset({Action.READ_PLAN, Action.READ_LOG}) | OWN_WORD | OWN_SAY | FOLLOWS
"""What a person may do by her own direct access: read, also who has read, and say her own word
(`plan_actions`). It lets her change nothing that care has documented."""

REPRESENTING = frozenset({Action.READ_PLAN}) | FOLLOWS
"""What a guardian or proxy may do for somebody else: read, and be told that it has changed. The log says who
has looked, and is her own."""

REVIEW = frozenset({Action.REVIEW_LOG})
"""What somebody who controls the log may do."""


def beyond_duties() -> Decision:
    """The answer to what the actor's duties do not need."""
    return refuse(
        "staff.beyond-duties",
        PERMISSION,
        "Din behörighet omfattar inte detta.",
        "Your permission does not cover this.",
    )


def figures_only() -> Decision:
    """The answer to a role that works with figures about many."""
    return refuse(
        "role.no-person-data",
        PERMISSION,
        "Din roll arbetar med siffror om många. Den ger aldrig tillgång till en persons plan.",
        "Your role works with figures about many. It never gives access to a person's plan.",
    )


def log_review(action: Action) -> Decision:
    """Whether somebody who controls the log may do *action*: patientdatalagen 4 kap. 3 §."""
    if action not in REVIEW:
        return beyond_duties()
    return permit(
        "staff.reviews-log",
        f"{PDL} 4 kap. 3 § första stycket",
        "Du kontrollerar på vårdgivarens uppdrag om någon obehörigen har kommit åt uppgifter.",
        "You control on the caregiver's behalf whether anybody has reached data without right.",
    )
