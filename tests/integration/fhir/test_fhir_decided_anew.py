"""A write is decided twice: before anything is read for it, and anew in the transaction that keeps it.

What is said of access between the two holds: the write is refused, nothing is kept, and the log has the no.
"""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

HERE = Path(__file__).parent
consents = runpy.run_path(str(HERE / "test_fhir_consent.py"))
writing = runpy.run_path(str(HERE / "test_fhir_writing.py"))
ELSEWHERE_IN_HOUSE = "SE-EXEMPEL-REHAB"
"""A unit of the same caregiver: an inner block stands between it and the plan's unit."""


@pytest.fixture
def between(api, monkeypatch):
    """`between(happens)`: what happens after the first decision on a write, once, when that was a yes."""
    from vardvag.service.fhir.permitted import Reader

    plain = Reader.may

    def put_between(happens):
        waiting = [happens]

        def may(self, plan_id, action):
            refused = plain(self, plan_id, action)
            if refused is None and waiting:
                waiting.pop()()
            return refused

        monkeypatch.setattr(Reader, "may", may)
        return waiting

    return put_between


def _block(api, patient):
    """The patient blocks her data for the caregiver's other units."""

    def blocks():
        made = api("patient")("POST", "Consent", consents["block"](patient, "inner-block"))
        assert made.status == 201, made.body

    return blocks


def _leave(store):
    """The coordinator is succeeded, and takes no part in the care any more."""
    from dataclasses import replace

    def leaves():
        plan = store.read("exempelplan-1")
        other = replace(plan.coordinator, staff="nagon-annan")
        store.save(replace(plan, coordinator=other, care_team=frozenset()), plan.version)

    return leaves


def _writes(me, patient):
    """One write of every kind that staff make, each of which is kept when nothing comes between."""
    [step] = me.get(f"ServiceRequest?{writing['OPERATION']}").found
    [plan] = [one for one in me.get("CarePlan").found if one["subject"] == step["subject"]]
    [goal] = [one for one in me.get("Goal").found if one["subject"] == step["subject"]]
    [team] = [one for one in me.get("CareTeam").found if one["subject"] == step["subject"]]
    tag = {"extension": [{"url": "https://journal.example/a", "valueString": "b"}]}
    consent = consents["a_consent"](patient) | consents["said_by"]()
    row = {"resource": consent, "request": {"method": "POST", "url": "Consent"}}
    both = [
        {"resource": writing["a_step"](plan), "request": {"method": "POST", "url": "ServiceRequest"}},
        row,
    ]
    return {
        "a new step": ("POST", "ServiceRequest", writing["a_step"](plan)),
        "a step": ("PUT", f"ServiceRequest/{step['id']}", step | {"patientInstruction": "Fasta."}),
        "the goal": ("PUT", f"Goal/{goal['id']}", goal | {"description": {"text": "Att dansa."}}),
        "the team": ("PUT", f"CareTeam/{team['id']}", team | tag),
        "the plan": ("PUT", f"CarePlan/{plan['id']}", plan | {"description": "Höften"}),
        "a consent": ("POST", "Consent", consent),
        "a transaction": ("POST", "", {"resourceType": "Bundle", "type": "transaction", "entry": both}),
    }  # fmt: skip


def _kept(store):
    """Everything that a write could have changed."""
    from vardvag.service.store import models

    plan = store.read("exempelplan-1")
    return (
        plan.version,
        plan,
        store.access_records("exempelperson-1"),
        models.FhirVersion.objects.using("care").count(),
    )


WHAT = ("a new step", "a step", "the goal", "the team", "the plan", "a consent", "a transaction")


@pytest.mark.parametrize("happening", ["a block", "somebody else coordinates"])
@pytest.mark.parametrize("what", WHAT)
def test_what_is_said_between_the_two_decisions_refuses_the_write(api, store, between, what, happening):
    me = api("coordinator", vardvag_unit=ELSEWHERE_IN_HOUSE)
    patient = api("patient").only("Patient")["id"]
    method, path, body = _writes(me, patient)[what]
    happens = _block(api, patient) if happening == "a block" else _leave(store)
    kept = []
    waiting = between(lambda: (happens(), kept.append(_kept(store))))
    answer = me(method, path, body, If_Match='W/"1"')
    assert (answer.status, answer.issues) == (403, [("forbidden", None)]), answer.body
    assert not waiting
    assert [_kept(store)] == kept
    last = store.log()[-1].entry
    rule = "staff.inner-block" if happening == "a block" else "staff.no-need"
    assert (last.who, last.allowed, last.plan) == ("samordnare", False, "exempelplan-1")
    assert last.rule == rule
    assert {"affären", "Alva"}.isdisjoint(str(answer.body))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("what", WHAT)
def test_each_of_those_writes_is_kept_when_nothing_comes_between(api, between, what):
    me = api("coordinator", vardvag_unit=ELSEWHERE_IN_HOUSE)
    method, path, body = _writes(me, api("patient").only("Patient")["id"])[what]
    between(lambda: None)
    answer = me(method, path, body, If_Match='W/"1"')
    assert answer.status in (200, 201), answer.body


def test_a_consent_that_is_withdrawn_between_is_not_withdrawn_again(api, store, between):
    """Nothing is kept the second time, and whoever came second is told of the other version."""
    patient = api("patient").only("Patient")["id"]
    made = api("patient")("POST", "Consent", consents["a_consent"](patient)).body
    over = made | {"status": "inactive"}
    first = []
    between(lambda: first.append(consents["put"](api("patient"), over)))
    late = consents["put"](api("patient"), over)
    assert [one.status for one in first] == [200]
    assert (late.status, late.issues) == (412, [("conflict", "Consent")])
    assert len(store.access_records("exempelperson-1")) == 2


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_refused_consent_says_the_same_whichever_decision_refused_it(api, between):
    """Whoever was stopped by the second decision learns no more than one who was stopped by the first."""
    patient = api("patient").only("Patient")["id"]
    me = api("coordinator", vardvag_unit=ELSEWHERE_IN_HOUSE)
    written = consents["a_consent"](patient) | consents["said_by"]()
    between(_block(api, patient))
    late, early = me("POST", "Consent", written), me("POST", "Consent", written)
    assert (late.status, early.status) == (403, 422)
    assert "spärr" not in str(late.body) + str(early.body)


def test_a_move_by_the_site_is_decided_anew_too(api, store, monkeypatch):
    """What the site and the JSON API do goes the same way: a block dated after the question counts."""
    from vardvag.base.moments import Moment
    from vardvag.service.identity.claims import actor_from_claims
    from vardvag.service.today import now
    from vardvag.usecases import move_step
    from vardvag.usecases.show_plan import Denied, decided_and_logged

    claims = {"vardvag_role": "coordinator", "vardvag_unit": ELSEWHERE_IN_HOUSE, "name": "Sam Ordnare"}
    sam = actor_from_claims({"sub": "samordnare", **claims})
    blocks = _block(api, api("patient").only("Patient")["id"])

    def decided(*asked, **named):
        outcome = decided_and_logged(*asked, **named)
        blocks()
        return outcome

    monkeypatch.setattr(move_step, "decided_and_logged", decided)
    at = Moment.parse("2019-12-05T09:00:00+01:00")
    plan = store.read("exempelplan-1")
    step = plan.step("exempelplan-1-operation").step_id
    answer = move_step.move_step(store, sam, plan.plan_id, step, at, plan.version, now())
    assert answer == Denied()
    assert store.read("exempelplan-1") == plan
    assert store.log()[-1].entry.rule == "staff.inner-block"
