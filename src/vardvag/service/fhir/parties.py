"""People and organisations of a plan as resources: Patient, RelatedPerson, Organization, PractitionerRole
and CareTeam.

A patient has no personnummer here, only the opaque identifier that the plan knows; her municipality is left
out, since nobody needs it of this API. Here does not belong who may see them (`permitted`).
"""

from __future__ import annotations

import re

from vardvag.contracts.fixed_contact import FixedContact, FixedContactKind
from vardvag.contracts.person import Person
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk
from vardvag.service.fhir import canonical
from vardvag.service.fhir.identifiers import of_system, of_unit
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.names import (
    organization_id,
    patient_id,
    plan_resource_id,
    reference,
    resource_id,
    step_resource_id,
)

_SEXES = {1: "male", 2: "female", 3: "unknown"}
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ()-]*")
_SHOWN = {
    FixedContactKind.CARE: "Fast vårdkontakt",
    FixedContactKind.PHYSICIAN: "Fast läkarkontakt i primärvård",
    FixedContactKind.HOME_CARE: "Fast omsorgskontakt i hemtjänsten",
    FixedContactKind.OVERALL: "Fast vårdkontakt med övergripande samordningsansvar",
}


def patient(person: Person) -> Resource:
    """The person as a Patient of HL7 Sweden's base profile."""
    return {
        "resourceType": "Patient",
        "id": patient_id(person.person_id),
        "meta": {"profile": [f"{canonical.SWEDISH_BASE}/SEBasePatient"]},
        "identifier": [of_system(canonical.PERSON_IDENTIFIER, person.person_id)],
        "active": True,
        "name": [{"text": person.name}],
        "gender": _SEXES.get(person.sex, "unknown"),
        "birthDate": f"{person.birth_year:04d}",
    }


def organization(unit: str, name: str | None, part_of: str | None = None) -> Resource:
    """A care unit, part of a caregiver; or the caregiver itself. Both by their identifiers."""
    found: Resource = {
        "resourceType": "Organization",
        "id": organization_id(unit),
        "meta": {"profile": [f"{canonical.SWEDISH_BASE}/SEBaseOrganization"]},
        "identifier": [of_unit(unit)],
        "active": True,
    }
    found |= {"name": name} if name else {}
    return found | ({"partOf": reference("Organization", organization_id(part_of))} if part_of else {})


def coordinator_role(plan: PatientContract) -> Resource:
    """The plan's coordinator, as the patient reaches her."""
    person = plan.coordinator
    return {
        "resourceType": "PractitionerRole",
        "id": plan_resource_id("PractitionerRole", plan.plan_id),
        "extension": [whom_to_ask(person.ask)],
        "active": True,
        "practitioner": {"type": "Practitioner", "display": person.name},
        "organization": {"type": "Organization", "display": person.unit},
        "telecom": [telecom(person.ask.first[1])],
    }


def contact_role(plan: PatientContract, contact: FixedContact) -> Resource:
    """A fixed contact, of one of the four national types."""
    found: Resource = {
        "resourceType": "PractitionerRole",
        "id": resource_id("PractitionerRole", plan.plan_id, contact.contact_id),
        "extension": [whom_to_ask(contact.ask)],
        "active": contact.ends_on is None,
        "practitioner": {"type": "Practitioner", "display": contact.name},
        "organization": reference("Organization", organization_id(contact.unit)),
        "code": [_kind(contact.kind)],
        "telecom": [telecom(contact.ask.first[1])],
    }
    return found | _period(contact)


def care_team(plan: PatientContract) -> Resource:
    """Who coordinates, and the fixed contacts. Log-ins of the staff are nobody's names, and not here."""
    first = plan_resource_id("PractitionerRole", plan.plan_id)
    member = reference("PractitionerRole", first, plan.coordinator.name)
    participants: list[Resource] = [{"role": [{"text": "Samordnare"}], "member": member}]
    for contact in plan.fixed_contacts:
        own = reference(
            "PractitionerRole",
            resource_id("PractitionerRole", plan.plan_id, contact.contact_id),
            contact.name,
        )
        participants.append({"role": [_kind(contact.kind)], "member": own} | _period(contact))
    return {
        "resourceType": "CareTeam",
        "id": plan_resource_id("CareTeam", plan.plan_id),
        "meta": {"profile": [canonical.profile("vardvag-careteam")]},
        "status": "active",
        "name": "Vårdteam för patientkontraktet",
        "subject": reference("Patient", patient_id(plan.person)),
        "participant": participants,
        "managingOrganization": [reference("Organization", organization_id(plan.caregiver))],
        "telecom": [telecom(plan.coordinator.ask.first[1])],
    }


def related_person(plan: PatientContract, step: PlannedStep) -> Resource:
    """A relative who has taken on a step, by the name the plan gives."""
    return {
        "resourceType": "RelatedPerson",
        "id": step_resource_id("RelatedPerson", plan.plan_id, step.step_id),
        "active": True,
        "patient": reference("Patient", patient_id(plan.person)),
        "name": [{"text": step.owner.name}],
    }


def whom_to_ask(ask: WhomToAsk) -> Resource:
    """Whom to turn to first, and how: R4 has no such element on a step."""
    kind, point = ask.first
    parts = {"kind": kind.value, "name": point.name, "channel": point.channel, "hours": point.hours}
    values = [
        {"url": key, "valueCode" if key == "kind" else "valueString": value} for key, value in parts.items()
    ]
    return {"url": canonical.WHOM_TO_ASK, "extension": values}


def telecom(point: ContactPoint) -> Resource:
    """A contact point: a telephone number where the channel is one."""
    return {"system": "phone" if _TELEPHONE.fullmatch(point.channel) else "other", "value": point.channel}


def _kind(kind: FixedContactKind) -> Resource:
    coding = {"system": canonical.FIXED_CONTACT, "code": str(int(kind)), "display": _SHOWN[kind]}
    return {"coding": [coding], "text": _SHOWN[kind]}


def _period(contact: FixedContact) -> Resource:
    days = {"start": contact.begins_on, "end": contact.ends_on}
    found = {key: day.isoformat() for key, day in days.items() if day is not None}
    return {"period": found} if found else {}
