"""One question, one answer: which paragraph an actor's role falls under, and no access without one.

Region analysts and region finance work with figures about many; no duty of theirs needs a person's plan, so
they are never permitted one (patientdatalagen 4 kap. 2 §). Here do not belong the paragraphs themselves.
"""

from __future__ import annotations

from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor, Role
from vardvag.contracts.access.decision import AccessFacts, Action, Decision
from vardvag.contracts.access.inner_need import PERMISSION, inner_need
from vardvag.contracts.access.own_access import own_access


def decide(actor: Actor, facts: AccessFacts | None, action: Action) -> Decision:
    """Whether *actor* may do *action* with the plan *facts* are about. No facts (no such plan): no."""
    if actor.role in (Role.REGION_ANALYST, Role.REGION_FINANCE):
        return Decision(
            False,
            "role.no-person-data",
            PERMISSION,
            Text(
                "Din roll arbetar med siffror om många. Den ger aldrig tillgång till en persons plan.",
                "Your role works with figures about many. It never gives access to a person's plan.",
            ),
        )
    if facts is not None and actor.role == Role.PATIENT:
        return own_access(actor, facts, action)
    if facts is not None and actor.role == Role.COORDINATOR:
        return inner_need(actor, facts, action)
    return Decision(
        False,
        "default.denied",
        "patientdatalagen (2008:355) 1 kap. 2 § tredje stycket",
        Text("Ingen regel ger tillgång.", "No rule gives access."),
    )
