"""A planned step as resources: what is to be done (ServiceRequest, or Task for a person's own), the time that
is agreed (Appointment) and the care that was given (Encounter).

A caregiver's note to itself is in none of them. Here does not belong the plan around the steps (`plans`).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from vardvag.base.moments import Moment
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.step import OwnerKind, PlannedStep
from vardvag.contracts.times import Booked, Done, NoTimeYet, Requested, Window
from vardvag.service.fhir import canonical
from vardvag.service.fhir.identifiers import of_system
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.names import (
    instant,
    organization_id,
    patient_id,
    plan_resource_id,
    reference,
    step_resource_id,
)
from vardvag.service.fhir.parties import whom_to_ask

UNITS = (OwnerKind.CARE_UNIT, OwnerKind.MUNICIPAL_UNIT)
PREPARATION = "preparation"
"""The kind of a task's input that says how the patient prepares: R4's Task has no such element of its own."""
_UNKNOWN = {"extension": [{"url": canonical.ABSENT, "valueCode": "unknown"}]}


def kind_of(step: PlannedStep) -> str:
    """The resource type of what is to be done: a unit's is asked for, a person's own is a task."""
    return "ServiceRequest" if step.owner.kind in UNITS else "Task"


def step_reference(plan: PatientContract, step: PlannedStep) -> Resource:
    """A reference to what is to be done."""
    kind = kind_of(step)
    return reference(kind, step_resource_id(kind, plan.plan_id, step.step_id), step.what)


def service_request(plan: PatientContract, step: PlannedStep) -> Resource:
    """A step that a unit is responsible for."""
    found: Resource = {
        "resourceType": "ServiceRequest",
        "id": step_resource_id("ServiceRequest", plan.plan_id, step.step_id),
        "meta": {"profile": [canonical.profile("vardvag-servicerequest")]},
        "extension": _extensions(plan, step),
        "identifier": [of_system(canonical.STEP_IDENTIFIER, step.step_id)],
        "basedOn": [_plan(plan)],
        "status": "completed" if isinstance(step.when, Done) else "active",
        "intent": "plan",
        "code": {"text": step.what},
        "subject": _subject(plan),
        "performer": [reference("Organization", organization_id(step.owner.unit or ""), step.owner.name)],
    }
    if step.referral is not None:
        found["requisition"] = of_system(canonical.REFERRAL_IDENTIFIER, step.referral.reference)
    if step.where:
        found["locationReference"] = [{"type": "Location", "display": step.where}]
    if step.preparation:
        found["patientInstruction"] = step.preparation
    if step.patient_note:
        found["note"] = [{"text": step.patient_note}]
    match step.when:
        case Done(on):
            found["occurrenceDateTime"] = on.isoformat()
        case Booked(at):
            found["occurrenceDateTime"] = at.stockholm.isoformat()
        case Window():
            found["occurrencePeriod"] = _window(step.when)
    return found


def task(plan: PatientContract, step: PlannedStep) -> Resource:
    """A step that is the patient's own, or a relative's."""
    relative = step.owner.kind is OwnerKind.RELATIVE
    related = step_resource_id("RelatedPerson", plan.plan_id, step.step_id)
    found: Resource = {
        "resourceType": "Task",
        "id": step_resource_id("Task", plan.plan_id, step.step_id),
        "meta": {"profile": [canonical.profile("vardvag-task")]},
        "extension": _extensions(plan, step),
        "identifier": [of_system(canonical.STEP_IDENTIFIER, step.step_id)],
        "basedOn": [_plan(plan)],
        "status": "completed" if isinstance(step.when, Done) else "accepted",
        "intent": "plan",
        "description": step.what,
        "for": _subject(plan),
        "owner": reference("RelatedPerson", related, step.owner.name) if relative else _subject(plan),
    }
    if step.preparation:
        found["input"] = [{"type": {"text": PREPARATION}, "valueString": step.preparation}]
    if step.patient_note:
        found["note"] = [{"text": step.patient_note}]
    match step.when:
        case Done(on):
            found["executionPeriod"] = {"end": on.isoformat()}
        case Window():
            found["restriction"] = {"period": _window(step.when)}
        case Booked(at):
            found["executionPeriod"] = {"start": at.stockholm.isoformat()}
    return found


def appointment(plan: PatientContract, step: PlannedStep) -> Resource | None:
    """The time in the patient's hand, or asked for; None where there is neither.

    R4 wants an end of a booked time. Where nobody has said how long it takes, the end is given as unknown.
    """
    if step.owner.kind not in UNITS or not isinstance(step.when, Booked | Requested):
        return None
    unit: Resource = {"type": "Location", "display": step.where or step.owner.name}
    found: Resource = {
        "resourceType": "Appointment",
        "id": step_resource_id("Appointment", plan.plan_id, step.step_id),
        "meta": {"profile": [canonical.profile("vardvag-appointment")]},
        "status": "booked",
        "description": step.what,
        "basedOn": [
            reference("ServiceRequest", step_resource_id("ServiceRequest", plan.plan_id, step.step_id))
        ],
        "participant": [
            {"actor": _subject(plan), "required": "required", "status": "accepted"},
            {"actor": unit, "required": "required", "status": "accepted"},
        ],
    }
    if step.preparation:
        found["patientInstruction"] = step.preparation
    if isinstance(step.when, Requested):
        found["status"] = "pending"
        found["participant"][1]["status"] = "needs-action"
        return found | _time(step.when.wanted, step)
    return found | _time(step.when.at, step)


def encounter(plan: PatientContract, step: PlannedStep) -> Resource | None:
    """The care that was given in a step; None until it was. What form it had, the plan does not know."""
    if step.owner.kind not in UNITS or not isinstance(step.when, Done):
        return None
    day = step.when.on.isoformat()
    return {
        "resourceType": "Encounter",
        "id": step_resource_id("Encounter", plan.plan_id, step.step_id),
        "status": "finished",
        "class": dict(_UNKNOWN),
        "type": [{"text": step.what}],
        "subject": _subject(plan),
        "basedOn": [
            reference("ServiceRequest", step_resource_id("ServiceRequest", plan.plan_id, step.step_id))
        ],
        "period": {"start": day, "end": day},
        "serviceProvider": reference("Organization", organization_id(step.owner.unit or ""), step.owner.name),
    }


def _time(at: Moment, step: PlannedStep) -> Resource:
    start: Resource = {"start": instant(at)}
    minutes = step.duration.minutes
    if minutes is None:
        return start | {"_end": dict(_UNKNOWN)}
    return start | {"end": instant(Moment(at.utc + timedelta(minutes=minutes))), "minutesDuration": minutes}


def _extensions(plan: PatientContract, step: PlannedStep) -> list[Resource]:
    """Whom to ask, what happens next, which steps come before, and the clinical target."""
    found: list[Resource] = [whom_to_ask(step.ask)]
    if isinstance(step.when, NoTimeYet | Requested):
        found.append({"url": canonical.NEXT_ACTION, "valueString": step.when.next_action})
    before = (step_reference(plan, plan.step(earlier)) for earlier in step.depends_on)
    found += [{"url": canonical.DEPENDS_ON, "valueReference": one} for one in before]
    if step.target is not None:
        parts = {"valueDate": ("day", step.target.day), "valueString": ("set-by", step.target.set_by)}
        values: list[Any] = [{"url": url, key: str(value)} for key, (url, value) in parts.items()]
        values.append({"url": "set-on", "valueDate": step.target.set_on.isoformat()})
        found.append({"url": canonical.CLINICAL_TARGET, "extension": values})
    return found


def _window(when: Window) -> Resource:
    start = {} if when.earliest is None else {"start": when.earliest.isoformat()}
    return start | {"end": when.latest.isoformat()}


def _plan(plan: PatientContract) -> Resource:
    return reference("CarePlan", plan_resource_id("CarePlan", plan.plan_id))


def _subject(plan: PatientContract) -> Resource:
    return reference("Patient", patient_id(plan.person))
