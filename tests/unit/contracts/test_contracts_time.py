"""The way ahead, the way behind, the next time in hand and what could be proposed, by small plans."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plan_words import NO_TIME, SAID_PATIENT, at, booked, plan, slot, step
from vardvag.base.errors import NotFound
from vardvag.contracts.critical_path import way_ahead
from vardvag.contracts.elapsed import elapsed, longest_gap
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.next_time import in_hand, next_step_after
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEventKind as K
from vardvag.contracts.proposals import Proposal, ProposalKind, proposals
from vardvag.contracts.step import Owner, OwnerKind, PlannedStep
from vardvag.contracts.times import Done, Requested, Window
from vardvag.contracts.wishes import Declined, Wishes

TODAY = date(2019, 9, 25)
HERSELF = Owner(OwnerKind.PATIENT, "Du")


def sept(day: int) -> date:
    return date(2019, 9, day)


def octo(day: int) -> date:
    return date(2019, 10, day)


OWN = {
    "a booked day is kept": (booked(octo(9)), {}, octo(9)),
    "no time: today at the earliest": (NO_TIME, {}, TODAY),
    "a window that is open: today": (Window(octo(9)), {}, TODAY),
    "a window that opens later": (Window(octo(9), octo(2)), {}, octo(2)),
    "asked for, not answered: the day that was asked for": (
        Requested(at(octo(3)), TODAY, "Kliniken", "Kliniken svarar."),
        {},
        octo(3),
    ),
    "the first free slot": (NO_TIME, {"slots": (slot(octo(4)), slot(octo(2)))}, octo(2)),
    "not a slot that has passed": (NO_TIME, {"slots": (slot(sept(20)), slot(octo(2)))}, octo(2)),
    "she waits by her own choice": (NO_TIME, {"wishes": Wishes(SAID_PATIENT, wait_until=octo(5))}, octo(5)),
    "a slot she has declined": (
        NO_TIME,
        {
            "slots": (slot(octo(2)), slot(octo(4))),
            "wishes": Wishes(SAID_PATIENT, declined=(Declined(at(octo(2)), "resa", TODAY),)),
        },
        octo(4),
    ),
}


@pytest.mark.parametrize("case", OWN.values(), ids=OWN)
def test_the_earliest_day_of_a_step_by_itself(case: tuple[Any, dict[str, Any], date]) -> None:
    when, rest, first = case
    found = way_ahead(plan(step("a", when, **rest)), TODAY)
    assert (found.days[StepId("a")].first, found.finish) == (first, first)
    assert found.is_least is not isinstance(when, type(booked(TODAY)))


def test_the_chain_that_decides() -> None:
    """Six weeks without smoking decide the operation, not the picture; the training comes after."""
    smoke = step("rökfri", NO_TIME, owner=HERSELF, days=42)
    picture = step("röntgen", booked(octo(1)))
    operation = step("operation", NO_TIME, after=["rökfri", "röntgen"], days=3)
    training = step("träning", NO_TIME, after=["operation"])
    found = way_ahead(plan(training, operation, picture, smoke), TODAY)
    # 25 September and 41 days more is 5 November; the stay is three days.
    assert found.critical == ("rökfri", "operation", "träning")
    assert found.finish == date(2019, 11, 7)
    assert found.days_ahead == 43
    assert found.is_least


def test_a_slot_before_what_must_come_first_is_no_slot() -> None:
    picture = step("röntgen", booked(octo(3)))
    operation = step("operation", NO_TIME, after=["röntgen"], slots=(slot(octo(1)), slot(octo(8))))
    found = way_ahead(plan(picture, operation), TODAY)
    assert found.days[StepId("operation")].first == octo(8)


def test_steps_that_wait_for_each_other_on_one_day_are_one_chain() -> None:
    assert way_ahead(plan(step("a"), step("b", after=["a"])), TODAY).critical == ("a", "b")


def test_a_step_booked_before_what_it_needs_is_no_earlier_than_that() -> None:
    found = way_ahead(plan(step("a", booked(octo(9))), step("b", booked(octo(2)), after=["a"])), TODAY)
    assert (found.days[StepId("b")].first, found.days[StepId("b")].certain) == (octo(9), False)


def test_what_is_done_stays_where_it_was_and_nothing_is_left_to_do() -> None:
    done = plan(step("a", Done(sept(2))), step("b", NO_TIME))
    found = way_ahead(done, TODAY, {StepId("b"): sept(4)})
    assert (found.finish, found.days_ahead, found.is_least) == (sept(4), None, False)
    empty = way_ahead(plan(), TODAY)
    assert (empty.finish, empty.critical, empty.days_ahead) == (None, (), None)


BEGAN = {StepId("besök"): sept(2), StepId("inskriven"): sept(10), StepId("egen"): sept(15)}
BEHIND = plan(
    step("besök", Done(sept(2))),
    step("inskriven", Done(sept(10)), days=3),
    step("egen", Done(sept(15)), owner=HERSELF),
    step("samma dag", Done(sept(12))),
)


@pytest.mark.parametrize(
    ("first", "to", "active", "waiting"),
    [
        (sept(1), sept(1), 0, 0),
        (sept(1), sept(2), 1, 0),
        # 2 and 10–12 September; what she does herself is no day of care.
        (sept(1), sept(25), 4, 20),
        (sept(2), sept(25), 3, 20),  # day 0 is not counted
        (sept(1), sept(11), 3, 7),  # two of the three days of the stay
    ],
)
def test_days_in_all_are_days_of_care_and_days_of_waiting(
    first: date, to: date, active: int, waiting: int
) -> None:
    found = elapsed(BEHIND, first, to, BEGAN | {StepId("samma dag"): sept(12)})
    assert (found.active_days, found.waiting_days) == (active, waiting)


def test_a_way_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="after it begins"):
        elapsed(BEHIND, sept(2), sept(1), {})


GAPS = {
    "nothing planned": ((), {}, None),
    "care every day": ((step("a", Done(sept(2))),), {"a": sept(2)}, None),
    "to the visit": ((step("a", Done(sept(9))),), {"a": sept(9)}, (sept(1), sept(9), "a")),
    "the stay is no gap": (
        (step("a", Done(sept(2)), days=20), step("b", Done(sept(25)))),
        {"a": sept(2), "b": sept(25)},
        (sept(21), sept(25), "b"),
    ),
    "still waiting, without a time": (
        (step("a", Done(sept(5))), step("b", NO_TIME)),
        {"a": sept(5)},
        (sept(5), TODAY, "b"),
    ),
    "booked ahead": (
        (step("a", Done(sept(5))), step("b", booked(octo(30)))),
        {"a": sept(5)},
        (sept(5), octo(30), "b"),
    ),
    "her own step ends no gap": (
        (step("egen", Done(sept(12)), owner=HERSELF), step("a", Done(sept(24)))),
        {"egen": sept(12), "a": sept(24)},
        (sept(1), sept(24), "a"),
    ),
}


@pytest.mark.parametrize("case", GAPS.values(), ids=GAPS)
def test_the_longest_gap_and_whose_it_is(
    case: tuple[tuple[PlannedStep, ...], dict[str, date], tuple[date, date, str] | None],
) -> None:
    steps, began, expected = case
    gap = longest_gap(plan(*steps), sept(1), TODAY, {StepId(name): day for name, day in began.items()})
    assert (gap and (gap.begins, gap.ends, gap.waited_for.what)) == expected
    if gap:
        assert gap.owner == gap.waited_for.owner


VISIT = step("besök", booked(TODAY))
IN_HAND: dict[str, tuple[tuple[PlannedStep, ...], K]] = {
    "nothing more": ((), K.NO_NEXT_STEP),
    "only her own": ((step("egen", NO_TIME, owner=HERSELF),), K.NO_NEXT_STEP),
    "done before": ((step("a", Done(sept(2))),), K.NO_NEXT_STEP),
    "booked": ((step("a", booked(octo(2))),), K.NEXT_TIME_IN_HAND),
    "booked later the same day": ((step("a", booked(TODAY, 14)),), K.NEXT_TIME_IN_HAND),
    "a window": ((step("a", Window(octo(2))),), K.NO_NEXT_TIME),
    "asked for": ((step("a", Requested(at(octo(3)), TODAY, "K", "K svarar.")),), K.NO_NEXT_TIME),
    "no time": ((step("a", NO_TIME),), K.NO_NEXT_TIME),
    "one of two": ((step("a", NO_TIME), step("b", booked(octo(2)))), K.NEXT_TIME_IN_HAND),
    "booked in the past": ((step("a", booked(sept(2))),), K.NO_NEXT_TIME),
}


@pytest.mark.parametrize("case", IN_HAND.values(), ids=IN_HAND)
def test_the_next_time_in_hand_at_the_end_of_a_visit(case: tuple[tuple[PlannedStep, ...], K]) -> None:
    others, expected = case
    assert in_hand(plan(VISIT, *others), VISIT.step_id, TODAY) is expected


def test_the_next_step_is_the_nearest_booked_that_has_not_begun() -> None:
    two = plan(VISIT, step("a", booked(octo(9))), step("b", booked(octo(2))))
    assert next_step_after(two, VISIT.step_id, TODAY) == two.steps[2]
    assert next_step_after(two, VISIT.step_id, TODAY, {StepId("b")}) == two.steps[1]
    with pytest.raises(NotFound):
        in_hand(two, StepId("en annan plans"), TODAY)


def shown(found: list[Proposal]) -> list[tuple[ProposalKind, tuple[str, ...], str | None, int]]:
    return [(one.kind, one.steps, one.slot and one.slot.slot_id, one.days_saved) for one in found]


E, S, A = ProposalKind.EARLIER, ProposalKind.SAME_DAY, ProposalKind.AT_ONCE
SLOTS = (slot(octo(2), 9, "tidig"), slot(octo(8), 13, "sen"))
PROPOSED: dict[str, tuple[PatientContract, list[Any]]] = {
    "an earlier slot": (plan(step("a", booked(octo(9)), slots=SLOTS)), [(E, ("a",), "tidig", 7)]),
    "not a later one": (plan(step("a", booked(octo(1)), slots=SLOTS)), []),
    "not a slot that has passed": (plan(step("a", booked(octo(9)), slots=(slot(sept(20)),))), []),
    "a first time": (plan(step("a", NO_TIME, slots=SLOTS)), [(E, ("a",), "tidig", 0)]),
    "not before what must come first": (
        plan(step("x", booked(octo(3))), step("a", booked(octo(9)), after=["x"], slots=SLOTS)),
        [(E, ("a",), "sen", 1)],
    ),
    "not after what waits for it": (
        plan(step("a", NO_TIME, slots=SLOTS), step("x", booked(octo(5)), after=["a"])),
        [(E, ("a",), "tidig", 0)],
    ),
    "never after what waits for it": (
        plan(step("a", NO_TIME, slots=SLOTS[1:]), step("x", booked(octo(5)), after=["a"])),
        [],
    ),
    "not against her wishes": (
        plan(
            step("a", booked(octo(9)), slots=SLOTS),
            wishes=Wishes(SAID_PATIENT, not_weekdays=frozenset({3})),  # 2 October 2019 was a Wednesday
        ),
        [(E, ("a",), "sen", 1)],
    ),
    "the day she comes anyway": (
        plan(step("x", booked(octo(8), 9)), step("a", booked(octo(2)), slots=SLOTS)),
        [(S, ("a", "x"), "sen", 0)],
    ),
    "not at the same hour": (
        plan(step("x", booked(octo(8), 13)), step("a", booked(octo(2)), slots=SLOTS)),
        [],
    ),
    "asked for at once": (plan(step("a"), step("b"), step("c", after=["a"])), [(A, ("a", "b"), None, 0)]),
    "asked for at once, when the first is done": (
        plan(step("a", Done(sept(2))), step("b"), step("c", after=["a"])),
        [(A, ("b", "c"), None, 0)],
    ),
    "nothing of what is done": (plan(step("a", Done(sept(2)), slots=SLOTS)), []),
}


@pytest.mark.parametrize("case", PROPOSED.values(), ids=PROPOSED)
def test_what_is_proposed(case: tuple[PatientContract, list[Any]]) -> None:
    made, expected = case
    assert shown(proposals(made, at(TODAY))) == expected
