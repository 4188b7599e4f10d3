"""The law turned wrong: of every rule, number, day, ground and condition turned, the tables notice.

The fast form; `make inversions` runs every test of the clocks on each.
"""

from __future__ import annotations

import sys

import pytest
from clocks_tables import first_difference, law
from clocks_turned import Inversion, by_rule, listed, notices, turned

import vardvag.clocks
from vardvag.clocks import reference

TURNED = [*listed(), *by_rule()]


def test_the_law_as_it_stands_holds() -> None:
    assert first_difference(law()) is None


@pytest.mark.parametrize("inversion", TURNED, ids=lambda one: f"{one.file}: {one.name}")
def test_what_is_turned_wrong_is_noticed(inversion: Inversion) -> None:
    assert notices(inversion) is not None


def test_what_is_not_turned_is_not_noticed() -> None:
    same = Inversion("nothing", "waiver.py", "def informed(", "def informed(  ")
    assert notices(same) is None


def test_afterwards_the_law_is_the_real_one_again() -> None:
    with turned(listed()[0]):
        assert sys.modules["vardvag.clocks.reference"] is not reference
    assert sys.modules["vardvag.clocks.reference"] is reference
    assert vardvag.clocks.reference is reference
    assert first_difference(law()) is None


def test_an_inversion_that_no_longer_fits_is_an_error() -> None:
    with pytest.raises(ValueError, match="stands 0 times"):
        notices(Inversion("gone", "ends.py", "no such text", ""))


def test_every_inversion_has_a_name_of_its_own_and_is_listed_once() -> None:
    names = [(one.file, one.name) for one in TURNED]
    assert len(names) == len(set(names))


def test_each_number_of_the_guarantee_is_turned_both_ways() -> None:
    days = [one for one in by_rule() if one.file == "limits.yaml" and one.name.startswith("days ")]
    assert len(days) == 5 + 2 * 15  # a limit of 0 days cannot be shorter
