"""Round trips with a client that is not ours: fhirclient (SMART Health IT), over HTTP, on both databases.

Its classes are made of R4's own definitions and refuse what is not of them.
"""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

pytest.importorskip("fhirclient", reason="install the dependency group test")

from fhirclient.server import FHIRNotFoundException
from requests import HTTPError

MODULES = {
    "CarePlan": "careplan",
    "CareTeam": "careteam",
    "Goal": "goal",
    "ServiceRequest": "servicerequest",
    "Task": "task",
    "Appointment": "appointment",
    "Encounter": "encounter",
    "Consent": "consent",
    "Patient": "patient",
    "Organization": "organization",
    "PractitionerRole": "practitionerrole",
    "Provenance": "provenance",
    "AuditEvent": "auditevent",
}


@pytest.fixture
def connect(address, token):
    """`connect("patient")`: that one's client."""
    from fhirclient.server import FHIRServer

    servers = []

    def connected(who):
        server = FHIRServer(None, base_uri=address)
        server.session.headers["Authorization"] = f"Bearer {token(who)}"
        servers.append(server)
        return server

    yield connected
    for server in servers:
        server.session.close()


def kind(name):
    """The client's class of a type."""
    module = __import__(f"fhirclient.models.{MODULES[name]}", fromlist=[name])
    return getattr(module, name)


def everything(name, server):
    """All of a type that may be seen."""
    return list(kind(name).where({}).perform_resources_iter(server))


def test_another_client_reads_and_understands_all_of_it(connect):
    me = connect("patient")
    _consent(everything("Patient", me)[0].id).create(me)
    assert me.capabilityStatement.fhirVersion == "4.0.1"
    for name in MODULES:
        found = everything(name, me)
        assert found, name
        again = kind(name).read(found[0].id, me)
        assert again.as_json() == found[0].as_json()


def test_a_client_follows_the_pages(connect):
    steps = kind("ServiceRequest").where({"_count": "2"}).perform_resources_iter(connect("patient"))
    assert len({step.id for step in steps}) == 7


def test_a_client_writes_and_reads_back_what_it_wrote(connect):
    from fhirclient.models.fhirdatetime import FHIRDateTime

    me, coordinator = connect("patient"), connect("coordinator")
    [goal] = everything("Goal", me)
    goal.description.text = "Att gå till båten."
    me.session.headers["If-Match"] = f'W/"{goal.meta.versionId}"'
    goal.update(me)
    assert kind("Goal").read(goal.id, coordinator).description.text == "Att gå till båten."

    [plan] = everything("CarePlan", me)
    step = kind("ServiceRequest")(
        {
            "resourceType": "ServiceRequest",
            "status": "active",
            "intent": "plan",
            "basedOn": [{"reference": f"CarePlan/{plan.id}"}],
            "subject": plan.subject.as_json(),
            "code": {"text": "Återbesök"},
            "performer": [{"identifier": {"value": "SE-EXEMPEL-ORTOPEDI"}}],
            "occurrencePeriod": {"end": "2020-02-01"},
        }
    )
    made = kind("ServiceRequest")(step.create(coordinator))
    assert kind("ServiceRequest").read(made.id, me).code.text == "Återbesök"

    time = kind("Appointment")(
        {
            "resourceType": "Appointment",
            "status": "booked",
            "basedOn": [{"reference": f"ServiceRequest/{made.id}"}],
            "start": "2020-01-08T09:00:00+01:00",
            "end": "2020-01-08T09:30:00+01:00",
            "participant": [{"actor": plan.subject.as_json(), "status": "accepted"}],
        }
    )
    booked = kind("Appointment")(time.create(coordinator))
    assert booked.start.datetime == FHIRDateTime("2020-01-08T09:00:00+01:00").datetime
    [shown] = kind("ServiceRequest").where({"_id": made.id}).include("performer").perform_iter(me)
    assert {entry.search.mode for entry in shown.entry} == {"match", "include"}


