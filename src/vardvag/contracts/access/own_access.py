"""The patient's own direct access: patientdatalagen (2008:355) 5 kap. 5 § first paragraph.

The caregiver may grant an individual access to data about herself that may be disclosed to her, and, under
the same conditions, to the documentation of who has had electronic access to them. It is access, not a
right to change what care has documented. Here do not belong guardians and proxies.
"""

from __future__ import annotations

from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import AccessFacts, Action, Decision

PARAGRAPH = "patientdatalagen (2008:355) 5 kap. 5 § första stycket"


def own_access(actor: Actor, facts: AccessFacts, action: Action) -> Decision:
    """Whether a patient may do *action* with a plan through her own direct access."""
    if actor.person is None or actor.person != facts.person:
        return _denied(
            "own.another-person", "Uppgifterna gäller någon annan.", "The data are about somebody else."
        )
    if not facts.own_access_open:
        return _denied(
            "own.not-granted",
            "Vårdgivaren har inte öppnat direktåtkomst till uppgifterna.",
            "The caregiver has not granted direct access to the data.",
        )
    if action is Action.READ_PLAN:
        return _allowed("own.data", "Du läser uppgifter om dig själv.", "You read data about yourself.")
    if action is Action.READ_LOG:
        return _allowed(
            "own.log", "Du läser vem som har tagit del av dina uppgifter.", "You read who has seen your data."
        )
    return _denied(
        "own.access-only",
        "Direktåtkomst ger rätt att läsa, inte att ändra. Be om en annan tid i stället.",
        "Direct access lets you read, not change. Ask for another time instead.",
    )


def _allowed(rule: str, sv: str, en: str) -> Decision:
    return Decision(True, rule, PARAGRAPH, Text(sv, en))


def _denied(rule: str, sv: str, en: str) -> Decision:
    return Decision(False, rule, PARAGRAPH, Text(sv, en))
