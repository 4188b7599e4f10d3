"""Our own profiles, extensions and code system, as they are served, and what the profiles ask for.

They stand in `own_profiles/`, one StructureDefinition or CodeSystem to a file, with what differs from R4 or
HL7 Sweden's base. Checked here: cardinality of an element and what it must be. Here does not belong R4's own
shape (`r4`).
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from vardvag.base.texts import Text
from vardvag.service.fhir import canonical
from vardvag.service.fhir.issues import Issue, Resource

FOLDER = Path(__file__).parent / "own_profiles"


@functools.cache
def definitions() -> Mapping[tuple[str, str], Resource]:
    """Everything in the folder, by type and id."""
    read = (json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json")))
    return {(one["resourceType"], one["id"]): one for one in read}


def profile_of(url: str) -> Resource | None:
    """The profile with an address; None for one that is not ours."""
    return next(
        (
            one
            for one in definitions().values()
            if one.get("url") == url
            and one["resourceType"] == "StructureDefinition"
            and one["type"] != "Extension"
        ),
        None,
    )


def supported(kind: str) -> list[str]:
    """The addresses of our profiles of a type."""
    return [
        one["url"]
        for one in definitions().values()
        if one["resourceType"] == "StructureDefinition" and one["type"] == kind
    ]


def check_profile(resource: Resource, url: str) -> Iterator[Issue]:
    """What a profile of ours asks for and *resource* does not have. Another profile asks nothing here."""
    profile = profile_of(url)
    if profile is None:
        if url.startswith(canonical.BASE):
            text = Text(f"Profilen {url} finns inte.", f"There is no profile {url}.")
            yield Issue("not-found", text, f"{resource['resourceType']}.meta.profile")
        return
    if profile["type"] != resource["resourceType"]:
        text = Text(f"Profilen gäller {profile['type']}.", f"The profile is of {profile['type']}.")
        yield Issue("invalid", text, f"{resource['resourceType']}.meta.profile")
        return
    for element in profile["differential"]["element"]:
        yield from _element(resource, element)


def _element(resource: Resource, element: Mapping[str, Any]) -> Iterator[Issue]:
    path = element["path"].split(".")[1:]
    for parent, place in _parents(resource, path[:-1], resource["resourceType"]):
        values = _named(parent, path[-1]) if path else []
        if len(values) < element.get("min", 0):
            yield Issue(
                "required",
                Text("Profilen kräver elementet.", "The profile requires the element."),
                f"{place}.{path[-1]}",
            )
        if element.get("max") == "0" and values:
            yield Issue(
                "structure",
                Text("Profilen tillåter inte elementet.", "The profile does not allow the element."),
                f"{place}.{path[-1]}",
            )
        wanted = next((one for key, one in element.items() if key.startswith(("fixed", "pattern"))), None)
        if wanted is not None and not all(_has(value, wanted) for value in values):
            yield Issue(
                "value",
                Text(f"Profilen kräver {json.dumps(wanted)}.", f"The profile requires {json.dumps(wanted)}."),
                f"{place}.{path[-1]}",
            )


def _parents(value: Any, path: list[str], place: str) -> Iterator[tuple[Any, str]]:
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from _parents(one, path, f"{place}[{number}]")
    elif not path:
        yield value, place
    elif isinstance(value, dict) and path[0] in value:
        yield from _parents(value[path[0]], path[1:], f"{place}.{path[0]}")


def _named(parent: Any, name: str) -> list[Any]:
    if not isinstance(parent, dict):
        return []
    choice = name.removesuffix("[x]")
    for key, value in parent.items():
        if key.removeprefix("_") == name or (name.endswith("[x]") and key.startswith(choice)):
            return value if isinstance(value, list) else [value]
    return []


def _has(value: Any, wanted: Any) -> bool:
    """Whether *value* holds all of *wanted* (FHIR's pattern)."""
    if isinstance(wanted, dict):
        return isinstance(value, dict) and all(
            key in value and _has(value[key], one) for key, one in wanted.items()
        )
    if isinstance(wanted, list):
        return isinstance(value, list) and all(any(_has(one, row) for one in value) for row in wanted)
    return bool(value == wanted)
