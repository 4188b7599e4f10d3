"""The inner need of those who work for a caregiver: patientdatalagen (2008:355) 4 kap. 1 §.

Who works for a caregiver may see documented data about a patient only if she takes part in the care of the
patient, or for another reason needs the data for her work in health care. What she may *do* is limited
further by the permission given for her duties (4 kap. 2 §): moving a step is for those who take part in the
care.

Here do not belong other caregivers' staff: between caregivers lag (2022:913) decides, which is not built yet,
so they are denied. Blocks (4 kap. 4 §) are not built yet either: see docs/explanation/access.md.
"""

from __future__ import annotations

from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import AccessFacts, Action, Decision

NEED = "patientdatalagen (2008:355) 4 kap. 1 §"
PERMISSION = "patientdatalagen (2008:355) 4 kap. 2 § första stycket"
BETWEEN_CAREGIVERS = "lag (2022:913) om sammanhållen vård- och omsorgsdokumentation 3 kap. 1 §"


def inner_need(actor: Actor, facts: AccessFacts, action: Action) -> Decision:
    """Whether somebody who works for a caregiver may do *action* with a plan."""
    if actor.unit is None or actor.unit not in facts.units:
        return Decision(
            False,
            "staff.another-caregiver",
            BETWEEN_CAREGIVERS,
            Text(
                "Planen finns hos en annan vårdgivare. Åtkomst mellan vårdgivare är inte öppnad här.",
                "The plan belongs to another caregiver. Access between caregivers is not open here.",
            ),
        )
    takes_part = actor.subject in facts.taking_part
    if not takes_part and actor.subject not in facts.other_need:
        return Decision(
            False,
            "staff.no-need",
            NEED,
            Text(
                "Du deltar inte i vården av patienten och har inget annat dokumenterat behov.",
                "You take no part in the care of the patient and have no other documented need.",
            ),
        )
    if action is Action.READ_PLAN:
        return _read(takes_part)
    if action is Action.MOVE_STEP and takes_part:
        return Decision(
            True,
            "staff.moves-in-care",
            PERMISSION,
            Text("Du deltar i vården av patienten.", "You take part in the care of the patient."),
        )
    return Decision(
        False,
        "staff.beyond-duties",
        PERMISSION,
        Text(
            "Din behörighet omfattar inte detta.",
            "Your permission does not cover this.",
        ),
    )


def _read(takes_part: bool) -> Decision:
    if takes_part:
        reason = Text("Du deltar i vården av patienten.", "You take part in the care of the patient.")
        return Decision(True, "staff.takes-part", NEED, reason)
    reason = Text(
        "Du behöver uppgifterna för ditt arbete inom hälso- och sjukvården; behovet är dokumenterat.",
        "You need the data for your work in health care; the need is documented.",
    )
    return Decision(True, "staff.other-need", NEED, reason)
