"""A time earlier today is refused with the same plain sentence by FHIR, the JSON API and the use-case."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

writing = runpy.run_path(str(Path(__file__).parent / "test_fhir_writing.py"))
said_by = writing["said_by"]
EARLIER = "2019-11-14T00:01:00+01:00"
"""Earlier on the day of the example, but in the first minute of it."""
PASSED = ("Tiden har redan varit", "The time has passed")


@pytest.fixture
def at_noon(monkeypatch):
    """It is noon on the day of the example, to all three."""
    from vardvag.base.moments import Moment
    from vardvag.service.api import views as json_api
    from vardvag.service.fhir import views

    def noon():
        return Moment.parse("2019-11-14T12:00:00+01:00")

    for module in (views, json_api):
        monkeypatch.setattr(module, "now", noon)
    return noon()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_time_earlier_today_is_booked_by_nobody(api, store, at_noon):
    from django.test import Client

    from vardvag.base.errors import BadInput
    from vardvag.base.moments import Moment
    from vardvag.service.api.asking import audience
    from vardvag.service.identity.claims import actor_from_claims
    from vardvag.usecases.move_step import move_step

    plan = store.read("exempelplan-1")
    me = api("coordinator")
    step = me.only(f"ServiceRequest?{writing['HOME']}")
    told = [
        me("POST", "Appointment", writing["an_appointment"](step, EARLIER, end=EARLIER[:14] + "30:00+01:00"))
    ]
    time = me.get("Appointment").found[0]
    moved = time | {"start": EARLIER, "end": EARLIER[:14] + "30:00+01:00"} | said_by()
    told.append(me("PUT", f"Appointment/{time['id']}", moved, If_Match='W/"1"'))
    for answer in told:
        assert (answer.status, answer.issues) == (422, [("business-rule", "Appointment.start")]), answer.body
        [issue] = answer.body["issue"]
        assert issue["details"]["text"].startswith(PASSED[0])
        assert issue["diagnostics"].startswith(PASSED[1])

    token = api("coordinator", scope="plans.write", aud=audience())._token
    client = Client(SERVER_NAME="127.0.0.1", headers={"Authorization": f"Bearer {token}"})
    where = "/api/v1/plans/exempelplan-1/steps/exempelplan-1-rehab/time"
    headers = {"If-Match": f'"{plan.version}"'}
    answer = client.put(where, {"at": EARLIER}, "application/json", headers=headers)
    assert answer.status_code == 422, answer.content
    assert PASSED[0] in answer.content.decode()

    claims = {"vardvag_role": "coordinator", "vardvag_unit": "SE-EXEMPEL-ORTOPEDI", "name": "Sam Ordnare"}
    sam = actor_from_claims({"sub": "samordnare", **claims})
    step_id = plan.step("exempelplan-1-rehab").step_id
    with pytest.raises(BadInput) as refused:
        move_step(store, sam, plan.plan_id, step_id, Moment.parse(EARLIER), plan.version, at_noon)
    assert [one.rule for one in refused.value.findings] == ["time-passed"]
    assert store.read("exempelplan-1") == plan
