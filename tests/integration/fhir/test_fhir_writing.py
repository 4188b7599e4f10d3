"""Writing by the API: what is changed in the plan, what is kept beside it, and what is refused."""

from __future__ import annotations

import copy

import pytest

from vardvag.service.fhir import canonical

OPERATION = "identifier=https://vardvag.example/fhir/sid/step|exempelplan-1-operation"
HOME = "identifier=https://vardvag.example/fhir/sid/step|exempelplan-1-rehab"


def put(api, resource, version=None):
    number = version or resource["meta"]["versionId"]
    return api("PUT", f"{resource['resourceType']}/{resource['id']}", resource, If_Match=f'W/"{number}"')


def hip_goal(api):
    [goal] = [one for one in api.get("Goal").found if "affären" in one["description"]["text"]]
    return goal


def hip_plan(api):
    return api.only("CarePlan?identifier=https://vardvag.example/fhir/sid/plan|exempelplan-1")


def an_appointment(request, start="2019-11-27T09:00:00+01:00", **more):
    return {
        "resourceType": "Appointment",
        "status": "booked",
        "basedOn": [{"reference": f"ServiceRequest/{request['id']}"}],
        "start": start,
        "end": start.replace("T09:00", "T09:45"),
        "participant": [{"actor": request["subject"], "status": "accepted"}],
    } | more


def said_by(speaker="patient", way="telephone", name="Alva Exempel"):
    parts = {"speaker": speaker, "way": way}
    values = [{"url": key, "valueCode": value} for key, value in parts.items()]
    values.append({"url": "name", "valueString": name})
    return {"extension": [{"url": canonical.SAID_BY, "extension": values}]}


def a_step(plan, **more):
    return {
        "resourceType": "ServiceRequest",
        "status": "active",
        "intent": "plan",
        "basedOn": [{"reference": f"CarePlan/{plan['id']}"}],
        "subject": plan["subject"],
        "code": {"text": "Återbesök", "coding": [{"system": "http://snomed.info/sct", "code": "185389009"}]},
        "performer": [{"identifier": {"value": "SE-EXEMPEL-ORTOPEDI"}}],
        "occurrencePeriod": {"start": "2020-01-07", "end": "2020-02-01"},
        "patientInstruction": "Ta med kryckorna.",
    } | more


def test_what_matters_is_written_by_the_patient_and_read_by_her_coordinator(api, store):
    me = api("patient")
    goal = me.only("Goal")
    goal["description"]["text"] = "Att gå till båten."
    answer = put(me, goal)
    assert (answer.status, answer.headers["ETag"]) == (200, 'W/"2"')
    assert answer.headers["Location"].endswith(f"/fhir/Goal/{goal['id']}/_history/2")
    assert store.read("exempelplan-1").what_matters == "Att gå till båten."
    assert any(
        one["description"]["text"] == "Att gå till båten." for one in api("coordinator").get("Goal").found
    )
    assert me.get(f"Goal/{goal['id']}/_history").body["total"] == 2


def test_an_update_says_which_version_it_is_of(api, store):
    me = api("patient")
    goal = me.only("Goal")
    goal["description"]["text"] = "Ett"
    without = me("PUT", f"Goal/{goal['id']}", goal)
    assert (without.status, without.issues) == (428, [("required", None)])
    assert put(me, goal).status == 200
    goal["description"]["text"] = "Två"
    late = put(me, goal)
    assert (late.status, late.issues) == (412, [("conflict", "Goal")])
    assert me("PUT", f"Goal/{goal['id']}", goal, If_Match="nonsense").status == 412
    assert store.read("exempelplan-1").what_matters == "Ett"


def test_what_the_plan_does_not_hold_is_kept_and_given_back(api):
    me = api("coordinator")
    step = me.only(f"ServiceRequest?{OPERATION}")
    step["code"]["coding"] = [{"system": "http://snomed.info/sct", "code": "52734007"}]
    step["priority"] = "urgent"
    step["identifier"].append({"system": "https://journal.example/order", "value": "7"})
    step["extension"].append({"url": "https://journal.example/colour", "valueString": "blå"})
    kept = put(me, step)
    assert kept.status == 200
    without = {key: value for key, value in kept.body.items() if key != "meta"}
    assert without == {key: value for key, value in step.items() if key != "meta"}
    kept.body["code"]["text"] = "Byte av höftled"
    again = put(me, kept.body)
    assert (again.status, again.body["priority"], again.body["meta"]["versionId"]) == (200, "urgent", "3")
    assert again.body["code"]["coding"] == step["code"]["coding"]
    assert me.get("ServiceRequest?identifier=https://journal.example/order|7").body["total"] == 1


