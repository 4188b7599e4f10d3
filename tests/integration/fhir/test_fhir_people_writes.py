"""Writing people and visits by the API: fixed contacts, relatives, visits that have been, her own steps."""

from __future__ import annotations

from datetime import date

import pytest

from vardvag.service.fhir import canonical

HOME = "identifier=https://vardvag.example/fhir/sid/step|exempelplan-1-hem"
KINDS = "urn:oid:1.2.752.129.5.1.69"
URN = "urn:uuid:5e1a7f5c-8f1d-4c5e-9d0a-0a1b2c3d4e5f"


def put(api, resource):
    version = resource["meta"]["versionId"]
    return api("PUT", f"{resource['resourceType']}/{resource['id']}", resource, If_Match=f'W/"{version}"')


def hip(api, kind):
    """The example's hip plan's own resource of a kind that a plan has one of."""
    plan = api.only("CarePlan?identifier=https://vardvag.example/fhir/sid/plan|exempelplan-1")
    if kind == "CarePlan":
        return plan
    return api.get(plan["careTeam"][0]["reference"]).body


def a_contact(**more):
    return {
        "role": [{"coding": [{"system": KINDS, "code": "2"}]}],
        "member": {"display": "Doktor Exempel"},
        "onBehalfOf": {"identifier": {"value": "SE-EXEMPEL-ORTOPEDI"}},
        "period": {"start": "2019-11-14"},
    } | more


def test_a_fixed_contact_is_named_and_her_last_day_set_and_follow_up_counts_it(api, store):
    me = api("coordinator")
    team = hip(me, "CareTeam")
    before = len(team["participant"])
    team["participant"].append(a_contact())
    named = put(me, team)
    assert named.status == 200, named.body
    contact = store.read("exempelplan-1").fixed_contacts[-1]
    assert (contact.name, contact.kind, contact.caregiver) == ("Doktor Exempel", 2, "SE-EXEMPEL-REGIONEN")
    assert contact.ask == store.read("exempelplan-1").coordinator.ask
    assert [one.kind.value for one in store.plan_events("exempelplan-1")][-2:] == [
        "version_made",
        "contact_named",
    ]
    row = named.body["participant"][before]
    assert me.get(row["member"]["reference"]).body["practitioner"]["display"] == "Doktor Exempel"
    row["period"]["end"] = "2019-12-31"
    ended = put(me, named.body)
    assert (ended.status, ended.body["meta"]["versionId"]) == (200, "3")
    assert store.read("exempelplan-1").fixed_contacts[-1].ends_on == date(2019, 12, 31)


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (None, "CareTeam.participant"),
        (a_contact(role=[{"text": "Läkare"}]), "CareTeam.participant[{n}].role"),
        (
            a_contact(role=[{"coding": [{"system": KINDS, "code": "9"}]}]),
            "CareTeam.participant[{n}].role",
        ),
        (a_contact(member={"display": " "}), "CareTeam.participant[{n}].member"),
        (a_contact(member={"reference": "PractitionerRole/x"}), "CareTeam.participant[{n}].member"),
        (a_contact(onBehalfOf={"identifier": {"value": "SE-INGEN"}}), "CareTeam.participant[{n}].onBehalfOf"),
        (a_contact(period={"start": "2019-11"}), "CareTeam.participant[{n}].period.start"),
        (
            a_contact(extension=[{"url": "https://x.example/a", "valueString": "b"}]),
            "CareTeam.participant[{n}]",
        ),
    ],
)
def test_a_contact_that_cannot_be_kept_as_written_is_refused_with_its_place(api, store, row, place):
    me = api("coordinator")
    team = hip(me, "CareTeam")
    number = len(team["participant"])
    team["participant"] = [*team["participant"], row] if row else [a_contact()]
    answer = put(me, team)
    assert (answer.status, answer.issues) == (422, [("business-rule", place.format(n=number))])
    assert store.read("exempelplan-1").version == 1


def test_a_contact_is_the_coordinators_to_name(api, store):
    patient = api("patient")
    team = hip(patient, "CareTeam")
    team["participant"].append(a_contact())
    assert put(patient, team).status == 403
    assert store.log()[-1].entry.action == "name_contact"
    assert store.read("exempelplan-1").version == 1


def a_task(plan, **more):
    return {
        "resourceType": "Task",
        "status": "accepted",
        "intent": "plan",
        "basedOn": [{"reference": f"CarePlan/{plan['id']}"}],
        "for": plan["subject"],
        "owner": {"reference": URN},
        "description": "Följa med till mottagningen",
        "extension": [{"url": canonical.NEXT_ACTION, "valueString": "Hon kommer överens med dig."}],
    } | more


def a_relative(plan, **more):
    return {
        "resourceType": "RelatedPerson",
        "active": True,
        "patient": plan["subject"],
        "name": [{"text": "Systern Exempel"}],
        "relationship": [{"text": "syster"}],
    } | more


def together(*resources):
    rows = [
        {"resource": one, "request": {"method": "POST", "url": one["resourceType"]}}
        | ({"fullUrl": URN} if one["resourceType"] == "RelatedPerson" else {})
        for one in resources
    ]
    return {"resourceType": "Bundle", "type": "transaction", "entry": rows}


