"""Hidden cohorts under attack: with how many were decided known, no small part of a cohort may follow."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vardvag.base.regions import NATIONAL
from vardvag.statistics.published_time_to_care import hidden_cohorts

MOST = 5
"""The attacker tries every number up to this; a part has less."""

Parts = dict[str, dict[str, int]]


@st.composite
def cohorts(draw: st.DrawFn) -> Parts:
    """A few regions, and how many of each cohort had care early, late and not yet."""
    regions, kinds = draw(st.sampled_from([("12", 3), ("123", 2), ("12", 2)]))
    return {
        region: {str(kind): draw(st.integers(0, MOST - 1)) for kind in range(kinds)} for region in regions
    }


def with_country(cohort: Parts) -> Parts:
    kinds = next(iter(cohort.values()))
    return {**cohort, NATIONAL: {kind: sum(one[kind] for one in cohort.values()) for kind in kinds}}


def learnt(cohort: Parts, hidden: set[str], fewest: int) -> set[tuple[str, str]]:
    """The small parts that are the same in all that agrees with what is shown and with how many there are."""
    keys = [(region, kind) for region, parts in cohort.items() for kind in parts]
    tried = np.indices((MOST + 1,) * len(keys), np.int8).reshape(len(keys), -1)
    column = dict(zip(keys, tried, strict=True))
    agrees = np.ones(tried.shape[1], bool)
    for region, parts in cohort.items():
        agrees &= sum(column[region, kind] for kind in parts) == sum(parts.values())
    whole = with_country(cohort)
    for kind in next(iter(cohort.values())):
        column[NATIONAL, kind] = sum((column[region, kind] for region in cohort), start=np.int8(0))
    for place, parts in whole.items():
        for kind, number in parts.items():
            agrees &= (column[place, kind] == number) | (place in hidden)
    return {
        (place, kind)
        for place in hidden
        for kind, number in whole[place].items()
        if 0 < number < fewest and len(np.unique(column[place, kind][agrees])) == 1
    }


@settings(deadline=None, max_examples=150)
@given(cohort=cohorts(), fewest=st.integers(2, 4))
@example(cohort={"1": {"0": 1, "1": 4}, "2": {"0": 4, "1": 4}, "3": {"0": 4, "1": 4}}, fewest=2)
def test_no_small_part_follows_from_what_is_shown(cohort: Parts, fewest: int) -> None:
    whole = with_country(cohort)
    hidden = hidden_cohorts(whole, fewest, set())
    for place, parts in whole.items():
        if any(0 < number < fewest for number in parts.values()):
            assert place in hidden
    assert learnt(cohort, hidden, fewest) == set()


def test_one_small_cohort_is_not_hidden_alone() -> None:
    cohort = {"1": {"0": 1, "1": 4}, "2": {"0": 4, "1": 4}, "3": {"0": 4, "1": 4}}
    assert learnt(cohort, {"1"}, 2) == {("1", "0")}
    assert hidden_cohorts(with_country(cohort), 2, set()) > {"1"}


def test_what_is_hidden_elsewhere_stays_hidden_and_may_need_company() -> None:
    cohort = {"1": {"0": 4, "1": 4}, "2": {"0": 4, "1": 4}}
    assert hidden_cohorts(with_country(cohort), 2, set()) == set()
    assert hidden_cohorts(with_country(cohort), 2, {"2"}) >= {"2"}
