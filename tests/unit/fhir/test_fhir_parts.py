"""The API's pure parts: identifiers, search, scopes, what is taken out, what is kept beside."""

from __future__ import annotations

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.contracts.access.protection import Detail, Protection
from vardvag.service.fhir.agreement import disagreement
from vardvag.service.fhir.beside import OWNED, beside_of, with_beside
from vardvag.service.fhir.identifiers import HSA, checked, of_unit
from vardvag.service.fhir.issues import Issue, outcome
from vardvag.service.fhir.masking import labelled, without_places, without_references
from vardvag.service.fhir.names import resource_id
from vardvag.service.fhir.profiles import check_profile
from vardvag.service.fhir.r4.checking import check
from vardvag.service.fhir.request import Fault
from vardvag.service.fhir.scopes import scopes_of
from vardvag.service.fhir.search import is_personal, matcher

PERSONNUMMER = "http://electronichealth.se/identifier/personnummer"
SAMORDNINGSNUMMER = "http://electronichealth.se/identifier/samordningsnummer"


@pytest.mark.parametrize(
    ("system", "value", "right"),
    [
        (PERSONNUMMER, "191212121212", True),
        (PERSONNUMMER, "191212121213", False),
        (PERSONNUMMER, "1212121212", False),
        (PERSONNUMMER, "19121212-1212", False),
        (PERSONNUMMER, "191213121212", False),
        (PERSONNUMMER, "197010632391", False),
        ("urn:oid:1.2.752.129.2.1.3.1", "191212121212", True),
        (SAMORDNINGSNUMMER, "197010632391", True),
        (SAMORDNINGSNUMMER, "197010632392", False),
        (SAMORDNINGSNUMMER, "191212121212", False),
        ("urn:oid:1.2.752.29.4.19", "SE2321000131-P000000123457", True),
        ("urn:oid:1.2.752.129.2.1.4.1", "SE2321000131-P000000123457", True),
        ("urn:oid:1.2.752.129.2.1.4.1", "SE-EXEMPEL-ORTOPEDI", False),
        ("urn:oid:1.2.752.29.4.19", "2321000131-P1", False),
        ("http://electronichealth.se/identifier/nationelltReservnummer", "anything", True),
        ("https://another.example", "191212121213", True),
    ],
)
def test_swedish_identifiers_are_checked_wherever_they_stand(system, value, right):
    found = list(checked({"a": [{"b": {"identifier": [{"system": system, "value": value}]}}]}, "Patient"))
    assert [one.expression for one in found] == ([] if right else ["Patient.a[0].b.identifier[0].value"])


def test_a_unit_is_an_hsa_id_only_where_it_has_the_shape_of_one():
    assert of_unit("SE2321000131-P000000123457")["system"] == HSA
    assert of_unit("SE-EXEMPEL-ORTOPEDI") == {
        "system": "https://vardvag.example/fhir/sid/unit",
        "value": "SE-EXEMPEL-ORTOPEDI",
    }


def test_ids_are_of_what_they_stand_for_and_of_nothing_else():
    assert resource_id("Goal", "a") == resource_id("Goal", "a")
    assert (
        len(
            {
                resource_id(*named)
                for named in (("Goal", "a"), ("Task", "a"), ("Goal", "a", "b"), ("Goal", "a/b"))
            }
        )
        == 4
    )


