"""The inner need of those who work for a caregiver: patientdatalagen (2008:355) 4 kap. 1 § and 4 §.

Who works for a caregiver may see documented data about a patient only if she takes part in the care of the
patient, or for another reason needs the data for her work in health care. What she may *do* is limited
further by the permission given for her duties (`permission`). What the patient has had blocked is not shown
to another unit, whatever the need (4 kap. 4 §).

Here do not belong other caregivers' staff (`between_caregivers`), nor lifting a block
(`inner_block_lifted`).
"""

from __future__ import annotations

from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.block import BlockKind, blocked
from vardvag.contracts.access.decision import AccessFacts, Action, Asked, Decision, permit, refuse
from vardvag.contracts.access.items import ItemFacts
from vardvag.contracts.access.law import PDL
from vardvag.contracts.access.permission import IN_CARE, OTHER_NEED, beyond_duties
from vardvag.contracts.access.permission import PERMISSION as PERMISSION

NEED = f"{PDL} 4 kap. 1 §"
BLOCK = f"{PDL} 4 kap. 4 § första stycket"
INNER_BLOCK = "staff.inner-block"
"""The rule by which a block keeps another unit out."""


def inner_need(
    actor: Actor, facts: AccessFacts, item: ItemFacts | None, action: Action, asked: Asked
) -> Decision:
    """Whether somebody who works for the caregiver responsible for *item* may do *action* with it."""
    takes_part = actor.subject in facts.taking_part
    if not takes_part and actor.subject not in facts.other_need:
        return refuse(
            "staff.no-need",
            NEED,
            "Du deltar inte i vården av patienten och har inget annat dokumenterat behov.",
            "You take no part in the care of the patient and have no other documented need.",
        )
    if item is not None and blocked(facts.blocks, item, BlockKind.INNER, actor.unit, actor.subject, asked.at):
        return refuse(
            INNER_BLOCK,
            BLOCK,
            "Patienten har spärrat uppgifterna för andra enheter.",
            "The patient has had the data blocked for other units.",
        )
    duties = IN_CARE.get(actor.role, frozenset()) if takes_part else OTHER_NEED
    if action not in duties:
        return beyond_duties()
    if not takes_part:
        return permit(
            "staff.other-need",
            NEED,
            "Du behöver uppgifterna för ditt arbete inom hälso- och sjukvården; behovet är dokumenterat.",
            "You need the data for your work in health care; the need is documented.",
        )
    rule, paragraph = _IN_CARE_RULES.get(action, ("staff.acts-in-care", PERMISSION))
    return permit(
        rule, paragraph, "Du deltar i vården av patienten.", "You take part in the care of the patient."
    )


_IN_CARE_RULES = {
    Action.READ_PLAN: ("staff.takes-part", NEED),
    Action.MOVE_STEP: ("staff.moves-in-care", PERMISSION),
}
