"""Whatever a source answers, a plan stays a plan: nothing raised, nothing of hers lost, twice as once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from example_plan import example
from rivta_examples import ASKED, NUMBER, OK
from rivta_strategies import messages
from vardvag.contracts.rivta import (
    get_care_contacts,
    get_care_managers,
    get_care_plans,
    get_request_activities,
    get_subject_of_care_schedule,
)
from vardvag.contracts.rivta.collected import Collected
from vardvag.contracts.rivta.merging import merged
from vardvag.contracts.rivta.reading import Reading
from vardvag.contracts.rivta.values import II, PersonId
from vardvag.service.store.documents import from_document, to_document
from vardvag.usecases.collect_sources import COMES_TO

PLAN = example(date(2019, 2, 4)).plan
_SLOW = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def hers(name: str, item: Any) -> Any:
    """An item of an answer, made to be about the patient who is asked about."""
    if name == "GetCareManagers":
        access = replace(item.header.access, patient=II(root="x", extension=NUMBER))
        return replace(item, header=replace(item.header, access=access))
    if name in ("GetCarePlans", "GetCareContacts"):
        return replace(item, header=replace(item.header, patient=PersonId(identifier=NUMBER, kind="x")))
    return replace(item, patient=NUMBER) if name == "GetSubjectOfCareSchedule" else item


ITEMS = {
    "GetCareManagers": (get_care_managers.CareManager, "care_managers"),
    "GetCarePlans": (get_care_plans.CarePlan, "care_plans"),
    "GetCareContacts": (get_care_contacts.CareContact, "care_contacts"),
    "GetSubjectOfCareSchedule": (get_subject_of_care_schedule.Timeslot, "times"),
    "GetRequestActivities": (get_request_activities.RequestActivity, "activities"),
}
SHAPES = {
    "GetCareManagers": get_care_managers.Answer,
    "GetCarePlans": get_care_plans.Answer,
    "GetCareContacts": get_care_contacts.Answer,
    "GetSubjectOfCareSchedule": get_subject_of_care_schedule.Answer,
    "GetRequestActivities": get_request_activities.Answer,
}


@st.composite
def answered(draw: st.DrawFn) -> tuple[str, Collected]:
    name = draw(st.sampled_from(sorted(ITEMS)))
    shape, field = ITEMS[name]
    items = tuple(hers(name, item) for item in draw(st.lists(messages(shape), max_size=3)))
    given_: dict[str, Any] = {field: items}
    if name in ("GetCarePlans", "GetCareContacts"):
        given_["result"] = OK
    return name, COMES_TO[name][0](Reading(SHAPES[name](**given_)), ASKED)


@_SLOW
@given(answered())
def test_every_item_is_somewhere_or_told(made: tuple[str, Collected]) -> None:
    _, collected = made
    assert collected.left_out == sum(finding.rule != "unknown-code" for finding in collected.findings)


@_SLOW
@given(st.lists(answered(), min_size=1, max_size=3))
def test_a_plan_stays_a_plan_and_the_same_twice_is_once(made: list[tuple[str, Collected]]) -> None:
    plan = PLAN
    for name, collected in made:
        plan = merged(plan, collected, ASKED, COMES_TO[name][1])
    assert [step.step_id for step in plan.steps[: len(PLAN.steps)]] == [step.step_id for step in PLAN.steps]
    name, collected = made[-1]
    assert merged(plan, collected, ASKED, COMES_TO[name][1]) == plan
    assert from_document(to_document(plan)) == plan