def test_writing_the_same_again_makes_no_version(api, store):
    me = api("coordinator")
    step = me.only(f"ServiceRequest?{OPERATION}")
    assert put(me, step).body["meta"]["versionId"] == "1"
    assert store.read("exempelplan-1").version == 1


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"status": "revoked"}, "ServiceRequest.status"),
        ({"subject": {"reference": "Patient/somebody-else"}}, "ServiceRequest.subject"),
        ({"performer": [{"reference": "Organization/another"}]}, "ServiceRequest.performer"),
        ({"intent": "order"}, "ServiceRequest.intent"),
        ({"occurrenceDateTime": "2019-12-11T07:30:00+01:00"}, "ServiceRequest.occurrenceDateTime"),
        ({"code": {"text": " "}}, "ServiceRequest.code.text"),
        ({"note": [{"text": "ett"}, {"text": "två"}]}, "ServiceRequest.note"),
        ({"extension": [{"url": canonical.NEXT_ACTION, "valueString": "x"}]}, "ServiceRequest.extension[0]"),
    ],
)
def test_what_would_be_lost_is_refused_with_its_place_and_nothing_is_kept(api, store, change, place):
    me = api("coordinator")
    step = me.only(f"ServiceRequest?{OPERATION}") | change
    answer = put(me, step)
    assert (answer.status, answer.issues) == (422, [("business-rule", place)])
    assert store.read("exempelplan-1").version == 1
    assert me.only(f"ServiceRequest?{OPERATION}")["meta"]["versionId"] == "1"


@pytest.mark.parametrize(
    ("change", "status", "issue"),
    [
        ({"status": "aktiv"}, 400, ("code-invalid", "ServiceRequest.status")),
        ({"colour": "red"}, 400, ("structure", "ServiceRequest.colour")),
        ({"priority": 3}, 400, ("value", "ServiceRequest.priority")),
        ({"authoredOn": "2019-02-30"}, 400, ("value", "ServiceRequest.authoredOn")),
        ({"contained": [{"resourceType": "Goal"}]}, 400, ("not-supported", "ServiceRequest.contained")),
        (
            {
                "requester": {
                    "identifier": {
                        "system": "http://electronichealth.se/identifier/personnummer",
                        "value": "196101182804",
                    }
                }
            },
            400,
            ("value", "ServiceRequest.requester.identifier.value"),
        ),
        (
            {"requester": {"identifier": {"system": "urn:oid:1.2.752.129.2.1.4.1", "value": "ortopeden"}}},
            400,
            ("value", "ServiceRequest.requester.identifier.value"),
        ),
    ],
)
def test_what_is_wrong_in_itself_is_told_with_its_place(api, change, status, issue):
    me = api("coordinator")
    answer = put(me, me.only(f"ServiceRequest?{OPERATION}") | change)
    assert answer.status == status
    assert issue in answer.issues


