"""A write: what was sent is checked, decided by the law on access and logged, and then kept all or nothing.

One entry or a whole transaction go the same way. Every decision is logged before anything is changed, and
stays in the log when the change is refused. Here does not belong what a resource changes (`drafts`), nor
HTTP (`views`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vardvag.base.texts import Text
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.withheld_details import masks_in
from vardvag.service.fhir import canonical
from vardvag.service.fhir.agreement import disagreement
from vardvag.service.fhir.beside import OWNED, REFUSED, REFUSED_OF
from vardvag.service.fhir.conditional import is_there
from vardvag.service.fhir.consent_changes import keep_end, keep_new, kind_of
from vardvag.service.fhir.consent_reading import record_of
from vardvag.service.fhir.consents import consent_id
from vardvag.service.fhir.drafts import Draft, change
from vardvag.service.fhir.entries import Entry, Written, in_order, told_at, unresolved, with_references
from vardvag.service.fhir.identifiers import checked
from vardvag.service.fhir.issues import Issue, Resource
from vardvag.service.fhir.opening import NotYours, keep_answer, keep_opened, opens, still_open
from vardvag.service.fhir.permitted import Reader
from vardvag.service.fhir.placing import place
from vardvag.service.fhir.r4.checking import check
from vardvag.service.fhir.request import Fault, fault
from vardvag.service.fhir.team_changes import same_team
from vardvag.service.fhir.voices import without_voice
from vardvag.service.store.fhir_versions import Key, Version
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.usecases.change_plan import version_made
from vardvag.usecases.show_plan import still_allowed

_ETAG = re.compile(r'(?:W/)?"([0-9]{1,9})"')
_SPOKEN = ("Appointment", "CarePlan", "Consent")
"""The types whose writes may bring somebody's word (`voices`)."""


def write(reader: Reader, entries: Sequence[Entry]) -> list[Written]:
    """Everything in *entries* kept, or Fault and nothing kept."""
    _check(entries)
    place(reader, entries)
    opened = {one.plan for one in entries if opens(one)}
    asked = sorted({(PlanId(one.plan or ""), one.action) for one in entries if one.action})
    known = [one for one in asked if one[0] not in opened]
    for plan, action in known:
        refused = reader.may(plan, action)
        if refused is not None:
            raise fault(403, "forbidden", refused, refused)
    new = {one.full_url: one.key for one in entries if one.creates and one.full_url and one.kind != "Consent"}
    for entry in entries:
        entry.resource = with_references(entry.resource, new)
    if lost := [issue for entry in entries for issue in unresolved(entry.resource, entry.place)]:
        raise Fault(422, lost)
    try:
        with reader.store.transaction():
            still = all(still_allowed(reader.store, reader.actor, *one, reader.now) for one in known)
            if still and still_open(reader, entries):
                keep_opened(reader, entries, [one for one in asked if one[0] in opened])
                created = _keep(reader, entries)
                reader.forget()
                return [_written(reader, entry, created=entry in created) for entry in entries]
    except NotYours as refused:
        # Outside the transaction, here and below, so that the row of the log that says no is kept.
        with reader.store.transaction():
            reader.store.append_log(refused.row)
    raise fault(403, "forbidden", "Det är inte längre tillåtet.", "It is no longer permitted.")


def _check(entries: Sequence[Entry]) -> None:
    """Fault 400 or 422 with everything that is wrong with what was sent, by itself."""
    issues: list[Issue] = []
    for entry in entries:
        found = check(entry.resource)
        refused = REFUSED | REFUSED_OF.get(entry.kind, frozenset())
        found += [
            Issue(
                "not-supported",
                Text("Elementet tas inte emot.", "The element is not accepted."),
                f"{entry.kind}.{key}",
            )
            for key in sorted(refused & set(entry.resource))
        ]
        if not found and entry.kind == "Consent":
            with told_at(entry):
                kind_of(entry.resource)
        issues += entry.issues([*found, *checked(entry.resource, entry.kind)])
    if issues:
        raise Fault(400, issues)


def _keep(reader: Reader, entries: Sequence[Entry]) -> list[Entry]:
    """Make every change and keep it. Gives the entries that made something new."""
    drafts: dict[PlanId, Draft] = {}
    created: list[Entry] = []
    submitted: dict[Key, Resource] = {}
    for entry in in_order(entries):
        if entry.opened is not None:
            created.append(entry)
            submitted[entry.key] = without_voice(entry.resource)
            continue
        if entry.creates and is_there(reader, entry):
            continue
        current = reader.read(*entry.key) if entry.kind == "Consent" else reader.versions.latest(*entry.key)
        _refuse_stale(entry, current)
        created += [entry] if entry.creates else []
        plan_id = entry.plan or PlanId("")
        if entry.kind == "Consent":
            _keep_consent(reader, entry, plan_id, current)
            continue
        if plan_id not in drafts:
            plan = reader.store.read(plan_id)
            drafts[plan_id] = Draft(plan, plan)
        with told_at(entry):
            change(reader, drafts[plan_id], entry, entries)
        submitted[entry.key] = without_voice(entry.resource)
    for draft in drafts.values():
        _save(reader, draft, submitted)
    for entry in entries:
        if entry.kind == "CarePlan" and entry.existing is None:
            with told_at(entry):
                keep_answer(reader, entry)
    issues = [
        issue
        for entry in entries
        if entry.key in submitted and entry.existing is None
        for issue in entry.issues(_lost(reader, entry, entries))
    ]
    if issues:
        raise Fault(422, issues)
    return created


