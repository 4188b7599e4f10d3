"""A token that was launched for one patient (SMART) opens nothing of anybody else's, whatever its scopes."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

HERE = Path(__file__).parent
KINDS = ("Patient", "CarePlan", "CareTeam", "Goal", "ServiceRequest", "Task", "Appointment", "Consent")
writing = runpy.run_path(str(HERE / "test_fhir_writing.py"))
consents = runpy.run_path(str(HERE / "test_fhir_consent.py"))
opening = runpy.run_path(str(HERE / "test_fhir_opening.py"))


@pytest.fixture
def two(api):
    """The two patients of the example whom the coordinator coordinates: by id of their Patient."""
    hers = api("patient").only("Patient")["id"]
    [other, *_] = [one["id"] for one in api("coordinator").get("Patient").found if one["id"] != hers]
    return hers, other


def about(resource, patient):
    return f"Patient/{patient}" in str(resource) or resource["id"] == patient


@pytest.mark.parametrize("scope", ["patient/*.cruds", "user/*.cruds", "patient/*.cruds user/*.cruds"])
def test_of_two_patients_only_the_one_of_the_launch_is_seen(api, two, scope):
    hers, other = two
    whole, launched = api("coordinator"), api("coordinator", scope=scope, patient=hers)
    for kind in KINDS:
        mine = [one for one in whole.get(kind).found if about(one, hers)]
        assert launched.get(kind).found == mine, kind
        for one in [one for one in whole.get(kind).found if about(one, other)]:
            for path in (f"{kind}/{one['id']}", f"{kind}/{one['id']}/_history"):
                assert launched.get(path).status == 404, path
            there = launched("PUT", f"{kind}/{one['id']}", one, If_Match='W/"1"')
            assert there.status in (404, 405), kind
    assert launched.get(f"Patient/{hers}/$everything").status == 200
    assert launched.get(f"Patient/{other}/$everything").status == 404


def test_staff_without_a_launch_open_nothing_by_the_scopes_of_a_patient(api):
    assert api("coordinator", scope="patient/*.cruds").get("CarePlan").status == 403
    assert api("coordinator", scope="launch/patient patient/*.cruds").get("CarePlan").status == 403


def test_a_patients_launch_is_of_herself_and_opens_nobody_else(api, two):
    hers, other = two
    assert api("patient", scope="patient/*.rs", patient=hers).get("CarePlan").body["total"] == 1
    stranger = api("patient", scope="patient/*.rs", patient=other)
    for kind in (*KINDS, "AuditEvent"):
        assert stranger.get(kind).found == [], kind
    assert api("patient", scope="user/*.rs", patient=hers).get("CarePlan").status == 403


def test_a_launch_gives_nothing_that_the_law_does_not(api, two):
    hers, _ = two
    for who in ("stranger", "care staff", "analyst", "guardian"):
        assert api(who, patient=hers).get("CarePlan").found == [], who
        assert api(who, patient=hers).get(f"Patient/{hers}").status == 404, who


def test_nothing_is_written_of_another_than_the_one_of_the_launch(api, store, two):
    hers, other = two
    whole = api("coordinator")
    launched = api("coordinator", scope="patient/*.cruds user/*.cruds", patient=hers)
    [plan] = [one for one in whole.get("CarePlan").found if about(one, other)]
    consent = consents["a_consent"](other) | consents["said_by"]()
    before = [store.read(one) for one in store.plans_taken_part_in("samordnare")]
    for kind, sent in (("ServiceRequest", writing["a_step"](plan)), ("Consent", consent)):
        answer = launched("POST", kind, sent)
        assert (answer.status, answer.issues[0][0]) == (422, "not-found"), answer.body
    assert [store.read(one) for one in store.plans_taken_part_in("samordnare")] == before


def test_no_plan_is_opened_for_another_than_the_one_of_the_launch(api, store, two):
    from vardvag.contracts.identifiers import PersonId
    from vardvag.contracts.person import Person
    from vardvag.service.fhir.names import patient_id

    new = PersonId(opening["PERSON"])
    store.add_person(Person(new, "Nils Nyexempel", 1950, 1, "0880"), own_access_open=True)
    store.add_offer_charge("SE-EXEMPEL-REGIONEN", "samordnare", "beslut 1")
    refused = api("coordinator", patient=two[0])("POST", "CarePlan", opening["a_plan"]())
    assert (refused.status, refused.issues) == (422, [("not-found", "CarePlan.subject")])
    assert store.log()[-1].entry.person == "?"
    made = api("coordinator", patient=patient_id(new))("POST", "CarePlan", opening["a_plan"]())
    assert made.status == 201, made.body


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_who_is_hidden_by_the_launch_is_as_one_who_is_not_there(api, store, two):
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    hers, other = two
    [goal] = [one["id"] for one in api("coordinator").get("Goal").found if about(one, other)]
    launched, told = api("coordinator", patient=hers), []
    for path in (f"Goal/{goal}", "Goal/00000000-0000-5000-8000-000000000000"):
        with CaptureQueriesContext(connections["care"]) as queries:
            answer = launched.get(path)
        told.append((answer.status, answer.body, len(queries)))
        assert store.log()[-1].entry.person is None
    assert told[0] == told[1]
    assert told[0][0] == 404


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("patient", [7, ["x"], {"a": "b"}, True])
def test_a_context_that_is_no_text_makes_the_token_nobodys(api, patient):
    assert api("coordinator", patient=patient).get("CarePlan").status == 401


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("context", "status"), [({}, 200), ({"patient": "x"}, 403)])
def test_a_token_for_one_patient_opens_nothing_of_the_other_api(api, context, status):
    """It is not narrowed there, and so it is refused."""
    from django.test import Client

    from vardvag.service.api.asking import audience

    asker = api("coordinator", scope="plans.read", aud=audience(), **context)
    client = Client(SERVER_NAME="127.0.0.1", headers={"Authorization": f"Bearer {asker._token}"})
    assert client.get("/api/v1/plans/exempelplan-1").status_code == status
