"""Changing a plan by the API: versions, who comes second, keys, tokens, forms and what is told."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from api_requests import BODIES, protect, requests_about
from vardvag.service.api.endpoints import TABLE

PLAN = "plans/exempelplan-1"
OPERATION = f"{PLAN}/steps/exempelplan-1-operation"
HER_YES = {"speaker": "patient", "way": "telephone", "name": "Alva Exempel"}
LATER = {"at": "2019-12-12T08:00:00+01:00", "yes": HER_YES}


def plan_of(store: Any) -> Any:
    return store.read("exempelplan-1")


def write_words(asker: Any, words: str, version: int, path: str = PLAN, **headers: str) -> Any:
    """Write what matters, as a change of the version seen."""
    return asker("PUT", f"{path}/what-matters", {"words": words}, If_Match=f'"{version}"', **headers)


def test_a_change_answers_with_the_version_and_nothing_of_the_plan(api, store):
    me = api("coordinator")
    answer = me("PUT", f"{OPERATION}/time", LATER, If_Match=me.version())
    assert answer.status == 200
    assert answer.body == {"plan_id": "exempelplan-1", "version": 2, "made": None}
    assert answer.headers["ETag"] == '"2"' == me.version()
    assert plan_of(store).version == 2


def test_a_time_she_has_is_not_exchanged_without_her_yes(api, store):
    me = api("coordinator")
    answer = me("PUT", f"{OPERATION}/time", {"at": LATER["at"]}, If_Match='"1"')
    assert answer.status == 422
    [wrong] = answer.body["errors"]
    assert (wrong["pointer"], wrong["code"]) == ("/yes/way", "time-without-her")
    assert plan_of(store).version == 1


def test_a_change_without_the_version_she_saw_is_not_tried(api, store):
    me = api("coordinator")
    before = len(store.log())
    for headers in (
        {},
        {"If_Match": "*"},
        {"If_Match": "1"},
        {"If_Match": 'W/"1"'},
        {"If_Match": '"1", "2"'},
    ):
        answer = me("PUT", f"{OPERATION}/time", LATER, **headers)
        assert (answer.status, answer.kind) == (428, "no-version"), headers
    assert len(store.log()) == before


def test_two_coordinators_one_wins_and_the_other_gets_the_difference(api, store):
    first, second = api("coordinator"), api("coordinator")
    assert first("PUT", f"{OPERATION}/time", LATER, If_Match='"1"').status == 200
    moved = second("PUT", f"{OPERATION}/time", {**LATER, "at": "2019-12-13T08:00:00+01:00"}, If_Match='"1"')
    assert (moved.status, moved.kind, moved.headers["ETag"]) == (412, "changed", '"2"')
    merge = moved.body["merge"]
    assert (merge["can_be_laid_on_top"], merge["touches_the_same"], merge["against"]) == (False, True, [])
    [step] = merge["changes"]["steps"]
    assert (step["step_id"], step["kind"], step["changed"]) == (
        "exempelplan-1-operation",
        "changed",
        ["when"],
    )
    assert step["after"]["when"] == {"kind": "booked", "at": "2019-12-12T07:00:00Z"}
    [made] = merge["changes"]["made"]
    assert (made["version"], made["action"], made["by"]) == (2, "move_step", "coordinator")
    assert plan_of(store).version == 2
    assert merge["changes"] == second.get(f"{PLAN}/changes?since=1").body


def test_who_touches_something_else_may_lay_hers_on_top(api, store):
    first, second = api("coordinator"), api("coordinator")
    assert first("PUT", f"{OPERATION}/time", LATER, If_Match='"1"').status == 200
    words = {"words": "Att dansa."}
    told = second("PUT", f"{PLAN}/what-matters", words, If_Match='"1"')
    assert told.status == 412
    assert told.body["merge"]["can_be_laid_on_top"] is True
    assert plan_of(store).what_matters != "Att dansa."
    assert second("PUT", f"{PLAN}/what-matters", words, If_Match=told.headers["ETag"]).status == 200
    assert plan_of(store).what_matters == "Att dansa."
    assert plan_of(store).step("exempelplan-1-operation").when.at.legal_day.isoformat() == "2019-12-12"


def test_what_would_be_refused_on_top_is_told(api):
    first, second = api("coordinator"), api("coordinator")
    step = BODIES["addStep"]
    assert first("POST", f"{PLAN}/steps", step, If_Match='"1"').status == 201
    told = second("POST", f"{PLAN}/steps", step, If_Match='"1"')
    assert told.status == 412
    assert told.body["merge"]["can_be_laid_on_top"] is False
    assert [one["rule"] for one in told.body["merge"]["against"]] == ["step-id"]


def test_a_step_that_another_removed_is_a_difference_and_not_a_riddle(api):
    first, second = api("coordinator"), api("coordinator")
    assert first("POST", f"{PLAN}/steps", BODIES["addStep"], If_Match='"1"').status == 201
    assert first("DELETE", f"{PLAN}/steps/nytt-steg", If_Match='"2"').status == 200
    told = second("PUT", f"{PLAN}/steps/nytt-steg/time", LATER, If_Match='"2"')
    assert told.status == 412
    [gone] = told.body["merge"]["changes"]["steps"]
    assert (gone["step_id"], gone["kind"], gone["after"]) == ("nytt-steg", "removed", None)


def test_trying_on_top_leaves_no_trace_but_the_log_of_her_attempt(api, store):
    first, second = api("coordinator"), api("coordinator")
    assert first("PUT", f"{OPERATION}/time", LATER, If_Match='"1"').status == 200
    events = store.plan_events("exempelplan-1")
    write_words(second, "x", 1)
    assert store.plan_events("exempelplan-1") == events
    assert len(store.history("exempelplan-1")) == 2
    assert [row.entry.action for row in store.log()[-2:]] == ["write_what_matters", "read_plan"]


def test_a_version_the_plan_never_had_has_no_difference(api):
    answer = api("coordinator")("PUT", f"{OPERATION}/time", LATER, If_Match='"7"')
    assert (answer.status, answer.kind) == (412, "changed")
    assert "merge" not in answer.body


def test_the_same_change_under_one_key_is_made_once(api, store):
    me = api("coordinator")
    sent = {"If_Match": '"1"', "Idempotency_Key": "k-1"}
    first = me("POST", f"{PLAN}/steps", BODIES["addStep"], **sent)
    again = me("POST", f"{PLAN}/steps", BODIES["addStep"], **sent)
    assert (first.status, first.body) == (
        201,
        {"plan_id": "exempelplan-1", "version": 2, "made": "nytt-steg"},
    )
    assert (again.status, again.body, again.headers["ETag"]) == (201, first.body, first.headers["ETag"])
    assert plan_of(store).version == 2
    assert [row.entry.action for row in store.log()[-2:]] == ["change_steps", "change_steps"]


@pytest.mark.parametrize("other", ["body", "version", "address"])
def test_a_key_is_for_one_change(api, store, other):
    me = api("coordinator")
    body, match, path = {"words": "Ett."}, '"1"', f"{PLAN}/what-matters"
    assert me("PUT", path, body, If_Match=match, Idempotency_Key="k").status == 200
    if other == "body":
        body = {"words": "Två."}
    elif other == "version":
        match = '"2"'
    else:
        path = "plans/exempelplan-2/what-matters"
    answer = me("PUT", path, body, If_Match=match, Idempotency_Key="k")
    assert (answer.status, answer.kind) == (422, "key-used")
    assert plan_of(store).version == 2


def test_a_key_is_hers_alone_and_a_refused_change_leaves_it_free(api, store):
    me, patient = api("coordinator"), api("patient")
    refused = write_words(me, "A.", 9, Idempotency_Key="k")
    assert refused.status == 412
    assert [row.entry.action for row in store.log()[-2:]] == ["write_what_matters", "read_plan"]
    assert write_words(me, "A.", 1, Idempotency_Key="k").status == 200
    assert write_words(patient, "B.", 2, Idempotency_Key="k").status == 200
    assert plan_of(store).what_matters == "B."


def test_whoever_may_no_longer_is_not_answered_by_an_old_key(api, store):
    from dataclasses import replace

    me = api("coordinator")
    sent = {"If_Match": '"1"', "Idempotency_Key": "k"}
    assert me("PUT", f"{PLAN}/what-matters", {"words": "A."}, **sent).status == 200
    plan = plan_of(store)
    gone = replace(plan.coordinator, staff="en-annan")
    store.save(replace(plan, coordinator=gone, care_team=frozenset()), 2)
    assert me("PUT", f"{PLAN}/what-matters", {"words": "A."}, **sent).status == 404


def test_a_key_and_its_change_are_kept_together_or_not_at_all(api, store, monkeypatch):
    from vardvag.service.api import keys

    def broken(*args: Any) -> None:
        raise RuntimeError("no more room")

    monkeypatch.setattr(keys, "keep_change", broken)
    me = api("coordinator")
    answer = write_words(me, "A.", 1, Idempotency_Key="k")
    assert (answer.status, answer.kind) == (500, "broken")
    assert "room" not in json.dumps(answer.body)
    assert plan_of(store).version == 1


def test_old_keys_are_forgotten(api, store, monkeypatch):
    from datetime import timedelta

    from vardvag.service.api import keys

    me = api("coordinator")
    sent = {"If_Match": '"1"', "Idempotency_Key": "k"}
    assert me("PUT", f"{PLAN}/what-matters", {"words": "A."}, **sent).status == 200
    monkeypatch.setattr(keys, "REMEMBERED", timedelta(seconds=-60))
    assert write_words(me, "B.", 2, Idempotency_Key="k").status == 200


@pytest.mark.parametrize("key", ["", "x" * 65, "å"])
def test_a_key_is_a_short_plain_text(api, key):
    answer = write_words(api("coordinator"), "A.", 1, Idempotency_Key=key)
    assert (answer.status, answer.wrong) == (422, [("", "idempotency-key")])


def test_everything_wrong_is_told_at_once_at_its_place_in_her_language(api):
    me = api("coordinator")
    body = {
        "step_id": "",
        "what": 3,
        "owner": {"kind": "patient", "name": "Du", "unit": "SE-X"},
        "when": {"kind": "booked", "at": "2019-12-01T09:00:00"},
        "ask": {"fallback": {"name": "Växeln", "channel": " ", "hours": "alltid"}},
        "wher/e": "plan 2",
    }
    answers = {
        language: me("POST", f"{PLAN}/steps", body, If_Match='"1"', Accept_Language=language)
        for language in ("sv", "en", "de, en;q=0.5")
    }
    wrong = answers["sv"].wrong
    assert {place for place, _ in wrong} == {
        "/step_id", "/what", "/owner", "/when/at", "/ask/fallback", "/wher~1e",
    }  # fmt: skip
    told = {language: answer.body["errors"][1]["remedy"] for language, answer in answers.items()}
    assert told == {"sv": "Skriv en text.", "en": "Write a text.", "de, en;q=0.5": "Write a text."}
    assert answers["en"].headers["Content-Language"] == "en"
    assert "Accept-Language" in answers["en"].headers["Vary"]
    assert all(one["remedy"] for one in answers["sv"].body["errors"])


def test_what_a_record_refuses_as_a_whole_is_told_in_both_languages(api):
    me = api("coordinator")
    sip = me("POST", f"{PLAN}/sips", BODIES["openSip"], If_Match='"1"').body["made"]
    told = [
        me("PUT", f"{PLAN}/sips/{sip}", {"overall": "other"}, If_Match='"2"', Accept_Language=language)
        for language in ("sv", "en")
    ]
    assert [(one.status, one.wrong) for one in told] == [(422, [("", "value-error")])] * 2
    assert [one.body["errors"][0]["remedy"] for one in told] == [
        "det övergripande ansvaret ligger på region eller kommun",
        "the overall responsibility lies with the region or the municipality",
    ]
    written = me("PUT", f"{PLAN}/sips/{sip}", {"overall": "region"}, If_Match='"2"')
    assert written.status == 200
    closed = me("POST", f"{PLAN}/sips/{sip}/closings", BODIES["closeSip"], If_Match='"3"')
    assert closed.status == 200
    assert me.get(PLAN).body["plan"]["sips"][0]["closed_why"] == "Målet är nått."


def test_a_hand_over_is_offered_and_taken(api):
    me = api("coordinator")
    [offer] = [
        one
        for one in requests_about("exempelplan-1", "exempelplan-1-operation", "x")
        if one.endpoint.name == "offerHandOver"
    ]
    made = me("POST", f"{PLAN}/hand-overs", offer.body, If_Match='"1"').body["made"]
    answer = {"accepted": True, "answered_by": "Hemma Exempel"}
    taken = me("POST", f"{PLAN}/hand-overs/{made}/answers", answer, If_Match='"2"')
    assert taken.status == 200
    twice = me("POST", f"{PLAN}/hand-overs/{made}/answers", answer, If_Match='"3"')
    assert (twice.status, [code for _, code in twice.wrong]) == (422, ["hand-over-answered"])


def test_the_patient_answers_says_and_does_her_own_and_changes_nothing_else(api, store):
    staff, me = api("coordinator"), api("patient")
    assert staff("POST", f"{PLAN}/offers", {"what": "contract"}).status == 200
    yes = me("POST", f"{PLAN}/answers", {"what": "contract", "accepted": True})
    assert yes.status == 200
    assert [one["state"] for one in me.get(PLAN).body["offers"]] == ["accepted", "not_yet_offered"]
    confirmed = {"confirmed": True, "speaker": "patient"}
    assert me("POST", f"{PLAN}/versions/1/answers", confirmed).status == 200
    agreed = staff("POST", f"{PLAN}/versions/1/answers", {"confirmed": True, "speaker": "care"})
    assert agreed.status == 200
    assert me.get(PLAN).body["agreed_version"] == 1
    older = me("POST", f"{PLAN}/versions/0/answers", confirmed)
    assert [code for _, code in older.wrong] == ["version-newest"]
    assert me("POST", f"{PLAN}/knows-whom", {"knows": True, "speaker": "care"}).kind == "refused"
    moved = me("PUT", f"{OPERATION}/time", LATER, If_Match='"1"')
    assert (moved.status, moved.kind) == (404, "not-found")
    own = [one["step_id"] for one in me.get(PLAN).body["plan"]["steps"] if one["owner"]["kind"] == "patient"]
    done = me("PUT", f"{PLAN}/steps/{own[0]}/done", {"on": "2019-11-01"}, If_Match='"1"')
    assert done.status == 200


def test_what_a_rule_refuses_is_told_with_the_rule(api):
    me = api("coordinator")
    wishes = {
        "not_weekdays": [1, 2, 3, 4, 5, 6, 7],
        "earliest": "15:00",
        "latest": "09:00",
        "way": "visit",
        "name": "A",
    }
    answer = me("PUT", f"{PLAN}/wishes", wishes, If_Match='"1"')
    assert (answer.status, answer.kind) == (422, "refused")
    assert [code for _, code in answer.wrong] == ["wish-weekdays", "wish-hours"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "unreadable", 400),
        ('{"words": "a", "words": "b"}', "unreadable", 400),
        ("[]", "unreadable", 400),
        ('{"words": NaN}', "unreadable", 400),
        (b'{"words": "\xff"}', "unreadable", 400),
        ('{"words": "\\ud800"}', "invalid", 422),
        ('{"words": "\\u0000"}', "invalid", 422),
        ('{"words": "' + "x" * 20_001 + '"}', "invalid", 422),
        ('{"words": "' + "x" * 1_000_001 + '"}', "too-large", 413),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(api, body, kind, status):
    answer = api("coordinator")("PUT", f"{PLAN}/what-matters", body, If_Match='"1"')
    assert (answer.status, answer.kind) == (status, kind)


def test_other_methods_forms_and_parameters_are_refused(api):
    me = api("coordinator")
    other = me("PATCH", PLAN)
    assert (other.status, other.kind, other.headers["Allow"]) == (405, "no-such-method", "GET")
    form = me(
        "PUT",
        f"{PLAN}/what-matters",
        "words=a",
        If_Match='"1"',
        Content_Type="application/x-www-form-urlencoded",
    )
    assert (form.status, form.kind) == (415, "no-json")
    assert me.get(PLAN, Accept="text/html").status == 406
    assert me.get(f"{PLAN}?alt=1").wrong == [("?alt", "unknown-parameter")]
    assert me.get("plans?limit=1&limit=2").wrong == [("?limit", "parameter-twice")]
    assert me.get("plans?limit=0").wrong == [("?limit", "limit")]
    assert me.get("plans?limit=two").wrong == [("?limit", "int-type")]
    assert me.get(f"{PLAN}/changes").wrong == [("?since", "missing")]
    assert me.get("nothing/here").kind == "not-found"


def test_plans_and_the_log_are_read_in_pages(api):
    me, patient = api("coordinator"), api("patient")
    first = me.get("plans?limit=2").body
    second = me.get(f"plans?limit=2&after={first['next']}").body
    whole = me.get("plans").body
    assert [*first["plans"], *second["plans"]] == whole["plans"]
    assert (len(first["plans"]), second["next"], whole["next"]) == (2, None, None)
    newest = patient.get("readers?limit=2").body
    older = patient.get(f"readers?limit=200&before={newest['next']}").body
    numbers = [one["number"] for one in newest["rows"] + older["rows"]]
    assert numbers == list(range(len(numbers), 0, -1))
    assert "samordnare" not in json.dumps(older)
    assert {one["own"] for one in older["rows"]} == {False}


def test_only_the_plans_of_a_page_are_read_and_logged(api, store):
    before = len(store.log())
    api("coordinator").get("plans?limit=1")
    assert [row.entry.plan for row in store.log()[before:]] == ["exempelplan-1"]


@pytest.mark.parametrize(
    ("scope", "opens"),
    [
        ("", (403, 403)),
        ("plans.read", (200, 403)),
        ("plans.write", (403, 200)),
        ("openid plans.read plans.write", (200, 200)),
        ("user/*.cruds", (403, 403)),
        ("plans.reads", (403, 403)),
    ],
)
def test_a_scope_only_takes_away(api, scope, opens):
    me = api("coordinator", scope=scope)
    read = me.get(PLAN)
    written = write_words(me, "A.", 1)
    assert (read.status, written.status) == opens
    if 403 in opens:
        refused = read if read.status == 403 else written
        assert "insufficient_scope" in refused.headers["WWW-Authenticate"]


def test_a_token_for_another_api_is_nobodys(api):
    from vardvag.service.fhir import tokens

    for claims in (
        {"aud": tokens.audience()},
        {"aud": None},
        {"exp": int(time.time()) - 3600},
        {"iss": "https://x.example"},
    ):
        answer = api("coordinator", **claims).get(PLAN)
        assert (answer.status, answer.kind) == (401, "not-known"), claims


def test_a_session_reads_and_changes_only_with_its_forms_proof(api):
    import dataclasses

    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    from vardvag.service.identity.claims import actor_from_claims
    from vardvag.service.identity.demo_users import DEMO_USERS

    call_command("migrate", database="default", verbosity=0, skip_checks=True)
    [user] = [user for user in DEMO_USERS if user.subject == "patient"]
    session = SessionStore()
    session["actor"] = dataclasses.asdict(actor_from_claims({"sub": "patient", **user.claims}))
    session.save()
    client = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    assert client.get(f"/api/v1/{PLAN}").status_code == 200
    sent = {"content_type": "application/json", "headers": {"If-Match": '"1"'}}
    refused = client.put(f"/api/v1/{PLAN}/what-matters", {"words": "A."}, **sent)
    assert (refused.status_code, refused.json()["type"].rsplit("/")[-1]) == (403, "no-proof")
    session["_csrftoken"] = proof = _get_new_csrf_string()
    session.save()
    sent["headers"]["X-CSRFToken"] = proof
    assert client.put(f"/api/v1/{PLAN}/what-matters", {"words": "A."}, **sent).status_code == 200


def test_a_hidden_step_is_as_one_that_is_not_there_also_by_its_identifier(api, store):
    from dataclasses import replace

    plan = plan_of(store)
    step = plan.step("exempelplan-1-operation")
    store.save(plan.with_step(replace(step, responsible="SE-ANNAN")), 1)
    me = api("coordinator")
    assert "Operation av höften" not in json.dumps(me.get(PLAN).body, ensure_ascii=False)
    hidden = requests_about("exempelplan-1", "exempelplan-1-operation", "x")
    absent = requests_about("exempelplan-1", "exempelplan-1-finns-inte", "x")
    walked = 0
    for one, other in zip(hidden, absent, strict=True):
        if "exempelplan-1-operation" not in one.path + json.dumps(one.body):
            continue
        match = {"If_Match": me.version()} if one.endpoint.versioned else {}
        answers = [me(ask.method, ask.path, ask.body, **match) for ask in (one, other)]
        assert answers[0].status == 404, one.endpoint.name
        assert answers[0].body == answers[1].body, one.endpoint.name
        walked += 1
    assert walked >= 8


def test_another_persons_pathway_cannot_be_put_on_a_step(api, store):
    theirs = next(step.pathway for step in store.read("exempelplan-2").steps if step.pathway)
    body = BODIES["addStep"] | {"pathway": theirs, "phase": 2}
    answer = api("coordinator")("POST", f"{PLAN}/steps", body, If_Match='"1"')
    assert (answer.status, [code for _, code in answer.wrong]) == (422, ["step-pathway-unknown"])


def test_a_step_that_was_read_can_be_written_back(api, store):
    me = api("coordinator")
    [step] = [
        one for one in me.get(PLAN).body["plan"]["steps"] if one["step_id"] == "exempelplan-1-operation"
    ]
    before = plan_of(store).step("exempelplan-1-operation")
    answer = me("PUT", OPERATION, step | {"patient_note": "Ta med kryckor."}, If_Match='"1"')
    assert answer.status == 200
    after = plan_of(store).step("exempelplan-1-operation")
    assert after.patient_note == "Ta med kryckor."
    assert (after.when, after.pathway, after.reported_as) == (before.when, before.pathway, before.reported_as)


def test_a_protected_persons_details_are_masked_and_cannot_be_written_back(api, store, monkeypatch):

    from vardvag.contracts.access.protection import Protection
    from vardvag.contracts.withheld_details import MASKED

    protect(monkeypatch, Protection.PROTECTED_REGISTRATION)
    me = api("coordinator")
    steps = {one["what"]: one for one in me.get(PLAN).body["plan"]["steps"]}
    home = steps["Planering för att komma hem"]
    assert home["owner"] == {"kind": "municipal_unit", "name": MASKED, "unit": MASKED}
    assert steps["Operation av höften"]["where"] != MASKED
    answer = me("PUT", f"{PLAN}/steps/{home['step_id']}", home, If_Match='"1"')
    assert answer.status == 422
    assert "/owner/name" in {place for place, _ in answer.wrong}
    own = {one["what"]: one for one in api("patient").get(PLAN).body["plan"]["steps"]}
    assert own["Planering för att komma hem"]["owner"]["name"] != MASKED


def test_every_change_is_reached_and_does_something(api, store):
    """Each address, with its body as it should be, is kept, or refused for a reason of the plan."""
    me = api("coordinator")
    refused = {}
    for request in requests_about("exempelplan-2", "exempelplan-2-operation", "exempelperson-1"):
        headers = {"If_Match": me.version("exempelplan-2")} if request.endpoint.versioned else {}
        answer = me(request.method, request.path, request.body, **headers)
        if answer.status >= 400:
            refused[request.endpoint.name] = (answer.status, answer.body)
    assert set(refused) <= REFUSED_HERE, refused
    assert store.read("exempelplan-2").version > 9
    assert len(TABLE) - len(refused) > 20


REFUSED_HERE = {
    "answerHandOver",
    "answerVersion",
    "askToLift",
    "bookProposed",
    "changeStep",
    "closeSip",
    "doOwnStep",
    "drawLogSample",
    "endRepresentation",
    "judgeLogRows",
    "learnWhoBlocked",
    "learnWhoShares",
    "liftBlock",
    "liftInnerBlock",
    "openByOffering",
    "proposeWhomToOffer",
    "readInEmergency",
    "readLog",
    "recordAnswer",
    "recordVisitEnd",
    "removeStep",
    "showLogReviews",
    "showReaders",
    "withdrawConsent",
    "writeSip",
}
"""What takes a charge, a person's own log-in, or something that the example lacks; each has its own test."""
