"""A request as FHIR has it, and the fault that ends one: parsed bodies, parameters and preferences.

Here does not belong which addresses there are (`views`), nor what is searched for (`search`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from vardvag.base.texts import Text
from vardvag.service.fhir.issues import Issue, Resource

JSON = "application/fhir+json"
_ACCEPTED = (JSON, "application/json", "text/json", "*/*", "application/*")
LARGEST = 1_000_000
"""Bytes of a body: a plan of a hundred steps is a fifth of it."""


class Fault(Exception):
    """The request ends here: with a status, issues, and headers that belong to it."""

    def __init__(self, status: int, issues: Iterable[Issue], headers: dict[str, str] | None = None) -> None:
        self.issues = tuple(issues)
        super().__init__(f"{status} {[one.code for one in self.issues]}")
        self.status = status
        self.headers = headers or {}


def fault(status: int, code: str, sv: str, en: str, expression: str | None = None, **headers: str) -> Fault:
    """A fault with one issue."""
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return Fault(status, [Issue(code, Text(sv, en), expression)], named)


def refuse_other_formats(request: HttpRequest) -> None:
    """Fault 406 when the answer is asked for in something else than JSON."""
    wanted = request.GET.get("_format")
    accepted = [wanted] if wanted else request.headers.get("Accept", "*/*").split(",")
    kinds = [one.split(";")[0].strip().lower() for one in accepted]
    if not any(kind in (*_ACCEPTED, "json") for kind in kinds):
        raise fault(
            406, "not-supported", "Svaret finns bara som JSON.", "The answer is to be had as JSON only."
        )


def body_of(request: HttpRequest) -> Resource:
    """The resource in the body. Fault 415, 413 or 400 when there is none that can be read."""
    if request.content_type not in (JSON, "application/json"):
        raise fault(415, "not-supported", f"Skicka {JSON}.", f"Send {JSON}.")
    length = request.headers.get("Content-Length", "0") or "0"
    if not length.isdigit() or int(length) > LARGEST:
        raise fault(413, "too-long", "Innehållet är för stort.", "The body is too large.")
    try:
        read = json.loads(request.body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as problem:
        raise fault(
            400, "invalid", "Innehållet är inte JSON i UTF-8.", "The body is not JSON in UTF-8."
        ) from problem
    if not isinstance(read, dict):
        raise fault(400, "structure", "Innehållet är ingen resurs.", "The body is no resource.")
    return read


def _once(pairs: list[tuple[str, Any]]) -> Resource:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in an object")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def is_strict(request: HttpRequest) -> bool:
    """Whether an unknown parameter is to be refused (`Prefer: handling=strict`)."""
    return "handling=strict" in request.headers.get("Prefer", "").replace(" ", "")


def minimal(request: HttpRequest) -> bool:
    """Whether the answer to a write is to have no body (`Prefer: return=minimal`)."""
    return "return=minimal" in request.headers.get("Prefer", "").replace(" ", "")


def parameters_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The search parameters, of the address and of a form. Fault 415 when the body is no form."""
    found = [(name, value) for name, values in request.GET.lists() for value in values]
    if request.method == "POST":
        if request.content_type not in ("application/x-www-form-urlencoded", "") or (
            request.content_type == "" and request.body
        ):
            raise fault(
                415,
                "not-supported",
                "Skicka application/x-www-form-urlencoded.",
                "Send application/x-www-form-urlencoded.",
            )
        found += [(name, value) for name, values in request.POST.lists() for value in values]
    return found