ENCOUNTER = {
    "resourceType": "Encounter",
    "id": "e",
    "status": "finished",
    "period": {"start": "2019-03-01", "end": "2019-03-05"},
}


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2019", True), ("2019-03", True), ("2019-03-01", False), ("ge2019-03-05", False),
        ("ge2019-03-04", True), ("ge2019-03", True), ("gt2019-03-04", True), ("gt2019-03-05", False),
        ("lt2019-03-01", False), ("lt2019-03-02", True), ("le2019-03-01", False), ("le2019-03-02", True),
        ("sa2019-02-28", True), ("sa2019-03-01", False), ("eb2019-03-06", True), ("eb2019-03-05", False),
        ("ne2019-03", False), ("ne2020", True), ("2018,2019", True),
    ],
)  # fmt: skip
def test_days_are_compared_as_r4_says(value, found):
    """By its letter a period is not "at or after" a day in it unless it goes on past that day."""
    assert matcher("Encounter", "date", value)(ENCOUNTER) is found


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("identifier", "a|1", True), ("identifier", "1", True), ("identifier", "b|1", False),
        ("identifier", "a|", True), ("identifier", "|1", False), ("identifier", "a|2,a|1", True),
        ("performer", "Organization/o", True), ("performer", "o", True),
        ("performer:Organization", "o", True), ("performer", "https://x.example/fhir/Organization/o", True),
        ("performer", "Patient/o", False), ("performer", "p", False), ("status", "active", True),
        ("status", "ACTIVE", False),
    ],
)  # fmt: skip
def test_codes_and_references_are_compared_as_r4_says(name, value, found):
    resource = {
        "resourceType": "ServiceRequest",
        "status": "active",
        "identifier": [{"system": "a", "value": "1"}],
        "performer": [{"reference": "Organization/o/_history/2"}],
    }
    assert matcher("ServiceRequest", name, value)(resource) is found


def test_both_systems_of_hsa_ids_find_the_same_unit():
    resource = {"identifier": [of_unit("SE2321000131-P1")]}
    for system in ("urn:oid:1.2.752.29.4.19", "urn:oid:1.2.752.129.2.1.4.1"):
        assert matcher("Organization", "identifier", f"{system}|SE2321000131-P1")(resource)


def test_what_is_no_parameter_or_no_day_is_told_apart():
    assert matcher("Goal", "colour", "red") is None
    assert matcher("Goal", "patient:Task", "x") is None
    with pytest.raises(Fault):
        matcher("Encounter", "date", "2019-02-30")


@pytest.mark.parametrize(
    ("value", "personal"),
    [
        (f"{PERSONNUMMER}|x", True), ("191212121212", True), ("121212-1212", True), ("121212+1212", True),
        ("exempelperson-1", False), ("a|b,191212121212", True), ("12345", False),
    ],
)  # fmt: skip
def test_a_persons_number_is_told_from_other_identifiers(value, personal):
    assert is_personal("identifier", value) is personal
    assert not is_personal("status", value)


def test_scopes_of_another_level_or_form_open_nothing():
    patient = scopes_of(
        "openid patient/Goal.rs patient/Task.read user/*.cruds patient/Patient.sr launch/patient", "patient"
    )
    assert patient.granted == {("Goal", "rs"), ("Task", "rs")}
    assert scopes_of("patient/*.cruds user/Goal.u", "coordinator").granted == {("Goal", "u")}


def test_what_may_not_be_seen_is_taken_out_with_what_would_be_empty():
    plan = {
        "resourceType": "CarePlan",
        "activity": [
            {"reference": {"reference": "Task/a", "display": "x"}},
            {"reference": {"reference": "Task/b"}},
        ],
        "extension": [{"url": "depends-on", "valueReference": {"reference": "Task/a"}}],
        "title": "t",
    }
    shown = without_references(plan, lambda one: one == "Task/a")
    assert shown == {
        "resourceType": "CarePlan",
        "activity": [{"reference": {"reference": "Task/b"}}],
        "title": "t",
    }
    assert without_references(plan, lambda one: False) == plan


def test_places_are_withheld_by_whose_they_are():
    step = {
        "resourceType": "ServiceRequest",
        "locationReference": [{"display": "hemma"}],
        "performer": [{"display": "Kommunen"}],
    }
    home = frozenset({Detail.HOME_PLACE, Detail.MUNICIPALITY})
    assert without_places(step, home, at_home=True, municipal=True) == {"resourceType": "ServiceRequest"}
    assert without_places(step, home, at_home=False, municipal=False) == step
    assert "locationReference" not in without_places(
        step, frozenset({Detail.UNIT_PLACE}), at_home=False, municipal=False
    )
    time = {
        "resourceType": "Appointment",
        "participant": [{"actor": {"type": "Location", "display": "hemma"}}],
    }
    assert "hemma" not in str(without_places(time, home, at_home=True, municipal=False))


