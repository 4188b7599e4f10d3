"""Consents and blocks by the API: given, taken back, and what each reader may know of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vardvag.service.fhir import canonical
from vardvag.service.fhir.consents import PARTICIPATION, SCOPE

ELSEWHERE = "SE-EXEMPEL-ANNAN"


def actor(role, unit):
    return {
        "role": {"coding": [{"system": PARTICIPATION, "code": role}]},
        "reference": {"type": "Organization", "identifier": {"value": unit}},
    }


def a_consent(patient, kind="access", provision=None, **more):
    given = {"type": "permit", "actor": [actor("IRCP", ELSEWHERE), actor("IRCP", "SE-EXEMPEL-ANNAN-1")]}
    return {
        "resourceType": "Consent",
        "status": "active",
        "scope": {"coding": [{"system": SCOPE, "code": "patient-privacy"}]},
        "category": [{"coding": [{"system": canonical.CONSENT_KIND, "code": kind}]}],
        "patient": {"reference": f"Patient/{patient}"},
        "provision": provision or given,
    } | more


def block(patient, kind="outer-block", provider="SE-EXEMPEL-REGIONEN", **more):
    return a_consent(patient, kind, {"type": "deny", "actor": [actor("CST", provider)]} | more)


def said_by(way="telephone", speaker="patient"):
    parts = [{"url": "speaker", "valueCode": speaker}, {"url": "way", "valueCode": way}]
    parts.append({"url": "name", "valueString": "Alva Exempel"})
    return {"extension": [{"url": canonical.SAID_BY, "extension": parts}]}


def put(api, resource):
    version = resource["meta"]["versionId"]
    return api("PUT", f"Consent/{resource['id']}", resource, If_Match=f'W/"{version}"')


@pytest.fixture
def patient(api):
    return api("patient").only("Patient")["id"]


def test_a_consent_is_given_and_withdrawn_by_the_patient_with_every_version_kept(api, store, patient):
    me = api("patient")
    sent = a_consent(patient)
    sent["provision"]["period"] = {"end": "2020-01-01T00:00:00+01:00"}
    made = me("POST", "Consent", sent)
    assert (made.status, made.headers["ETag"]) == (201, 'W/"1"'), made.body
    [kept] = store.access_records("exempelperson-1")
    assert (kept.content.unit, kept.content.provider) == ("SE-EXEMPEL-ANNAN-1", ELSEWHERE)
    assert me.get("Consent?status=active").found == [made.body]
    assert me.get("Consent?status=inactive").found == []
    over = put(me, made.body | {"status": "inactive"})
    assert (over.status, over.body["status"], over.body["meta"]["versionId"]) == (200, "inactive", "2")
    past = me.get(f"Consent/{made.body['id']}/_history").body["entry"]
    assert [one["resource"]["status"] for one in past] == ["inactive", "active"]
    assert me.get(f"Consent/{made.body['id']}/_history/1").body == made.body
    again = put(me, over.body | {"status": "active"})
    assert (again.status, again.issues) == (422, [("business-rule", "Consent.status")])
    assert put(me, made.body | {"status": "inactive"}).status == 412
    actions = [one.entry.action for one in store.log()]
    assert {"record_consent", "withdraw_consent"} <= set(actions)


def test_a_block_is_made_and_lifted_and_says_what_it_leaves_outside(api, store, patient):
    me = api("patient")
    sent = block(
        patient,
        dataPeriod={"start": "2019-01-01", "end": "2019-06-30"},
        provision=[
            {"type": "permit", "class": [{"system": canonical.INFORMATION_KIND, "code": "attention"}]}
        ],
    )
    made = me("POST", "Consent", sent)
    assert made.status == 201, made.body
    assert made.body["provision"]["dataPeriod"] == sent["provision"]["dataPeriod"]
    assert made.body["provision"]["provision"] == sent["provision"]["provision"]
    assert [one.unit for one in store.access_facts("exempelplan-1").blocks] == [None]
    lifted = put(me, made.body | {"status": "inactive"})
    assert lifted.status == 200, lifted.body
    [block_] = store.access_facts("exempelplan-1").blocks
    assert block_.cancelled is not None


def test_what_staff_write_down_says_how_it_was_said(api, store, patient):
    me = api("coordinator")
    how = me("POST", "Consent", a_consent(patient))
    assert (how.status, how.issues) == (422, [("business-rule", "Consent")] * 2)
    other = me("POST", "Consent", a_consent(patient) | said_by(speaker="relative"))
    assert (other.status, other.issues) == (422, [("business-rule", "Consent.extension")])
    assert me("POST", "Consent", a_consent(patient) | said_by()).status == 201
    [kept] = store.access_records("exempelperson-1")
    assert (kept.said.way.value, kept.said.name) == ("telephone", "Alva Exempel")
    assert kept.said.recorded_by


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"category": [{"text": "samtycke"}]}, "Consent.category"),
        ({"scope": {"text": "x"}}, "Consent.scope"),
        ({"policyRule": {"text": "en annan lag"}}, "Consent.policyRule"),
        ({"status": "inactive"}, "Consent.status"),
        ({"verification": [{"verified": True}]}, "Consent.verification"),
        ({"provision": {"type": "deny", "actor": [actor("IRCP", "SE-X")]}}, "Consent.provision"),
        ({"provision": {"type": "permit", "actor": [actor("XXX", "SE-X")]}}, "Consent.provision.actor[0]"),
        (
            {"provision": {"type": "permit", "period": {"start": "2019"}, "actor": [actor("IRCP", "SE-X")]}},
            "Consent.provision.period",
        ),
        (
            {
                "provision": {
                    "type": "permit",
                    "actor": [actor("IRCP", "SE-X")],
                    "dataPeriod": {"start": "2019"},
                }
            },
            "Consent.provision.dataPeriod",
        ),
        ({"extension": [{"url": "https://x.example/a", "valueString": "b"}]}, "Consent.extension"),
    ],
)
def test_what_of_a_consent_would_be_lost_is_refused_with_its_place(api, store, patient, change, place):
    me = api("patient")
    answer = me("POST", "Consent", a_consent(patient) | change)
    assert (answer.status, [one for _, one in answer.issues]) == (422, [place])
    assert store.access_records("exempelperson-1") == ()


def _blocked_elsewhere(store):
    """A step of another caregiver's that may be read elsewhere, and is blocked there by the patient."""
    from vardvag.contracts.access.block import BlockKind
    from vardvag.service.identity.claims import actor_from_claims
    from vardvag.service.today import now
    from vardvag.usecases.give_information import give_information
    from vardvag.usecases.object_to_sharing import object_to_sharing

    plan = store.read("exempelplan-1")
    step = next(one for one in plan.steps if one.what == "Samtal inför operationen")
    store.save(plan.with_step(replace(step, responsible=ELSEWHERE)), 1)
    claims = {"vardvag_role": "coordinator", "vardvag_unit": "SE-EXEMPEL-ORTOPEDI", "name": "Samordnare"}
    coordinator = actor_from_claims({"sub": "samordnare", **claims})
    give_information(store, coordinator, "exempelplan-1", now(), ELSEWHERE)
    mine = {"vardvag_role": "patient", "vardvag_person": "exempelperson-1", "name": "Alva Exempel"}
    me = actor_from_claims({"sub": "patient", **mine})
    object_to_sharing(store, me, "exempelplan-1", BlockKind.OUTER, now(), provider=ELSEWHERE)


