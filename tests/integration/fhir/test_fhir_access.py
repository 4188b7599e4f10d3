"""Who is asking: tokens, scopes and sessions; and that no address leaks anything of a person."""

from __future__ import annotations

import base64
import hmac
import runpy
import time
from itertools import product
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
CLAIMS = runpy.run_path(str(_HERE / "conftest.py"))["CLAIMS"]
block = runpy.run_path(str(_HERE / "test_fhir_consent.py"))["block"]
TYPES = (
    "Patient", "RelatedPerson", "PractitionerRole", "CareTeam", "CarePlan", "Goal", "ServiceRequest", "Task",
    "Appointment", "Encounter", "Consent", "Provenance", "AuditEvent",
)  # fmt: skip
TELLING = (
    "affären",
    "exempelplan-1",
    "exempelperson-1",
    "Alva",
    "Operation av höften",
    "rehabmottagningen bokar",
)
"""What only her own plan says."""


def test_a_token_is_believed_only_when_all_of_it_holds(api):
    assert api("patient").get("Goal").status == 200
    wrong = [
        {"iss": "https://another.example"},
        {"aud": "https://another.example/fhir"},
        {"aud": None},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"nbf": int(time.time()) + 3600},
        {"sub": None},
        {"vardvag_role": "admin"},
        {"vardvag_role": None},
        {"vardvag_person": None},
        {"vardvag_person": ["exempelperson-1"]},
    ]
    for claims in wrong:
        answer = api("patient", **claims).get("Goal")
        assert (answer.status, answer.issues) == (401, [("login", None)]), claims
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("kind", ["another key", "none", "hmac", "cut", "garbage"])
def test_a_token_with_another_signature_is_nobodys(api, token, signing, kind):
    from joserfc import jwt
    from joserfc.jwk import RSAKey

    good = token("patient")
    claims = {"sub": "patient", "vardvag_role": "patient", "vardvag_person": "exempelperson-1"}
    if kind == "another key":
        other = RSAKey.generate_key(2048, {"kid": "one"}, private=True)
        forged = jwt.encode({"alg": "RS256", "kid": "one"}, claims, other)
    elif kind == "none":
        forged = "eyJhbGciOiJub25lIn0." + good.split(".")[1] + "."
    elif kind == "hmac":
        head = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"one"}').rstrip(b"=").decode()
        said = f"{head}.{good.split('.')[1]}"
        digest = hmac.digest(signing.as_pem(private=False), said.encode(), "sha256")
        forged = f"{said}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"
    else:
        forged = good[:-8] if kind == "cut" else "a.b.c"
    asker = api(None)
    for header in (f"Bearer {forged}", f"bearer {forged}", "Bearer", "Basic eDp5", forged):
        assert asker.get("Goal", Authorization=header).status == 401
    assert asker.get("Goal", Authorization=f"Bearer {good}").status == 200


@pytest.mark.parametrize(
    ("scope", "opens"),
    [
        ("", (403, 403, 403, 403)),
        ("patient/*.read", (200, 200, 200, 403)),
        ("patient/*.rs", (200, 200, 200, 403)),
        ("patient/*.r", (403, 200, 403, 403)),
        ("patient/Goal.read", (200, 200, 403, 403)),
        ("patient/Goal.cruds", (200, 200, 403, 200)),
        ("patient/Goal.write", (403, 403, 403, 200)),
        ("patient/*.*", (200, 200, 200, 200)),
        ("user/*.cruds", (403, 403, 403, 403)),
        ("patient/Goal.rs?status=active", (403, 403, 403, 403)),
        ("openid patient/CarePlan.rs patient/Goal.u", (403, 403, 200, 200)),
    ],
)
def test_a_scope_only_takes_away(api, scope, opens):
    goal = api("patient").only("Goal")
    me = api("patient", scope=scope)
    statuses = (
        me.get("Goal").status,
        me.get(f"Goal/{goal['id']}").status,
        me.get("CarePlan").status,
        me("PUT", f"Goal/{goal['id']}", goal, If_Match='W/"1"').status,
    )
    assert statuses == opens


