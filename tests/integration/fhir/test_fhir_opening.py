"""Opening a plan by the API: a CarePlan created for somebody who has none, by whoever is charged with it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from vardvag.service.fhir import canonical

said_by = runpy.run_path(str(Path(__file__).parent / "test_fhir_writing.py"))["said_by"]
PERSON = "exempelperson-utan-plan"
URN = "urn:uuid:5e1a7f5c-8f1d-4c5e-9d0a-0a1b2c3d4e5f"
JOURNAL = "https://journal.example/plan"


def a_plan(person=PERSON, **more):
    point = {
        "kind": "unit",
        "name": "Ortopedmottagningen",
        "channel": "070-174 06 10",
        "hours": "vardagar 8–16",
    }
    parts = [{"url": key, "valueCode" if key == "kind" else "valueString": one} for key, one in point.items()]
    return {
        "resourceType": "CarePlan",
        "status": "active",
        "intent": "plan",
        "identifier": [{"system": JOURNAL, "value": "7"}],
        "subject": {"identifier": {"system": canonical.PERSON_IDENTIFIER, "value": person}},
        "extension": [{"url": canonical.WHOM_TO_ASK, "extension": parts}],
    } | more  # fmt: skip


def a_step(**more):
    return {
        "resourceType": "ServiceRequest",
        "status": "active",
        "intent": "plan",
        "basedOn": [{"reference": URN}],
        "subject": {"identifier": {"system": canonical.PERSON_IDENTIFIER, "value": PERSON}},
        "code": {"text": "Återbesök"},
        "performer": [{"identifier": {"value": "SE-EXEMPEL-ORTOPEDI"}}],
        "occurrencePeriod": {"end": "2020-02-01"},
    } | more


def a_transaction(*resources, **of_plan):
    rows = [{"resource": one, "request": {"method": "POST", "url": one["resourceType"]}} for one in resources]
    rows[0] |= {"fullUrl": URN}
    rows[0]["request"] |= of_plan
    return {"resourceType": "Bundle", "type": "transaction", "entry": rows}


@pytest.fixture
def person(store, examples):
    """Somebody who has no plan, and the coordinator charged with offers."""
    from vardvag.contracts.identifiers import PersonId
    from vardvag.contracts.person import Person

    store.add_person(Person(PersonId(PERSON), "Nils Nyexempel", 1950, 1, "0880"), own_access_open=True)
    store.add_offer_charge("SE-EXEMPEL-REGIONEN", "samordnare", "beslut 1")
    return PERSON


def events(store):
    [plan] = store.plans_of_person(PERSON)
    return [one.kind.value for one in store.plan_events(plan)]


def test_a_plan_is_opened_by_being_offered_and_reached_as_every_other(api, store, person):
    me = api("coordinator")
    made = me("POST", "CarePlan", a_plan())
    assert (made.status, made.headers["ETag"]) == (201, 'W/"1"'), made.body
    [plan_id] = store.plans_of_person(PERSON)
    plan = store.read(plan_id)
    assert (plan.caregiver, plan.coordinator.staff, plan.version) == ("SE-EXEMPEL-REGIONEN", "samordnare", 1)
    assert plan.coordinator.ask.first[1].channel == "070-174 06 10"
    assert events(store) == ["contract_offered"]
    assert {"system": JOURNAL, "value": "7"} in made.body["identifier"]
    assert me.get(f"CarePlan/{made.body['id']}").body == made.body
    hers = api("patient", sub="ny", vardvag_person=PERSON)
    assert hers.only("CarePlan")["id"] == made.body["id"]
    assert hers.only("Goal")["lifecycleStatus"] == "proposed"
    rows = [(one.entry.action, one.entry.allowed, one.entry.person) for one in store.log()]
    assert ("offer_contract", True, PERSON) in rows


def test_her_yes_is_kept_with_how_it_came(api, store, person):
    me = api("coordinator")
    extension = [*a_plan()["extension"], *said_by(way="visit")["extension"]]
    made = me("POST", "CarePlan", a_plan(extension=extension))
    assert made.status == 201, made.body
    assert events(store) == ["contract_offered", "contract_accepted"]
    assert canonical.SAID_BY not in str(made.body)


def test_her_yes_may_come_later_and_only_as_hers(api, store, person):
    me = api("coordinator")
    plan = me("POST", "CarePlan", a_plan()).body
    for speaker, status in (("care", 422), ("patient", 200)):
        said = plan | {"extension": [*plan["extension"], *said_by(speaker)["extension"]]}
        answer = me("PUT", f"CarePlan/{plan['id']}", said, If_Match='W/"1"')
        assert answer.status == status, answer.body
    assert events(store) == ["contract_offered", "contract_accepted"]


def test_a_yes_to_what_was_never_offered_is_refused(api, store):
    me = api("coordinator")
    plan = me.only("CarePlan?identifier=https://vardvag.example/fhir/sid/plan|exempelplan-1")
    said = plan | {"extension": [*plan["extension"], *said_by()["extension"]]}
    answer = me("PUT", f"CarePlan/{plan['id']}", said, If_Match='W/"1"')
    assert (answer.status, answer.issues) == (422, [("business-rule", "CarePlan")])


def test_a_plan_and_its_first_steps_are_opened_together(api, store, person):
    me = api("coordinator")
    made = me("POST", "", a_transaction(a_plan(), a_step(), a_step(code={"text": "Röntgen"})))
    assert made.status == 200, made.body
    assert [one["response"]["status"] for one in made.body["entry"]] == ["201 Created"] * 3
    [plan] = store.plans_of_person(PERSON)
    assert [one.what for one in store.read(plan).steps] == ["Återbesök", "Röntgen"]
    whole, first = (one["resource"] for one in made.body["entry"][:2])
    assert len(whole["activity"]) == 2
    assert first["basedOn"] == [{"reference": f"CarePlan/{whole['id']}"}]


def test_a_conditional_create_opens_one_plan_only_and_puts_steps_in_the_one_there_is(api, store, person):
    me = api("coordinator")
    condition = f"identifier={JOURNAL}|7"
    first = me("POST", "CarePlan", a_plan(), If_None_Exist=condition)
    again = me("POST", "CarePlan", a_plan(), If_None_Exist=condition)
    assert (first.status, again.status, again.body) == (201, 200, first.body)
    both = me("POST", "", a_transaction(a_plan(), a_step(), ifNoneExist=condition))
    assert both.status == 200, both.body["issue"]
    assert [one["response"]["status"][:3] for one in both.body["entry"]] == ["200", "201"]
    [plan] = store.plans_of_person(PERSON)
    assert [one.what for one in store.read(plan).steps] == ["Återbesök"]
    assert events(store).count("contract_offered") == 1
    unsaid = me("POST", "CarePlan", a_plan(), If_None_Exist="")
    assert (unsaid.status, unsaid.issues) == (412, [("value", "CarePlan")])


def test_she_who_has_a_plan_is_not_given_another(api, store, person):
    me = api("coordinator")
    assert me("POST", "CarePlan", a_plan()).status == 201
    answer = me("POST", "CarePlan", a_plan())
    assert (answer.status, answer.issues) == (409, [("duplicate", "CarePlan")])
    assert len(store.plans_of_person(PERSON)) == 1


def test_of_two_who_open_at_once_one_does(api, store, person, in_thread):
    asked = [in_thread(lambda: api("coordinator")("POST", "CarePlan", a_plan()).status) for _ in range(3)]
    assert sorted(one.result() for one in asked) == [201, 409, 409]
    assert len(store.plans_of_person(PERSON)) == 1


EXTENSION = a_plan()["extension"][0]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("change", "status", "place"),
    [
        ({"subject": {"reference": "Patient/x"}}, 422, "CarePlan.subject"),
        ({"subject": {"identifier": {"system": "https://x.example", "value": "1"}}}, 422, "CarePlan.subject"),
        ({"subject": {"identifier": {"system": canonical.PERSON_IDENTIFIER, "value": "nej"}}}, 422,
         "CarePlan.subject"),
        ({"subject": {"identifier": {"system": canonical.PERSON_IDENTIFIER, "value": "n" * 9000}}}, 422,
         "CarePlan.subject"),
        ({"extension": []}, 400, "CarePlan.extension"),
        ({"extension": [{"url": "https://x.example/a", "valueString": "b"}]}, 422, "CarePlan.extension"),
        ({"extension": [EXTENSION | {"extension": EXTENSION["extension"][:2]}]}, 422, "CarePlan.extension"),
        ({"status": "draft"}, 422, "CarePlan.status"),
        ({"intent": "order"}, 422, "CarePlan.intent"),
        ({"category": [{"text": "vårdplan"}]}, 422, "CarePlan.category"),
        ({"goal": [{"reference": "Goal/x"}]}, 422, "CarePlan.goal"),
        ({"activity": [{"detail": {"status": "not-started"}}]}, 422, "CarePlan.activity"),
        ({"contained": [{"resourceType": "Goal"}]}, 400, "CarePlan.contained"),
    ],
)  # fmt: skip
def test_every_refusal_names_its_place_and_opens_nothing(api, store, person, change, status, place):
    answer = api("coordinator")("POST", "CarePlan", a_plan(**change))
    assert answer.status == status, answer.body
    assert place in [one for _, one in answer.issues], answer.issues
    assert store.plans_of_person(PERSON) == ()


@pytest.mark.parametrize("who", ["patient", "stranger", "care staff", "municipal", "social", "guardian",
                                 "log reviewer", "analyst", "finance"])  # fmt: skip
def test_who_is_not_charged_with_offers_learns_nothing_of_anybody(api, store, person, who):
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    asker, told = api(who), []
    for named in (PERSON, "exempelperson-1", "finns-inte"):
        with CaptureQueriesContext(connections["care"]) as queries:
            answer = asker("POST", "CarePlan", a_plan(named))
        told.append((answer.status, answer.body, len(queries)))
        last = store.log()[-1].entry
        assert (last.action, last.allowed, last.person) == ("offer_contract", False, named)
    assert told[0][0] == 422
    assert told == [told[0]] * 3
    assert store.plans_of_person(PERSON) == ()


def test_somebody_charged_who_does_not_coordinate_opens_no_plan_with_steps(api, store, person):
    store.add_offer_charge("SE-EXEMPEL-REGIONEN", "vard", "beslut 2")
    answer = api("care staff")("POST", "", a_transaction(a_plan(), a_step()))
    assert (answer.status, answer.issues) == (403, [("forbidden", None)])
    assert store.plans_of_person(PERSON) == ()
    last = store.log()[-1].entry
    assert (last.who, last.action, last.allowed, last.person) == ("vard", "change_steps", False, PERSON)


def test_a_charge_that_is_taken_back_between_the_two_decisions_opens_nothing(api, store, person, monkeypatch):
    from vardvag.service.fhir import opening
    from vardvag.service.store.plan_event_models import OfferCharge

    plain, asked = opening.may_open, []

    def may_open(*question, **named):
        allowed = plain(*question, **named)
        asked.append((allowed, named))
        if not named:
            OfferCharge.objects.using("care").all().delete()
        return allowed

    monkeypatch.setattr(opening, "may_open", may_open)
    answer = api("coordinator")("POST", "CarePlan", a_plan())
    assert (answer.status, answer.issues) == (403, [("forbidden", None)])
    assert asked == [(True, {}), (False, {"again": True})]
    assert store.plans_of_person(PERSON) == ()
    assert store.log()[-1].entry.allowed is False