def test_of_a_block_elsewhere_staff_learn_only_that_there_is_one(api, store, patient):
    _blocked_elsewhere(store)
    own = api("patient").only("Consent")
    assert ELSEWHERE in str(own)
    staff = api("coordinator")
    told = staff.only("Consent")
    assert ELSEWHERE not in str(told)
    assert told["provision"] == {"type": "deny"}
    assert "dateTime" not in told
    assert told["id"] != own["id"]
    assert staff.get(f"Consent/{own['id']}").status == 404
    assert put(staff, told | {"status": "inactive"}).status == 403
    assert put(staff, own | {"status": "inactive"} | said_by()).status == 404
    everything = staff.get(f"Patient/{patient}/$everything").found
    assert [one["id"] for one in everything if one["resourceType"] == "Consent"] == [told["id"]]


def test_nobody_outside_the_care_learns_that_there_is_a_consent_or_a_block(api, store, patient):
    made = api("patient")("POST", "Consent", block(patient)).body
    for who in ("other patient", "stranger", "analyst", "finance"):
        asker = api(who)
        assert asker.get("Consent").found == []
        there, absent = asker.get(f"Consent/{made['id']}"), asker.get("Consent/nothing")
        assert (there.status, there.body) == (absent.status, absent.body)
        assert there.status == 404
        assert put(asker, made | {"status": "inactive"}).status == 404
        assert asker("POST", "Consent", block(patient) | said_by()).status == 422
    assert len(store.access_records("exempelperson-1")) == 1


