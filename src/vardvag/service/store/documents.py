"""A plan as a document, and back: the form in which a version is kept.

Written out field by field, so that a change of the plan's shape is a change here, seen in review, and old
documents stay readable: `schema` says which form one has. Here does not belong any database.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PathwayId, PersonId, PlanId, StepId
from vardvag.contracts.plan import Coordinator, PatientContract
from vardvag.contracts.step import ClinicalTarget, Owner, OwnerKind, PlannedStep, ReportedAs, SourcePlan
from vardvag.contracts.times import Booked, Done, NoTimeYet, When, Window
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk
from vardvag.events.model import Phase

SCHEMA = 1

Document = dict[str, Any]


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
    }


def from_document(document: Document) -> PatientContract:
    """The plan a document holds. ValueError for a schema this version of Vårdväg does not know."""
    if document["schema"] != SCHEMA:
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
    )


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
    )


def _from_when(when: When) -> Document:
    match when:
        case Done(on):
            return {"done": on.isoformat()}
        case Booked(at):
            return {"booked": at.utc.isoformat()}
        case Window(latest):
            return {"latest": latest.isoformat()}
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
