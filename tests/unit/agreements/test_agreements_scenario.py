"""What a change may do to an agreement and its facts, and what it must not."""

from __future__ import annotations

import pytest

from vardvag.agreements import load, parse_agreement, published_facts
from vardvag.agreements.compare import compare
from vardvag.agreements.scenario import Scenarios, addresses
from vardvag.base.cells import Cell, CellKey, Count, Judgement, Ratio
from vardvag.base.dated import Source
from vardvag.base.errors import BadInput, NotFound, WrongUse
from vardvag.base.kronor import Kronor

SOURCE = Source("Påhittade tal", section="test")
FILE = """
agreement: draft
title: {sv: Utkast, en: Draft}
parties: [{sv: Staten, en: The State}, {sv: SKR, en: SKR}]
status: announced
years: [2019]
about: {sv: Ett utkast., en: A draft.}
sum: {amount: 300 kr, source: s}
pots:
  - pot: all
    title: {sv: Allt, en: All}
    amount: 300 kr
    source: s
    recipients: ["07", "08", "10"]
    key: {equal: true, source: s}
    unearned: {goes: bonus-pot, source: s}
    qualify: {all: [level], source: s}
    pots:
      - {pot: first, title: {sv: Första, en: First}, amount: 150 kr, source: s}
      - {pot: second, title: {sv: Andra, en: Second}, amount: 150 kr, source: s}
conditions:
  level:
    title: {sv: nivån, en: the level}
    at_least: {fact: share, share: 70 %}
    stand_in: reached
    source: s
facts:
  share: {measure: m, periods: ["2019"], policy: pvv, source: s}
  reached: {measure: reached, periods: ["2019"], source: s}
sources:
  s: {title: Utkast, section: hela}
"""


def share(place: str, within: int) -> Cell:
    return Cell(CellKey("m", place, "2019", "pvv"), Ratio(within, 100), SOURCE)


def test_a_pot_that_changes_takes_the_sums_above_it_along() -> None:
    changed = Scenarios(parse_agreement(FILE)).settle(["pots.first.amount=250 kr"]).agreement
    assert changed.amount == Kronor(400)
    assert [(pot.name, int(pot.amount)) for pot in changed.all_pots()] == [
        ("all", 400),
        ("first", 250),
        ("second", 150),
    ]
    assert changed.changes == ("pots.first.amount=250 kr",)


def test_a_sum_that_contradicts_its_pots_is_refused() -> None:
    with pytest.raises(BadInput):
        Scenarios(parse_agreement(FILE)).settle(["sum.amount=400 kr"])


def test_a_yes_about_one_level_says_nothing_of_another() -> None:
    """Kronoberg is known to have reached 70 %, not by how much."""
    yes = Cell(CellKey("reached", "07", "2019"), Judgement(True, "SKR"), SOURCE)
    scenarios = Scenarios(parse_agreement(FILE), [yes, share("08", 80), share("10", 60)])
    assert scenarios.settle().payout("07").kronor == Kronor(150)
    raised = scenarios.settle(["conditions.level.at_least.share=75 %"])
    assert raised.payout("07").kronor is None
    assert [key.measure for key in raised.payout("07").missing] == ["m"]


def test_who_has_earned_nothing_gets_no_bonus_whatever_the_others_did() -> None:
    settlement = Scenarios(parse_agreement(FILE), [share("08", 80), share("10", 60)]).settle()
    assert settlement.payout("10").kronor == Kronor(0)
    assert settlement.payout("08").kronor is None
    assert settlement.payout("08").at_least == Kronor(100)
    assert settlement.paid + settlement.undetermined == Kronor(300)


def test_the_best_are_among_those_that_qualify() -> None:
    goes = "unearned: {goes: bonus-pot, source: s}"
    best = "unearned: {goes: best, best: 1, by: done, source: s}"
    facts = "facts:\n  done: {measure: done, periods: ['2019'], source: s}"
    file = FILE.replace(goes, best).replace("facts:", facts, 1)
    done = [Cell(CellKey("done", code, "2019"), Count(n), SOURCE) for code, n in (("07", 9), ("08", 5))]
    cells = [share("07", 60), share("08", 80), share("10", 60), *done]
    settlement = Scenarios(parse_agreement(file), cells).settle()
    assert [p.kronor for p in settlement.payouts] == [Kronor(0), Kronor(300), Kronor(0)]


def test_a_fact_can_be_supposed_and_says_that_it_is() -> None:
    svf = load("svf-2025")
    scenarios = Scenarios(svf, published_facts(svf))
    after = scenarios.settle(["cells.svf-condition-met.13.2025=ja", "cells.population.13.2025-09=346000"])
    comparison = compare(scenarios.settle(), after)
    assert [one.recipient for one in comparison.gaining] == ["13"]
    assert len(comparison.losing) == 18
    assert comparison.gained == comparison.lost == comparison.moved
    assert after.payout("13").explanation().rests_on_assumption
    assert [turned.after.value for turned in comparison.gaining[0].turned] == ["met"]


def test_a_larger_pot_moves_nothing_between_recipients() -> None:
    scenarios = Scenarios(parse_agreement(FILE), [share(code, 80) for code in ("07", "08", "10")])
    comparison = compare(scenarios.settle(), scenarios.settle(["pots.first.amount=450 kr"]))
    assert (comparison.gained, comparison.lost, comparison.moved) == (Kronor(300), Kronor(0), Kronor(0))


@pytest.mark.parametrize(
    ("change", "error", "told"),
    [
        ("conditions.levle.at_least.share=75 %", NotFound, "conditions.level"),
        ("conditions.level.at_leest.share=75 %", NotFound, "conditions.level.at_least"),
        ("pots.frist.amount=1 kr", NotFound, "pots.first"),
        ("pot.first.amount=1 kr", NotFound, "pots"),
        ("conditions.level.at_least.share", WrongUse, "place=value"),
        ("conditions.level.at_least.share=0.75", BadInput, "cannot be made"),
        ("conditions.level.at_least.shares=75 %", BadInput, "cannot be made"),
        ("cells.m.08.2019=", WrongUse, "cells.measure.place.period"),
        ("cells.m.08.2019=ja", WrongUse, "a share"),
        ("cells.m.99.2019=71 %", NotFound, "m.08.2019"),
    ],
)
def test_a_change_that_cannot_be_made_says_what_can(change: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error) as refused:
        Scenarios(parse_agreement(FILE)).settle([change])
    assert told in str(refused.value)


def test_facts_that_differ_only_in_how_they_are_counted_have_names_of_their_own() -> None:
    other = "  other: {measure: m, periods: ['2019'], policy: nobody, source: s}\n"
    too = "  too:\n    title: {sv: a, en: a}\n    at_least: {fact: other, share: 1 %}\n    source: s\n"
    file = FILE.replace("sources:", other + "sources:").replace("facts:", too + "facts:", 1)
    file = file.replace("all: [level]", "all: [level, too]")
    named = addresses(parse_agreement(file))
    assert {"m.08.2019.pvv", "m.08.2019.nobody", "reached.08.2019"} <= set(named)


@pytest.mark.parametrize("second", ["conditions.level=", "conditions.level=x", "conditions.level.at_least="])
def test_two_changes_of_which_the_second_takes_away_what_the_first_changed(second: str) -> None:
    with pytest.raises(BadInput):
        Scenarios(parse_agreement(FILE)).settle(["conditions.level.at_least.share=60 %", second])


def test_a_number_that_only_looks_like_one_leads_nowhere() -> None:
    with pytest.raises(NotFound):
        Scenarios(parse_agreement(FILE)).settle(["parties.1².sv=Staten"])