def test_a_consent_and_a_change_of_the_plan_are_kept_together_or_not_at_all(api, store, patient):
    me = api("patient")
    goal = me.only("Goal") | {"description": {"text": "Att dansa."}}
    rows = [
        {"resource": block(patient), "request": {"method": "POST", "url": "Consent"}},
        {"resource": goal, "request": {"method": "PUT", "url": f"Goal/{goal['id']}", "ifMatch": 'W/"9"'}},
    ]
    sent = {"resourceType": "Bundle", "type": "transaction", "entry": rows}
    assert me("POST", "", sent).status == 412
    assert store.access_records("exempelperson-1") == ()
    rows[1]["request"]["ifMatch"] = 'W/"1"'
    kept = me("POST", "", sent)
    assert [one["response"]["status"][:3] for one in kept.body["entry"]] == ["201", "200"]
    assert len(store.access_records("exempelperson-1")) == 1


def one_of_the_staff(login):
    who = {"role": actor("IRCP", "x")["role"]}
    return who | {"reference": {"type": "Practitioner", "identifier": {"value": login}}}


def narrowed(patient, *logins, **more):
    sent = a_consent(patient, **more)
    sent["provision"]["actor"] += [one_of_the_staff(login) for login in logins]
    return sent


def test_a_consent_to_one_of_the_staff_lets_no_other_of_the_unit_read(api, store, patient):
    from vardvag.contracts.access.consent import consented
    from vardvag.service.today import now

    me = api("patient")
    made = me("POST", "Consent", narrowed(patient, "lakare-1"))
    assert made.status == 201, made.body
    assert "lakare-1" not in str(made.body)
    assert made.body["provision"]["actor"][2]["reference"]["type"] == "Practitioner"
    facts = store.access_facts("exempelplan-1")
    for who, may in (("lakare-1", True), ("lakare-2", False)):
        assert consented(facts.consents, ELSEWHERE, "SE-EXEMPEL-ANNAN-1", who, now()) is may
    over = put(me, made.body | {"status": "inactive"})
    assert (over.status, over.body["status"]) == (200, "inactive")
    facts = store.access_facts("exempelplan-1")
    assert not consented(facts.consents, ELSEWHERE, "SE-EXEMPEL-ANNAN-1", "lakare-1", now())


def test_a_colleague_of_whom_it_is_to_does_not_see_such_a_consent(api, store, patient):
    """Both take part in the care at another unit of the caregiver, to one of whom she has consented."""
    plan = store.read("exempelplan-1")
    store.save(replace(plan, care_team=plan.care_team | {"vard", "vard-2"}), plan.version)
    own = [actor("IRCP", "SE-EXEMPEL-REGIONEN"), actor("IRCP", "SE-EXEMPEL-REHAB")]
    given = {"type": "permit", "actor": [*own, one_of_the_staff("vard")]}
    made = api("patient")("POST", "Consent", a_consent(patient, provision=given))
    assert made.status == 201, made.body
    for who, seen in (("vard", 1), ("vard-2", 0)):
        asker = api("care staff", sub=who, vardvag_unit="SE-EXEMPEL-REHAB")
        assert asker.get("CarePlan").body["total"] == 1
        assert asker.get("Consent").body["total"] == seen, who


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_cannot_be_narrowed_to_staff_is_refused_with_its_place(api, store, patient):
    me = api("patient")
    two = me("POST", "Consent", narrowed(patient, "lakare-1", "lakare-2"))
    alone = a_consent(patient, provision={"type": "permit", "actor": [one_of_the_staff("lakare-1")]})
    unnamed = narrowed(patient, "lakare-1")
    unnamed["provision"]["actor"][2]["reference"] = {"type": "Practitioner", "display": "Läkaren"}
    against = block(patient)
    against["provision"]["actor"].append(one_of_the_staff("lakare-1"))
    told = [two, *(me("POST", "Consent", one) for one in (alone, unnamed, against))]
    assert [(one.status, *one.issues) for one in told] == [
        (422, ("business-rule", "Consent.provision.actor")),
        (422, ("business-rule", "Consent.provision")),
        (422, ("business-rule", "Consent.provision.actor[2]")),
        (422, ("business-rule", "Consent.provision.actor[1]")),
    ]
    assert store.access_records("exempelperson-1") == ()
