"""Kronor per inhabitant: in the key's population where it has one, else that of a year-end that is named."""

from __future__ import annotations

from fractions import Fraction

import pytest

from vardvag.agreements.overview import Row
from vardvag.base.kronor import Kronor
from vardvag.base.regions import population
from vardvag.base.texts import Text
from vardvag.usecases.per_inhabitant import per_inhabitant, year_end


def row(recipient: str, kronor: int | None, people: int | None) -> Row:
    amount = None if kronor is None else Kronor(kronor)
    return Row(recipient, recipient, people, None, amount, amount or Kronor(0), Text("", ""))


def test_an_amount_is_divided_exactly_by_the_population_in_the_key():
    [stockholm] = per_inhabitant([row("01", 46_759_214, 2_485_275)], 2025)
    assert stockholm.kronor == Fraction(46_759_214, 2_485_275)
    assert (stockholm.population, stockholm.series) == (2_485_275, None)


@pytest.mark.parametrize(
    ("year", "held"), [(2011, "2011-12-31"), (2019, "2019-12-31"), (2025, "2019-12-31"), (1999, "2010-12-31")]
)
def test_the_year_end_is_the_agreements_own_where_it_is_held(year, held):
    assert year_end(year) == held


def test_without_one_in_the_key_it_is_the_last_year_end_and_says_so():
    [halland] = per_inhabitant([row("13", 1_000_000, None)], 2025)
    assert halland.series == "2019-12-31"
    assert halland.population == population("2019-12-31")["13"]
    assert halland.kronor == Fraction(1_000_000, halland.population)


@pytest.mark.parametrize(("kronor", "each"), [(0, Fraction(0)), (None, None)])
def test_nothing_is_zero_and_undetermined_is_not(kronor, each):
    assert [one.kronor for one in per_inhabitant([row("08", kronor, 245_000)], 2025)] == [each]


def test_who_is_no_region_has_no_inhabitants_here():
    rows = [row("SKR", 5, None), row("0880", 5, None), row("08", 5, 10)]
    assert [one.region for one in per_inhabitant(rows, 2025)] == ["08"]
