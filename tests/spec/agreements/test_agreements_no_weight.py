"""Nobody has any weight: what the key cannot divide is not paid, and what each gets first is.

A pot of 100 kr for Kalmar, which meets the condition, and Blekinge, which does not. The key is a count that
is 0 for both.
"""

from __future__ import annotations

import pytest

from explained_again import recomputed
from vardvag.agreements import Settlement, parse_agreement, settle
from vardvag.base.cells import Cell, CellKey, Count, Judgement
from vardvag.base.dated import Source

SOURCE = Source("Påhittade tal", section="test")
FILE = """
agreement: nobody
title: {{sv: Ingen, en: Nobody}}
parties: [{{sv: Staten, en: The State}}, {{sv: SKR, en: SALAR}}]
status: announced
years: [2019]
about: {{sv: Ett exempel., en: An example.}}
sum: {{amount: 100 kr, source: s}}
pots:
  - pot: all
    title: {{sv: Allt, en: All}}
    amount: 100 kr
    recipients: ["08", "10"]
    key: {{count: done{fixed}, source: s}}
    qualify: {{all: [judged], source: s}}
    unearned: {{goes: {goes}, source: s}}
    source: s
conditions:
  judged:
    title: {{sv: villkoret, en: the condition}}
    judged: {{fact: judged, by: {{sv: SKR, en: SALAR}}}}
    source: s
facts:
  judged: {{measure: judged, periods: [2019], source: s}}
  done: {{measure: done, periods: [2019], source: s}}
sources:
  s: {{title: Exempel, section: hela}}
"""


def settled(goes: str, fixed: str) -> Settlement:
    facts = [
        Cell(CellKey(measure, place, "2019"), value, SOURCE)
        for place in ("08", "10")
        for measure, value in (("judged", Judgement(place == "08", "SKR")), ("done", Count(0)))
    ]
    return settle(parse_agreement(FILE.format(goes=goes, fixed=fixed)), facts)


@pytest.mark.parametrize(
    ("goes", "kalmar", "unpaid"),
    [
        ("to-those-who-qualify", 10, 90),
        ("back", 10, 90),
        ("best, best: 1, by: done", 10, 90),
        # Kalmar alone has earned anything, so what is left follows.
        ("bonus-pot", 100, 0),
    ],
)
def test_each_has_the_fixed_amount_and_the_rest_is_not_paid(goes: str, kalmar: int, unpaid: int) -> None:
    settlement = settled(goes, ", fixed: 10 kr")
    assert [int(payout.kronor or 0) for payout in settlement.payouts] == [kalmar, 0]
    assert int(settlement.unpaid) == unpaid
    assert_explained(settlement)


@pytest.mark.parametrize("goes", ["to-those-who-qualify", "back", "best, best: 1, by: done", "bonus-pot"])
def test_without_a_fixed_amount_nothing_is_paid(goes: str) -> None:
    settlement = settled(goes, "")
    assert [int(payout.kronor or 0) for payout in settlement.payouts] == [0, 0]
    assert int(settlement.unpaid) == 100
    assert not settlement.undetermined
    assert_explained(settlement)


def assert_explained(settlement: Settlement) -> None:
    for payout in settlement.payouts:
        tree = payout.explanation()
        assert tree.value == payout.kronor
        assert all(recomputed(node) == node.value for node in tree.walk())
