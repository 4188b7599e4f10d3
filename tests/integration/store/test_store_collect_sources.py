"""Collecting into a plan: what is joined, what is said of who was not reached, and what is logged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest

from collecting import World
from example_plan import ORTHOPAEDICS, UNITS, Example, example
from rivta_examples import CAREGIVER, NOW, OK, SYSTEM, UNIT, care_plan, contact, manager, slot
from vardvag.base.moments import Moment
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.rivta import get_care_contacts as contacts
from vardvag.contracts.rivta import get_care_managers as managers
from vardvag.contracts.rivta import get_care_plans as plans
from vardvag.contracts.rivta import get_subject_of_care_schedule as schedule
from vardvag.contracts.rivta.collected import PatientNumber
from vardvag.contracts.rivta.logistics import Result
from vardvag.contracts.rivta.source import Source, Unreached
from vardvag.contracts.rivta.source_state import Circuit, Outcome, SourceState
from vardvag.contracts.times import Booked, Done, NoTimeYet
from vardvag.usecases.collect_sources import Collection, collect_sources
from vardvag.usecases.show_plan import Denied

SOURCE = Source(
    "regionen",
    "Exempelregionens journal",
    "https://exempel.invalid",
    SYSTEM,
    CAREGIVER,
    ("GetCareManagers", "GetCarePlans", "GetCareContacts", "GetSubjectOfCareSchedule"),
    units=(UNIT,),
)
ANSWERS: dict[str, Any] = {
    "GetCareManagers": managers.Answer(care_managers=(manager(), manager("9"))),
    "GetCarePlans": plans.Answer(care_plans=(care_plan(),), result=OK),
    "GetCareContacts": contacts.Answer(care_contacts=(contact(),), result=OK),
    "GetSubjectOfCareSchedule": schedule.Answer(times=(slot(),)),
}
DOWN = Unreached("timeout")


@dataclass(frozen=True)
class Who:
    subject: str
    name: str
    role: str
    person: str | None = None
    unit: str | None = None


COORDINATOR = Who("samordnare", "Maria Exempel", "coordinator", unit=ORTHOPAEDICS)
COLLEAGUE = Who("kollega", "Nils Exempel", "coordinator", unit=ORTHOPAEDICS)


@pytest.fixture
def states(database: str) -> Any:
    from vardvag.service.store.source_states import DjangoSourceStates

    return DjangoSourceStates("care")


@pytest.fixture
def kept(store: Any) -> Example:
    made = example(date(2019, 2, 4))
    made = replace(made, plan=replace(made.plan, caregiver=CAREGIVER))
    with store.transaction():
        for unit, name in UNITS.items():
            store.add_unit(unit, name, CAREGIVER)
        store.add_person(made.person, own_access_open=True)
        store.add_pathway(made.pathway, made.person.person_id)
        store.save(made.plan, 0)
    return made


def world(kept: Example, **changed: Any) -> World:
    """A world where the source answers as above, but for what a test changes."""
    answers = ANSWERS | changed
    return World(
        lambda _source, contract: answers[contract],
        NOW,
        {kept.person.person_id: PatientNumber("191212121212")},
    )


@dataclass
class Collecting:
    store: Any
    states: Any
    kept: Example

    def __call__(self, world: World, *, source: Source = SOURCE, who: Who = COORDINATOR) -> Collection:
        made = collect_sources(
            self.store, self.states, world.collector, [source], who, self.kept.plan.plan_id
        )
        assert isinstance(made, Collection)
        return made


@pytest.fixture
def collect(store: Any, states: Any, kept: Example) -> Collecting:
    return Collecting(store, states, kept)


def of(made: Collection, contract: str) -> SourceState:
    [state] = [one for one in made.states if one.contract == contract]
    return state


def test_what_sources_say_is_joined_to_the_plan(collect: Collecting) -> None:
    made = collect(world(collect.kept))
    assert made.changed
    assert {one.outcome for one in made.states} == {Outcome.REACHED}
    assert {one.last_whole for one in made.states} == {NOW}
    plan = collect.store.read(collect.kept.plan.plan_id)
    assert plan == made.plan
    assert [one.name for one in plan.fixed_contacts] == ["Maria Exempel"]
    assert [one.title for one in plan.source_plans] == ["Samordnad plan"]
    added = plan.steps[len(collect.kept.plan.steps) :]
    assert [type(step.when) for step in added] == [Done, Booked]
    assert [one.code for one in of(made, "GetCareManagers").unplaced] == ["9"]
    assert collect.states.states(plan.plan_id) == tuple(
        sorted(made.states, key=lambda one: (one.source, one.contract))
    )


def test_collecting_the_same_again_saves_no_new_version(collect: Collecting) -> None:
    first = collect(world(collect.kept))
    second = collect(world(collect.kept))
    assert not second.changed
    assert second.plan == first.plan


def test_a_source_that_was_not_reached_keeps_when_it_last_was_and_loses_nothing(collect: Collecting) -> None:
    first = collect(world(collect.kept))
    later = world(collect.kept, **dict.fromkeys(ANSWERS, DOWN))
    later.at = Moment.parse("2019-02-05T08:00")
    second = collect(later)
    assert {one.outcome for one in second.states} == {Outcome.NOT_REACHED}
    assert {one.last_whole for one in second.states} == {NOW}
    assert {one.reasons for one in second.states} == {("timeout",)}
    assert second.plan == first.plan
    assert of(second, "GetCareManagers").unplaced == of(first, "GetCareManagers").unplaced


def test_a_source_that_never_answered_has_no_last_time(collect: Collecting) -> None:
    made = collect(world(collect.kept, GetCarePlans=DOWN))
    assert of(made, "GetCarePlans").last_whole is None
    assert of(made, "GetCarePlans").outcome is Outcome.NOT_REACHED
    assert of(made, "GetCareContacts").outcome is Outcome.REACHED


def test_a_question_is_tried_again_with_longer_pauses(collect: Collecting) -> None:
    tries = iter([DOWN, DOWN, ANSWERS["GetCarePlans"]])
    source = replace(SOURCE, contracts=("GetCarePlans",))
    there = World(lambda *_: next(tries), NOW, world(collect.kept).numbers)
    made = collect(there, source=source)
    assert there.waits == [2, 4]
    assert of(made, "GetCarePlans").outcome is Outcome.REACHED


def test_what_another_try_will_not_mend_is_tried_once(collect: Collecting) -> None:
    refused = Unreached("http-403", again=False)
    there = world(collect.kept, GetCarePlans=refused)
    made = collect(there)
    assert there.asked.count(("regionen", "GetCarePlans")) == 1
    assert of(made, "GetCarePlans").reasons == ("http-403",)


def test_a_source_that_fails_is_left_alone_and_then_asked_again(collect: Collecting) -> None:
    source = replace(SOURCE, contracts=("GetCarePlans",), fuse=2, rest=15, attempts=1)
    down = world(collect.kept, GetCarePlans=DOWN)
    collect(down, source=source)
    collect(down, source=source)
    assert len(down.asked) == 2
    made = collect(down, source=source)
    assert len(down.asked) == 2
    assert of(made, "GetCarePlans").outcome is Outcome.NOT_ASKED
    assert of(made, "GetCarePlans").reasons == ("circuit-open",)
    up = world(collect.kept)
    up.at = Moment.parse("2019-02-04T08:16")
    assert of(collect(up, source=source), "GetCarePlans").outcome is Outcome.REACHED
    assert collect.states.circuit("regionen") == Circuit("regionen")


def test_after_a_failure_the_rest_of_a_source_is_tried_once_each(collect: Collecting) -> None:
    there = world(collect.kept, **dict.fromkeys(ANSWERS, DOWN))
    collect(there)
    assert len(there.asked) == SOURCE.attempts + len(SOURCE.contracts) - 1


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        (b"<html>502</html>", "another-message"),
        (b"", "not-xml"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "doctype"),
    ],
)
def test_what_cannot_be_read_is_not_an_empty_answer(collect: Collecting, answer: bytes, rule: str) -> None:
    first = collect(world(collect.kept))
    made = collect(world(collect.kept, GetSubjectOfCareSchedule=answer))
    assert of(made, "GetSubjectOfCareSchedule").outcome is Outcome.NOT_REACHED
    assert of(made, "GetSubjectOfCareSchedule").reasons == (rule,)
    assert made.plan == first.plan


def test_an_empty_answer_that_went_well_takes_the_time_away_and_one_that_did_not_leaves_it(
    collect: Collecting,
) -> None:
    first = collect(world(collect.kept))
    failed = Result(code="ERROR", log="22222222-2222-2222-2222-222222222222")
    partly = collect(
        world(collect.kept, GetCareContacts=contacts.Answer(result=failed)),
    )
    assert of(partly, "GetCareContacts").outcome is Outcome.PARTLY
    assert partly.plan == first.plan
    empty = collect(world(collect.kept, GetSubjectOfCareSchedule=schedule.Answer()))
    assert isinstance(empty.plan.steps[-1].when, NoTimeYet)


def test_an_item_with_a_fault_makes_the_answer_partial_and_the_rest_is_joined(collect: Collecting) -> None:
    both = schedule.Answer(times=(slot(at=datetime(2019, 3, 31, 2, 30)), slot("bokning-2")))
    made = collect(world(collect.kept, GetSubjectOfCareSchedule=both))
    state = of(made, "GetSubjectOfCareSchedule")
    assert (state.outcome, state.left_out, state.reasons) == (Outcome.PARTLY, 1, ("doubtful-time",))
    assert isinstance(made.plan.steps[-1].when, Booked)


def test_what_others_answer_for_is_withheld_until_somebody_decides(collect: Collecting) -> None:
    others = replace(SOURCE, caregiver="SE-EXEMPEL-ANNAN", contracts=("GetSubjectOfCareSchedule",))
    made = collect(world(collect.kept), source=others)
    assert not made.changed
    assert of(made, "GetSubjectOfCareSchedule").withheld == 1
    decided = collect(world(collect.kept), source=replace(others, others=True))
    assert decided.plan.steps[-1].responsible == "SE-EXEMPEL-ANNAN"
    # Withdrawn again: the step is not said to be gone, because nobody has said so.
    withdrawn = collect(world(collect.kept), source=others)
    assert withdrawn.plan == decided.plan


def test_without_the_patients_number_nobody_is_asked(collect: Collecting) -> None:
    there = World(lambda *_: DOWN, NOW, {})
    made = collect(there)
    assert there.asked == []
    assert {one.outcome for one in made.states} == {Outcome.NOT_ASKED}
    assert {one.reasons for one in made.states} == {("number-unknown",)}


def test_who_may_not_is_denied_and_logged_and_nobody_is_asked(store: Any, states: Any, kept: Example) -> None:
    there = world(kept)
    for who, plan_id in ((COLLEAGUE, kept.plan.plan_id), (COORDINATOR, PlanId("ingen"))):
        made = collect_sources(store, states, there.collector, [SOURCE], who, plan_id)
        assert isinstance(made, Denied)
    assert there.asked == []
    rows = [row.entry for row in store.log()][-2:]
    assert [(row.who, row.action, row.allowed) for row in rows] == [
        ("kollega", Action.JOIN_SOURCE_PLAN, False),
        ("samordnare", Action.JOIN_SOURCE_PLAN, False),
    ]


def test_collecting_is_logged_and_no_number_is_kept_anywhere(collect: Collecting) -> None:
    made = collect(world(collect.kept))
    row = collect.store.log()[-1].entry
    assert (row.who, row.action, row.allowed) == ("samordnare", Action.JOIN_SOURCE_PLAN, True)
    assert "191212121212" not in repr((made, collect.states.states(made.plan.plan_id), row))


def test_a_plan_changed_meanwhile_keeps_that_change(collect: Collecting) -> None:
    """Somebody saves while a source thinks: what she saved stands, with what was collected joined to it."""
    plan_id = collect.kept.plan.plan_id

    def answers(_source: Source, contract: str) -> Any:
        current = collect.store.read(plan_id)
        if contract == "GetCarePlans" and current.version == 1:
            collect.store.save(replace(current, what_matters="Att kunna gå i trappor."), 1)
        return ANSWERS[contract]

    made = collect(World(answers, NOW, world(collect.kept).numbers))
    assert made.plan.version == 3
    assert made.plan.what_matters == "Att kunna gå i trappor."
    assert made.plan.source_plans


def test_who_may_not_any_more_when_a_source_has_answered_joins_nothing(collect: Collecting) -> None:
    """She is succeeded while a source thinks: nothing of what it said is kept, and the log has the no."""
    plan_id = collect.kept.plan.plan_id

    def answers(_source: Source, contract: str) -> Any:
        current = collect.store.read(plan_id)
        if contract == "GetCarePlans" and current.version == 1:
            other = replace(current.coordinator, staff="nagon-annan")
            collect.store.save(replace(current, coordinator=other, care_team=frozenset()), 1)
        return ANSWERS[contract]

    asked = World(answers, NOW, world(collect.kept).numbers)
    made = collect_sources(collect.store, collect.states, asked.collector, [SOURCE], COORDINATOR, plan_id)
    assert isinstance(made, Denied)
    assert collect.store.read(plan_id).version == 2
    assert collect.states.states(plan_id) == ()
    assert [row.entry.allowed for row in collect.store.log()][-2:] == [True, False]
