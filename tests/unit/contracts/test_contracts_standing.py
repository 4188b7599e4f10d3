"""Where a waiting step stands against its guarantee, as a table with the days written out."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from vardvag.base.moments import Moment
from vardvag.clocks.model import Certainty, GuaranteeClock
from vardvag.contracts.identifiers import PathwayId, StepId
from vardvag.contracts.overview import Overview, State, StepView
from vardvag.contracts.standing import NEAR, Standing, most_urgent, waiting_of
from vardvag.contracts.step import Owner, OwnerKind, PlannedStep
from vardvag.contracts.times import Booked, Done, NoTimeYet, When, Window
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk
from vardvag.events.model import Phase

TODAY = date(2019, 11, 14)
ASK = ContactPoint("Mottagningen", "070-174 06 10", "vardagar 8–16")


def at(year: int, month: int, day: int) -> Booked:
    return Booked(Moment.of(datetime(year, month, day, 8)))


def clock(overdue_from: date | None, stopped_on: date | None = None, **more: object) -> GuaranteeClock:
    fields = {"certainty": Certainty.DETERMINED if overdue_from else Certainty.UNDETERMINED} | more
    return GuaranteeClock(
        pathway="p",
        limit="behandlingsgaranti",
        days=90,
        law="HSF (2017:80)",
        paragraph="6 kap. 1 § 4",
        started_on=date(2019, 8, 22),
        stopped_on=stopped_on,
        overdue_from=overdue_from,
        **fields,
    )


def view(when: When, *clocks: GuaranteeClock, name: str = "steg", state: State | None = None) -> StepView:
    states = {Done: State.DONE, Booked: State.BOOKED, Window: State.WINDOW, NoTimeYet: State.NO_TIME}
    step = PlannedStep(
        step_id=StepId(name),
        what="Operation",
        owner=Owner(OwnerKind.CARE_UNIT, "Mottagningen", "SE-EXEMPEL"),
        when=when,
        ask=WhomToAsk(fallback=ASK),
        pathway=PathwayId("p"),
        phase=Phase.OPERATION,
    )
    return StepView(step, state or states[type(when)], ASK, clocks, None)


NONE = NoTimeYet("Mottagningen ska höra av sig.")
LAST = date(2019, 11, 20)
OVERDUE = date(2019, 11, 21)


@pytest.mark.parametrize(
    ("when", "overdue_from", "standing", "days_left"),
    [
        (at(2019, 11, 20), OVERDUE, Standing.BOOKED_WITHIN, 6),
        (at(2019, 11, 21), OVERDUE, Standing.BOOKED_AFTER, 6),
        (NONE, OVERDUE, Standing.NEAR_END, 6),
        (Window(LAST), OVERDUE, Standing.NEAR_END, 6),
        (NONE, date(2019, 11, 15), Standing.NEAR_END, 0),
        (NONE, date(2019, 11, 14), Standing.PASSED, -1),
        (at(2019, 11, 14), date(2019, 11, 14), Standing.PASSED, -1),
        (NONE, date(2019, 11, 29), Standing.NEAR_END, NEAR),
        (NONE, date(2019, 11, 30), Standing.DAYS_LEFT, NEAR + 1),
        (NONE, None, Standing.UNKNOWN, None),
    ],
)
def test_a_waiting_step_stands_where_its_dates_put_it(when, overdue_from, standing, days_left):
    waiting = waiting_of(view(when, clock(overdue_from)), TODAY)
    assert waiting is not None
    assert (waiting.standing, waiting.days_left) == (standing, days_left)


def test_an_end_that_is_only_bounded_is_not_known():
    bounded = clock(OVERDUE, certainty=Certainty.BOUNDED)
    waiting = waiting_of(view(NONE, bounded), TODAY)
    assert waiting is not None
    assert waiting.standing is Standing.UNKNOWN


@pytest.mark.parametrize(
    "nothing_waits",
    [
        view(Done(date(2019, 9, 1)), clock(OVERDUE)),
        view(at(2019, 11, 1), clock(OVERDUE, date(2019, 11, 1)), state=State.DONE),
        view(NONE),
        view(NONE, clock(OVERDUE, stopped_on=date(2019, 11, 1))),
    ],
    ids=["done", "held", "no clock", "closed without care"],
)
def test_what_does_not_wait_under_a_guarantee_has_no_standing(nothing_waits):
    assert waiting_of(nothing_waits, TODAY) is None


def test_after_a_regretted_waiver_the_new_clock_is_the_one_that_runs():
    ended = clock(OVERDUE, stopped_on=date(2019, 11, 1))
    waiting = waiting_of(view(NONE, ended, clock(date(2020, 1, 31))), TODAY)
    assert waiting is not None
    assert waiting.clock.overdue_from == date(2020, 1, 31)


def test_the_most_urgent_is_the_first_of_the_order_and_none_when_nothing_waits():
    calm = view(at(2019, 11, 18), clock(OVERDUE), name="calm")
    late = view(at(2019, 12, 10), clock(OVERDUE), name="late")
    steps = (view(NONE, name="no clock"), calm, late)
    found = most_urgent(Overview(steps, late, (), None, None, None, planned_is_least=False), TODAY)
    assert found is not None
    assert found.view.step.step_id == "late"
    assert most_urgent(Overview((), None, (), None, None, None, planned_is_least=False), TODAY) is None
