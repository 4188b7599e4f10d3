"""What is taken out of a resource before it is given to somebody: hidden steps, and details of a protected
person.

Pure. A reference to something that may not be seen is taken out with everything that would then be empty,
so that nothing shows that there was something. Here does not belong the decision (`permitted`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vardvag.contracts.access.protection import Detail, Protection
from vardvag.service.fhir import canonical
from vardvag.service.fhir.issues import Resource

_LABELS = "http://electronichealth.se/CodeSystem/SecurityLabel"
"""HL7 Sweden's code system of security labels, by the address its source (`sekretess.fsh`) gives it."""
_CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
_CODES = {
    Protection.CONFIDENTIALITY_MARKING: "sekretessmarkering",
    Protection.PROTECTED_REGISTRATION: "skyddadFolkbokforing",
}
_MASKED = {"extension": [{"url": canonical.ABSENT, "valueCode": "masked"}]}


def without_references(resource: Resource, hidden: Callable[[str], bool]) -> Resource:
    """*resource* without any reference that is *hidden*, and without what would then be empty."""
    found = _without(resource, hidden)
    return found if isinstance(found, dict) else {}


def _without(value: Any, hidden: Callable[[str], bool]) -> Any:
    if isinstance(value, dict):
        reference = value.get("reference")
        if isinstance(reference, str) and hidden(reference):
            return None
        kept = {key: _without(one, hidden) for key, one in value.items()}
        left = {key: one for key, one in kept.items() if one is not None}
        # An extension or an activity is nothing without what it points to.
        return None if len(left) < len(value) and set(left) <= {"url", "role"} else left
    if isinstance(value, list):
        rows = [one for one in (_without(one, hidden) for one in value) if one is not None]
        return rows if rows or not value else None
    return value


def without_places(
    resource: Resource, withheld: frozenset[Detail], *, at_home: bool, municipal: bool
) -> Resource:
    """*resource* without what tells where a protected person is.

    *at_home*: the step may be held where she lives (a municipality's). *municipal*: who is responsible tells
    in which municipality she lives.
    """
    found = dict(resource)
    if (Detail.HOME_PLACE if at_home else Detail.UNIT_PLACE) in withheld:
        found.pop("locationReference", None)
        if "participant" in found and found["resourceType"] == "Appointment":
            found["participant"] = [_no_place(one) for one in found["participant"]]
    if municipal and Detail.MUNICIPALITY in withheld:
        found.pop("performer", None)
        found.pop("serviceProvider", None)
        if "extension" in found:
            found["extension"] = [
                one for one in found["extension"] if one.get("url") != canonical.WHOM_TO_ASK
            ]
    return found


def _no_place(participant: Resource) -> Resource:
    actor = participant.get("actor", {})
    return participant | ({"actor": dict(_MASKED)} if actor.get("type") == "Location" else {})


def labelled(resource: Resource, protection: Protection) -> Resource:
    """*resource* with the security labels of a protected person's data."""
    if protection is Protection.NONE:
        return resource
    labels = [{"system": _CONFIDENTIALITY, "code": "V"}]
    if protection in _CODES:
        labels.append({"system": _LABELS, "code": _CODES[protection]})
    return resource | {"meta": resource.get("meta", {}) | {"security": labels}}
