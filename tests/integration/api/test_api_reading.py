"""Reading by the API: a whole plan, its versions, the list of work, the log, and the description itself."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from api_requests import requests_about

PLAN = "plans/exempelplan-1"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def schemas() -> dict[str, Any]:
    """The description's forms."""
    from vardvag.service.api.openapi import document

    return document()


def test_the_description_is_answered_to_anybody_and_is_the_one_that_is_kept(api, schemas):
    answer = api(None).get("openapi.json")
    assert answer.status == 200
    assert (
        answer.body == schemas == json.loads((ROOT / "docs/reference/api.json").read_text(encoding="utf-8"))
    )
    assert api(None)("POST", "openapi.json").status == 405


@pytest.mark.parametrize("who", ["coordinator", "patient", "stranger", "analyst"])
def test_every_answer_has_the_form_that_is_described(api, schemas, who):
    asker, seen = api(who), set()
    for request in requests_about("exempelplan-1", "exempelplan-1-operation", "exempelperson-1"):
        match = {"If_Match": asker.version() if who in ("coordinator", "patient") else '"1"'}
        answer = asker(request.method, request.path, request.body, **(match if request.headers else {}))
        described = schemas["paths"][f"/{request.endpoint.path}"][request.method.lower()]["responses"]
        told = described[str(answer.status)]["content"][answer.headers["Content-Type"]]["schema"]
        jsonschema.validate(
            answer.body,
            {**told, "components": schemas["components"]},
            format_checker=jsonschema.FormatChecker(),
        )
        seen.add(answer.status)
    assert seen >= ({200, 201} if who == "coordinator" else {200, 404} if who != "stranger" else {404})


def test_a_whole_plan_says_what_it_adds_up_to(api):
    answer = api("patient").get(PLAN)
    assert answer.headers["ETag"] == '"1"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.body["person"]["name"] == "Alva Exempel"
    by_id = {one["step_id"]: one for one in answer.body["steps"]}
    [clock] = by_id["exempelplan-1-operation"]["clocks"]
    assert clock["clock"]["days"] == 90
    assert clock["last_day"] < clock["clock"]["overdue_from"]
    assert answer.body["clashes"] == []  # those are staff's to clear
    assert answer.body["plan"]["steps"][0]["step_id"] in by_id


def test_nothing_of_a_log_in_is_answered(api):
    me = api("coordinator")
    for path in (PLAN, f"{PLAN}/versions", "plans-to-look-after", "plans"):
        told = json.dumps(me.get(path).body)
        assert '"samordnare"' not in told, path
        assert "exempelperson" not in told, path
    assert '"samordnare"' not in json.dumps(api("patient").get("readers").body)


def test_a_note_for_staff_is_in_no_answer_to_the_patient(api, store):
    plan = store.read("exempelplan-1")
    step = plan.step("exempelplan-1-operation")
    store.save(plan.with_step(replace(step, internal_note="bara för personalen")), plan.version)
    told = {who: [] for who in ("coordinator", "patient")}
    for who, holding in told.items():
        asker = api(who)
        for request in requests_about("exempelplan-1", "exempelplan-1-operation", "exempelperson-1"):
            answer = asker(request.method, request.path, request.body, **request.headers)
            if "bara för personalen" in json.dumps(answer.body, ensure_ascii=False):
                holding.append(request.endpoint.name)
    assert "showPlan" in told["coordinator"]
    assert not told["patient"]


def test_versions_tell_what_differs_and_who_made_them(api):
    me = api("coordinator", name="Sam Ordnare")
    yes = {"speaker": "patient", "way": "telephone", "name": "Alva Exempel"}
    time = {"at": "2019-12-12T08:00:00+01:00", "yes": yes}
    me("PUT", f"{PLAN}/steps/exempelplan-1-operation/time", time, If_Match='"1"')
    newest, first = me.get(f"{PLAN}/versions").body["versions"]
    assert (newest["standing"]["version"], first["steps"]) == (2, None)
    assert newest["standing"]["made"]["said"]["name"] == "Sam Ordnare"
    assert [one["step_id"] for one in newest["steps"]] == ["exempelplan-1-operation"]


def test_the_list_of_work_is_for_staff(api):
    plans = api("coordinator").get("plans-to-look-after").body["plans"]
    assert "exempelplan-1" in {one["plan"]["plan_id"] for one in plans}
    assert all(one["lacks_time"] or one["at_risk"] or one["clashes"] for one in plans)
    assert api("patient").get("plans-to-look-after").body == {"plans": []}


def test_a_reviewer_draws_the_same_sample_again_and_nobody_else_draws_any(api):
    me = api("coordinator")
    for _ in range(6):
        me.get(PLAN)
    reviewer = api("coordinator", sub="granskare", vardvag_role="log_reviewer")
    path = "log-sample?first=2019-01-01&last=2019-12-31&size=3&seed=lott"
    drawn = reviewer.get(path)
    assert drawn.status == 200
    assert (len(drawn.body["rows"]), drawn.body["of"]) == (3, 6)
    assert reviewer.get(path).body["rows"] == drawn.body["rows"]
    assert me.get(path).status == 404
    assert reviewer.get(path.replace("size=3", "size=0")).wrong == [("?limit", "limit")]
    assert reviewer.get(path.replace("2019-12-31", "2018-12-31")).kind == "refused"


def test_whom_to_offer_takes_the_caregivers_charge(api, store):
    from vardvag.usecases.example.plans import CAREGIVER

    me = api("coordinator")
    assert me.get("offer-candidates").status == 404
    store.add_offer_charge(CAREGIVER, "samordnare", "beslut 1")
    found = me.get("offer-candidates")
    assert found.status == 200
    assert found.body["criteria"]["source"]["confidence"] == "assumption"
    opened = me("POST", "plans", {"person": "exempelperson-2", "ask": ASK}, Idempotency_Key="k")
    assert opened.status == 201
    assert opened.headers["Location"] == f"/api/v1/plans/{opened.body['plan_id']}"
    assert (
        me("POST", "plans", {"person": "exempelperson-2", "ask": ASK}, Idempotency_Key="k").body
        == opened.body
    )
    assert me.get(f"plans/{opened.body['plan_id']}").body["offers"][0]["state"] == "offered"
    absent = me("POST", "plans", {"person": "finns-inte", "ask": ASK})
    assert (absent.status, absent.kind) == (404, "not-found")


ASK = {"fallback": {"name": "Mottagningen", "channel": "070-174 06 10", "hours": "vardagar 8–16"}}