def test_a_label_says_that_a_person_is_protected_and_how_but_for_another_identity():
    assert labelled({"meta": {}}, Protection.NONE) == {"meta": {}}
    codes = {
        level: [one["code"] for one in labelled({}, level)["meta"]["security"]]
        for level in Protection
        if level is not Protection.NONE
    }
    assert codes == {
        Protection.CONFIDENTIALITY_MARKING: ["V", "sekretessmarkering"],
        Protection.PROTECTED_REGISTRATION: ["V", "skyddadFolkbokforing"],
        Protection.ASSUMED_IDENTITY: ["V"],
    }


MADE = {
    "resourceType": "ServiceRequest",
    "id": "s",
    "status": "active",
    "code": {"text": "a"},
    "identifier": [{"system": "https://vardvag.example/fhir/sid/step", "value": "1"}],
}


def test_a_coding_stands_as_long_as_the_plan_says_the_same():
    sent = MADE | {
        "code": {"text": "a", "coding": [{"code": "1"}]},
        "priority": "urgent",
        "contained": [1],
        "text": {"x": 1},
    }
    beside = beside_of(sent, MADE)
    assert beside == {"code": {"coding": [{"code": "1"}]}, "priority": "urgent"}
    whole = with_beside(MADE, beside)
    assert whole == MADE | {"code": {"text": "a", "coding": [{"code": "1"}]}, "priority": "urgent"}
    assert with_beside(MADE, beside, whole) == whole
    other = MADE | {"code": {"text": "b"}}
    assert with_beside(other, beside, whole) == other | {"priority": "urgent"}


def test_what_would_be_lost_is_told_and_what_is_shown_beside_a_reference_is_not():
    kept = MADE | {"performer": [{"reference": "Organization/o", "display": "Ortopeden"}]}
    owned = OWNED["ServiceRequest"]
    assert (
        disagreement(kept | {"performer": [{"reference": "Organization/o", "display": "Annat"}]}, kept, owned)
        == []
    )
    lost = disagreement(
        kept | {"performer": [{"reference": "Organization/o", "identifier": {"value": "x"}}]}, kept, owned
    )
    assert [one.expression for one in lost] == ["ServiceRequest.performer"]
    assert disagreement(kept | {"status": "revoked"}, kept, owned)[0].expression == "ServiceRequest.status"
    assert disagreement(kept | {"code": {"text": "a", "coding": []}}, kept, owned) == []
    assert disagreement(kept | {"note": [{"text": "x"}]}, kept, owned)[0].expression == "ServiceRequest.note"


def test_what_is_told_can_always_be_told():
    said = outcome([Issue("value", _text("\x00x" * 2000), "a.\x08")])
    assert check(said) == []
    assert "\x00" not in str(said)


def _text(words):
    from vardvag.base.texts import Text

    return Text(words, words)


def test_a_profile_of_ours_asks_for_more_than_r4():
    goal = {
        "resourceType": "Goal",
        "lifecycleStatus": "active",
        "description": {"text": "x"},
        "subject": {"reference": "Patient/p"},
    }
    url = "https://vardvag.example/fhir/StructureDefinition/vardvag-goal"
    assert check(goal) == []
    assert [one.expression for one in check_profile(goal, url)] == ["Goal.expressedBy"]
    assert [one.code for one in check_profile(goal, url.replace("goal", "nothing"))] == ["not-found"]
    assert list(check_profile(goal, "https://another.example/profile")) == []
    plan = {
        "resourceType": "CarePlan",
        "activity": [{"detail": {"status": "x"}}],
        "category": [{"text": "x"}],
    }
    places = {one.expression for one in check_profile(plan, url.replace("goal", "careplan"))}
    assert {
        "CarePlan.title",
        "CarePlan.activity[0].detail",
        "CarePlan.activity[0].reference",
        "CarePlan.category",
    } <= places