def _consent(patient, **more):
    consents = runpy.run_path(str(Path(__file__).parent / "test_fhir_consent.py"))
    return kind("Consent")(consents["a_consent"](patient) | more)


def _updates(server, resource, version):
    server.session.headers["If-Match"] = f'W/"{version}"'
    try:
        return kind(resource.resource_type)(resource.update(server))
    finally:
        del server.session.headers["If-Match"]


def _refuses_stale(server, resource, stale):
    """The client is refused with the version that it read before, and nothing is changed."""
    before = kind(resource.resource_type).read(resource.id, server).as_json()
    with pytest.raises(HTTPError) as refused:
        _updates(server, resource, stale)
    assert refused.value.response.status_code == 412
    assert refused.value.response.json()["issue"][0]["code"] == "conflict"
    assert kind(resource.resource_type).read(resource.id, server).as_json() == before


def test_a_client_gives_a_consent_and_takes_it_back_and_is_told_of_a_conflict(connect):
    me, coordinator = connect("patient"), connect("coordinator")
    [patient] = everything("Patient", me)
    made = kind("Consent")(_consent(patient.id).create(me))
    assert kind("Consent").read(made.id, me).as_json() == made.as_json()
    seen = kind("Consent").where({"status": "active", "patient": patient.id}).perform_resources_iter(me)
    assert [one.id for one in seen] == [made.id]
    made.status = "inactive"
    over = _updates(me, made, 1)
    assert (over.status, over.meta.versionId) == ("inactive", "2")
    _refuses_stale(me, made, 1)
    with pytest.raises(FHIRNotFoundException):
        kind("Consent").read(made.id, coordinator)


def test_a_client_writes_a_visit_that_has_been_and_changes_what_is_its_own(connect):
    me, coordinator = connect("patient"), connect("coordinator")
    rehab = "https://vardvag.example/fhir/sid/step|exempelplan-1-rehab"
    [step] = kind("ServiceRequest").where({"identifier": rehab}).perform_resources_iter(coordinator)
    visit = kind("Encounter")(
        {
            "resourceType": "Encounter",
            "status": "finished",
            "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"},
            "basedOn": [{"reference": f"ServiceRequest/{step.id}"}],
            "subject": step.subject.as_json(),
            "period": {"start": "2019-11-12", "end": "2019-11-12"},
        }
    )
    made = kind("Encounter")(visit.create(coordinator))
    assert kind("Encounter").read(made.id, me).as_json() == made.as_json()
    made.class_fhir.code = "VR"
    changed = _updates(coordinator, made, 1)
    assert (changed.class_fhir.code, changed.meta.versionId) == ("VR", "2")
    _refuses_stale(coordinator, made, 1)


def test_a_client_names_a_fixed_contact_in_the_team_and_sets_her_last_day(connect):
    from fhirclient.models.careteam import CareTeamParticipant
    from fhirclient.models.fhirdatetime import FHIRDateTime

    people = runpy.run_path(str(Path(__file__).parent / "test_fhir_people_writes.py"))
    me, coordinator = connect("patient"), connect("coordinator")
    [team] = everything("CareTeam", me)
    team.participant.append(CareTeamParticipant(people["a_contact"]()))
    named = _updates(coordinator, team, 1)
    assert kind("CareTeam").read(team.id, me).as_json() == named.as_json()
    role = kind("PractitionerRole").read(named.participant[-1].member.reference.split("/")[1], me)
    assert role.practitioner.display == "Doktor Exempel"
    named.participant[-1].period.end = FHIRDateTime("2019-12-31")
    ended = _updates(coordinator, named, 2)
    assert ended.participant[-1].period.as_json() == {"start": "2019-11-14", "end": "2019-12-31"}
    _refuses_stale(coordinator, named, 2)


def test_a_client_is_told_why_it_may_not(connect):
    [goal] = everything("Goal", connect("patient"))
    with pytest.raises(FHIRNotFoundException):
        kind("Goal").read(goal.id, connect("stranger"))
