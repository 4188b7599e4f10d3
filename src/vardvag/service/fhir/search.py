"""What can be searched for in each type, and whether a resource matches.

Pure. `PARAMETERS` is the whole list, shown in the capability statement. Here does not belong what may be seen
(`permitted`), nor pages of an answer (`paging`).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from vardvag.base.moments import STOCKHOLM
from vardvag.service.fhir.identifiers import HSA_SYSTEMS, PERSONAL
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.request import fault

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """`kind` is FHIR's: token, reference, date or string. `paths` lead to the values; `targets` are types."""

    kind: str
    paths: tuple[Path, ...]
    targets: tuple[str, ...] = ()


def _token(*paths: str) -> Parameter:
    return Parameter("token", tuple(tuple(path.split(".")) for path in paths))


def _date(*paths: str) -> Parameter:
    return Parameter("date", tuple(tuple(path.split(".")) for path in paths))


def _to(path: str, *targets: str) -> Parameter:
    return Parameter("reference", (tuple(path.split(".")),), targets)


_EVERY = {"_id": _token("id"), "_lastUpdated": _date("meta.lastUpdated")}
_STEP = {
    "identifier": _token("identifier"),
    "status": _token("status"),
    "based-on": _to("basedOn", "CarePlan", "ServiceRequest"),
}
PARAMETERS: dict[str, dict[str, Parameter]] = {
    "Patient": _EVERY | {"identifier": _token("identifier"), "active": _token("active")},
    "RelatedPerson": _EVERY | {"patient": _to("patient", "Patient"), "active": _token("active")},
    "Organization": _EVERY
    | {
        "identifier": _token("identifier"),
        "name": Parameter("string", (("name",),)),
        "partof": _to("partOf", "Organization"),
    },
    "PractitionerRole": _EVERY
    | {
        "organization": _to("organization", "Organization"),
        "role": _token("code"),
        "active": _token("active"),
    },
    "CareTeam": _EVERY
    | {
        "patient": _to("subject", "Patient"),
        "subject": _to("subject", "Patient"),
        "status": _token("status"),
        "participant": _to("participant.member", "PractitionerRole"),
    },
    "CarePlan": _EVERY
    | {
        "patient": _to("subject", "Patient"),
        "subject": _to("subject", "Patient"),
        "identifier": _token("identifier"),
        "status": _token("status"),
        "category": _token("category"),
        "care-team": _to("careTeam", "CareTeam"),
        "goal": _to("goal", "Goal"),
        "activity-reference": _to("activity.reference", "ServiceRequest", "Task"),
    },
    "Goal": _EVERY
    | {
        "patient": _to("subject", "Patient"),
        "subject": _to("subject", "Patient"),
        "lifecycle-status": _token("lifecycleStatus"),
    },
    "ServiceRequest": _EVERY
    | _STEP
    | {
        "patient": _to("subject", "Patient"),
        "subject": _to("subject", "Patient"),
        "occurrence": _date("occurrenceDateTime", "occurrencePeriod"),
        "performer": _to("performer", "Organization"),
        "intent": _token("intent"),
    },
    "Task": _EVERY
    | _STEP
    | {
        "patient": _to("for", "Patient"),
        "subject": _to("for", "Patient"),
        "owner": _to("owner", "Patient", "RelatedPerson"),
        "period": _date("executionPeriod"),
    },
    "Appointment": _EVERY
    | {
        "patient": _to("participant.actor", "Patient"),
        "actor": _to("participant.actor", "Patient"),
        "based-on": _to("basedOn", "ServiceRequest"),
        "status": _token("status"),
        "date": _date("start"),
    },
    "Encounter": _EVERY
    | {
        "patient": _to("subject", "Patient"),
        "subject": _to("subject", "Patient"),
        "based-on": _to("basedOn", "ServiceRequest"),
        "status": _token("status"),
        "date": _date("period"),
        "service-provider": _to("serviceProvider", "Organization"),
    },
    "Consent": _EVERY
    | {
        "patient": _to("patient", "Patient"),
        "status": _token("status"),
        "category": _token("category"),
        "date": _date("dateTime"),
    },
    "Provenance": _EVERY | {"target": _to("target"), "recorded": _date("recorded")},
    "AuditEvent": _EVERY
    | {
        "patient": _to("entity.what", "Patient"),
        "entity": _to("entity.what"),
        "date": _date("recorded"),
        "action": _token("action"),
        "outcome": _token("outcome"),
    },
}
"""Type → what can be searched for."""

HANDLED = frozenset(
    {
        "_count",
        "_include",
        "_revinclude",
        "_total",
        "_format",
        "_pretty",
        "_summary",
        "_sort",
        "_elements",
    }
)
"""Parameters of the answer, not of the match. Of these `_summary`, `_sort` and `_elements` are not held."""
ANSWERED = frozenset({"_count", "_include", "_revinclude", "_total", "_format", "_pretty"})
_PREFIX = re.compile(r"(eq|ne|gt|lt|ge|le|sa|eb)?(.*)", re.DOTALL)
_DAY = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)
Match = Callable[[Resource], bool]