def test_a_step_is_added_and_given_a_time_and_the_time_is_moved(api, store):
    me = api("coordinator")
    made = me("POST", "ServiceRequest", a_step(hip_plan(me)))
    assert (made.status, made.headers["ETag"]) == (201, 'W/"1"')
    assert made.headers["Location"].split("/fhir/")[1] == f"ServiceRequest/{made.body['id']}/_history/1"
    assert made.body["performer"][0]["display"] == "Ortopedmottagningen"
    assert made.body["code"]["coding"][0]["code"] == "185389009"
    [step] = [one for one in store.read("exempelplan-1").steps if one.what == "Återbesök"]
    assert (step.preparation, step.when.latest.isoformat()) == ("Ta med kryckorna.", "2020-02-01")
    time = me("POST", "Appointment", an_appointment(made.body, "2020-01-08T09:00:00+01:00"))
    assert (time.status, time.body["minutesDuration"]) == (201, 45)
    assert me("POST", "Appointment", an_appointment(made.body, "2020-01-09T09:00:00+01:00")).status == 409
    time.body |= {"start": "2020-01-10T09:00:00.000+01:00", "end": "2020-01-10T09:45:00.000+01:00"}
    without = put(me, time.body)
    assert (without.status, without.issues) == (422, [("business-rule", "Appointment.extension")])
    by_care = put(me, time.body | said_by(speaker="care"))
    assert (by_care.status, by_care.issues) == (422, [("business-rule", "Appointment.extension")])
    unclear = put(me, time.body | said_by(way="log_in"))
    assert (unclear.status, unclear.issues) == (422, [("business-rule", "Appointment")])
    moved = put(me, time.body | said_by())
    assert (moved.status, moved.body["meta"]["versionId"]) == (200, "2")
    shown = me.get(f"ServiceRequest/{made.body['id']}").body
    assert shown["occurrenceDateTime"] == "2020-01-10T09:00:00+01:00"
    assert len(store.read("exempelplan-1").steps) == 9
    assert "extension" not in moved.body
    yes = store.plan_events("exempelplan-1")[-1]
    assert (yes.kind.value, yes.said.name, yes.said.way.value) == (
        "time_accepted",
        "Alva Exempel",
        "telephone",
    )


def test_a_change_is_an_event_of_the_plan_as_on_the_site(api, store):
    me = api("patient")
    before = len(store.plan_events("exempelplan-1"))
    goal = me.only("Goal") | {"description": {"text": "Att dansa."}}
    assert put(me, goal).status == 200
    [made] = store.plan_events("exempelplan-1")[before:]
    assert (made.kind.value, made.version, made.words, made.said.speaker.value) == (
        "version_made",
        2,
        "write_what_matters",
        "patient",
    )


def test_a_booked_time_is_a_fact_on_the_pathway_too(api, store):
    me = api("coordinator")
    [time] = [one for one in me.get("Appointment").found if one["start"].startswith("2019-12-10")]
    pathway = next(
        step.pathway for step in store.read("exempelplan-1").steps if step.what.startswith("Operation")
    )
    before = len(store.events(pathway))
    earlier = copy.deepcopy(time) | {"start": "2019-11-20T07:30:00.000+01:00"}
    assert put(me, earlier | said_by()).status == 200
    assert [event.kind.value for event in store.events(pathway)][before:] == ["booked"]
    sooner = me.get(f"Appointment/{time['id']}").body | {"start": "2019-11-15T07:30:00.000+01:00"}
    refused = put(me, sooner | said_by())
    assert (refused.status, refused.issues) == (422, [("business-rule", "Appointment")])
    assert "Samtal inför operationen" in refused.body["issue"][0]["details"]["text"]
    assert len(store.events(pathway)) == before + 1


