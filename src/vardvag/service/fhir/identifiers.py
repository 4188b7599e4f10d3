"""Swedish identifiers in a resource: what they are written as, and whether those that come in can be right.

Personnummer and samordningsnummer have a check digit; an HSA-id has a shape. Two OIDs of HSA-ids are in use:
both are accepted, and HL7 Sweden's base profiles decide which is written. Reserve numbers are local and are
not checked. Here does not belong who a person is: no personnummer is kept with a plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from personnummer.personnummer import (  # type: ignore[import-untyped]  # published without types
    Personnummer,
    PersonnummerException,
)

from vardvag.base.texts import Text
from vardvag.service.fhir import canonical
from vardvag.service.fhir.issues import Issue, Resource

PERSONNUMMER = "http://electronichealth.se/identifier/personnummer"
SAMORDNINGSNUMMER = "http://electronichealth.se/identifier/samordningsnummer"
RESERVE = "http://electronichealth.se/identifier/nationelltReservnummer"
PERSONAL = {
    PERSONNUMMER: PERSONNUMMER,
    "urn:oid:1.2.752.129.2.1.3.1": PERSONNUMMER,
    SAMORDNINGSNUMMER: SAMORDNINGSNUMMER,
    "urn:oid:1.2.752.129.2.1.3.3": SAMORDNINGSNUMMER,
}
"""System → which of the two it is: FHIR's addresses, and the OIDs of the national service contracts."""

HSA = "urn:oid:1.2.752.29.4.19"
"""HSA-id in HL7 Sweden's base profiles."""
HSA_SYSTEMS = frozenset({HSA, "urn:oid:1.2.752.129.2.1.4.1"})
_HSA = re.compile(r"SE[0-9]{10}-[0-9A-Z]{1,18}")
"""Country, organisation number, hyphen and a suffix, as in HL7 Sweden's example SE2321000131-P000000123457.

Assumption: at most 31 characters in all; HSA's own text was not read."""
_PROVIDER = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "PRN"}]}


def of_unit(unit: str) -> Resource:
    """The identifier of a unit or caregiver: an HSA-id where it has the shape of one, else ours."""
    if _HSA.fullmatch(unit):
        return {"type": _PROVIDER, "system": HSA, "value": unit}
    return {"system": canonical.UNIT_IDENTIFIER, "value": unit}


def of_system(system: str, value: str) -> Resource:
    """An identifier of one of our own kinds."""
    return {"system": system, "value": value}


def checked(value: object, place: str) -> Iterator[Issue]:
    """What is wrong with the Swedish identifiers anywhere in *value*."""
    if isinstance(value, dict):
        if isinstance(value.get("system"), str) and isinstance(value.get("value"), str):
            yield from _identifier(value["system"], value["value"], place)
        for key, one in value.items():
            yield from checked(one, f"{place}.{key}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from checked(one, f"{place}[{number}]")


def _identifier(system: str, value: str, place: str) -> Iterator[Issue]:
    if system in PERSONAL and not _personal(value, PERSONAL[system]):
        yield _issue(
            place,
            "Numret kan inte vara rätt: skriv tolv siffror utan bindestreck, med rätt kontrollsiffra och "
            "systemet för rätt slags nummer.",
            "The number cannot be right: give twelve digits without a hyphen, with the right check digit and "
            "the system of the right kind of number.",
        )
    if system in HSA_SYSTEMS and not _HSA.fullmatch(value):
        yield _issue(
            place,
            "Ett HSA-id skrivs SE, organisationsnummer, bindestreck och ett id, som SE2321000131-P1.",
            "An HSA-id is written SE, organisation number, hyphen and an id, as in SE2321000131-P1.",
        )


def _personal(value: str, system: str) -> bool:
    if not re.fullmatch(r"[0-9]{12}", value):
        return False
    try:
        number: Any = Personnummer(value)
    except PersonnummerException:
        return False
    return bool(number.is_coordination_number()) is (system == SAMORDNINGSNUMMER)


def _issue(place: str, sv: str, en: str) -> Issue:
    return Issue("value", Text(sv, en), f"{place}.value")
