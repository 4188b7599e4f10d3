"""Two agreements side by side: the same regions, the same inhabitants, each from its own facts."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from vardvag.base.errors import NotFound
from vardvag.base.kronor import Kronor
from vardvag.base.regions import population
from vardvag.usecases.show_comparison import show_comparison

NO_CELLS = Path("/nonexistent/cells.csv")


def test_each_region_with_kronor_per_inhabitant_of_one_year_end():
    shown = show_comparison("svf-2018", "svf-2025", NO_CELLS)
    assert shown.series == "2019-12-31"
    stockholm = shown.rows[0]
    people = population("2019-12-31")["01"]
    assert stockholm.difference.after == Kronor(46_759_214)
    assert stockholm.second == Fraction(46_759_214, people)
    assert stockholm.first == Fraction(int(stockholm.difference.before), people)


def test_the_inhabitants_are_of_the_later_agreements_year():
    assert show_comparison("komiljard-2009", "komiljard-2012", NO_CELLS).series == "2012-12-31"
    assert show_comparison("komiljard-2012", "komiljard-2009", NO_CELLS).series == "2012-12-31"


def test_who_has_no_inhabitants_or_no_amount_has_none_each():
    rows = {row.difference.recipient: row for row in show_comparison("svf-2018", "svf-2025", NO_CELLS).rows}
    assert (rows["SKR"].first, rows["SKR"].second) == (None, None)
    unknown = show_comparison("komiljard-2013", "svf-2025", NO_CELLS).rows[0]
    assert unknown.first is None
    assert unknown.second is not None


def test_what_there_is_not_is_told():
    with pytest.raises(NotFound):
        show_comparison("svf-2025", "finns-inte", NO_CELLS)
