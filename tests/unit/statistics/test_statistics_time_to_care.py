"""The estimate of time to care: a published example, its laws, and the formula computed another way."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardvag.base.cells import Days, Ratio
from vardvag.statistics.figures import Figure
from vardvag.statistics.reference_figures import value_of
from vardvag.statistics.reference_time_to_care import estimated
from vardvag.statistics.time_to_care import Lengths, add_up, estimate, points

TREATMENT_2 = [(1, True), (1, True), (4, True), (5, True), (6, False), (9, True), (9, False), (22, True)]
"""Bewick, Cheek and Ball, "Statistics review 12: Survival analysis", Critical Care 8, 2004, p. 389, table 2
(doi:10.1186/cc2955): eight patients, survival in days, two of them censored."""

PRINTED = {0: "1.000", 1: "0.750", 4: "0.625", 5: "0.500", 9: "0.333", 22: "0.000"}
"""Cumulative proportion surviving, as the table prints it."""

people = st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=12)


def lengths(cohort: list[tuple[int, bool]]) -> Lengths:
    held, waiting = (Counter(day for day, how in cohort if how is kind) for kind in (True, False))
    return {day: (held[day], waiting[day]) for day in {*held, *waiting}}


@pytest.mark.parametrize("day", PRINTED)
def test_the_published_example(day: int) -> None:
    found = estimate(lengths(TREATMENT_2), [day])
    share = found.within[day]
    assert share is not None
    assert f"{float(1 - share):.3f}" == PRINTED[day]
    assert (found.decided, found.median) == (8, 5)


def test_the_example_is_exact() -> None:
    found = estimate(lengths(TREATMENT_2), [6, 9, 21, 22, 400])
    assert found.within == {6: Fraction(1, 2), 9: Fraction(2, 3), 21: Fraction(2, 3), 22: 1, 400: 1}


def test_nobody_is_told_of_beyond_the_day_to_which_anybody_was_followed() -> None:
    found = estimate({10: (1, 0), 40: (0, 2)}, [5, 10, 40, 41])
    assert found.within == {5: 0, 10: Fraction(1, 3), 40: Fraction(1, 3), 41: None}
    assert found.median is None
    assert estimate({}, [30]).within == {30: None}


@given(people)
def test_the_running_product_is_the_printed_formula(cohort: list[tuple[int, bool]]) -> None:
    assert estimate(lengths(cohort), range(15)) == estimated(cohort, range(15))


@given(st.lists(st.integers(0, 12), min_size=1))
def test_without_anybody_censored_it_is_the_plain_share_and_median(days: list[int]) -> None:
    found = estimate(lengths([(day, True) for day in days]), [6])
    plain, median = value_of(days, Figure.SHARE, 6), value_of(days, Figure.MEDIAN, 6)
    assert isinstance(plain, Ratio)
    assert isinstance(median, Days)
    assert (found.within[6], found.median) == (plain.share, median.days)


@given(people)
def test_the_share_never_falls(cohort: list[tuple[int, bool]]) -> None:
    shares = [one for one in estimate(lengths(cohort), range(15)).within.values() if one is not None]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


@given(people, people)
def test_cohorts_are_put_together_by_their_people(
    one: list[tuple[int, bool]], other: list[tuple[int, bool]]
) -> None:
    together = add_up([lengths(one), lengths(other)])
    assert estimate(together, range(15)) == estimate(lengths([*one, *other]), range(15))


def test_whoever_still_waits_makes_the_median_longer_than_that_of_the_held_alone() -> None:
    held = [(day, True) for day in (10, 20, 30, 40)]
    still = [(35, False)] * 4
    assert estimate(lengths(held), []).median == 20
    assert estimate(lengths([*held, *still]), []).median == 40


def test_the_limit_is_one_of_the_days_that_are_told() -> None:
    assert points(90) == points(None) == (30, 60, 90, 180)
    assert points(45) == (30, 45, 60, 90, 180)
