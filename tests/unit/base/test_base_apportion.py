"""The split by example: who gets the rest, floors, caps, exclusions, and what is refused in which words."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from vardvag.base import apportion as module
from vardvag.base.apportion import apportion
from vardvag.base.errors import CannotApportion

SPLITS: list[tuple[str, int, dict[str, int | Fraction], dict[str, int]]] = [
    ("it comes out even", 100, {"a": 1, "b": 3}, {"a": 25, "b": 75}),
    ("the largest remainder gets the rest", 10, {"a": 16, "b": 17, "c": 67}, {"a": 1, "b": 2, "c": 7}),
    ("two kronor left go to two", 10, {"a": 17, "b": 18, "c": 65}, {"a": 2, "b": 2, "c": 6}),
    ("equal remainders: the larger weight", 2, {"a": 1, "b": 3}, {"a": 0, "b": 2}),
    ("equal weights: the lower key", 10, {"c": 1, "b": 1, "a": 1}, {"c": 3, "b": 3, "a": 4}),
    ("keys are compared as text", 1, {"09": 1, "10": 1}, {"09": 1, "10": 0}),
    ("a weight of zero gets nothing", 10, {"a": 0, "b": 1}, {"a": 0, "b": 10}),
    ("weights may be fractions", 10, {"a": Fraction(1, 3), "b": Fraction(2, 3)}, {"a": 3, "b": 7}),
    ("a common factor changes nothing", 10, {"a": 1700, "b": 1800, "c": 6500}, {"a": 2, "b": 2, "c": 6}),
    ("an empty pot", 0, {"a": 1, "b": 2}, {"a": 0, "b": 0}),
    ("one recipient", 7, {"a": 5}, {"a": 7}),
    ("fewer kronor than recipients", 1, {"a": 1, "b": 1, "c": 2}, {"a": 0, "b": 0, "c": 1}),
    ("nobody and nothing", 0, {}, {}),
    ("above what a float can count", 2**53 + 1, {"a": 1, "b": 1}, {"a": 2**52 + 1, "b": 2**52}),
]


@pytest.mark.parametrize(("_", "pot", "weights", "parts"), SPLITS)
def test_split_by_weight(
    _: str, pot: int, weights: Mapping[str, int | Fraction], parts: Mapping[str, int]
) -> None:
    assert apportion(pot, weights) == parts


BOUNDED: list[tuple[str, int, dict[str, int], dict[str, Any], dict[str, int]]] = [
    ("a floor that is passed changes nothing",
     100, {"a": 2, "b": 3}, {"floors": {"a": 12}}, {"a": 40, "b": 60}),
    ("a floor lifts, the others share what is left",
     100, {"a": 1, "b": 3, "c": 6}, {"floors": {"a": 30}}, {"a": 30, "b": 23, "c": 47}),
    ("a cap holds back, the others share what is left",
     100, {"a": 1, "b": 3, "c": 6}, {"caps": {"c": 20}}, {"a": 20, "b": 60, "c": 20}),
    ("a floor and a cap at once",
     100, {"a": 1, "b": 3, "c": 6}, {"floors": {"a": 30}, "caps": {"c": 40}}, {"a": 30, "b": 30, "c": 40}),
    ("lifting one pushes another below its floor",
     100, {"a": 10, "b": 40, "c": 50}, {"floors": {"a": 40, "b": 30}}, {"a": 40, "b": 30, "c": 30}),
    ("the floors take the whole pot",
     30, {"a": 1, "b": 9}, {"floors": {"a": 20, "b": 10}}, {"a": 20, "b": 10}),
    ("the caps take the whole pot", 30, {"a": 1, "b": 9}, {"caps": {"a": 20, "b": 10}}, {"a": 20, "b": 10}),
    ("a floor for a weight of zero", 30, {"a": 0, "b": 1}, {"floors": {"a": 5}}, {"a": 5, "b": 25}),
    ("only weights of zero, met by their floors",
     5, {"a": 0, "b": 0}, {"floors": {"a": 2, "b": 3}}, {"a": 2, "b": 3}),
    ("a cap of zero", 30, {"a": 1, "b": 1}, {"caps": {"a": 0}}, {"a": 0, "b": 30}),
    ("a cap above the pot", 30, {"a": 1, "b": 1}, {"caps": {"a": 99}}, {"a": 15, "b": 15}),
    ("floor and cap the same",
     30, {"a": 1, "b": 1}, {"floors": {"a": 7}, "caps": {"a": 7}}, {"a": 7, "b": 23}),
    ("the rest is not given to one on its floor",
     11, {"a": 1, "b": 1, "c": 1}, {"floors": {"a": 6}}, {"a": 6, "b": 3, "c": 2}),
    ("the rest is not given to one on its cap",
     11, {"a": 1, "b": 1, "c": 1}, {"caps": {"a": 2}}, {"a": 2, "b": 5, "c": 4}),
    ("a cap that just fits the quota", 9, {"a": 1, "b": 2}, {"caps": {"a": 3}}, {"a": 3, "b": 6}),
    ("an excluded one stands with 0", 10, {"a": 1, "b": 1}, {"excluded": ["a"]}, {"a": 0, "b": 10}),
    ("the floor of an excluded one does not count",
     10, {"a": 1, "b": 1}, {"excluded": {"a"}, "floors": {"a": 5}}, {"a": 0, "b": 10}),
    ("everybody excluded from an empty pot", 0, {"a": 1}, {"excluded": ("a",)}, {"a": 0}),
]  # fmt: skip


@pytest.mark.parametrize(("_", "pot", "weights", "bounds", "parts"), BOUNDED)
def test_split_with_floors_caps_and_exclusions(
    _: str, pot: int, weights: Mapping[str, int], bounds: Any, parts: Mapping[str, int]
) -> None:
    assert apportion(pot, weights, **bounds) == parts


def test_the_answer_keeps_the_order_of_the_recipients() -> None:
    assert list(apportion(10, {"c": 1, "a": 1, "b": 1}, excluded=["a"])) == ["c", "a", "b"]


def test_hamiltons_method_may_take_a_krona_when_the_pot_grows() -> None:
    """The Alabama paradox, stated in the module so that nobody promises otherwise."""
    weights = {"a": 6, "b": 6, "c": 2}
    assert apportion(10, weights) == {"a": 4, "b": 4, "c": 2}
    assert apportion(11, weights) == {"a": 5, "b": 5, "c": 1}


REFUSED: list[tuple[int, dict[str, Any], dict[str, Any], str, str]] = [
    (-1, {"a": 1}, {}, "the pot is negative: -1", "potten är negativ: -1"),
    (5, {"a": -1}, {}, "the weight of a is negative", "vikten för a är negativ"),
    (5, {"a": 1}, {"floors": {"a": -1}}, "the floor of a is negative", "golvet för a är negativt"),
    (5, {"a": 1, "b": 1}, {"floors": {"a": 3}, "caps": {"a": 2}},
     "the cap of a is below its floor", "taket för a ligger under golvet"),
    (5, {"a": 1}, {"caps": {"a": -1}}, "the cap of a is below its floor", "taket för a ligger under golvet"),
    (-1, {"a": -1, "b": 1}, {"floors": {"b": -2}},
     "the pot is negative: -1; the weight of a is negative; the floor of b is negative",
     "potten är negativ: -1; vikten för a är negativ; golvet för b är negativt"),
    (5, {"a": 1, "b": 1}, {"floors": {"a": 3, "b": 3}},
     "the floors need 6 of a pot of 5", "golven är tillsammans 6, mer än potten 5"),
    (5, {"a": 1, "b": 1}, {"caps": {"a": 2, "b": 2}},
     "at most 4 of a pot of 5 can be given", "högst 4 av potten 5 kan delas ut"),
    (5, {}, {}, "at most 0 of a pot of 5 can be given", "högst 0 av potten 5 kan delas ut"),
    (5, {"a": 0}, {"floors": {"a": 1}},
     "at most 1 of a pot of 5 can be given", "högst 1 av potten 5 kan delas ut"),
    (5, {"a": 1}, {"excluded": ["a"]},
     "at most 0 of a pot of 5 can be given", "högst 0 av potten 5 kan delas ut"),
    (5, {"a": 1}, {"excluded": ["z"], "floors": {"y": 1}, "caps": {"x": 1}},
     "not recipients: x, y, z", "inte mottagare: x, y, z"),
]  # fmt: skip


@pytest.mark.parametrize(("pot", "weights", "bounds", "en", "sv"), REFUSED)
def test_an_impossible_split_says_everything_that_makes_it_so(
    pot: int, weights: Any, bounds: Any, en: str, sv: str
) -> None:
    with pytest.raises(CannotApportion) as caught:
        apportion(pot, weights, **bounds)
    assert str(caught.value) == en
    assert caught.value.in_language("sv") == sv


INEXACT: list[tuple[Any, Any, dict[str, Any], str]] = [
    (1.0, {"a": 1}, {}, "float: 1.0"),
    (True, {"a": 1}, {}, "bool: True"),
    (Fraction(1), {"a": 1}, {}, "Fraction: Fraction(1, 1)"),
    ("1", {"a": 1}, {}, "str: '1'"),
    (1, {"a": 0.5}, {}, "float: 0.5"),
    (1, {"a": True}, {}, "bool: True"),
    (1, {"a": 1, "b": 0.5}, {"excluded": ["b"]}, "float: 0.5"),
    (1, {"a": 1}, {"floors": {"a": 0.0}}, "float: 0.0"),
    (1, {"a": 1}, {"floors": {"a": False}}, "bool: False"),
    (1, {"a": 1}, {"caps": {"a": 1.5}}, "float: 1.5"),
    (1, {"a": 1}, {"caps": {"a": float("nan")}}, "float: nan"),
]


@pytest.mark.parametrize(("pot", "weights", "bounds", "shown"), INEXACT)
def test_no_inexact_number_enters_the_split(pot: Any, weights: Any, bounds: Any, shown: str) -> None:
    with pytest.raises(TypeError) as caught:
        apportion(pot, weights, **bounds)
    assert str(caught.value) == f"money and weights are exact numbers, not {shown}"


def test_the_postcondition_stands_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_split", lambda *_: {"a": 9})
    with pytest.raises(AssertionError) as caught:
        apportion(10, {"a": 1})
    assert str(caught.value) == "the parts do not add up to the pot"
