"""The arithmetic of errors, with figures one can do in one's head; and that the peer may be absent."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = str(Path(__file__).parent)


@pytest.fixture(autouse=True)
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is measured lies beside this file."""
    monkeypatch.setattr(sys, "path", [HERE, *sys.path])


EXACT = {"a": 50, "b": 30, "c": 20}


@pytest.mark.parametrize(
    ("told", "in_all", "at_most", "recipients_off"),
    [
        ({"a": 50, "b": 30, "c": 20}, 0, 0, 0),
        ({"a": 51, "b": 30, "c": 20}, 1, 1, 1),
        ({"a": 34, "b": 30, "c": 20}, -16, 16, 1),  # too little counts as too much does
        ({"a": 48, "b": 31, "c": 21}, 0, 2, 3),  # errors that cancel in the sum are errors all the same
        ({"c": 20, "a": 50, "b": 29}, -1, 1, 1),  # in any order
    ],
)
def test_errors_in_kronor(told: dict[str, int], in_all: int, at_most: int, recipients_off: int) -> None:
    from kronor_off import Off, off

    assert off("x", "y", EXACT, told) == Off("x", "y", in_all, at_most, recipients_off, 3)


@pytest.mark.parametrize("told", [{"a": 50, "b": 30}, {**EXACT, "d": 0}, {"a": 50, "b": 30, "d": 20}])
def test_a_recipient_left_out_is_no_zero_error(told: dict[str, int]) -> None:
    from kronor_off import off

    with pytest.raises(ValueError, match="x, y: not the same recipients"):
        off("x", "y", EXACT, told)


def test_nobody_is_off_by_nothing() -> None:
    from kronor_off import Off, off

    assert off("x", "y", {}, {}) == Off("x", "y", 0, 0, 0, 0)


def test_what_a_32_bit_float_does_to_stockholm() -> None:
    """300 million kronor in steps of 32: the error that the page tells of a peer, without the peer."""
    from cases_money import POT, in_single
    from cases_openfisca import weights_of
    from kronor_off import off

    from vardvag.base.apportion import apportion

    weights = weights_of(21)
    exact = apportion(POT, weights)
    told = {who: round(in_single(POT * weight / sum(weights.values()))) for who, weight in weights.items()}
    found = off("regions", "32-bit", exact, told)
    assert len(weights) == 21
    assert (found.in_all, found.at_most, found.recipients_off) == (-18, 16, 14)
    assert exact["01"] - told["01"] in (16, -16)


def test_without_the_peer_there_is_a_reason_and_nothing_to_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    import cases_openfisca
    import measure

    monkeypatch.setattr(cases_openfisca, "find_spec", lambda name: None)
    assert cases_openfisca.comparisons(False) == []
    assert cases_openfisca.offs() == []
    [reason] = [one for one in measure.skipped() if "openfisca" in one]
    assert reason.startswith("needs openfisca-core: ")
    assert "requirements/bench.txt" in reason


def test_the_page_tells_what_the_peer_is_off_by_or_why_it_is_not_told() -> None:
    from kronor_off import Off
    from performance_page import page

    with_peer = page([], [], [Off("pot", "32 bits", -18, 16, 14, 21)], [], "x", 60)
    assert "| pot | 32 bits | −18 | 16 | 14 of 21 |" in with_peer
    assert "Not measured" not in with_peer
    without = page([], [], [], ["needs it: how to get it"], "x", 60)
    assert "OpenFisca" not in without.split("## ", 1)[1]
    assert without.endswith("## Not measured this time\n\n- needs it: how to get it\n")


def test_scenarios_are_all_different() -> None:
    from cases_money import fact_changes, rule_changes

    from vardvag.agreements import catalogue

    rules = rule_changes(10_000)
    assert len(set(rules)) == 10_000
    assert rules[-1] == ("conditions.enough-in-time.at_least.share=100,00 %",)
    assert len(set(fact_changes(catalogue.load("komiljard-2019"), 10_000))) > 9_900
