"""The four people of the demo. All of them are made up; the names are chosen so that it shows."""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.base.texts import Text
from vardvag.service.identity.actor import Role
from vardvag.service.identity.claims import REFERENCE_CLAIMS, ROLE_CLAIM

DEMO_REGION = "08"
"""The region of the demo's region users."""
DEMO_UNIT = "SE-EXEMPEL-ORTOPEDI"
"""The care unit of the demo's coordinator. Not a real HSA-id."""
DEMO_PERSON = "exempelperson-1"
"""The opaque reference of the demo's patient."""


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
        "samordnare",
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
