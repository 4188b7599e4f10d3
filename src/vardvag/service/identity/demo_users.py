"""The four people of the demo. All of them are made up; the names are chosen so that it shows."""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.base.texts import Text
from vardvag.service.identity.actor import Role
from vardvag.service.identity.claims import REFERENCE_CLAIMS, ROLE_CLAIM
from vardvag.usecases.example.story import COORDINATOR, ORTHOPAEDICS, PATIENT, REGION

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
)