def test_what_a_scope_does_not_open_is_included_in_nothing(api):
    me = api("patient", scope="patient/CarePlan.rs patient/Patient.r")
    answer = me.get("CarePlan?_include=CarePlan:goal&_include=CarePlan:patient")
    assert [one["resource"]["resourceType"] for one in answer.body["entry"]] == ["CarePlan", "Patient"]
    patient = answer.body["entry"][1]["resource"]["id"]
    kinds = {one["resourceType"] for one in me.get(f"Patient/{patient}/$everything").found}
    assert kinds == {"CarePlan", "Patient"}


def test_the_issuers_keys_are_asked_for_seldom(api, token, monkeypatch):
    from vardvag.service.fhir import tokens

    asked = []

    def get(address, timeout):
        asked.append(address)
        raise tokens.requests.ConnectionError("no network")

    monkeypatch.setattr(tokens.requests, "get", get)
    for _ in range(20):
        assert api(None).get("Goal", Authorization="Bearer a.b.c").status == 401
    assert len(asked) <= 1


def _session(who):
    import dataclasses

    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.test import Client

    from vardvag.service.identity.claims import actor_from_claims
    from vardvag.service.identity.demo_users import DEMO_USERS

    call_command("migrate", database="default", verbosity=0, skip_checks=True)
    [user] = [user for user in DEMO_USERS if user.subject == who]
    session = SessionStore()
    session["actor"] = dataclasses.asdict(actor_from_claims({"sub": who, **user.claims}))
    session.save()
    client = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client, session


def test_a_session_reads_and_writes_only_with_its_forms_proof(api):
    from django.middleware.csrf import _get_new_csrf_string

    client, session = _session("patient")
    [goal] = [one["resource"] for one in client.get("/fhir/Goal").json()["entry"]]
    goal["description"]["text"] = "Att dansa."
    sent = {"content_type": "application/fhir+json", "headers": {"If-Match": 'W/"1"'}}
    refused = client.put(f"/fhir/Goal/{goal['id']}", goal, **sent)
    assert refused.status_code == 403
    assert client.post("/fhir/Goal/_search", {"_count": "1"}).status_code == 403
    session["_csrftoken"] = proof = _get_new_csrf_string()
    session.save()
    sent["headers"]["X-CSRFToken"] = proof
    assert client.put(f"/fhir/Goal/{goal['id']}", goal, **sent).status_code == 200
    assert api("patient").only("Goal")["description"]["text"] == "Att dansa."


def _addresses(me):
    """Every kind of address about a resource of the patient's, and every search."""
    for kind in TYPES:
        yield "GET", kind, None
        yield "POST", f"{kind}/_search", ""
        for one in me.get(kind).found[:1]:
            for tail in ("", "/_history", "/_history/1"):
                yield "GET", f"{kind}/{one['id']}{tail}", None
            yield "GET", f"{kind}?_id={one['id']}", None
            yield "PUT", f"{kind}/{one['id']}", one
            yield "POST", kind, one
    patient = me.only("Patient")["id"]
    yield "GET", f"Patient/{patient}/$everything", None
    yield "GET", f"Patient?_id={patient}&_revinclude=CarePlan:patient&_revinclude=Provenance:target", None
    for kind in TYPES:
        yield "GET", f"{kind}?patient=Patient/{patient}", None
    yield "GET", "Organization?_include=Organization:partof", None


WALKED = pytest.mark.parametrize(
    ("database", "protected"),
    [("sqlite", "none"), ("postgresql", "protected_registration")],
    indirect=["database"],
)
OTHERS = [*(who for who in CLAIMS if who not in ("patient", "coordinator")), None]


@WALKED
def test_no_address_tells_anything_of_a_person_to_whoever_may_not_see_her(api, monkeypatch, protected):
    _protect(monkeypatch, protected)
    me = api("patient")
    assert me("POST", "Consent", block(me.only("Patient")["id"])).status == 201
    addresses = list(_addresses(me))
    assert len(addresses) > 80
    askers = {who: api(who) for who in OTHERS}
    for who, (method, path, body) in product(OTHERS, addresses):
        form = {"Content_Type": "application/x-www-form-urlencoded"} if path.endswith("_search") else {}
        answer = askers[who](method, path, body, If_Match='W/"1"', **form)
        assert answer.status in (200, 400, 401, 403, 404, 405, 422), (who, method, path)
        told = str(answer.body)
        assert not [word for word in TELLING if word in told], (who, method, path, told[:300])
        if method == "PUT" or (method == "GET" and "/" in path.partition("?")[0]):
            assert answer.status in (401, 404, 405), (who, method, path)