def test_a_relative_is_written_with_the_step_that_she_takes(api, store):
    me = api("coordinator")
    plan = hip(me, "CarePlan")
    made = me("POST", "", together(a_relative(plan), a_task(plan)))
    assert made.status == 200, made.body
    relative, task = (one["resource"] for one in made.body["entry"])
    assert task["owner"] == {
        "reference": f"RelatedPerson/{relative['id']}",
        "display": "Systern Exempel",
    }
    assert relative["relationship"] == [{"text": "syster"}]
    step = store.read("exempelplan-1").steps[-1]
    assert (step.owner.kind.value, step.owner.name) == ("relative", "Systern Exempel")
    renamed = put(me, relative | {"name": [{"text": "Brodern Exempel"}]})
    assert (renamed.status, renamed.body["relationship"]) == (200, [{"text": "syster"}])
    assert store.read("exempelplan-1").steps[-1].owner.name == "Brodern Exempel"


def test_a_relative_alone_has_no_place_in_a_plan_and_no_address_is_kept_of_her(api, store):
    me = api("coordinator")
    plan = hip(me, "CarePlan")
    alone = me("POST", "RelatedPerson", a_relative(plan))
    assert (alone.status, alone.issues) == (422, [("business-rule", "RelatedPerson")])
    told = me(
        "POST", "", together(a_relative(plan, telecom=[{"system": "phone", "value": "0"}]), a_task(plan))
    )
    assert (told.status, told.issues) == (
        400,
        [("not-supported", "Bundle.entry[0].resource.telecom")],
    )
    nobody = me("POST", "", together(a_task(plan)))
    assert (nobody.status, nobody.issues) == (
        422,
        [("not-found", "Bundle.entry[0].resource.owner.reference")],
    )
    assert store.read("exempelplan-1").version == 1


def a_visit(request, day, **more):
    return {
        "resourceType": "Encounter",
        "status": "finished",
        "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"},
        "basedOn": [{"reference": f"ServiceRequest/{request['id']}"}],
        "subject": request["subject"],
        "period": {"start": day, "end": day},
    } | more


def test_a_visit_that_has_been_is_written_and_its_step_is_held(api, store):
    me = api("coordinator")
    step = me.only("ServiceRequest?identifier=https://vardvag.example/fhir/sid/step|exempelplan-1-rehab")
    made = me("POST", "Encounter", a_visit(step, "2019-11-13"))
    assert (made.status, made.body["class"]["code"]) == (201, "AMB"), made.body
    assert made.body["type"] == [{"text": step["code"]["text"]}]
    [kept] = [one for one in store.read("exempelplan-1").steps if one.step_id == "exempelplan-1-rehab"]
    assert kept.when.on == date(2019, 11, 13)
    assert me.get(f"ServiceRequest/{step['id']}").body["status"] == "completed"
    assert me("POST", "Encounter", a_visit(step, "2019-11-13")).status == 409
    noted = put(me, made.body | {"serviceType": {"text": "Rehabilitering"}})
    assert (noted.status, noted.body["serviceType"]["text"]) == (200, "Rehabilitering")
    other = put(me, noted.body | {"period": {"start": "2019-11-12", "end": "2019-11-12"}})
    assert (other.status, other.issues) == (422, [("business-rule", "Encounter.period")])


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"status": "planned"}, "Encounter.status"),
        ({"period": {"start": "2019-11-14"}}, "Encounter.period.start"),
        ({"period": {"end": "2019-11-13"}}, "Encounter.period.start"),
        ({"period": {"start": "2019-11-12", "end": "2019-11-13"}}, "Encounter.period"),
        ({"type": [{"coding": [{"code": "x"}]}]}, "Encounter.type"),
    ],
)
def test_a_visit_that_the_plan_cannot_hold_is_refused_with_its_place(api, store, more, place):
    me = api("coordinator")
    step = me.only("ServiceRequest?identifier=https://vardvag.example/fhir/sid/step|exempelplan-1-rehab")
    answer = me("POST", "Encounter", a_visit(step, "2019-11-13") | more)
    assert (answer.status, answer.issues) == (422, [("business-rule", place)])
    assert store.read("exempelplan-1").version == 1


def test_the_patient_says_by_herself_that_her_own_step_is_done_and_changes_nothing_else(api, store):
    me = api("patient")
    task = next(one for one in me.get("Task").found if one["status"] != "completed")
    done = {key: one for key, one in task.items() if key != "restriction"} | {
        "status": "completed",
        "executionPeriod": {"end": "2019-11-14"},
    }
    done["extension"] = [one for one in task["extension"] if one["url"] != canonical.NEXT_ACTION]
    otherwise = put(me, done | {"description": "Något annat"})
    assert (otherwise.status, store.log()[-1].entry.action) == (403, "change_steps")
    later = put(me, done | {"executionPeriod": {"end": "2019-11-15"}})
    assert (later.status, later.issues) == (422, [("business-rule", "Task")])
    answer = put(me, done)
    assert (answer.status, answer.body["status"]) == (200, "completed"), answer.body
    assert store.plan_events("exempelplan-1")[-1].words == "do_own_step"


def test_a_record_systems_own_data_are_kept_beside_the_care_plan(api, store):
    me = api("coordinator")
    plan = hip(me, "CarePlan")
    plan["identifier"].append({"system": "https://journal.example/plan", "value": "77"})
    plan["note"] = [{"text": "Journalens anteckning"}]
    kept = put(me, plan)
    assert (kept.status, kept.body["note"][0]["text"]) == (200, "Journalens anteckning")
    assert me.get("CarePlan?identifier=https://journal.example/plan|77").body["total"] == 1
    assert store.read("exempelplan-1").version == 1
    shorter = kept.body | {"activity": kept.body["activity"][:-1]}
    answer = put(me, shorter)
    assert (answer.status, answer.issues) == (422, [("business-rule", "CarePlan.activity")])
