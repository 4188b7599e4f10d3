"""What a sender wrote that the plan does not hold, and that is kept and given back: elements, codings,
identifiers and extensions of its own.

`OWNED` says what is the plan's own to say in each type; a sender's word on those is a change of the plan or a
fault, never something kept beside. Here does not belong the change itself (`changes`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vardvag.service.fhir import canonical
from vardvag.service.fhir.identifiers import HSA_SYSTEMS
from vardvag.service.fhir.issues import Resource

_STEP = {"status", "intent", "basedOn", "occurrenceDateTime", "occurrencePeriod", "note"}
OWNED: Mapping[str, frozenset[str]] = {
    "Goal": frozenset({"lifecycleStatus", "description", "subject", "expressedBy"}),
    "ServiceRequest": frozenset(
        {*_STEP, "requisition", "code", "subject", "performer", "locationReference", "patientInstruction"}
    ),
    "Task": frozenset({*_STEP, "description", "for", "owner", "executionPeriod", "restriction",
         "input"}),
    "Appointment": frozenset(
        {"status", "description", "basedOn", "participant", "patientInstruction", "start", "end", "_end",
         "minutesDuration"}
    ),
    "RelatedPerson": frozenset({"active", "patient", "name"}),
    "CareTeam": frozenset({"status", "name", "subject", "participant", "managingOrganization", "telecom"}),
    "CarePlan": frozenset(
        {"status", "intent", "category", "title", "subject", "author", "contributor", "careTeam", "goal",
         "activity"}
    ),
    "Encounter": frozenset({"status", "type", "subject", "basedOn", "period", "serviceProvider"}),
    "Consent": frozenset({"status", "scope", "category", "patient", "policyRule", "provision"}),
}  # fmt: skip
"""The types that can be written, and the elements that the plan itself decides."""

REFUSED = frozenset({"contained", "implicitRules", "modifierExtension", "text"})
"""What could change the meaning of what is kept, or be shown as it is: never kept beside."""
REFUSED_OF: Mapping[str, frozenset[str]] = {
    "RelatedPerson": frozenset({"address", "telecom", "photo", "birthDate", "gender"})
}
"""Of a relative the plan has only a name: where and how she is reached could tell where the patient is."""
_ALWAYS = frozenset({"resourceType", "id", "meta"})
_OURS = (canonical.BASE,)


def beside_of(submitted: Resource, made: Resource) -> Resource:
    """What of *submitted* is kept beside *made*, the plan's own resource after the change."""
    owned = OWNED[made["resourceType"]]
    kept: Resource = {}
    for key, value in submitted.items():
        if key in _ALWAYS or key in REFUSED:
            continue
        if key in ("identifier", "extension"):
            own = [one for one in value if not _is_ours(one)]
            kept |= {key: own} if own else {}
        elif key not in owned:
            kept[key] = value
        elif isinstance(value, dict) and isinstance(made.get(key), dict):
            more = {name: one for name, one in value.items() if name not in made[key]}
            kept |= {key: more} if more else {}
    return kept


def with_beside(made: Resource, beside: Resource, previous: Resource | None = None) -> Resource:
    """*made* with what is kept beside it.

    What was written inside an element of the plan's own (a coding beside its text) stands only as long as
    the plan says the same there as in *previous*.
    """
    found = dict(made)
    for key, value in beside.items():
        if key in ("identifier", "extension"):
            found[key] = [*made.get(key, ()), *value]
        elif key not in made or _is_unknown(made[key]):
            found[key] = value
        elif isinstance(value, dict) and isinstance(made[key], dict):
            whole = {**made[key], **value}
            found[key] = whole if previous is None or previous.get(key) == whole else made[key]
    return found


def _is_unknown(value: Any) -> bool:
    """Whether the plan only says that it does not know, as of the class of an Encounter."""
    return isinstance(value, dict) and [one.get("url") for one in value.get("extension", ())] == [
        canonical.ABSENT
    ]


def _is_ours(one: Any) -> bool:
    named = one.get("system") or one.get("url") or ""
    return named in HSA_SYSTEMS or str(named).startswith(_OURS)
