"""Reading by the API: what is there, in which version, and how it is found."""

from __future__ import annotations

from urllib.parse import quote

import pytest

PERSON = "https://vardvag.example/fhir/sid/person"
PLAN_TYPES = {
    "CarePlan": 1,
    "CareTeam": 1,
    "Goal": 1,
    "ServiceRequest": 7,
    "Task": 1,
    "Appointment": 2,
    "Encounter": 3,
    "PractitionerRole": 1,
    "RelatedPerson": 0,
    "Provenance": 1,
    "Patient": 1,
}


@pytest.mark.parametrize("kind", PLAN_TYPES)
def test_a_patient_finds_her_own_and_a_coordinator_those_she_takes_part_in(api, kind):
    own = api("patient").get(kind)
    assert (own.status, own.body["total"], len(own.found)) == (200, PLAN_TYPES[kind], PLAN_TYPES[kind])
    others = {one["id"] for one in api("coordinator").get(kind).found}
    assert others > {one["id"] for one in own.found} or kind in ("Task", "RelatedPerson")
    for who in ("stranger", "analyst", "finance"):
        assert api(who).get(kind).body["total"] == 0
    assert api(None).get(kind).status == 401


@pytest.mark.parametrize("kind", sorted({*PLAN_TYPES, "Organization", "AuditEvent"} - {"RelatedPerson"}))
def test_what_is_found_is_read_the_same_by_its_address_version_and_history(api, kind):
    me = api("patient")
    shown = me.get(kind).found[0]
    one = me.get(f"{kind}/{shown['id']}")
    assert one.body == shown
    assert one.headers["ETag"] == 'W/"1"'
    assert one.headers["Cache-Control"] == "no-store"
    assert me.get(f"{kind}/{shown['id']}/_history/1").body == shown
    past = me.get(f"{kind}/{shown['id']}/_history").body
    assert [entry["resource"] for entry in past["entry"]] == [shown]
    assert me.get(f"{kind}/{shown['id']}/_history/2").status == 404


def test_a_resource_that_has_not_changed_is_not_sent_again(api):
    me = api("patient")
    goal = me.only("Goal")
    assert me.get(f"Goal/{goal['id']}", If_None_Match='W/"1"').status == 304
    assert me.get(f"Goal/{goal['id']}", If_None_Match='W/"2"').status == 200


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("ServiceRequest?status=completed", 3),
        ("ServiceRequest?status=completed,active", 7),
        ("ServiceRequest?status=completed&occurrence=ge2019-08-01", 2),
        ("ServiceRequest?occurrence=2019-08", 1),
        ("ServiceRequest?occurrence=eb2019-07-01", 1),
        ("ServiceRequest?identifier=https://vardvag.example/fhir/sid/step|exempelplan-1-operation", 1),
        ("ServiceRequest?identifier=https://vardvag.example/fhir/sid/plan|exempelplan-1-operation", 0),
        ("ServiceRequest?performer:Organization=x", 0),
        ("Appointment?date=2019-11-18", 1),
        ("Appointment?date=gt2019-11-18", 1),
        ("Appointment?date=lt2019-11-18T13:30:00%2B01:00", 0),
        ("Appointment?date=le2019-11-18T12:30:00Z", 1),
        ("Encounter?date=ge2019-09-01&date=lt2019-10-01", 1),
        ("Task?period=2019", 0),
        ("Organization?name=ort", 1),
        ("Goal?lifecycle-status=active", 1),
        ("CarePlan?category=patientkontrakt", 1),
        ("CarePlan?_lastUpdated=ge2019-11-14", 1),
        ("CarePlan?_lastUpdated=gt2019-11-15", 0),
        ("CarePlan?_id=nothing", 0),
        ("AuditEvent?outcome=8", 0),
    ],
)
def test_what_is_asked_for_is_what_is_found(api, query, hits):
    answer = api("patient").get(query, Prefer="handling=strict")
    assert (answer.status, answer.body["total"]) == (200, hits)


