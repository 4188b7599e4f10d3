"""The day a limit is passed, against the most naive count there is: one day at a time."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.clocks.pauses import Pause, overdue_with, pauses_between

START = date(2024, 1, 10)
NUMBERS = st.integers(-30, 200)


def day(number: int) -> date:
    return START + timedelta(days=number)


PAUSES = st.lists(
    st.tuples(NUMBERS, st.integers(0, 40)).map(lambda p: Pause(day(p[0]), day(p[0] + p[1]))), max_size=6
)


def counted_one_by_one(limit: int, pauses: list[Pause]) -> date:
    """The first day on which more than *limit* days have been counted since the start."""
    today, elapsed = START, 0
    while elapsed <= limit:
        elapsed += not any(pause.begun <= today < pause.ended for pause in pauses)
        today += timedelta(days=1)
    return today


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 90), PAUSES)
def test_the_day_a_limit_is_passed_is_the_one_counted_by_hand(limit: int, pauses: list[Pause]) -> None:
    assert overdue_with(START, limit, pauses)[0] == counted_one_by_one(limit, pauses)


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 90), PAUSES, PAUSES)
def test_more_pauses_never_bring_the_day_nearer(limit: int, some: list[Pause], more: list[Pause]) -> None:
    assert overdue_with(START, limit, some)[0] <= overdue_with(START, limit, some + more)[0]


@settings(deadline=None, max_examples=100)
@given(st.lists(NUMBERS, max_size=6), st.lists(NUMBERS, max_size=6), st.integers(0, 200))
def test_pauses_are_what_a_switch_turned_day_by_day_gives(on: list[int], off: list[int], until: int) -> None:
    pauses = pauses_between(map(day, on), map(day, off), day(until))
    switched = False
    for number in range(-31, until):
        if (number in on) is not (number in off):
            switched = number in on
        assert any(pause.begun <= day(number) < pause.ended for pause in pauses) is switched