def _save(reader: Reader, draft: Draft, submitted: dict[Key, Resource]) -> None:
    """Keep the changed plan as one version, with the events that a change by the site would have made."""
    store = DjangoPlanStore(submitted=submitted)
    if draft.now == draft.was:
        store.keep_resources(draft.was)
        return
    if masks_in(draft.now) > masks_in(draft.was):
        raise fault(
            422,
            "business-rule",
            "En skyddad uppgift skulle skrivas över.",
            "A protected detail would be written over.",
        )
    saved = store.save(draft.now, draft.was.version, author=reader.actor.subject)
    for action in dict.fromkeys(draft.actions):
        store.append_plan_event(version_made(saved, reader.actor, action, reader.now))
    for event in draft.plan_events(saved, reader.actor, reader.now):
        store.append_plan_event(event)
    for fact in draft.events:
        store.append_event(fact)


def _keep_consent(reader: Reader, entry: Entry, plan: PlanId, current: Version | None) -> None:
    """Keep what a Consent says by its use-case, which decides anew whose word it may be."""
    with told_at(entry):
        if entry.creates:
            entry.identifier = consent_id(keep_new(reader, plan, entry.resource))
            return
        records = reader.store.access_records(reader.store.read(plan).person)
        record = record_of(records, entry.identifier or "")
        if record is None or current is None:
            raise fault(
                403,
                "forbidden",
                "Den säger bara att något finns, och ändras hos den som ansvarar för det.",
                "It only says that something exists, and is changed by whoever is responsible for it.",
                entry.place,
            )
        keep_end(reader, plan, record.record_id, current.resource, entry.resource)


def _lost(reader: Reader, entry: Entry, entries: Sequence[Entry]) -> list[Issue]:
    """What was written and the plan does not say after all. A step booked at once has its time instead of by
    when."""
    kept = reader.versions.latest(*entry.key)
    if kept is None:
        return [_no_such_time(entry)]
    written = entry.resource
    if entry.kind in _SPOKEN:
        written = without_voice(written)
    owned = OWNED[entry.kind]
    if entry.kind == "CareTeam":
        if not same_team(written, kept.resource):
            return [_other_team()]
        owned -= {"participant"}
    if entry.kind == "ServiceRequest" and _has_time(entry, entries):
        waiting = [one for one in written.get("extension", ()) if one["url"] != canonical.NEXT_ACTION]
        written = {key: one for key, one in written.items() if key != "occurrencePeriod"}
        written |= {"extension": waiting} if "extension" in written else {}
    return disagreement(written, kept.resource, owned)


def _has_time(entry: Entry, entries: Sequence[Entry]) -> bool:
    return any(one.kind in ("Appointment", "Encounter") and one.step == entry.step for one in entries)


def _no_such_time(entry: Entry) -> Issue:
    return Issue(
        "business-rule",
        Text("Planen har inte fått någon sådan tid.", "The plan has been given no such time."),
        f"{entry.kind}.start",
    )


def _other_team() -> Issue:
    return Issue(
        "business-rule",
        Text(
            "Teamet blir inte så: ange sista dagen för den som någon efterträder.",
            "The team will not be so: give the last day of anybody who is succeeded.",
        ),
        "CareTeam.participant",
    )


def _refuse_stale(entry: Entry, current: Version | None) -> None:
    """Fault 409 for what is there already, 428 for an update without If-Match, 412 when it has changed."""
    if entry.creates:
        if current is not None and current.resource.get("status") not in ("cancelled", "fulfilled"):
            raise fault(
                409,
                "duplicate",
                "Den finns redan. Ändra den med PUT.",
                "It is there already. Change it by PUT.",
                entry.place,
            )
        return
    if entry.if_match is None:
        raise fault(
            428,
            "required",
            'Skicka If-Match med versionen du läste, som W/"3".',
            'Send If-Match with the version that you read, as W/"3".',
        )
    match = _ETAG.fullmatch(entry.if_match.strip())
    if match is None or current is None or int(match[1]) != current.version:
        raise fault(
            412,
            "conflict",
            "Resursen har ändrats sedan du läste den. Läs den på nytt.",
            "The resource has changed since you read it. Read it again.",
            entry.place,
        )


def _written(reader: Reader, entry: Entry, *, created: bool) -> Written:
    key = entry.existing.key if entry.existing is not None else entry.key
    version = reader.read(*key)
    if version is None:
        raise AssertionError("what was just written may be read by whoever wrote it")
    return Written(created, version)