STAND_STILL = {"X-Request-ID"}
"""Headers that are new in every answer."""


def _asked(asker, method, path, body):
    """Status, headers, body and number of queries of an answer."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connections["care"]) as queries:
        answer = asker(method, path, body, If_Match='W/"1"')
    headers = {name: value for name, value in answer.headers.items() if name not in STAND_STILL}
    return answer.status, headers, answer.body, len(queries)


def _pairs(me):
    """Each address of a resource of the patient's, and the same of one that there is not."""
    away = "00000000-0000-5000-8000-000000000000"
    for kind in TYPES:
        for one in me.get(kind).found[:1]:
            for tail in ("", "/_history", "/_history/1"):
                yield ("GET", f"{kind}/{one['id']}{tail}", None), ("GET", f"{kind}/{away}{tail}", None)
            yield ("PUT", f"{kind}/{one['id']}", one), ("PUT", f"{kind}/{away}", one | {"id": away})
    patient = me.only("Patient")["id"]
    yield ("GET", f"Patient/{patient}/$everything", None), ("GET", f"Patient/{away}/$everything", None)


@WALKED
def test_what_may_not_be_seen_is_answered_as_what_is_not_there_to_the_byte(
    api, store, monkeypatch, protected
):
    """Status, body, headers and number of queries: as everybody who may not, on either database."""
    _protect(monkeypatch, protected)
    me = api("patient")
    assert me("POST", "Consent", block(me.only("Patient")["id"])).status == 201
    pairs = list(_pairs(me))
    assert len(pairs) == 4 * (len(TYPES) - 1) + 1  # no relative takes a step of hers
    for who in OTHERS:
        asker = api(who)
        for there, absent in pairs:
            if "AuditEvent" in there[1]:
                store.log()  # chains what waits of it, which whoever reads it next would have to do
            found = _asked(asker, *there)
            assert found[0] == (401 if who is None else 405 if found[0] == 405 else 404), (who, there)
            assert found == _asked(asker, *absent), (who, there)


def _protect(monkeypatch, level):
    """The store says that everybody has this protection."""
    import dataclasses

    from vardvag.contracts.access.protection import Protection
    from vardvag.service.store.repository import DjangoPlanStore

    plain = DjangoPlanStore.access_facts

    def facts(self, plan_id):
        found = plain(self, plan_id)
        return found and dataclasses.replace(found, protection=Protection(level))

    monkeypatch.setattr(DjangoPlanStore, "access_facts", facts)


@pytest.mark.parametrize(
    ("level", "municipal", "place", "label"),
    [
        ("none", True, True, None),
        ("confidentiality_marking", True, True, "sekretessmarkering"),
        ("protected_registration", False, True, "skyddadFolkbokforing"),
        ("assumed_identity", False, True, None),
    ],
)
def test_what_can_tell_where_a_protected_person_is_is_taken_out(
    api, monkeypatch, level, municipal, place, label
):
    _protect(monkeypatch, level)
    me = api("coordinator")
    steps = me.get("ServiceRequest").found
    [home] = [one for one in steps if one["code"]["text"] == "Planering för att komma hem"]
    [visit] = [one for one in steps if one["code"]["text"] == "Samtal inför operationen"]
    assert ("performer" in home, "locationReference" in visit) == (municipal, place)
    assert ("kommunens biståndsenhet" in str(home).lower()) is municipal
    labels = {one["code"] for one in visit["meta"].get("security", ())}
    assert labels == (set() if level == "none" else {"V"} | ({label} if label else set()))
    own = api("patient").get("ServiceRequest").found
    assert all("performer" in one for one in own)
    if not municipal:
        refused = me("PUT", f"ServiceRequest/{home['id']}", home, If_Match='W/"1"')
        assert refused.status == 403


