"""A CarePlan that is created: the first offer of a plan to somebody who has none, and her yes to it.

The plan is opened by the use-case that the site and the JSON API open it by. Whoever is not charged with
offers is answered alike of everybody, also of those who are not here. Here does not belong who may
(`contracts/access`), nor what else comes in the same transaction (`writing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vardvag.base.texts import Text
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import LONGEST, PersonId, PlanId
from vardvag.contracts.log import LogEntry, entry_of
from vardvag.contracts.offers import Offered
from vardvag.contracts.whom_to_ask import WhomToAsk
from vardvag.service.fhir import canonical
from vardvag.service.fhir.changes import said_point, unfit
from vardvag.service.fhir.conditional import is_there
from vardvag.service.fhir.entries import Entry, told_at
from vardvag.service.fhir.identifiers import of_system
from vardvag.service.fhir.issues import Issue, Resource
from vardvag.service.fhir.names import patient_id
from vardvag.service.fhir.permitted import Reader
from vardvag.service.fhir.request import Fault, fault
from vardvag.service.fhir.voices import said_by, without_voice
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.usecases.offer_contract import first_plan, keep_first, may_open
from vardvag.usecases.record_answer import record_answer
from vardvag.usecases.show_plan import Denied, decided_and_logged

_NOBODY = PersonId("?")
"""Nobody is named so: asked about and logged like any other who is not here."""


class NotYours(Exception):
    """Something else in the transaction may not be done with the plan that it opens. `row` says no."""

    def __init__(self, row: LogEntry) -> None:
        super().__init__(row.rule)
        self.row = row


def opens(entry: Entry) -> bool:
    """Whether an entry opens a plan; not when its condition says that there is one already."""
    return entry.kind == "CarePlan" and entry.creates and entry.existing is None


def place_opened(reader: Reader, entry: Entry) -> None:
    """Say of a new CarePlan which plan it opens. Fault 409, 412 or 422 when it opens none."""
    if is_there(reader, entry) and entry.existing is not None:
        entry.plan = entry.existing.plan
        return
    with told_at(entry):
        person, ask = _person(entry.resource), _ask(entry.resource)
    if reader.only not in (None, patient_id(person)):
        person = _NOBODY  # To a token that was launched for another she does not exist.
    if not may_open(reader.store, reader.actor, person, reader.now):
        raise fault(
            422,
            "not-found",
            "Det finns ingen sådan patient som du kan erbjuda en plan.",
            "There is no such patient whom you can offer a plan.",
            f"{entry.place}.subject",
        )
    entry.opened = first_plan(reader.store, reader.actor, person, ask)
    entry.plan = entry.opened.plan_id


def name_subjects(reader: Reader, entries: Sequence[Entry]) -> None:
    """Whoever a plan is opened for, named by her identifier anywhere in what was sent, as her Patient."""
    for opening in [one for one in entries if one.kind == "CarePlan" and one.creates]:
        seen = reader.plan(opening.plan) if opening.existing is not None and opening.plan else None
        plan = opening.opened or (seen.plan if seen is not None else None)
        if plan is not None:
            for entry in entries:
                entry.resource = _named(entry.resource, plan.person)


def _named(value: Any, person: PersonId) -> Any:
    if isinstance(value, list):
        return [_named(one, person) for one in value]
    if not isinstance(value, dict):
        return value
    named = value.get("identifier")
    if isinstance(named, dict) and named == of_system(canonical.PERSON_IDENTIFIER, person):
        return {"reference": f"Patient/{patient_id(person)}"}
    return {key: _named(one, person) for key, one in value.items()}


def still_open(reader: Reader, entries: Sequence[Entry]) -> bool:
    """Whether every plan that is to be opened still may be. Ask it inside the transaction."""
    people = [one.opened.person for one in entries if one.opened is not None]
    return all(may_open(reader.store, reader.actor, one, reader.now, again=True) for one in people)


def keep_opened(reader: Reader, entries: Sequence[Entry], asked: Sequence[tuple[PlanId, Action]]) -> None:
    """Open the plans. NotYours when what is *asked* of one may not be done; Fault 409 when she has one."""
    for entry in entries:
        if entry.opened is None:
            continue
        store, plan = reader.store, entry.opened
        held = [store.read(one).caregiver for one in store.plans_of_person(plan.person)]
        if plan.caregiver in held:
            raise fault(
                409,
                "duplicate",
                "Patienten har redan en plan.",
                "The patient has a plan already.",
                entry.place,
            )
        if is_there(reader, entry):
            raise _stopped(412, "conflict", _JUST_NOW, entry)
        keep_first(
            DjangoPlanStore(submitted={entry.key: without_voice(entry.resource)}),
            reader.actor,
            plan,
            reader.now,
        )
        for _, action in (one for one in asked if one[0] == plan.plan_id):
            decision, _facts = decided_and_logged(store, reader.actor, plan.plan_id, action, reader.now)
            if not decision.allowed:
                raise NotYours(entry_of(reader.actor, action, decision, None, plan.person, reader.now))


def keep_answer(reader: Reader, entry: Entry) -> None:
    """Keep her yes to the offer, where the CarePlan brings it. BadInput, Unfit or Fault 403."""
    said = said_by(entry.resource)
    if said is None or entry.plan is None:
        return
    speaker, way, name = said
    answer = record_answer(
        reader.store,
        reader.actor,
        entry.plan,
        Offered.CONTRACT,
        reader.now,
        accepted=True,
        speaker=speaker,
        way=way,
        name=name,
    )
    if isinstance(answer, Denied):
        raise _stopped(403, "forbidden", _NOT_YOURS, entry)


def _stopped(status: int, code: str, why: Text, entry: Entry) -> Fault:
    return Fault(status, [Issue(code, why, entry.place)])


_HAS_ONE = Text("Patienten har redan en plan här.", "The patient has a plan here already.")
_JUST_NOW = Text("Den har just skapats av någon annan.", "It has just been created by somebody else.")
_NOT_YOURS = Text("Det är inte din sak att säga.", "It is not yours to say.")


def _person(written: Resource) -> PersonId:
    """Whom the plan is for: by the opaque identifier that she has here, since she has no Patient yet."""
    named = written["subject"].get("identifier", {})
    value = named.get("value")
    if named.get("system") != canonical.PERSON_IDENTIFIER or not isinstance(value, str):
        raise unfit(
            "CarePlan.subject",
            f"Ange subject.identifier med system {canonical.PERSON_IDENTIFIER}: den som inte har en plan har "
            "ingen Patient att hänvisa till.",
            f"Give subject.identifier of system {canonical.PERSON_IDENTIFIER}: somebody without a plan has "
            "no Patient to refer to.",
        )
    # Nobody is named by an empty, odd or very long text; asked and logged like any other who is not here.
    return PersonId(value) if 0 < len(value) <= LONGEST and value.isprintable() else _NOBODY


def _ask(written: Resource) -> WhomToAsk:
    """How the patient reaches the one who offers: never nobody."""
    said = said_point(written, "CarePlan", ("unit", "fallback"))
    if said is None:
        raise unfit(
            "CarePlan.extension",
            "Säg med tillägget whom-to-ask vart patienten vänder sig.",
            "Say by the extension whom-to-ask whom the patient turns to.",
        )
    kind, point = said
    return WhomToAsk(point, unit=point) if kind == "unit" else WhomToAsk(point)
