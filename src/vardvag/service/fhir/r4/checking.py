"""Whether a resource has the shape of its type in R4: every fault at once, each with its place.

Checked: unknown, missing and repeated elements, types, the form of primitive values, required codes, what a
reference may point to, and that nothing is empty. Not checked: FHIRPath invariants but the one of
extensions; a judge of another make tries those on all that we emit (`tests/fhir`). Here does not belong what
a profile asks for (`service/fhir/profiles`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from vardvag.base.texts import Text
from vardvag.service.fhir.issues import Issue
from vardvag.service.fhir.r4.definitions import Element, definitions

DEEPEST = 20
"""A resource nested deeper than this is refused: none that anybody needs is."""
_BASE64 = re.compile(r"[0-9A-Za-z+/=\s]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_REFERENCE = re.compile(
    r"(?:https?://\S+/)?([A-Z][A-Za-z]+)/[A-Za-z0-9\-.]{1,64}(?:/_history/[A-Za-z0-9\-.]{1,64})?"
)


def check(resource: object, place: str | None = None) -> list[Issue]:
    """The faults of *resource*; none when it is right."""
    return list(_resource(resource, place, 0))


def _resource(resource: object, place: str | None, depth: int) -> Iterator[Issue]:
    if not isinstance(resource, dict):
        yield _issue("structure", place, "Här ska det stå en resurs.", "A resource is expected here.")
        return
    name = resource.get("resourceType")
    known = definitions()
    if not isinstance(name, str) or name not in known.resources:
        yield _issue(
            "not-supported" if isinstance(name, str) else "structure",
            place,
            "Skriv resourceType: en resurstyp som finns här.",
            "Give resourceType: a type of resource that is held here.",
        )
        return
    rest = {key: value for key, value in resource.items() if key != "resourceType"}
    yield from _complex(rest, name, place or name, depth)


def _complex(value: object, name: str, place: str, depth: int) -> Iterator[Issue]:
    """The faults of a value of a type that has elements."""
    if not isinstance(value, dict):
        yield _issue(
            "structure", place, f"Här ska {name} stå som ett objekt.", f"An object ({name}) is expected."
        )
        return
    if depth > DEEPEST:
        yield _issue(
            "too-costly", place, "Resursen är nästlad för djupt.", "The resource is nested too deeply."
        )
        return
    if not value:
        yield _issue("structure", place, "Ett objekt får inte vara tomt.", "An object may not be empty.")
        return
    elements = definitions().types[name]
    for key in value:
        if key.removeprefix("_") not in elements or (
            key.startswith("_") and not _primitive(elements[key[1:]])
        ):
            yield _issue(
                "structure",
                f"{place}.{key}",
                f"{name} har inget element som heter så i R4. Ta bort det.",
                f"{name} has no such element in R4. Remove it.",
            )
    yield from _missing(value, elements, place)
    for key, element in elements.items():
        if key in value or f"_{key}" in value:
            yield from _element(value, key, element, f"{place}.{key}", depth)
    if name == "Extension":
        yield from _extension(value, place)


def _missing(value: Mapping[str, Any], elements: Mapping[str, Element], place: str) -> Iterator[Issue]:
    told = set()
    for key, element in elements.items():
        group = element.choice or key
        if group in told:
            continue
        told.add(group)
        alike = [one for one, other in elements.items() if (other.choice or one) == group]
        given = [one for one in alike if one in value or f"_{one}" in value]
        if element.least and not given:
            shown = f"{group}[x]" if element.choice else key
            yield _issue(
                "required", f"{place}.{shown}", "Elementet måste finnas.", "The element is required."
            )
        if len(given) > 1:
            yield _issue(
                "structure",
                f"{place}.{group}[x]",
                "Bara ett av elementen får finnas: " + ", ".join(given),
                "Only one of the elements may be given: " + ", ".join(given),
            )


def _element(value: Mapping[str, Any], key: str, element: Element, place: str, depth: int) -> Iterator[Issue]:
    """The faults of one element, one or many, with what stands beside a primitive (`_key`)."""
    given, beside = value.get(key), value.get(f"_{key}")
    if not element.many:
        yield from _single(
            given, beside, element, place, depth, present=key in value, besides=f"_{key}" in value
        )
        return
    for rows, present in ((given, key in value), (beside, f"_{key}" in value)):
        if present and (not isinstance(rows, list) or not rows):
            yield _issue(
                "structure", place, "Här ska en lista stå, inte tom.", "A list is expected, not empty."
            )
            return
    ones, others = given or [], beside or []
    if others and ones and len(ones) != len(others):
        yield _issue("structure", place, "Listorna är olika långa.", "The two lists differ in length.")
        return
    for number in range(max(len(ones), len(others))):
        one = ones[number] if ones else None
        other = others[number] if others else None
        yield from _single(
            one,
            other,
            element,
            f"{place}[{number}]",
            depth,
            present=bool(ones) and not (one is None and other),
            besides=other is not None,
        )


def _single(
    value: object, beside: object, element: Element, place: str, depth: int, *, present: bool, besides: bool
) -> Iterator[Issue]:
    if besides:
        yield from _complex(beside, "Element", place, depth + 1)
    if not present:
        return
    (name,) = element.types[:1]
    if name == "Resource":
        yield from _resource(value, place, depth + 1)
    elif _primitive(element):
        fault = _wrong(value, name)
        if fault is not None:
            yield _issue("value", place, *fault)
        elif element.codes and value not in {code for _, code in definitions().codes[element.codes]}:
            yield _code(place, element.codes, str(value))
    else:
        yield from _complex(value, name, place, depth + 1)
        if isinstance(value, dict):
            yield from _bound(value, name, element, place)
            if name == "Reference" and element.targets:
                yield from _target(value, element, place)


def _bound(value: Mapping[str, Any], name: str, element: Element, place: str) -> Iterator[Issue]:
    """A required binding of a Coding or CodeableConcept."""
    if element.codes is None or name not in ("Coding", "CodeableConcept"):
        return
    codings = [value] if name == "Coding" else value.get("coding", [])
    if not isinstance(codings, list):
        return
    given = {(one.get("system"), one.get("code")) for one in codings if isinstance(one, dict)}
    if given and not given & definitions().codes[element.codes]:
        yield _code(place, element.codes, ", ".join(str(code) for _, code in sorted(given, key=str)))


def _target(value: Mapping[str, Any], element: Element, place: str) -> Iterator[Issue]:
    reference = value.get("reference")
    named = value.get("type")
    found = _REFERENCE.fullmatch(reference) if isinstance(reference, str) else None
    kind = found[1] if found else named
    if isinstance(kind, str) and kind not in element.targets:
        targets = ", ".join(sorted(element.targets))
        yield _issue(
            "value", place, f"Hänvisningen ska peka på: {targets}.", f"The reference is to be to: {targets}."
        )


def _extension(value: Mapping[str, Any], place: str) -> Iterator[Issue]:
    """Invariant ext-1: an extension has either a value or extensions."""
    valued = any(key.lstrip("_").startswith("value") for key in value)
    if valued is ("extension" in value):
        yield _issue(
            "invariant",
            place,
            "En extension har antingen ett värde eller egna extensioner (ext-1).",
            "An extension has either a value or extensions of its own (ext-1).",
        )


def _primitive(element: Element) -> bool:
    return element.types[0] in definitions().primitives


def _wrong(value: object, name: str) -> tuple[str, str] | None:
    """What is wrong with a primitive value; None when nothing is."""
    if name == "boolean":
        return None if isinstance(value, bool) else ("Skriv true eller false.", "Give true or false.")
    if name in ("integer", "positiveInt", "unsignedInt"):
        least = {"integer": -(2**31), "positiveInt": 1, "unsignedInt": 0}[name]
        whole = isinstance(value, int) and not isinstance(value, bool) and least <= value < 2**31
        return None if whole else ("Skriv ett heltal.", f"Give a whole number ({name}).")
    if name == "decimal":
        real = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        return None if real else ("Skriv ett tal.", "Give a number.")
    if not isinstance(value, str):
        return "Skriv en text.", f"Give a text ({name})."
    if name == "base64Binary":
        return None if value and _BASE64.fullmatch(value) else ("Skriv base64.", "Give base64.")
    # The published form of a string forbids the hard space, which Swedish numbers have; its prose does not.
    pattern = None if name in ("string", "markdown") else definitions().primitives[name]
    if not value or _CONTROL.search(value) or (pattern is not None and not pattern.fullmatch(value)):
        return f"Värdet har inte formen {name} i R4.", f"The value has not the form of {name} in R4."
    if name in ("date", "dateTime", "instant") and len(value) >= 10:
        try:
            date.fromisoformat(value[:10])
        except ValueError:
            return "Den dagen finns inte.", "There is no such day."
    return None


def _code(place: str, value_set: str, given: str) -> Issue:
    codes = sorted({code for _, code in definitions().codes[value_set]})
    some = ", ".join(codes[:20]) + (" …" if len(codes) > 20 else "")
    return _issue(
        "code-invalid",
        place,
        f"{given!r} är ingen kod här. Använd: {some}.",
        f"{given!r} is no code here. Use: {some}.",
    )


def _issue(code: str, place: str | None, sv: str, en: str) -> Issue:
    return Issue(code, Text(sv, en), place)