def test_a_step_that_is_not_approved_for_her_leaves_no_trace_to_the_patient(api, store):
    from dataclasses import replace

    plan = store.read("exempelplan-1")
    step = next(one for one in plan.steps if one.what == "Samtal inför operationen")
    store.save(plan.with_step(replace(step, approved_for_patient=False)), 1)
    me, coordinator = api("patient"), api("coordinator")
    for kind in TYPES:
        assert "Samtal inför operationen" not in str(me.get(kind).body), kind
        for one in me.get(kind).found:
            past = me.get(f"{kind}/{one['id']}/_history").body
            assert "Samtal inför operationen" not in str(past), kind
    assert me.get("Appointment").body["total"] == 1
    assert "Samtal inför operationen" in str(coordinator.get("CarePlan").body)
    [hidden] = [
        one for one in coordinator.get("ServiceRequest").found if one["code"]["text"].startswith("Samtal")
    ]
    assert me.get(f"ServiceRequest/{hidden['id']}").status == 404
    assert hidden["id"] not in str([me.get(kind).body for kind in TYPES])


def test_a_step_of_another_caregivers_is_decided_for_itself_and_not_changed_here(api, store):
    from dataclasses import replace

    plan = store.read("exempelplan-1")
    step = next(one for one in plan.steps if one.what == "Samtal inför operationen")
    store.save(plan.with_step(replace(step, responsible="SE-EXEMPEL-ANNAN")), 1)
    me, coordinator = api("patient"), api("coordinator")
    assert "Samtal inför operationen" in str(me.get("CarePlan").body)
    for kind in TYPES:
        assert "Samtal inför operationen" not in str(coordinator.get(kind).body), kind
    [hidden] = [one for one in me.get("ServiceRequest").found if one["code"]["text"].startswith("Samtal")]
    answer = coordinator("PUT", f"ServiceRequest/{hidden['id']}", hidden, If_Match='W/"2"')
    assert answer.status == 404
    time = {
        "resourceType": "Appointment",
        "status": "booked",
        "basedOn": [{"reference": f"ServiceRequest/{hidden['id']}"}],
        "start": "2019-11-27T09:00:00+01:00",
        "end": "2019-11-27T09:30:00+01:00",
        "participant": [{"actor": hidden["subject"], "status": "accepted"}],
    }
    assert coordinator("POST", "Appointment", time).status == 422


@pytest.mark.parametrize(("level", "shown"), [("none", True), ("protected_registration", False)])
def test_who_helps_a_protected_person_is_withheld_with_every_trace(api, store, monkeypatch, level, shown):
    from dataclasses import replace

    from vardvag.contracts.step import Owner, OwnerKind

    plan = store.read("exempelplan-1")
    step = next(one for one in plan.steps if one.what.startswith("Träna"))
    store.save(plan.with_step(replace(step, owner=Owner(OwnerKind.RELATIVE, "Systern Exempel"))), 1)
    _protect(monkeypatch, level)
    me = api("coordinator")
    assert me.get("RelatedPerson").body["total"] == (1 if shown else 0)
    for kind in TYPES:
        told = str(me.get(kind).body)
        assert ("Systern Exempel" in told) is (shown and kind in ("RelatedPerson", "Task")), kind
    [helper] = api("patient").get("RelatedPerson").found
    assert me.get(f"RelatedPerson/{helper['id']}").status == (200 if shown else 404)


def test_what_another_caregiver_is_responsible_for_is_changed_there_also_where_it_may_be_read(
    store, examples
):
    from dataclasses import replace

    from vardvag.contracts.access.protection import Protection
    from vardvag.service.fhir.entries import Entry
    from vardvag.service.fhir.placing import _own
    from vardvag.service.fhir.request import Fault
    from vardvag.service.fhir.seen import Seen

    plan = store.read("exempelplan-1")
    step = replace(plan.steps[4], responsible="SE-EXEMPEL-ANNAN")
    everything = frozenset(one.step_id for one in plan.steps)
    seen = Seen(plan.with_step(step), everything, frozenset(), Protection.NONE, frozenset(), frozenset())
    with pytest.raises(Fault) as refused:
        _own(seen, Entry("ServiceRequest", {}, "ServiceRequest", "x", step=step.step_id))
    assert refused.value.status == 403
    _own(seen, Entry("ServiceRequest", {}, "ServiceRequest", "x", step=plan.steps[0].step_id))
