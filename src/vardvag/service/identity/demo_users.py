"""The people one can be in the demo: four of the story, two with complex plans, two who read from outside (a
guardian and somebody in the municipality's social care), one who works in care and does not coordinate, and
one who reviews the log. All are made up.

The names are chosen so that it shows.
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Role
from vardvag.service.identity.claims import REFERENCE_CLAIMS, ROLE_CLAIM
from vardvag.usecases.example.beside import GUARDIAN, STAFF
from vardvag.usecases.example.crowd import CROWD_COORDINATOR, CROWD_PATIENT, CROWD_UNIT
from vardvag.usecases.example.story import (
    COORDINATOR,
    HEALTH_CENTRE,
    MUNICIPAL_UNIT,
    ORTHOPAEDICS,
    PATIENT,
    REGION,
)

DEMO_REGION, DEMO_UNIT, DEMO_PERSON = REGION, ORTHOPAEDICS, PATIENT
"""What the demo's log-ins stand on: a region's code, a care unit (not a real HSA-id) and an opaque person."""


@dataclass(frozen=True, slots=True)
class DemoUser:
    """One person to log in as. `reference` is what the role rests on: a person, a unit or a region."""

    subject: str
    role: Role
    name: str
    label: Text
    reference: str

    @property
    def claims(self) -> dict[str, object]:
        """What the issuer says of them."""
        return {"name": self.name, ROLE_CLAIM: self.role.value, REFERENCE_CLAIMS[self.role]: self.reference}


DEMO_USERS = (
    DemoUser("patient", Role.PATIENT, "Alva Exempel", Text("Patient", "Patient"), DEMO_PERSON),
    DemoUser(
        COORDINATOR,
        Role.COORDINATOR,
        "Sam Ordnare",
        Text("Samordnare i vården", "Care coordinator"),
        DEMO_UNIT,
    ),
    DemoUser(
        "analytiker",
        Role.REGION_ANALYST,
        "Ana Lytiker",
        Text("Regionens analytiker", "Region analyst"),
        DEMO_REGION,
    ),
    DemoUser(
        "ekonom",
        Role.REGION_FINANCE,
        "Eko Nom",
        Text("Regionens ekonom", "Region finance officer"),
        DEMO_REGION,
    ),
    DemoUser(
        "patient-2",
        Role.PATIENT,
        "Tyra Påhittfalk",
        Text("Patient med många vårdkontakter", "Patient with much care"),
        CROWD_PATIENT,
    ),
    DemoUser(
        CROWD_COORDINATOR,
        Role.COORDINATOR,
        "Sofia Syntmark",
        Text("Samordnare med 25 planer", "Coordinator with 25 plans"),
        CROWD_UNIT,
    ),
    DemoUser(
        "vardnadshavare",
        Role.GUARDIAN,
        "Gunnar Barnexempel",
        Text("Vårdnadshavare", "Guardian"),
        GUARDIAN,
    ),
    DemoUser(
        "kommunen",
        Role.SOCIAL_CARE,
        "Kim Ommun",
        Text("Kommunens omsorg", "Municipal social care"),
        MUNICIPAL_UNIT,
    ),
    DemoUser(
        STAFF,
        Role.CARE_STAFF,
        "Vår Dare",
        Text("Vårdpersonal som inte samordnar", "Care staff who do not coordinate"),
        HEALTH_CENTRE,
    ),
    DemoUser(
        "granskare",
        Role.LOG_REVIEWER,
        "Gran Skare",
        Text("Granskare av loggen", "Reviewer of the log"),
        DEMO_UNIT,
    ),
)
