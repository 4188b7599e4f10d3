"""A transaction as it is sent, and as it is answered.

Pure but for the faults. Here does not belong doing it (`writing`).
"""

from __future__ import annotations

from collections.abc import Sequence

from vardvag.base.texts import Text
from vardvag.service.fhir.changes import ACTIONS, CREATED
from vardvag.service.fhir.entries import Entry, Written
from vardvag.service.fhir.issues import Issue, Resource
from vardvag.service.fhir.paging import base, full_url
from vardvag.service.fhir.r4.checking import check
from vardvag.service.fhir.refusals import NOT_CREATED, NOT_UPDATED
from vardvag.service.fhir.request import Fault
from vardvag.service.store.fhir_versions import Version

MOST_ENTRIES = 200


def entries_of(sent: Resource) -> list[Entry]:
    """The entries of a transaction. Fault 400 with everything that is wrong with the Bundle itself."""
    found = check(sent)
    if found:
        raise Fault(400, found)
    rows = sent.get("entry", [])
    issues = []
    if sent["resourceType"] != "Bundle" or sent["type"] != "transaction":
        issues.append(
            _issue(
                "Bundle.type", "Skicka en Bundle av typen transaction.", "Send a Bundle of type transaction."
            )
        )
    if len(rows) > MOST_ENTRIES:
        issues.append(
            _issue("Bundle.entry", f"Högst {MOST_ENTRIES} poster.", f"At most {MOST_ENTRIES} entries.")
        )
    entries = []
    for number, row in enumerate(rows):
        place = f"Bundle.entry[{number}]"
        request, resource = row.get("request"), row.get("resource")
        if request is None or resource is None:
            issues.append(
                _issue(place, "Posten har request och resource.", "An entry has request and resource.")
            )
            continue
        kind, _, identifier = request["url"].removeprefix(f"{base()}/").partition("/")
        method = request["method"]
        if (
            not writes(method, kind)
            or kind != resource["resourceType"]
            or bool(identifier) is not (method == "PUT")
        ):
            why = (NOT_CREATED if method == "POST" else NOT_UPDATED).get(kind, _CAN)
            issues.append(_issue(f"{place}.request", why.sv, why.en))
            continue
        if method == "PUT" and resource.get("id") != identifier:
            issues.append(
                _issue(f"{place}.resource.id", "Id är inte adressens.", "The id is not the address's.")
            )
        entries.append(
            Entry(
                kind,
                resource,
                f"{place}.resource",
                identifier or None,
                request.get("ifMatch"),
                request.get("ifNoneExist"),
                row.get("fullUrl"),
            )
        )
    urls = [one.full_url for one in entries if one.full_url] + [
        one.identifier for one in entries if one.identifier
    ]
    if len(urls) != len(set(urls)):
        issues.append(
            _issue("Bundle.entry", "Samma resurs står två gånger.", "The same resource stands twice.")
        )
    if issues:
        raise Fault(400, issues)
    return entries


def writes(method: str, kind: str) -> bool:
    """Whether resources of a type are created (POST) or updated (PUT) here."""
    return kind in (CREATED if method == "POST" else ACTIONS if method == "PUT" else ())


def transaction_response(written: Sequence[Written]) -> Resource:
    """The answer to a transaction that was kept."""
    rows = [
        {"fullUrl": full_url(one.version.whole), "resource": one.version.whole, "response": _response(one)}
        for one in written
    ]
    answer: Resource = {"resourceType": "Bundle", "type": "transaction-response"}
    return answer | ({"entry": rows} if rows else {})


def history(versions: Sequence[Version], address: str) -> Resource:
    """Every version of a resource, the newest first."""
    rows = [
        {
            "fullUrl": full_url(one.whole),
            "resource": one.whole,
            "request": {
                "method": "POST" if one.version == 1 else "PUT",
                "url": one.key[0] if one.version == 1 else "/".join(one.key),
            },
            "response": {
                "status": "201" if one.version == 1 else "200",
                "etag": etag(one),
                "lastModified": one.whole["meta"]["lastUpdated"],
            },
        }
        for one in versions
    ]
    return {
        "resourceType": "Bundle",
        "type": "history",
        "total": len(rows),
        "link": [{"relation": "self", "url": address}],
        "entry": rows,
    }


def etag(version: Version) -> str:
    """The version as an entity tag."""
    return f'W/"{version.version}"'


def location(version: Version) -> str:
    """The address of a version."""
    return f"{full_url(version.whole)}/_history/{version.version}"


def _response(written: Written) -> Resource:
    return {
        "status": "201 Created" if written.created else "200 OK",
        "location": location(written.version),
        "etag": etag(written.version),
        "lastModified": written.version.whole["meta"]["lastUpdated"],
    }


_CAN = Text(
    f"Här kan {', '.join(CREATED)} skapas med POST och {', '.join(ACTIONS)} ändras med PUT.",
    f"Here {', '.join(CREATED)} can be created by POST and {', '.join(ACTIONS)} changed by PUT.",
)


def _issue(expression: str, sv: str, en: str) -> Issue:
    return Issue("business-rule", Text(sv, en), expression)
