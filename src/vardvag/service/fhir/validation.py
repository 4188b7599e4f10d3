"""`$validate`: whether a resource is right by R4, by Swedish identifiers and by our own profiles.

Here does not belong the answer's status (`views`): that it is wrong is no fault of the request.
"""

from __future__ import annotations

from vardvag.base.texts import Text
from vardvag.service.fhir.identifiers import checked
from vardvag.service.fhir.issues import Issue, Resource, outcome
from vardvag.service.fhir.profiles import check_profile
from vardvag.service.fhir.r4.checking import check

_RIGHT = Issue(
    "informational",
    Text("Resursen är rätt.", "The resource is right."),
    severity="information",
)


def validate(kind: str, sent: Resource, profile: str | None) -> Resource:
    """What is wrong with a resource of type *kind*, sent by itself or in Parameters."""
    resource: object = sent
    if sent.get("resourceType") == "Parameters":
        rows = sent.get("parameter")
        given = rows if isinstance(rows, list) else []
        found = [one for one in given if isinstance(one, dict)]
        resource = next((one.get("resource") for one in found if one.get("name") == "resource"), None)
        named = next((one.get("valueUri") for one in found if one.get("name") == "profile"), None)
        profile = named if isinstance(named, str) else profile
    if not isinstance(resource, dict) or resource.get("resourceType") != kind:
        text = Text(f"Skicka en {kind}.", f"Send one {kind}.")
        return outcome([Issue("invalid", text)])
    issues = check(resource)
    if not issues:
        issues += checked(resource, kind)
        asked = [profile] if profile else resource.get("meta", {}).get("profile", [])
        issues += [issue for url in asked for issue in check_profile(resource, url)]
    return outcome(issues or [_RIGHT])
