"""A person's own direct access: patientdatalagen (2008:355) 5 kap. 5 §, lag (2022:913) 4 kap. 2 §.

The caregiver may grant an individual access to data about herself that may be disclosed to her, and, under
the same conditions, to the documentation of who has had electronic access to them. It is access, not a
right to change what care has documented. Data that others made available because she could not take a stand
are never opened so (4 kap. 2 § second paragraph). A block does not stand between a person and her own data.
Here do not belong guardians and proxies (`representatives`).
"""

from __future__ import annotations

from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import AccessFacts, Action, Asked, Decision, permit, refuse
from vardvag.contracts.access.items import ItemFacts
from vardvag.contracts.access.law import PDL, SVOD
from vardvag.contracts.access.permission import OWN
from vardvag.contracts.access.plan_actions import FOLLOWS, OWN_SAY, OWN_WORD
from vardvag.contracts.access.representation import ages_on, has_turned

PARAGRAPH = f"{PDL} 5 kap. 5 § första stycket"
JOINT = f"{SVOD} 4 kap. 2 §"


def own_access(actor: Actor, facts: AccessFacts, action: Action, asked: Asked) -> Decision:
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
    if _too_young(facts, asked):
        return _denied(
            "own.too-young",
            "Du är för ung för egen åtkomst. Ring din mottagning.",
            "You are too young for own access. Ring your clinic.",
        )
    if action not in OWN:
        return _denied(
            "own.access-only",
            "Direktåtkomst ger rätt att läsa, inte att ändra. Be om en annan tid i stället.",
            "Direct access lets you read, not change. Ask for another time instead.",
        )
    if action is Action.READ_LOG:
        return permit(
            "own.log",
            PARAGRAPH,
            "Du läser vem som har tagit del av dina uppgifter.",
            "You read who has seen your data.",
        )
    if action in OWN_WORD | OWN_SAY:
        return permit(
            "own.word",
            PARAGRAPH,
            "Du säger själv vad du vill och tycker.",
            "You say yourself what you want and think.",
        )
    if action in FOLLOWS:
        return permit(
            "own.notices",
            PARAGRAPH,
            "Du får veta att något i din egen plan har ändrats.",
            "You are told that something in your own plan has changed.",
        )
    return permit("own.data", PARAGRAPH, "Du läser uppgifter om dig själv.", "You read data about yourself.")


def own_item(facts: AccessFacts, item: ItemFacts) -> Decision:
    """Whether one item is shown to the person herself, or to whoever acts for her."""
    if not item.approved_for_patient:
        return _denied(
            "own.item-not-approved",
            "Den som ansvarar för uppgiften har inte godkänt den för direktåtkomst.",
            "Whoever is responsible for the item has not approved it for direct access.",
        )
    if item.provider == facts.provider:
        return permit("own.item", PARAGRAPH, "Uppgiften är godkänd för dig.", "The item is approved for you.")
    if item.without_capacity:
        return refuse(
            "own.item-without-capacity",
            f"{JOINT} andra stycket",
            "Uppgiften gjordes tillgänglig utan att du kunde ta ställning.",
            "The item was made available without your being able to take a stand.",
        )
    return permit(
        "own.item-elsewhere",
        f"{JOINT} första stycket",
        "Uppgiften kommer från en annan vårdgivare och är godkänd för dig.",
        "The item comes from another provider and is approved for you.",
    )


def _too_young(facts: AccessFacts, asked: Asked) -> bool:
    """Whether her age stands in the way. Where no age is kept, the caregiver has seen to it in granting."""
    if facts.born is None or facts.early_own_access:
        return False
    if asked.at is None:
        return True
    today = asked.at.legal_day
    limits = ages_on(today)
    return limits is None or has_turned(facts.born, limits.own_from, today) is not True


def _denied(rule: str, sv: str, en: str) -> Decision:
    return refuse(rule, PARAGRAPH, sv, en)
