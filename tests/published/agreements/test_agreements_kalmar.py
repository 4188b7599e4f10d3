"""Kalmar in the first kömiljard: computed, published, and how far the day of the population reaches.

The right population is of 2008 or 2009 and not held. From how Kalmar's share has moved in the years that are
held, this bounds how much it can have moved in the two years before, and so how far our amount may be off.
"""

from __future__ import annotations

from fractions import Fraction

from vardvag.agreements import load, published_facts, reconcile, settle
from vardvag.agreements.reconcile import Agreeing
from vardvag.base.kronor import Kronor
from vardvag.base.regions import population

KALMAR = "08"
YEARS = range(2010, 2020)
YEARS_BACK = 2  # from 31 December 2010 to 31 December 2008
PUBLISHED = 26_000_000
ROUNDED_TO = 100_000


def share(year: int) -> Fraction:
    inhabitants = population(f"{year}-12-31")
    return Fraction(inhabitants[KALMAR], sum(inhabitants.values()))


def computed() -> int:
    agreement = load("komiljard-2009")
    kronor = settle(agreement, published_facts(agreement)).payout(KALMAR).kronor
    assert kronor is not None
    return int(kronor)


def test_2009_is_settled_whole() -> None:
    agreement = load("komiljard-2009")
    settlement = settle(agreement, published_facts(agreement))
    assert settlement.paid == Kronor.parse("1 000 mnkr")
    assert not settlement.unpaid
    assert not settlement.undetermined


def test_kalmar_2009_is_the_sum_of_its_four_shares() -> None:
    p = population("2010-12-31")
    sweden, kalmar = sum(p.values()), p[KALMAR]
    quotient = (
        450_000_000 * Fraction(kalmar, sweden - p["22"])
        + 450_000_000 * Fraction(kalmar, sweden)
        + 50_000_000 * Fraction(kalmar, sweden - p["01"] - p["03"] - p["20"] - p["22"])
        + 50_000_000 * Fraction(kalmar, sweden - p["20"] - p["22"])
    )
    assert abs(computed() - quotient) < 4


def test_kalmar_2009_differs_no_more_than_the_day_of_the_population_explains() -> None:
    drifts = [abs(share(year + 1) / share(year) - 1) for year in YEARS[:-1]]
    allowed = computed() * ((1 + max(drifts)) ** YEARS_BACK - 1) + Fraction(ROUNDED_TO, 2)
    difference = PUBLISHED - computed()
    assert 0 < difference <= allowed
    # With no room for the day it would not agree: the bound is needed, and is about two per cent.
    assert difference > Fraction(ROUNDED_TO, 2)
    assert allowed < Fraction(PUBLISHED, 50)


def test_the_difference_is_told_as_explained() -> None:
    [kalmar] = [one for one in reconcile([load("komiljard-2009")]) if one.published.recipient == KALMAR]
    assert int(kalmar.published.amount) == PUBLISHED
    assert kalmar.agreeing is Agreeing.EXPLAINED
    assert kalmar.published.explained


def test_no_later_year_of_kalmar_can_be_computed() -> None:
    later = [load(f"komiljard-{year}") for year in range(2010, 2015)]
    kalmar = [one for one in reconcile(later) if one.published.recipient == KALMAR]
    assert [int(one.published.amount) for one in kalmar] == [
        46_600_000,
        65_500_000,
        50_000_000,
        95_500_000,
        107_800_000,
    ]
    assert {one.agreeing for one in kalmar} == {Agreeing.NOT_COMPUTABLE}
