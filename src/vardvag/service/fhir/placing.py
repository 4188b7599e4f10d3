"""Where in which plan each resource that is written belongs, and what of the law is asked about it.

The plan must be to be seen: what is hidden is answered as what is not there. Here does not belong the
decision itself (`permitted`), nor the change (`drafts`).
"""

from __future__ import annotations

from collections.abc import Sequence

from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import StepId, new_identifier
from vardvag.service.fhir.changes import ACTIONS, is_done_only
from vardvag.service.fhir.consent_changes import action_of
from vardvag.service.fhir.entries import Entry, in_order
from vardvag.service.fhir.opening import name_subjects, place_opened
from vardvag.service.fhir.permitted import Reader
from vardvag.service.fhir.request import Fault, fault
from vardvag.service.fhir.seen import Seen
from vardvag.service.store.fhir_versions import Version

_BASED_ON = {
    "ServiceRequest": "CarePlan",
    "Task": "CarePlan",
    "Appointment": "ServiceRequest",
    "Encounter": "ServiceRequest",
}


def place(reader: Reader, entries: Sequence[Entry]) -> None:
    """Say of each entry its plan, its step and its action. Fault 403, 404 or 422 when it has none."""
    urls = {one.full_url: one for one in entries if one.full_url}
    for entry in entries:
        if not entry.creates:
            _place_known(reader, entry)
    new = [one for one in entries if one.creates]
    for entry in new:
        if entry.kind == "CarePlan":
            place_opened(reader, entry)
    name_subjects(reader, entries)
    for entry in in_order([one for one in new if one.kind != "CarePlan"]):
        if entry.kind == "RelatedPerson":
            _place_relative(entry, entries)
        elif entry.kind == "Consent":
            _place_consent(reader, entry)
        else:
            _place_new(reader, entry, urls)
        entry.action = action_of(entry.resource) if entry.kind == "Consent" else ACTIONS[entry.kind]


def _place_known(reader: Reader, entry: Entry) -> None:
    version, seen = _found(reader, entry.kind, entry.identifier or "")
    if version is None or seen is None:
        raise fault(404, "not-found", "Resursen finns inte.", "There is no such resource.", entry.place)
    entry.plan, entry.step = seen.plan.plan_id, version.step
    _own(seen, entry)
    if entry.kind == "Consent":
        entry.action = action_of(version.whole, ends=True)
        return
    _whole(seen, version, entry)
    entry.action = ACTIONS[entry.kind]
    if entry.kind == "Task" and is_done_only(entry.resource, version.whole):
        entry.action = Action.DO_OWN_STEP


def _place_new(reader: Reader, entry: Entry, urls: dict[str, Entry]) -> None:
    expression = f"{entry.place}.basedOn"
    based = [one.get("reference", "") for one in entry.resource.get("basedOn", ())]
    wanted = _BASED_ON[entry.kind]
    if len(based) != 1:
        raise fault(
            422, "required", f"Ange en basedOn: {wanted}.", f"Give one basedOn: {wanted}.", expression
        )
    other = urls.get(based[0])
    if other is not None and other.kind == wanted and other.plan is not None:
        entry.plan, entry.step = other.plan, other.step
    else:
        kind, _, identifier = based[0].partition("/")
        version, seen = _found(reader, wanted, identifier if kind == wanted else "?")
        if version is None or seen is None:
            raise _none_such(wanted, expression)
        entry.plan, entry.step = seen.plan.plan_id, version.step
        _own(seen, entry)
    if wanted == "CarePlan":
        entry.step = StepId(new_identifier())


def _place_relative(entry: Entry, entries: Sequence[Entry]) -> None:
    """A relative stands in a plan only as whoever takes a step of it."""
    for task in entries:
        owner = task.resource.get("owner", {}).get("reference")
        if task.kind == "Task" and task.creates and entry.full_url and owner == entry.full_url:
            entry.plan, entry.step = task.plan, task.step
            return
    raise fault(
        422,
        "business-rule",
        "En närstående finns i planen som den som tar ett steg. Skicka en transaktion med en ny Task vars "
        "owner hänvisar hit med fullUrl.",
        "A relative stands in the plan as whoever takes a step. Send a transaction with a new Task whose "
        "owner refers to this by fullUrl.",
        entry.place,
    )


def _place_consent(reader: Reader, entry: Entry) -> None:
    kind, _, identifier = entry.resource.get("patient", {}).get("reference", "").partition("/")
    version, seen = _found(reader, "Patient", identifier if kind == "Patient" else "?")
    if version is None or seen is None:
        raise _none_such("Patient", f"{entry.place}.patient")
    entry.plan = seen.plan.plan_id


def _none_such(kind: str, expression: str) -> Fault:
    return fault(422, "not-found", f"Det finns ingen sådan {kind}.", f"There is no such {kind}.", expression)


def _found(reader: Reader, kind: str, identifier: str) -> tuple[Version | None, Seen | None]:
    if kind == "Consent":
        version = reader.read(kind, identifier)
        return version, reader.plan_of(version)
    version = reader.versions.latest(kind, identifier)
    seen = reader.plan_of(version)
    if version is None or seen is None or not seen.shows(version):
        return None, None
    return version, seen


def _own(seen: Seen, entry: Entry) -> None:
    """Fault 403 for a step of another caregiver's: it is changed by whoever is responsible for it."""
    for step in seen.plan.steps:
        if step.step_id == entry.step and step.responsible not in (None, seen.plan.caregiver):
            raise fault(
                403,
                "forbidden",
                "Uppgiften ändras hos den som ansvarar för den.",
                "The data are changed by whoever is responsible for them.",
                entry.place,
            )


def _whole(seen: Seen, version: Version, entry: Entry) -> None:
    """Fault 403 where part of a resource is not shown to whoever writes: sent back, it would be erased."""
    shown, whole = seen.shown(version), version.whole
    if {**shown, "meta": None} != {**whole, "meta": None}:
        raise fault(
            403,
            "forbidden",
            "En del av resursen visas inte för dig, så du kan inte ändra den här.",
            "Part of the resource is not shown to you, so you cannot change it here.",
            entry.place,
        )
