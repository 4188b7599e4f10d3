"""A plan as a document, and back: the form in which a version is kept.

Written out field by field, so that a change of the plan's shape is a change here, seen in review, and old
documents stay readable: `schema` says which form one has. Form 1 lacks what form 2 added, which then has its
default. The small records inside go by `records`. Here does not belong any database.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from vardvag.base.moments import Moment
from vardvag.clocks.discharge import Discharge
from vardvag.contracts.booking_terms import BookingTerms
from vardvag.contracts.duration import Duration
from vardvag.contracts.fixed_contact import FixedContact
from vardvag.contracts.handover import HandOver
from vardvag.contracts.identifiers import PathwayId, PersonId, PlanId, StepId
from vardvag.contracts.instructions import Instruction
from vardvag.contracts.lead_time import LeadTime
from vardvag.contracts.plan import Coordinator, PatientContract
from vardvag.contracts.referral import Referral
from vardvag.contracts.sip import Sip
from vardvag.contracts.slots import Slot
from vardvag.contracts.source_plans import JoinedPlan
from vardvag.contracts.step import ClinicalTarget, Owner, OwnerKind, PlannedStep, ReportedAs, SourcePlan
from vardvag.contracts.times import Booked, Done, NoTimeYet, Requested, When, Window
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk
from vardvag.contracts.wishes import Wishes
from vardvag.events.model import Phase
from vardvag.service.store.records import from_plain, to_plain

SCHEMA = 2
READABLE = (1, SCHEMA)
"""The forms that this version reads."""

PLAN_RECORDS: dict[str, type] = {
    "fixed_contacts": FixedContact,
    "sips": Sip,
    "handovers": HandOver,
    "stays": Discharge,
    "source_plans": JoinedPlan,
}
"""Rows of records that a plan holds, since form 2."""

STEP_RECORDS: dict[str, type] = {
    "duration": Duration,
    "wishes": Wishes,
    "booking": BookingTerms,
    "referral": Referral,
    "lead_time": LeadTime,
}
"""Single records that a step may hold, since form 2."""

STEP_ROWS: dict[str, type] = {"slots": Slot, "instructions": Instruction}
STEP_WORDS = ("responsible", "approved_for_patient", "internal_note", "patient_note")

Document = dict[str, Any]
T = TypeVar("T")


def to_document(plan: PatientContract) -> Document:
    """The plan as plain JSON values."""
    return {
        "schema": SCHEMA,
        "plan_id": plan.plan_id,
        "person": plan.person,
        "caregiver": plan.caregiver,
        "what_matters": plan.what_matters,
        "coordinator": {
            "staff": plan.coordinator.staff,
            "name": plan.coordinator.name,
            "unit": plan.coordinator.unit,
            "ask": _from_ask(plan.coordinator.ask),
        },
        "care_team": sorted(plan.care_team),
        "version": plan.version,
        "steps": [_from_step(step) for step in plan.steps],
        "wishes": to_plain(plan.wishes),
        **{name: to_plain(getattr(plan, name)) for name in PLAN_RECORDS},
    }


def from_document(document: Document) -> PatientContract:
    """The plan a document holds. ValueError for a schema this version of Vårdväg does not know."""
    if document["schema"] not in READABLE:
        raise ValueError(f"a plan document of schema {document['schema']} cannot be read by this version")
    coordinator = document["coordinator"]
    return PatientContract(
        plan_id=PlanId(document["plan_id"]),
        person=PersonId(document["person"]),
        caregiver=document["caregiver"],
        what_matters=document["what_matters"],
        coordinator=Coordinator(
            staff=coordinator["staff"],
            name=coordinator["name"],
            unit=coordinator["unit"],
            ask=_to_ask(coordinator["ask"]),
        ),
        care_team=frozenset(document["care_team"]),
        version=document["version"],
        steps=tuple(_to_step(step) for step in document["steps"]),
        wishes=_one(Wishes, document.get("wishes")),
        **{name: _rows(kind, document.get(name, ())) for name, kind in PLAN_RECORDS.items()},
    )


def _one(kind: type[T], kept: Document | None) -> T | None:
    return None if kept is None else from_plain(kind, kept)


def _rows(kind: type, kept: Iterable[Document]) -> tuple[Any, ...]:
    return tuple(from_plain(kind, one) for one in kept)


def _from_step(step: PlannedStep) -> Document:
    target, source, told = step.target, step.source_plan, step.reported_as
    return {
        "step_id": step.step_id,
        "what": step.what,
        "owner": {"kind": step.owner.kind.value, "name": step.owner.name, "unit": step.owner.unit},
        "when": _from_when(step.when),
        "ask": _from_ask(step.ask),
        "where": step.where,
        "preparation": step.preparation,
        "pathway": step.pathway,
        "phase": None if step.phase is None else int(step.phase),
        "target": target
        and {"day": target.day.isoformat(), "set_by": target.set_by, "set_on": target.set_on.isoformat()},
        "depends_on": list(step.depends_on),
        "source_plan": source
        and {"kind": source.kind, "system": source.system, "identifier": source.identifier},
        "reported_as": told and {name: getattr(told, name) for name in ReportedAs.__dataclass_fields__},
        **{name: to_plain(getattr(step, name)) for name in (*STEP_WORDS, *STEP_RECORDS, *STEP_ROWS)},
    }


def _to_step(kept: Document) -> PlannedStep:
    owner, target, source, told = kept["owner"], kept["target"], kept["source_plan"], kept["reported_as"]
    return PlannedStep(
        step_id=StepId(kept["step_id"]),
        what=kept["what"],
        owner=Owner(OwnerKind(owner["kind"]), owner["name"], owner["unit"]),
        when=_to_when(kept["when"]),
        ask=_to_ask(kept["ask"]),
        where=kept["where"],
        preparation=kept["preparation"],
        pathway=None if kept["pathway"] is None else PathwayId(kept["pathway"]),
        phase=None if kept["phase"] is None else Phase(kept["phase"]),
        target=target
        and ClinicalTarget(
            date.fromisoformat(target["day"]), target["set_by"], date.fromisoformat(target["set_on"])
        ),
        depends_on=tuple(StepId(step) for step in kept["depends_on"]),
        source_plan=source and SourcePlan(**source),
        reported_as=told and ReportedAs(**told),
        **_added(kept),
    )


def _added(kept: Document) -> dict[str, Any]:
    """What form 2 added to a step; what the document lacks is left to its default."""
    words = {name: kept[name] for name in STEP_WORDS if name in kept}
    records = {name: _one(kind, kept[name]) for name, kind in STEP_RECORDS.items() if name in kept}
    return (
        words | records | {name: _rows(kind, kept[name]) for name, kind in STEP_ROWS.items() if name in kept}
    )


def _from_when(when: When) -> Document:
    match when:
        case Done(on):
            return {"done": on.isoformat()}
        case Booked(at):
            return {"booked": at.utc.isoformat()}
        case Requested():
            return {"requested": to_plain(when)}
        case Window(latest, None):
            return {"latest": latest.isoformat()}
        case Window():
            return {"window": to_plain(when)}
        case NoTimeYet(next_action):
            return {"no_time_yet": next_action}


def _to_when(kept: Document) -> When:
    ((kind, value),) = kept.items()
    match kind:
        case "done":
            return Done(date.fromisoformat(value))
        case "booked":
            return Booked(Moment.of(datetime.fromisoformat(value)))
        case "latest":
            return Window(date.fromisoformat(value))
        case "window":
            return from_plain(Window, value)
        case "requested":
            return from_plain(Requested, value)
        case "no_time_yet":
            return NoTimeYet(value)
    raise ValueError(f"a step's time cannot be of kind {kind!r}")


def _from_ask(ask: WhomToAsk) -> Document:
    return {
        kind: point and {"name": point.name, "channel": point.channel, "hours": point.hours}
        for kind, point in (
            ("fallback", ask.fallback),
            ("person", ask.person),
            ("team", ask.team),
            ("unit", ask.unit),
        )
    }


def _to_ask(kept: Document) -> WhomToAsk:
    return WhomToAsk(**{kind: point and ContactPoint(**point) for kind, point in kept.items()})