@pytest.mark.parametrize(
    ("change", "issue"),
    [
        ({"start": "2019-11-13T09:00:00+01:00", "end": "2019-11-13T09:45:00+01:00"}, "Appointment.start"),
        ({"end": "2019-11-27T08:00:00+01:00"}, "Appointment.end"),
        ({"minutesDuration": 10}, "Appointment.minutesDuration"),
        ({"status": "cancelled"}, "Appointment.status"),
        (
            {"participant": [{"actor": {"reference": "Patient/another"}, "status": "accepted"}]},
            "Appointment.participant",
        ),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_its_place(api, store, change, issue):
    me = api("coordinator")
    rehab = me.only(f"ServiceRequest?{HOME}")
    answer = me("POST", "Appointment", an_appointment(rehab) | change)
    assert (answer.status, [place for _, place in answer.issues]) == (422, [issue])
    assert store.read("exempelplan-1").version == 1


def test_a_task_of_the_patients_own_is_added_and_done(api, store):
    me = api("coordinator")
    plan = hip_plan(me)
    task = {
        "resourceType": "Task",
        "status": "accepted",
        "intent": "plan",
        "basedOn": [{"reference": f"CarePlan/{plan['id']}"}],
        "for": plan["subject"],
        "description": "Prova ut kryckor",
        "input": [{"type": {"text": "preparation"}, "valueString": "Boka tid hos hjälpmedelscentralen."}],
        "extension": [{"url": canonical.NEXT_ACTION, "valueString": "Du bokar själv."}],
    }
    made = me("POST", "Task", task)
    assert made.status == 201, made.body
    made.body |= {"status": "completed", "executionPeriod": {"end": "2019-11-14"}}
    made.body["extension"] = [one for one in made.body["extension"] if one["url"] != canonical.NEXT_ACTION]
    done = put(me, made.body)
    assert (done.status, done.body["status"]) == (200, "completed"), done.body
    assert store.read("exempelplan-1").steps[-1].when.on.isoformat() == "2019-11-14"


def test_who_may_write_what_is_the_laws_to_say(api, store):
    patient, stranger = api("patient"), api("stranger")
    step = patient.only(f"ServiceRequest?{OPERATION}")
    refused = put(patient, step | {"patientInstruction": "Ät frukost."})
    assert (refused.status, refused.issues) == (403, [("forbidden", None)])
    assert store.log()[-1].entry.action == "change_steps"
    for who in (stranger, api("other patient"), api("analyst")):
        hidden, absent = put(who, step), put(who, step | {"id": "00000000-0000-0000-0000-000000000000"})
        assert (hidden.status, hidden.body) == (absent.status, absent.body)
        assert hidden.status == 404
        plan = hip_plan(patient)
        there = who("POST", "ServiceRequest", a_step(plan))
        gone = who("POST", "ServiceRequest", a_step(plan | {"id": "00000000-0000-0000-0000-000000000000"}))
        assert (there.status, there.body) == (gone.status, gone.body)
        assert there.status == 422
    assert api(None)("PUT", f"ServiceRequest/{step['id']}", step).status == 401
    assert store.read("exempelplan-1").version == 1


def _because(answer):
    [issue] = answer.body["issue"]
    return answer.status, answer.headers["Allow"], issue["diagnostics"]


@pytest.mark.parametrize("kind", ["Patient", "Organization", "PractitionerRole", "Provenance", "AuditEvent"])
def test_what_is_not_written_here_says_why(api, kind):
    from vardvag.service.fhir.refusals import NOT_CREATED, NOT_UPDATED

    me = api("coordinator")
    shown = (me.get(kind).found or [{"id": "x"}])[0]
    answer = me("PUT", f"{kind}/{shown['id']}", shown, If_Match='W/"1"')
    assert _because(answer) == (405, "GET", NOT_UPDATED[kind].en)
    created = me("POST", kind, {"resourceType": kind})
    assert _because(created) == (405, "GET", NOT_CREATED[kind].en)
    assert me("DELETE", f"{kind}/{shown['id']}").status == 405


@pytest.mark.parametrize("kind", ["CareTeam", "Goal"])
def test_what_every_plan_has_one_of_is_not_created(api, kind):
    from vardvag.service.fhir.refusals import NOT_CREATED

    me = api("coordinator")
    assert _because(me("POST", kind, me.get(kind).found[0])) == (405, "GET", NOT_CREATED[kind].en)
    sent = bundle(entry("POST", kind, me.get(kind).found[0]))
    told = me("POST", "", sent)
    assert (told.status, told.body["issue"][0]["diagnostics"]) == (400, NOT_CREATED[kind].en)


def test_a_conditional_create_makes_one_only(api, store):
    me = api("coordinator")
    step = a_step(hip_plan(me), identifier=[{"system": "https://journal.example/order", "value": "9"}])
    condition = "identifier=https://journal.example/order|9"
    first = me("POST", "ServiceRequest", step, If_None_Exist=condition)
    again = me("POST", "ServiceRequest", step, If_None_Exist=condition)
    assert (first.status, again.status) == (201, 200)
    assert first.body["id"] == again.body["id"]
    assert me("POST", "ServiceRequest", step, If_None_Exist="status=active").status == 412
    assert me("POST", "ServiceRequest", step, If_None_Exist="").status == 412
    assert me("POST", "ServiceRequest", step, If_None_Exist="colour=red").status == 400


def bundle(*entries):
    return {"resourceType": "Bundle", "type": "transaction", "entry": list(entries)}


def entry(method, url, resource, **more):
    return {"resource": resource, "request": {"method": method, "url": url} | more}


def test_a_transaction_is_kept_whole_as_one_version_of_the_plan(api, store):
    me = api("coordinator")
    goal, plan = hip_goal(me), hip_plan(me)
    goal["description"]["text"] = "Att dansa."
    new = entry("POST", "ServiceRequest", a_step(plan)) | {
        "fullUrl": "urn:uuid:5e1a7f5c-8f1d-4c5e-9d0a-0a1b2c3d4e5f"
    }
    time = an_appointment({"id": "x", "subject": plan["subject"]}, "2020-01-08T09:00:00+01:00")
    time["basedOn"] = [{"reference": new["fullUrl"]}]
    answer = me(
        "POST",
        "",
        bundle(
            entry("POST", "Appointment", time), new, entry("PUT", f"Goal/{goal['id']}", goal, ifMatch='W/"1"')
        ),
    )
    assert answer.status == 200, answer.body
    assert answer.body["type"] == "transaction-response"
    assert [one["response"]["status"][:3] for one in answer.body["entry"]] == ["201", "201", "200"]
    assert (
        answer.body["entry"][0]["resource"]["basedOn"][0]["reference"]
        == f"ServiceRequest/{answer.body['entry'][1]['resource']['id']}"
    )
    kept = store.read("exempelplan-1")
    assert (kept.version, kept.what_matters, len(kept.steps)) == (2, "Att dansa.", 9)


def test_a_transaction_with_one_fault_keeps_nothing_but_the_log(api, store):
    me = api("coordinator")
    goal, plan = hip_goal(me), hip_plan(me)
    goal["description"]["text"] = "Att dansa."
    rows = len(store.log())
    answer = me(
        "POST",
        "",
        bundle(
            entry("POST", "ServiceRequest", a_step(plan)),
            entry("PUT", f"Goal/{goal['id']}", goal, ifMatch='W/"7"'),
        ),
    )
    assert (answer.status, answer.issues) == (412, [("conflict", "Bundle.entry[1].resource")])
    assert store.read("exempelplan-1").version == 1
    actions = [row.entry.action for row in store.log()[rows:]]
    assert {"change_steps", "write_what_matters"} <= set(actions)
    wrong = me(
        "POST",
        "",
        bundle(
            entry("POST", "ServiceRequest", a_step(plan) | {"status": "x"}),
            entry("PUT", f"Goal/{goal['id']}", goal | {"lifecycleStatus": "y"}, ifMatch='W/"1"'),
        ),
    )
    assert wrong.issues == [
        ("code-invalid", "Bundle.entry[0].resource.status"),
        ("code-invalid", "Bundle.entry[1].resource.lifecycleStatus"),
    ]


@pytest.mark.parametrize(
    "sent",
    [
        {"resourceType": "Bundle", "type": "batch"},
        {"resourceType": "Bundle"},
        {"resourceType": "Goal"},
        bundle({"resource": {"resourceType": "Goal"}}),
        bundle(entry("DELETE", "Goal/x", {"resourceType": "Goal", "id": "x"})),
        bundle(entry("PUT", "Goal/x", {"resourceType": "Goal", "id": "y"})),
        bundle(entry("POST", "CarePlan", {"resourceType": "CarePlan"})),
    ],
)
def test_a_bundle_that_is_no_transaction_of_ours_is_told(api, sent):
    answer = api("coordinator")("POST", "", sent)
    assert answer.status == 400
    assert all(place for _, place in answer.issues)


def test_what_is_checked_is_told_without_keeping_anything(api, store):
    me = api("coordinator")
    right = me("POST", "Goal/$validate", hip_goal(me))
    assert (right.status, right.issues) == (200, [("informational", None)])
    wrong = me("POST", "CarePlan/$validate", hip_plan(me) | {"title": None, "status": "aktiv"})
    assert set(wrong.issues) == {("value", "CarePlan.title"), ("code-invalid", "CarePlan.status")}
    plan = {key: one for key, one in hip_plan(me).items() if key != "author"}
    assert me("POST", "CarePlan/$validate", plan).issues == [("required", "CarePlan.author")]
    in_parameters = {"resourceType": "Parameters", "parameter": [{"name": "resource", "resource": plan}]}
    assert me("POST", "CarePlan/$validate", in_parameters).issues == [("required", "CarePlan.author")]
    assert store.read("exempelplan-1").version == 1


def test_steps_do_not_wait_for_each_other_in_a_ring(api, store):
    me = api("coordinator")
    first = me.only(f"ServiceRequest?{HOME}")
    second = me.only("ServiceRequest?identifier=https://vardvag.example/fhir/sid/step|exempelplan-1-hem")
    for one, other in ((first, second), (second, first)):
        reference = {"reference": f"ServiceRequest/{other['id']}"}
        one["extension"].append({"url": canonical.DEPENDS_ON, "valueReference": reference})
    assert put(me, first).status == 200
    ring = put(me, second)
    assert (ring.status, ring.issues) == (422, [("business-rule", "ServiceRequest")])
    assert store.read("exempelplan-1").version == 2


def test_of_two_who_write_at_once_one_is_told_that_it_has_changed(api, in_thread):
    me = api("coordinator")
    goal = hip_goal(me)
    asked = [
        in_thread(lambda text=text: put(api("coordinator"), goal | {"description": {"text": text}}).status)
        for text in ("Ett", "Två")
    ]
    assert sorted(one.result() for one in asked) == [200, 412]


def test_no_version_is_changed_or_deleted_by_anybody(examples, database):
    from django.db import DatabaseError, transaction

    from vardvag.service.store.models import FhirVersion

    for change in (lambda rows: rows.update(version=9), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using="care"):
            change(FhirVersion.objects.using("care"))


def test_a_plan_from_before_gets_its_resources_at_the_next_migrate(api, store, monkeypatch):
    from dataclasses import replace

    from vardvag.service.serving import _make_resources
    from vardvag.service.store.fhir_versions import FhirVersions
    from vardvag.service.store.repository import DjangoPlanStore

    with monkeypatch.context() as before:
        before.setattr(DjangoPlanStore, "keep_resources", lambda self, plan: None)
        store.save(replace(store.read("exempelplan-1"), plan_id="exempelplan-9", version=0), 0)
    assert FhirVersions().without_resources() == ("exempelplan-9",)
    assert api("patient").get("CarePlan").body["total"] == 1
    _make_resources()
    assert FhirVersions().without_resources() == ()
    assert api("patient").get("CarePlan").body["total"] == 2


def test_a_time_that_was_kept_is_fulfilled_and_its_step_is_held(api, store):
    import dataclasses
    from datetime import date

    from django.conf import settings
    from django.test import override_settings

    me = api("coordinator")
    [time] = [one for one in me.get("Appointment").found if one["start"].startswith("2019-11-18")]
    early = put(me, time | {"status": "fulfilled"})
    assert (early.status, early.issues) == (422, [("business-rule", "Appointment.status")])
    later = dataclasses.replace(settings.VARDVAG, demo_day=date(2019, 11, 19))
    with override_settings(VARDVAG=later):
        assert put(me, time | {"patientInstruction": "Ta med annat."}).status == 422
        kept = put(me, time | {"status": "fulfilled"})
    assert (kept.status, kept.body["status"], kept.body["meta"]["versionId"]) == (200, "fulfilled", "2")
    [step] = [one for one in store.read("exempelplan-1").steps if one.what.startswith("Samtal")]
    assert step.when.on == date(2019, 11, 18)
    [visit] = me.get("Encounter?date=2019-11-18").found
    assert visit["type"][0]["text"] == step.what


def test_a_time_that_is_no_more_is_cancelled(api, store):
    from dataclasses import replace

    from vardvag.contracts.times import NoTimeYet

    me = api("patient")
    [time] = [one for one in me.get("Appointment").found if one["start"].startswith("2019-11-18")]
    plan = store.read("exempelplan-1")
    step = next(one for one in plan.steps if one.what.startswith("Samtal"))
    store.save(plan.with_step(replace(step, when=NoTimeYet("Vi ringer."))), 1)
    assert me.get(f"Appointment/{time['id']}").body["status"] == "cancelled"
    store.save(replace(store.read("exempelplan-1"), what_matters="Annat."), 2)
    assert me.get(f"Appointment/{time['id']}").body["meta"]["versionId"] == "2"
