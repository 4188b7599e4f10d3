"""Whether the plan says what somebody wrote: what it does not say after all would have been lost.

Pure. Here does not belong the change itself (`changes`).
"""

from __future__ import annotations

from typing import Any

from vardvag.base.errors import Unreadable
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.service.fhir import canonical
from vardvag.service.fhir.issues import Issue, Resource


def disagreement(written: Resource, kept: Resource, owned: frozenset[str]) -> list[Issue]:
    """What was written and is not what the plan now says: it would have been lost."""
    kind = written["resourceType"]
    issues = [
        Issue(
            "business-rule",
            Text(
                "Det här ändras inte så. Läs resursen på nytt och ändra bara det som får ändras.",
                "This is not changed so. Read the resource again and change only what can be changed.",
            ),
            f"{kind}.{key}",
        )
        for key in sorted(owned & set(written))
        if not (
            _same_people(written[key], kept.get(key, []))
            if key == "participant"
            else _agrees(written[key], kept.get(key), top=True)
        )
    ]
    mine = {one["url"]: one for one in kept.get("extension", ()) if one["url"] in canonical.EXTENSIONS}
    for number, one in enumerate(written.get("extension", ())):
        known = one["url"] in canonical.EXTENSIONS
        same = [other for other in kept.get("extension", ()) if _agrees(one, other)]
        if known and (one["url"] not in mine or not same):
            issues.append(
                Issue(
                    "business-rule",
                    Text("Planen säger något annat här.", "The plan says something else here."),
                    f"{kind}.extension[{number}]",
                )
            )
    return issues


def _agrees(written: Any, kept: Any, *, top: bool = False) -> bool:
    """Whether the plan says what was written. More in an element of the plan's own is kept beside it."""
    if isinstance(written, dict) and isinstance(kept, dict):
        passed = ("display", "type") if "reference" in kept else ()
        told = {key: one for key, one in written.items() if key not in passed and (key in kept or not top)}
        return all(key in kept and _agrees(one, kept[key]) for key, one in told.items()) and all(
            key in written for key in kept if key not in passed
        )
    if isinstance(written, list) and isinstance(kept, list):
        return len(written) == len(kept) and all(map(_agrees, written, kept))
    return bool(written == kept) or _same_time(written, kept)


def _same_people(written: list[Resource], kept: list[Resource]) -> bool:
    """Whether nobody else takes part than those that the plan knows, and with the same answer."""
    known = {_who(one): one.get("status") for one in kept}
    return all(known.get(_who(one)) == one.get("status") for one in written)


def _who(participant: Resource) -> str:
    actor = participant.get("actor", {})
    return str(actor.get("reference") or actor.get("display"))


def _same_time(one: Any, other: Any) -> bool:
    if not (isinstance(one, str) and isinstance(other, str) and "T" in one and "T" in other):
        return False
    try:
        return Moment.parse(one) == Moment.parse(other)
    except Unreadable:
        return False
