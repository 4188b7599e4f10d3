"""Our own FHIR profiles compiled: each differential laid on its base definition, as a snapshot.

A profile may only narrow its base: ValueError names the element that is not there, asks for less, lets in
more or has another type. Here does not belong judging a resource (`tests/integration/fhir/judge`).
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from vardvag.service.fhir.profiles import definitions

Json = dict[str, Any]
_TYPES = "http://hl7.org/fhir/StructureDefinition/"


def compiled(base: Mapping[str, Json]) -> list[Json]:
    """Every profile and extension of ours with its snapshot. *base* holds HL7's definitions by address."""
    own = (one for one in definitions().values() if one["resourceType"] == "StructureDefinition")
    return [with_snapshot(one, base) for one in own]


def with_snapshot(profile: Json, base: Mapping[str, Json]) -> Json:
    """*profile* with its snapshot. ValueError when it is no narrowing of its base."""
    elements = copy.deepcopy(base[profile["baseDefinition"]]["snapshot"]["element"])
    for change in profile["differential"]["element"]:
        number = _place(elements, change, base)
        _refuse_widened(elements[number], change)
        elements[number] |= {key: one for key, one in change.items() if key not in ("id", "path")}
    return profile | {"snapshot": {"element": elements}}


def _place(elements: list[Json], change: Json, base: Mapping[str, Json]) -> int:
    """Where the element is; put in where it is a slice, or within a data type."""
    known = {one["id"]: number for number, one in enumerate(elements)}
    name = change["id"]
    if name in known:
        return known[name]
    whole, _, slice_ = name.rpartition(":")
    if slice_ and "." not in slice_ and whole in known:
        inside = (whole + ":", whole + ".")
        last = max(number for one, number in known.items() if one == whole or one.startswith(inside))
        # That there are three of an element does not say that there is one of each slice.
        made = copy.deepcopy(elements[known[whole]]) | {"id": name, "sliceName": slice_, "min": 0}
        made.pop("slicing", None)
        elements.insert(last + 1, made)
        elements[known[whole]].setdefault("slicing", _BY_URL)
        return last + 1
    parent = name.rpartition(".")[0]
    if parent in known and not any(one.startswith(parent + ".") for one in known):
        _open(elements, known[parent], base)
        return _place(elements, change, base)
    raise ValueError(f"{name}: no such element")


_BY_URL = {"discriminator": [{"type": "value", "path": "url"}], "ordered": False, "rules": "open"}


def _open(elements: list[Json], number: int, base: Mapping[str, Json]) -> None:
    """Put in what an element holds by its data type."""
    outer = elements[number]
    [kind] = [one["code"] for one in outer["type"]]
    inner = copy.deepcopy(base[_TYPES + kind]["snapshot"]["element"][1:])
    for one in inner:
        one["id"] = outer["id"] + one["id"].removeprefix(kind)
        one["path"] = outer["path"] + one["path"].removeprefix(kind)
    elements[number + 1 : number + 1] = inner


def _refuse_widened(element: Json, change: Json) -> None:
    name, most = change["id"], element["max"]
    if change.get("min", element["min"]) < element["min"]:
        raise ValueError(f"{name}: asks for less than its base")
    if most != "*" and (change.get("max", most) == "*" or int(change.get("max", most)) > int(most)):
        raise ValueError(f"{name}: lets in more than its base")
    allowed = {one["code"] for one in element.get("type", ())}
    if allowed and not {one["code"] for one in change.get("type", ())} <= allowed:
        raise ValueError(f"{name}: another type than its base has")