def test_a_plan_is_found_by_its_patient_and_its_parts_by_the_plan(api):
    me = api("coordinator")
    patient = me.form("Patient/_search", f"identifier={PERSON}|exempelperson-1").found[0]
    [plan] = me.get(f"CarePlan?patient=Patient/{patient['id']}").found
    assert me.get(f"CarePlan?patient={patient['id']}").body["total"] == 1
    assert me.get(f"CarePlan?subject:Patient={patient['id']}").body["total"] == 1
    assert me.get(f"ServiceRequest?based-on=CarePlan/{plan['id']}").body["total"] == 7
    assert me.get(f"Appointment?patient=Patient/{patient['id']}").body["total"] == 2


def test_what_it_refers_to_is_included_once(api):
    me = api("patient")
    answer = me.get("ServiceRequest?_include=ServiceRequest:performer&_include=ServiceRequest:patient")
    included = [one["resource"] for one in answer.body["entry"] if one["search"]["mode"] == "include"]
    kinds = [one["resourceType"] for one in included]
    assert (kinds.count("Patient"), kinds.count("Organization"), len(kinds)) == (1, 5, 6)
    assert answer.body["total"] == 7


def test_pages_follow_each_other_and_are_nobody_elses(api):
    me = api("patient")
    links, seen = "ServiceRequest?_count=3", []
    while links:
        answer = me.get(links)
        seen += [one["id"] for one in answer.found]
        further = [link["url"] for link in answer.body["link"] if link["relation"] == "next"]
        links = further[0].split("/fhir/")[1] if further else ""
        if links:
            assert api("other patient").get(links).status == 404
            assert me.get(links.replace("ServiceRequest", "Task")).status == 404
    assert len(seen) == len(set(seen)) == 7
    assert me.get("ServiceRequest?_page=nonsense").status == 404
    assert me.get("ServiceRequest?_count=0").body == {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": 7,
        "link": [{"relation": "self", "url": "http://127.0.0.1:8000/fhir/ServiceRequest?_count=0"}],
    }


@pytest.mark.parametrize(
    "value",
    [
        "http://electronichealth.se/identifier/personnummer|196101182803",
        "urn:oid:1.2.752.129.2.1.3.1|196101182803",
        "196101182803",
        "610118-2803",
    ],
)
def test_a_persons_number_stands_in_no_address(api, value):
    me = api("coordinator")
    refused = me.get(f"Patient?identifier={quote(value)}")
    assert (refused.status, refused.issues) == (400, [("security", None)])
    assert "_search" in refused.body["issue"][0]["details"]["text"]
    answer = me.form("Patient/_search", f"identifier={quote(value)}")
    assert (answer.status, answer.body["total"]) == (200, 0)
    assert "2803" not in str(answer.body["link"])


def test_an_unknown_parameter_is_passed_over_or_refused_as_the_client_prefers(api):
    me = api("patient")
    assert me.get("Goal?colour=red").body["total"] == 1
    strict = me.get("Goal?colour=red", Prefer="handling=strict")
    assert (strict.status, strict.issues) == (400, [("not-supported", None)])


@pytest.mark.parametrize(
    "query", ["Encounter?date=yesterday", "Goal?_count=many", "Encounter?date=2019-02-30"]
)
def test_a_value_that_cannot_be_one_is_told(api, query):
    assert api("patient").get(query).issues == [("value", None)]


def test_everything_about_a_patient_is_all_that_may_be_seen(api):
    me = api("patient")
    patient = me.only("Patient")
    answer = me.get(f"Patient/{patient['id']}/$everything")
    kinds = {one["resourceType"] for one in answer.found}
    assert kinds >= {"Patient", "CarePlan", "Goal", "CareTeam", "ServiceRequest", "Task", "Appointment"}
    refers = {
        one["performer"][0]["reference"] for one in answer.found if one["resourceType"] == "ServiceRequest"
    }
    assert refers <= {f"{one['resourceType']}/{one['id']}" for one in answer.found}
    assert api("other patient").get(f"Patient/{patient['id']}/$everything").status == 404
    assert "Bo Påhittad" not in str(answer.body)


