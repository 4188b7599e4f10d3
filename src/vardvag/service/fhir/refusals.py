"""Why a type is not created or not updated here: said to whoever tries, and in the capability statement.

Here does not belong what is written (`changes`), nor the answer's status (`views`).
"""

from __future__ import annotations

from collections.abc import Mapping

from vardvag.base.texts import Text

_ONE = Text(
    "Varje plan har en från början: ändra den med PUT.",
    "Every plan has one from the start: change it by PUT.",
)
_CATALOGUE = Text(
    "Enheter och vårdgivare hålls i katalogen, inte här.",
    "Units and caregivers are kept in the directory, not here.",
)
_OF_TEAM = Text(
    "En fast kontakt utses och avslutas i CareTeam.", "A fixed contact is named and ended in the CareTeam."
)
_ITSELF = Text("Den skrivs av tjänsten själv.", "It is written by the service itself.")
_PERSON = Text(
    "Planen har inga kontaktuppgifter till patienten, och vem hon är kommer från folkbokföringen.",
    "A plan holds no contact details of the patient, and who she is comes from the population register.",
)
_SAID = {"Patient": _PERSON, "Organization": _CATALOGUE, "PractitionerRole": _OF_TEAM}
NOT_UPDATED: Mapping[str, Text] = {**_SAID, "Provenance": _ITSELF, "AuditEvent": _ITSELF}
"""Why a type cannot be updated."""
NOT_CREATED: Mapping[str, Text] = {**NOT_UPDATED, "Goal": _ONE, "CareTeam": _ONE}
"""Why a type cannot be created."""
HOW_CREATED: Mapping[str, Text] = {
    "RelatedPerson": Text(
        "Skapas bara i en transaktion med den Task som hon tar.",
        "Created only in a transaction with the Task that she takes.",
    ),
    "CarePlan": Text(
        "Skapas genom att planen erbjuds, av den som vårdgivaren har gett det uppdraget.",
        "Created by the plan's being offered, by somebody whom the caregiver has charged with it.",
    ),
}
"""How a type is created, where it is not by itself or not by everybody who may change it."""
NOT_DELETED = Text(
    "Inget tas bort genom FHIR: historiken finns kvar.", "Nothing is deleted by FHIR: the history stays."
)
