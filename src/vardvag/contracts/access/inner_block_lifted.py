"""Lifting a block inside one caregiver: patientdatalagen (2008:355) 4 kap. 5 §.

Somebody whom the caregiver has authorised may lift it if the patient consents, or if her consent cannot be
obtained and the data can be presumed to matter for care that she absolutely needs. In the second case the
units that blocked are told, and only data that can be presumed to matter are shown. Here does not belong a
block between caregivers: that one is lifted by whoever made it (`emergency`, `objection`).
"""

from __future__ import annotations

from vardvag.contracts.access.decision import Decision, Emergency, permit, refuse
from vardvag.contracts.access.law import PDL

PARAGRAPH = f"{PDL} 4 kap. 5 §"


def lift_inner_block(stated: Emergency) -> Decision:
    """Whether somebody of the caregiver may lift an inner block."""
    if not stated.authorised:
        return refuse(
            "inner-block.not-authorised",
            f"{PARAGRAPH} första stycket",
            "Bara en behörig befattningshavare hos vårdgivaren får häva spärren.",
            "Only somebody whom the caregiver has authorised may lift the block.",
        )
    if stated.patient_consents:
        return permit(
            "inner-block.consent",
            f"{PARAGRAPH} första stycket 1",
            "Patienten samtycker till att spärren hävs.",
            "The patient consents to the block being lifted.",
        )
    if stated.consent_unobtainable and stated.indispensable:
        return permit(
            "inner-block.indispensable",
            f"{PARAGRAPH} första stycket 2",
            "Samtycke kan inte inhämtas och uppgifterna kan antas ha betydelse för oundgänglig vård.",
            "Consent cannot be obtained and the data can be presumed to matter for indispensable care.",
        )
    return refuse(
        "inner-block.stands",
        f"{PARAGRAPH} första stycket",
        "Spärren står kvar: varken samtycke eller oundgängligt behov utan möjlighet att fråga.",
        "The block stands: neither consent, nor an indispensable need with no way to ask.",
    )


def names_who_blocked(lifted: Decision) -> bool:
    """Whether the units that blocked are named: only when the block was lifted without consent (5 § 2)."""
    return lifted.rule == "inner-block.indispensable"
