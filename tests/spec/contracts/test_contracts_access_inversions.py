"""The law on access turned wrong: of every rule, condition and refusal turned, the tables notice.

The fast form; `make inversions` runs every test of the law on each.
"""

from __future__ import annotations

import sys

import pytest
from access_examples import first_difference, law
from access_turned import RULES, SECTIONS, Inversion, by_rule, listed, notices, turned

import vardvag.contracts
from vardvag.contracts.access import decide

TURNED = [*listed(), *by_rule()]


def test_the_law_as_it_stands_holds() -> None:
    assert first_difference(SECTIONS, law()) is None


@pytest.mark.parametrize("inversion", TURNED, ids=lambda one: f"{one.file}: {one.name}")
def test_what_is_turned_wrong_is_noticed(inversion: Inversion) -> None:
    assert notices(inversion) is not None


@pytest.mark.parametrize(
    ("file", "same"), [("decide.py", "def decide("), ("representation.yaml", "guardian_until: ")]
)
def test_what_is_not_turned_is_not_noticed(file: str, same: str) -> None:
    """The copy itself, its enumerations and its files make no difference."""
    assert notices(Inversion("nothing", file, same, f"{same} ")) is None


def test_afterwards_the_law_is_the_real_one_again() -> None:
    with turned(listed()[0]):
        assert sys.modules["vardvag.contracts.access.decide"] is not decide
    assert sys.modules["vardvag.contracts.access.decide"] is decide
    assert vardvag.contracts.access.decide is decide
    assert first_difference(SECTIONS, law()) is None


def test_an_inversion_that_no_longer_fits_is_an_error() -> None:
    with pytest.raises(ValueError, match="stands 0 times"):
        notices(Inversion("gone", "block.py", "no such text", ""))


def test_every_inversion_has_a_name_of_its_own_and_is_listed_once() -> None:
    names = [(one.file, one.name) for one in listed()]
    assert len(names) == len(set(names))


def test_each_file_of_rules_is_turned() -> None:
    assert {one.file for one in by_rule()} == set(RULES)
