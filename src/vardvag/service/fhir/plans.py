"""A plan as a set of resources, and what becomes of those that it no longer makes.

Pure: from a plan and what stands around it to JSON. Here does not belong what is kept of a sender's own
elements (`beside`), nor keeping versions (`service/store/fhir_versions`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from vardvag.contracts.identifiers import StepId
from vardvag.contracts.person import Person
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.step import OwnerKind
from vardvag.contracts.times import Done
from vardvag.service.fhir import canonical, parties, steps
from vardvag.service.fhir.identifiers import of_system
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.names import (
    organization_id,
    patient_id,
    plan_resource_id,
    reference,
)


class Belonging(StrEnum):
    """Whose a resource is, which decides who may see it."""

    PLAN = "plan"
    PERSON = "person"
    NOBODY = "nobody"
    """An organisation: it says nothing of any person."""


@dataclass(frozen=True, slots=True)
class Made:
    """A resource without version and time. `step` is the step it says something of, if one."""

    resource: Resource
    belonging: Belonging = Belonging.PLAN
    step: StepId | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Type and id."""
        return self.resource["resourceType"], self.resource["id"]


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff]")
UnitName = Callable[[str], str | None]


def resources_of(plan: PatientContract, person: Person, unit_name: UnitName) -> list[Made]:
    """Everything that *plan* is, in an order in which each points back: parties, plan, steps."""
    made = [
        *_parties(plan, person, unit_name),
        Made(care_plan(plan)),
        Made(goal(plan)),
        *_steps(plan),
    ]
    return [replace(one, resource=_tidy(one.resource)) for one in made]


def _tidy(value: Any) -> Any:
    """*value* without the signs that no text in FHIR may hold."""
    match value:
        case str():
            return _CONTROL.sub("\ufffd", value)
        case list():
            return [_tidy(one) for one in value]
        case dict():
            return {key: _tidy(one) for key, one in value.items()}
    return value


def _parties(plan: PatientContract, person: Person, unit_name: UnitName) -> Iterator[Made]:
    yield Made(parties.patient(person), Belonging.PERSON)
    own = {step.owner.unit: step.owner for step in plan.steps if step.owner.unit}
    yield Made(parties.organization(plan.caregiver, unit_name(plan.caregiver)), Belonging.NOBODY)
    for unit, owner in own.items():
        within = plan.caregiver if owner.kind is OwnerKind.CARE_UNIT else None
        name = unit_name(unit) or owner.name
        yield Made(parties.organization(unit, name, within), Belonging.NOBODY)
    known = {plan.caregiver, *own}
    for contact in plan.fixed_contacts:
        for unit in (contact.caregiver, contact.unit):
            if unit not in known:
                known.add(unit)
                within = contact.caregiver if unit != contact.caregiver else None
                yield Made(parties.organization(unit, unit_name(unit), within), Belonging.NOBODY)
    yield Made(parties.coordinator_role(plan))
    for contact in plan.fixed_contacts:
        yield Made(parties.contact_role(plan, contact))
    yield Made(parties.care_team(plan))


def _steps(plan: PatientContract) -> Iterator[Made]:
    for step in plan.steps:
        if step.owner.kind is OwnerKind.RELATIVE:
            yield Made(parties.related_person(plan, step), step=step.step_id)
        if step.owner.kind not in steps.UNITS:
            yield Made(steps.task(plan, step), step=step.step_id)
            continue
        yield Made(steps.service_request(plan, step), step=step.step_id)
        for found in (steps.appointment(plan, step), steps.encounter(plan, step)):
            if found is not None:
                yield Made(found, step=step.step_id)


def care_plan(plan: PatientContract) -> Resource:
    """The plan itself. Its activities are references, never `detail`: R5 has dropped that."""
    kind = {"system": canonical.KIND_OF_PLAN, "code": "patientkontrakt", "display": "Patientkontrakt"}
    found: Resource = {
        "resourceType": "CarePlan",
        "id": plan_resource_id("CarePlan", plan.plan_id),
        "meta": {"profile": [canonical.profile("vardvag-careplan")]},
        "extension": [parties.whom_to_ask(plan.coordinator.ask)],
        "identifier": [of_system(canonical.PLAN_IDENTIFIER, plan.plan_id)],
        "status": "active",
        "intent": "plan",
        "category": [{"coding": [kind]}],
        "title": "Patientkontrakt",
        "subject": reference("Patient", patient_id(plan.person)),
        "author": reference(
            "PractitionerRole", plan_resource_id("PractitionerRole", plan.plan_id), plan.coordinator.name
        ),
        "contributor": [reference("Organization", organization_id(plan.caregiver))],
        "careTeam": [reference("CareTeam", plan_resource_id("CareTeam", plan.plan_id))],
        "goal": [reference("Goal", plan_resource_id("Goal", plan.plan_id))],
    }
    activities = [{"reference": steps.step_reference(plan, step)} for step in plan.steps]
    return found | ({"activity": activities} if activities else {})


def goal(plan: PatientContract) -> Resource:
    """What matters to the patient, in her own words."""
    subject = reference("Patient", patient_id(plan.person))
    said = plan.what_matters.strip()
    return {
        "resourceType": "Goal",
        "id": plan_resource_id("Goal", plan.plan_id),
        "meta": {"profile": [canonical.profile("vardvag-goal")]},
        "lifecycleStatus": "active" if said else "proposed",
        "description": {"text": said} if said else {"text": "Inte sagt än (not said yet)"},
        "subject": subject,
        "expressedBy": subject,
    }


_ENDED: Mapping[str, tuple[str, object]] = {
    "Appointment": ("status", "cancelled"),
    "ServiceRequest": ("status", "revoked"),
    "Task": ("status", "cancelled"),
    "Encounter": ("status", "entered-in-error"),
    "RelatedPerson": ("active", False),
    "PractitionerRole": ("active", False),
}


def ended(resource: Resource, plan: PatientContract, step: StepId | None) -> Resource | None:
    """The last version of a resource that the plan no longer makes; None when it already has it.

    A booked time whose step was held is fulfilled; a time, a step or a contact that is gone is ended.
    """
    found = _ENDED.get(resource["resourceType"])
    if found is None:
        return None
    key, value = found
    held = any(one.step_id == step and isinstance(one.when, Done) for one in plan.steps)
    if resource["resourceType"] == "Appointment" and held:
        value = "fulfilled"
    return None if resource.get(key) == value else resource | {key: value}