def matcher(kind: str, name: str, value: str) -> Match | None:
    """Whether a resource of *kind* has *value*; None for a parameter that there is not. Fault 400 for a value
    that cannot be one."""
    plain, _, modifier = name.partition(":")
    found = PARAMETERS[kind].get(plain)
    if found is None or modifier not in ("", *(found.targets if found.kind == "reference" else ())):
        return None
    wanted = [f"{modifier}/{one}" if modifier and "/" not in one else one for one in value.split(",")]
    if found.kind == "date":
        ranges = [_wanted_days(name, one) for one in wanted]
        return lambda resource: any(
            _in_time(period, prefix, days)
            for period in _times(resource, found.paths)
            for prefix, days in ranges
        )
    if found.kind == "token":
        return lambda resource: any(
            _token_is(one, text) for one in _values(resource, found.paths) for text in wanted
        )
    if found.kind == "string":
        return lambda resource: any(
            str(one).casefold().startswith(text.casefold())
            for one in _values(resource, found.paths)
            for text in wanted
        )
    return lambda resource: any(
        _refers(one, text) for one in _values(resource, found.paths) for text in wanted
    )


def is_personal(name: str, value: str) -> bool:
    """Whether a parameter names a person, so that it may not stand in an address."""
    if name.partition(":")[0] != "identifier":
        return False
    parts = [one.rpartition("|") for one in value.split(",")]
    return any(
        system in PERSONAL or bool(re.search(r"[0-9]{6}[-+]?[0-9]{4}", number)) for system, _, number in parts
    )


def referred(resource: Resource, kind: str, name: str) -> list[str]:
    """What a resource refers to by a search parameter, without version, for `_include`."""
    found = PARAMETERS[kind].get(name)
    if found is None or found.kind != "reference":
        return []
    values = _values(resource, found.paths)
    named = (one.get("reference") for one in values if isinstance(one, dict))
    return [one.split("/_history")[0] for one in named if isinstance(one, str)]


def _values(resource: Resource, paths: Iterable[Path]) -> Iterator[Any]:
    for path in paths:
        yield from _along(resource, path)


def _along(value: Any, path: Path) -> Iterator[Any]:
    if isinstance(value, list):
        for one in value:
            yield from _along(one, path)
    elif not path:
        if value is not None:
            yield value
    elif isinstance(value, dict):
        yield from _along(value.get(path[0]), path[1:])


def _token_is(value: Any, wanted: str) -> bool:
    """`code`, `system|code`, `|code` (no system) or `system|`, for codes, identifiers and booleans."""
    system, bar, code = wanted.rpartition("|")
    for given_system, given in _codes(value):
        if bar and not _same_system(given_system, system):
            continue
        if given == code or (not code and bar):
            return True
    return False


def _same_system(given: str, wanted: str) -> bool:
    return given == wanted or {given, wanted} <= HSA_SYSTEMS


def _codes(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, bool):
        yield "", str(value).lower()
    elif isinstance(value, str):
        yield "", value
    elif isinstance(value, dict):
        for coding in value.get("coding", ()):
            yield str(coding.get("system", "")), str(coding.get("code", ""))
        if "value" in value or "code" in value:
            yield str(value.get("system", "")), str(value.get("value", value.get("code", "")))


def _refers(value: Any, wanted: str) -> bool:
    reference = value.get("reference") if isinstance(value, dict) else None
    if not isinstance(reference, str):
        return False
    plain = reference.split("/_history")[0]
    asked = wanted.split("/_history")[0]
    return plain == "/".join(asked.split("/")[-2:]) or ("/" not in asked and plain.split("/")[-1] == asked)


Span = tuple[datetime, datetime]


def _wanted_days(name: str, text: str) -> tuple[str, Span]:
    match = _PREFIX.fullmatch(text)
    span = _span(match[2]) if match else None
    if match is None or span is None:
        raise fault(
            400,
            "value",
            f"{name}: skriv en dag eller tidpunkt som 2019-11-14, gärna med ge, gt, le eller lt före.",
            f"{name}: give a day or moment as 2019-11-14, with ge, gt, le or lt before it if you like.",
        )
    return match[1] or "eq", span


def _span(text: str) -> Span | None:
    """From the first instant of a day, month, year or moment to the first one after it."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.group(1, 2, 3))
    try:
        if match[4]:
            zone = match[7]
            seconds = match[6] or "00"
            naive = datetime.fromisoformat(f"{text[:10]}T{match[4]}:{match[5]}:{seconds}")
            offset = (
                datetime.fromisoformat(f"{text[:10]}T00:00:00{zone.replace('Z', '+00:00')}") if zone else None
            )
            at = naive.replace(tzinfo=offset.tzinfo if offset else STOCKHOLM).astimezone(UTC)
            return at, at + timedelta(seconds=1 if match[6] else 60)
        first = date(year or 0, month or 1, day or 1)
        if day:
            after = first + timedelta(days=1)
        elif month:
            after = first + timedelta(days=calendar.monthrange(first.year, first.month)[1])
        else:
            after = date(first.year + 1, 1, 1)
        return _midnight(first), _midnight(after)
    except (ValueError, OverflowError):
        return None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM).astimezone(UTC)


def _times(resource: Resource, paths: Iterable[Path]) -> Iterator[Span]:
    for value in _values(resource, paths):
        if isinstance(value, str) and (span := _span(value)):
            yield span
        elif isinstance(value, dict):
            start, end = _span(value.get("start", "")), _span(value.get("end", ""))
            if start or end:
                yield (
                    start[0] if start else datetime.min.replace(tzinfo=UTC),
                    end[1] if end else datetime.max.replace(tzinfo=UTC),
                )


def _in_time(span: Span, prefix: str, wanted: Span) -> bool:
    first, after = span
    low, high = wanted
    within = low <= first and after <= high
    return {
        "eq": within,
        "ne": not within,
        "gt": after > high,
        "ge": after > high or within,
        "lt": first < low,
        "le": first < low or within,
        "sa": first >= high,
        "eb": after <= low,
    }[prefix]
