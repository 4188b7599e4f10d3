"""A plan while it is being changed by what was written: each entry is a change, all are one version.

Each change is the one that the site and the JSON API make, by the same rules. Here does not belong who may
(`permitted`), nor keeping it (`writing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time

from vardvag.base.moments import STOCKHOLM, Moment
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEvent, PlanEventKind
from vardvag.contracts.said import Said, Speaker
from vardvag.contracts.step import Owner, OwnerKind, PlannedStep
from vardvag.contracts.step_changes import against_adding, against_changing
from vardvag.contracts.times import Booked, Done, Requested
from vardvag.events.model import CareEvent
from vardvag.service.fhir.changes import (
    HERSELF,
    booked,
    changed_goal,
    changed_step,
    held_on,
    new_step,
    relative_of,
    unfit,
)
from vardvag.service.fhir.entries import Entry
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.names import organization_id
from vardvag.service.fhir.permitted import Reader
from vardvag.service.fhir.team_changes import changed_team
from vardvag.service.fhir.voices import said_by
from vardvag.usecases.change_plan import by_care, plan_event, refuse_if, voice
from vardvag.usecases.do_own_step import done_on
from vardvag.usecases.move_step import asks_her, moved


@dataclass
class Draft:
    """A plan while it is being changed, with what happens by that."""

    was: PatientContract
    now: PatientContract
    events: list[CareEvent] = field(default_factory=list)
    named: int = 0
    """How many fixed contacts were named."""
    accepted: list[tuple[Said, str]] = field(default_factory=list)
    """Her yes to another time, and the time."""
    actions: list[Action] = field(default_factory=list)

    def plan_events(self, saved: PatientContract, actor: Actor, now: Moment) -> list[PlanEvent]:
        """What follow-up counts of the change, beside the new version itself."""
        kind = PlanEventKind.TIME_ACCEPTED
        found = [plan_event(kind, saved, said, actor, now, words=words) for said, words in self.accepted]
        named = PlanEventKind.CONTACT_NAMED
        return found + [plan_event(named, saved, by_care(actor), actor, now) for _ in range(self.named)]


def change(reader: Reader, draft: Draft, entry: Entry, entries: Sequence[Entry]) -> None:
    """Make the change of *entry*. Unfit, BadInput and ValueError say what stands against it."""
    draft.actions += [entry.action] if entry.action is not None else []
    match entry.kind:
        case "Goal":
            draft.now = changed_goal(draft.now, entry.resource)
        case "Appointment":
            _book(reader, draft, entry)
        case "Encounter":
            _hold(reader, draft, entry)
        case "RelatedPerson":
            _rename(draft, entry)
        case "CareTeam":
            draft.now, named = changed_team(
                draft.now,
                entry.resource,
                lambda one, place: _unit(reader, draft.now, one, place).unit or "",
                reader.store.caregiver_of,
            )
            draft.named += named
        case "ServiceRequest" | "Task":
            _change_step(reader, draft, entry, entries)


def _change_step(reader: Reader, draft: Draft, entry: Entry, entries: Sequence[Entry]) -> None:
    if entry.creates:
        owner = _owner(reader, draft.now, entry, entries)
        step = new_step(draft.now, entry.resource, _step_id(entry), owner)
        refuse_if(against_adding(draft.now, step))
        draft.now = replace(draft.now, steps=(*draft.now.steps, step))
        return
    step = _step(draft.now, entry)
    changed = changed_step(draft.now, step, entry.resource)
    if isinstance(changed.when, Done) and not isinstance(step.when, Done):
        changed = done_on(changed, changed.when.on, reader.now.legal_day)
    if changed != step:
        refuse_if(against_changing(draft.now, changed))
    draft.now = draft.now.with_step(changed)


def _step_id(entry: Entry) -> StepId:
    if entry.step is None:
        raise AssertionError("a new step has been given its identifier where its plan was found")
    return entry.step


def _owner(reader: Reader, plan: PatientContract, entry: Entry, entries: Sequence[Entry]) -> Owner:
    """Who takes a new step: a unit, the patient, or a relative that is sent in the same transaction."""
    if entry.kind == "ServiceRequest":
        performers = entry.resource.get("performer", ())
        first = performers[0] if len(performers) == 1 else {}
        owner = _unit(reader, plan, first, "ServiceRequest.performer")
        entry.resource["performer"] = [{"reference": f"Organization/{organization_id(owner.unit or '')}"}]
        return owner
    for one in entries:
        if one.kind == "RelatedPerson" and one.creates and one.step == entry.step:
            return relative_of(one.resource)
    return HERSELF


def _rename(draft: Draft, entry: Entry) -> None:
    """A relative by another name. One that is new got hers with her step."""
    if entry.creates:
        return
    step = _step(draft.now, entry)
    owner = relative_of(entry.resource)
    if step.owner != owner:
        changed = replace(step, owner=owner)
        refuse_if(against_changing(draft.now, changed))
        draft.now = draft.now.with_step(changed)


def _book(reader: Reader, draft: Draft, entry: Entry) -> None:
    """Give the step of an Appointment its time, by the rules of a move."""
    step = _step(draft.now, entry)
    if entry.creates and isinstance(step.when, Booked | Requested | Done):
        raise unfit("Appointment.basedOn", "Steget har redan en tid.", "The step has a time already.")
    step, at = booked(step, entry.resource)
    draft.now = draft.now.with_step(step)
    past = at <= reader.now
    said = _her_yes(reader, step, entry, at)
    if isinstance(step.when, Booked) and step.when.at == at and not past:
        if said is not None:
            raise unfit("Appointment.extension", "Tiden är densamma.", "The time is the same.")
        return
    if past and (entry.creates or entry.resource.get("status") != "fulfilled"):
        raise unfit("Appointment.start", "Tiden har redan varit.", "The time has passed.")
    draft.accepted += [(said, str(at))] if said is not None else []
    _move(reader, draft, step, at)


def _her_yes(reader: Reader, step: PlannedStep, entry: Entry, at: Moment) -> Said | None:
    """Her yes to a time, as it was sent. Unfit where it is asked for and not sent, or is not hers."""
    found = said_by(entry.resource)
    if (found is None and asks_her(step, at, reader.now)) or (found and found[0] is Speaker.CARE):
        raise unfit(
            "Appointment.extension",
            "Patienten har en tid: säg med tillägget said-by hur hon sade ja till en annan.",
            "The patient has a time: say by the extension said-by how she said yes to another.",
        )
    return None if found is None else voice(reader.actor, *found)


def _hold(reader: Reader, draft: Draft, entry: Entry) -> None:
    """That a visit has been, on its day."""
    if not entry.creates:
        return
    step = _step(draft.now, entry)
    day = held_on(entry.resource, reader.now.legal_day)
    _move(reader, draft, step, Moment.of(datetime.combine(day, time(12), STOCKHOLM)))


def _move(reader: Reader, draft: Draft, step: PlannedStep, at: Moment) -> None:
    events = () if step.pathway is None else reader.store.events(step.pathway)
    draft.now, event = moved(draft.now, step, events, at, reader.now)
    draft.events += [event] if event is not None else []


def _step(plan: PatientContract, entry: Entry) -> PlannedStep:
    for step in plan.steps:
        if step.step_id == entry.step:
            return step
    raise unfit(entry.kind, "Steget finns inte längre i planen.", "The step is no longer in the plan.")


def _unit(reader: Reader, plan: PatientContract, named: Resource, place: str) -> Owner:
    """The unit that *named*, a reference, is to: one that is known here, by reference or identifier."""
    wanted = named.get("reference"), named.get("identifier", {}).get("value")
    for version in reader.versions.of_nobody():
        unit = version.resource["identifier"][0]["value"]
        if "/".join(version.key) == wanted[0] or (wanted[0] is None and unit == wanted[1]):
            known = [step.owner for step in plan.steps if step.owner.unit == unit]
            name = reader.store.unit_name(unit)
            if known or name is not None:
                return known[0] if known else Owner(OwnerKind.CARE_UNIT, name or unit, unit)
    raise unfit(
        place,
        "Ange en enhet som finns här: en Organization, med reference eller identifier.",
        "Give one unit that is known here: an Organization, by reference or identifier.",
    )
