"""Conditional create (If-None-Exist): whether what is to be created is there already, and may be seen.

Here does not belong what a condition matches (`search`), nor creating it (`writing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl

from vardvag.contracts.identifiers import PlanId
from vardvag.service.fhir.entries import Entry
from vardvag.service.fhir.permitted import Reader
from vardvag.service.fhir.reading import matches_of
from vardvag.service.fhir.request import fault
from vardvag.service.fhir.search import Match
from vardvag.service.store.fhir_versions import Version


def is_there(reader: Reader, entry: Entry) -> bool:
    """Whether it is there, by the sender's own condition; then it is the entry's `existing`.

    Fault 412 for a condition that says nothing, or that several match.
    """
    if entry.if_none_exist is None:
        return False
    matches = matches_of(entry.kind, parse_qsl(entry.if_none_exist.removeprefix("?"), keep_blank_values=True))
    if not matches:
        raise fault(
            412, "value", "If-None-Exist har inget villkor.", "If-None-Exist holds no condition.", entry.place
        )
    found = [one for one in _candidates(reader, entry, matches) if all(match(one.whole) for match in matches)]
    if len(found) > 1:
        raise fault(
            412,
            "multiple-matches",
            "Flera resurser uppfyller villkoret.",
            "Several resources match.",
            entry.place,
        )
    entry.existing = found[0] if found else None
    return bool(found)


def _candidates(reader: Reader, entry: Entry, matches: Sequence[Match]) -> list[Version]:
    """Those of the entry's plan; of a CarePlan, in any plan that she takes part in and may read."""
    if entry.kind == "Consent":
        told = reader.consents(lambda one: all(match(one) for match in matches))
        return [history[0] for history in told if history[0].plan == entry.plan]
    if entry.kind == "CarePlan":
        rows = reader.versions.of_plans(reader.candidates(), ["CarePlan"])
        return reader.of_plans(one for one in rows if all(match(one.whole) for match in matches))
    return list(reader.versions.of_plans([entry.plan or PlanId("")], [entry.kind]))
