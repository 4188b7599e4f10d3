"""What a resource is named by, and how resources point to each other.

A resource's id is made of what it stands for (uuid5), so that the same step always has the same id and any
identifier fits FHIR's form. Knowing an id gives nothing: every reading is decided by the law on access.
"""

from __future__ import annotations

import uuid

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PersonId, PlanId, StepId
from vardvag.service.fhir.issues import Resource

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://vardvag.example/fhir")


def resource_id(kind: str, *named: str) -> str:
    """The id of the resource of type *kind* that stands for what is *named*."""
    # Parts are counted, so that ("a", "b/c") and ("a/b", "c") are two things.
    return str(uuid.uuid5(_NAMESPACE, "/".join(f"{len(part)}:{part}" for part in (kind, *named))))


def patient_id(person: PersonId) -> str:
    """The id of a person's Patient."""
    return resource_id("Patient", person)


def organization_id(unit: str) -> str:
    """The id of a unit's or caregiver's Organization."""
    return resource_id("Organization", unit)


def plan_resource_id(kind: str, plan: PlanId) -> str:
    """The id of what a plan has one of: CarePlan, Goal, CareTeam."""
    return resource_id(kind, plan)


def step_resource_id(kind: str, plan: PlanId, step: StepId) -> str:
    """The id of what a step is: ServiceRequest, Task, Appointment, Encounter, RelatedPerson."""
    return resource_id(kind, plan, step)


def reference(kind: str, identifier: str, display: str | None = None) -> Resource:
    """A reference to one of our own resources."""
    found = {"reference": f"{kind}/{identifier}"}
    return found | ({"display": display} if display else {})


def instant(at: Moment) -> str:
    """A moment as FHIR writes an instant: clock time in Sweden with its offset."""
    return at.stockholm.isoformat(timespec="milliseconds")
