"""A caregiver that reads what another has made available: lag (2022:913) 3 kap. 1 § and 7 §.

Three conditions, all of them: the patient is one with whom there is a current patient relation, she
consents, and the data can be presumed to matter for her care, or for a certificate about it. For a
certificate an earlier relation is enough. A child who cannot consent herself need not. The conditions are
exhaustive: nothing else opens the data, not even that the patient expressly wishes it (7 §). Here do not
belong emergencies (`emergency`) nor somebody who cannot consent (`lacking_capacity`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vardvag.contracts.access.decision import Decision, permit, refuse
from vardvag.contracts.access.law import SVOD

PARAGRAPH = f"{SVOD} 3 kap. 1 §"


class Relation(StrEnum):
    """The caregiver's patient relation."""

    CURRENT = "current"
    EARLIER = "earlier"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reading:
    """The conditions of the paragraph."""

    relation: Relation
    consent: bool
    child_cannot_consent: bool
    matters_for_care: bool
    matters_for_certificate: bool


def between_caregivers(reading: Reading) -> Decision:
    """Whether a caregiver may read data that another has made available."""
    for_certificate = reading.matters_for_certificate and reading.relation is not Relation.NONE
    if reading.relation is not Relation.CURRENT and not for_certificate:
        return refuse(
            "between.no-relation",
            f"{PARAGRAPH} första stycket 1",
            "Din vårdgivare har ingen aktuell patientrelation.",
            "Your caregiver has no current patient relation.",
        )
    if not reading.matters_for_care and not reading.matters_for_certificate:
        return refuse(
            "between.no-significance",
            f"{PARAGRAPH} första stycket 3",
            "Du har inte angett att uppgifterna kan antas ha betydelse för vården.",
            "You have not stated that the data can be presumed to matter for the care.",
        )
    if reading.consent:
        return permit(
            "between.consent",
            f"{PARAGRAPH} första stycket",
            "Patientrelation, samtycke och betydelse för vården finns.",
            "There is a patient relation, consent and significance for the care.",
        )
    if reading.child_cannot_consent:
        return permit(
            "between.child",
            f"{PARAGRAPH} tredje stycket",
            "Barnet kan inte samtycka självt; samtycke krävs inte.",
            "The child cannot consent herself; consent is not required.",
        )
    return refuse(
        "between.no-consent",
        f"{PARAGRAPH} första stycket 2",
        "Patienten har inte samtyckt.",
        "The patient has not consented.",
    )
