"""What a plan must hold, and what it says at a glance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from example_plan import example
from vardvag.base.errors import NotFound
from vardvag.base.moments import Moment
from vardvag.clocks.model import Certainty, GuaranteeClock
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.overview import NO_LIMIT, State, overview
from vardvag.contracts.step import Owner, OwnerKind
from vardvag.contracts.times import Booked, Done, NoTimeYet, Window, day_of
from vardvag.contracts.whom_to_ask import ContactPoint, Reached, WhomToAsk
from vardvag.events.model import Phase

TODAY = date(2019, 9, 25)
POINTS = {kind: ContactPoint(kind.value, "070-174 06 10", "8–16") for kind in Reached}


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (("person", "team", "unit"), Reached.PERSON),
        (("team", "unit"), Reached.TEAM),
        (("unit",), Reached.UNIT),
        ((), Reached.FALLBACK),
    ],
)
def test_whom_to_ask_is_the_nearest_that_is_known(known: tuple[str, ...], expected: Reached) -> None:
    ask = WhomToAsk(POINTS[Reached.FALLBACK], **{kind: POINTS[Reached(kind)] for kind in known})
    assert ask.first == (expected, POINTS[expected])


@pytest.mark.parametrize("empty", ["name", "channel", "hours"])
def test_a_contact_point_that_cannot_be_reached_does_not_exist(empty: str) -> None:
    with pytest.raises(ValueError, match="a name, a channel and hours"):
        replace(POINTS[Reached.UNIT], **{empty: " "})


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (Done(date(2019, 9, 1)), date(2019, 9, 1)),
        # Half past eleven at night in UTC is the next day in Sweden.
        (Booked(Moment.parse("2019-09-01T23:30Z")), date(2019, 9, 2)),
        (Window(date(2019, 9, 3)), date(2019, 9, 3)),
        (NoTimeYet("Mottagningen ringer."), None),
    ],
)
def test_the_day_of_a_step(when: Done | Booked | Window | NoTimeYet, day: date | None) -> None:
    assert day_of(when) == day


def test_a_step_without_a_time_says_what_happens_next() -> None:
    with pytest.raises(ValueError, match="what happens next"):
        NoTimeYet(" ")


@pytest.mark.parametrize(
    ("kind", "unit"), [(OwnerKind.CARE_UNIT, None), (OwnerKind.MUNICIPAL_UNIT, ""), (OwnerKind.PATIENT, "u")]
)
def test_a_unit_and_only_a_unit_has_an_identifier(kind: OwnerKind, unit: str | None) -> None:
    with pytest.raises(ValueError, match="a unit has an identifier"):
        Owner(kind, "N", unit)


def test_a_plan_refuses_steps_that_do_not_hang_together() -> None:
    plan = example(TODAY).plan
    with pytest.raises(ValueError, match="same identifier"):
        replace(plan, steps=(plan.steps[0], plan.steps[0]))
    with pytest.raises(ValueError, match="not in the plan"):
        replace(plan, steps=(plan.steps[2],))
    with pytest.raises(NotFound):
        plan.step(StepId("nobody's"))
    with pytest.raises(ValueError, match="has a phase"):
        replace(plan.steps[0], phase=None)
    with pytest.raises(ValueError, match="reported as a contact"):
        replace(plan.steps[0], phase=None, pathway=None)
    with pytest.raises(ValueError, match="1 to 5"):
        replace(plan.steps[0], phase=Phase.PRIMARY_CONTACT)


def clock(started_on: date) -> GuaranteeClock:
    return GuaranteeClock("p", "l", 90, "law", "§", Certainty.DETERMINED, started_on, None, started_on)


def test_the_example_at_a_glance() -> None:
    made = example(TODAY)
    visit, picture, surgery, smoking, training = made.plan.steps
    counted = {visit.step_id: (clock(date(2019, 5, 18)),), surgery.step_id: (clock(date(2019, 7, 7)),)}
    seen = overview(made.plan, counted, {visit.step_id: date(2019, 6, 22)}, TODAY)
    assert [view.state for view in seen.steps] == [
        State.DONE,
        State.BOOKED,
        State.BOOKED,
        State.WINDOW,
        State.NO_TIME,
    ]
    assert [view.clocks for view in seen.steps] == [
        counted[visit.step_id],
        (),
        counted[surgery.step_id],
        (),
        (),
    ]
    assert [view.no_limit for view in seen.steps] == [None, NO_LIMIT, None, NO_LIMIT, NO_LIMIT]
    assert seen.next_step is not None
    assert seen.next_step.step == picture  # a booked time comes before a window that ends earlier
    assert [(gap.step, gap.owner, gap.ask.name) for gap in seen.gaps] == [
        (training, training.owner, "Kommunens hemrehabilitering")
    ]
    # 18 May to 25 September is 130 days; to the operation on 20 October 155; the training has no time.
    assert (seen.began_on, seen.elapsed_days, seen.planned_days, seen.planned_is_least) == (
        date(2019, 5, 18),
        130,
        155,
        True,
    )
    assert smoking.step_id != training.step_id


def test_when_all_is_done_the_way_is_as_long_as_it_was() -> None:
    made = example(TODAY)
    visit = made.plan.steps[0]
    alone = replace(made.plan, steps=(visit,))
    seen = overview(alone, {}, {visit.step_id: date(2019, 6, 22)}, TODAY)
    assert (seen.next_step, seen.gaps, seen.elapsed_days, seen.planned_days) == (None, (), 0, 0)
    assert not seen.planned_is_least


def test_a_plan_with_no_day_at_all_has_no_length() -> None:
    made = example(TODAY)
    training = replace(made.plan.steps[4], depends_on=())
    seen = overview(replace(made.plan, steps=(training,)), {}, {}, TODAY)
    assert (seen.began_on, seen.elapsed_days, seen.planned_days) == (None, None, None)
    assert seen.next_step is not None
    assert seen.next_step.state is State.NO_TIME