def test_a_moved_time_is_a_new_version_of_what_it_changes_and_of_nothing_else(api, store):
    from datetime import datetime

    from vardvag.base.moments import Moment
    from vardvag.contracts.said import Speaker, Way
    from vardvag.service.identity.claims import actor_from_claims
    from vardvag.service.identity.demo_users import DEMO_USERS
    from vardvag.service.today import now
    from vardvag.usecases.example.story import OPERATION, PLAN
    from vardvag.usecases.move_step import Yes, move_step

    me = api("patient")
    before = {
        one["id"]: one for kind in ("ServiceRequest", "Goal", "Appointment") for one in me.get(kind).found
    }
    coordinator = next(user for user in DEMO_USERS if user.subject == "samordnare")
    actor = actor_from_claims({"sub": "samordnare", **coordinator.claims})
    yes = Yes(Speaker.PATIENT, Way.TELEPHONE, "Alva Exempel")
    move_step(store, actor, PLAN, OPERATION, Moment.of(datetime(2019, 11, 20, 7, 30)), 1, now(), yes=yes)
    after = {
        one["id"]: one for kind in ("ServiceRequest", "Goal", "Appointment") for one in me.get(kind).found
    }
    changed = [one["resourceType"] for name, one in after.items() if one != before[name]]
    assert sorted(changed) == ["Appointment", "ServiceRequest"]
    [moved] = [one for one in after.values() if one.get("start") == "2019-11-20T07:30:00.000+01:00"]
    assert moved["meta"]["versionId"] == "2"
    assert me.get(f"Appointment/{moved['id']}/_history/1").body["start"] == "2019-12-10T07:30:00.000+01:00"
    origins = me.get(f"Provenance?target=Appointment/{moved['id']}").found
    assert len(origins) == 2
    assert {one["type"]["coding"][0]["code"] for one in origins[0]["agent"]} == {"custodian", "author"}


def test_every_reading_is_in_the_log_before_it_is_answered(api, store):
    from vardvag.contracts.log import verify

    coordinator = api("coordinator")
    [goal] = [one for one in coordinator.get("Goal").found if "affären" in one["description"]["text"]]
    stranger = api("stranger")
    assert stranger.get(f"Goal/{goal['id']}").status == 404
    last = store.log()[-1].entry
    assert (last.who, last.allowed, last.plan) == ("nagon-annan", False, "exempelplan-1")
    assert stranger.get("Goal/00000000-0000-0000-0000-000000000000").status == 404
    assert store.log()[-1].entry.plan == "?"
    assert verify(store.log()) == []
    events = api("patient").get("AuditEvent?outcome=8").found
    assert [one["agent"][0]["who"]["display"] for one in events] == ["stranger"]
    assert coordinator.get("AuditEvent").body["total"] == 0
    assert coordinator.get(f"AuditEvent/{events[0]['id']}").status == 404


@pytest.mark.parametrize("kind", ["Goal", "ServiceRequest", "Patient", "Appointment", "Provenance"])
def test_hidden_and_not_there_are_one_answer_after_the_same_queries(api, kind):
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    own = api("patient").get(kind).found
    hidden = next(one for one in api("coordinator").get(kind).found if one not in own)
    asked = {}
    for name in (hidden["id"], "00000000-0000-0000-0000-000000000000"):
        for tail in ("", "/_history", "/_history/1"):
            with CaptureQueriesContext(connections["care"]) as queries:
                answer = api("patient").get(f"{kind}/{name}{tail}")
            asked[name, tail] = (answer.status, answer.body, len(queries))
    for tail in ("", "/_history", "/_history/1"):
        found, absent = (asked[name, tail] for name in (hidden["id"], "00000000-0000-0000-0000-000000000000"))
        assert found == absent
        assert found[0] == 404
