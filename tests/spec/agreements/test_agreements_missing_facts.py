"""What a missing fact leaves undetermined, and what it does not."""

from __future__ import annotations

import pytest

from vardvag.agreements import Settlement, parse_agreement, settle
from vardvag.base.cells import Cell, CellKey, Judgement, Status
from vardvag.base.dated import Source
from vardvag.base.kronor import Kronor

# Populations of 31 December 2018: Kronoberg 199 886, Kalmar 244 670, Blekinge 159 684.
FILE = """
agreement: three
title: {{sv: Tre, en: Three}}
parties: [{{sv: A, en: A}}, {{sv: B, en: B}}]
status: announced
years: [2019]
about: {{sv: Prov, en: Test}}
sum: {{amount: 100 kr, source: s}}
pots:
  - pot: only
    title: {{sv: Pott, en: Pot}}
    amount: 100 kr
    recipients: [07, 08, 10]
    source: s
    key: {key}
    qualify: {{all: [plan], source: s}}
    unearned: {{goes: {goes}, source: s}}
conditions:
  plan: {{title: {{sv: plan, en: plan}}, judged: {{fact: plan, by: {{sv: S, en: S}}}}, source: s}}
facts:
  plan: {{measure: plan, periods: ["2019"], source: s}}
sources:
  s: {{title: T, section: "1"}}
"""
POPULATION = '{population: "2018-12-31", source: s}'


def settled(goes: str, key: str = POPULATION, **plans: str) -> Settlement:
    """Settle with `yes`, `no`, or `missing` per region; a region that is not named has no cell at all."""
    cells = [
        Cell(
            CellKey("plan", code.removeprefix("r"), "2019"),
            None if answer == "missing" else Judgement(answer == "yes", "S"),
            Source("T", section="1"),
            Status.MISSING if answer == "missing" else Status.REPORTED,
        )
        for code, answer in plans.items()
    ]
    return settle(parse_agreement(FILE.format(goes=goes, key=key)), cells)


def amounts(settlement: Settlement) -> list[int | None]:
    told = [*(payout.kronor for payout in settlement.payouts), settlement.unpaid, settlement.undetermined]
    return [None if kronor is None else int(kronor) for kronor in told]


SHARED, BACK = "to-those-who-qualify", "back"


@pytest.mark.parametrize(
    ("goes", "plans", "expected"),
    [
        # 07, 08, 10, unpaid, undetermined
        (SHARED, {"r07": "yes", "r08": "yes", "r10": "yes"}, [33, 41, 26, 0, 0]),
        (SHARED, {"r07": "yes", "r08": "yes", "r10": "no"}, [45, 55, 0, 0, 0]),
        (SHARED, {"r07": "yes", "r08": "no", "r10": "no"}, [100, 0, 0, 0, 0]),
        (SHARED, {"r07": "no", "r08": "no", "r10": "no"}, [0, 0, 0, 100, 0]),
        # One unknown leaves everybody but those who failed undetermined: its weight may stand below the line.
        (SHARED, {"r07": "yes", "r08": "yes"}, [None, None, None, 0, 100]),
        (SHARED, {"r07": "yes", "r08": "no"}, [None, 0, None, 0, 100]),
        (SHARED, {"r07": "no", "r08": "no"}, [0, 0, None, 0, 100]),
        (SHARED, {"r07": "yes", "r08": "yes", "r10": "missing"}, [None, None, None, 0, 100]),
        # Everybody stands below the line: only the unknown one is undetermined.
        (BACK, {"r07": "yes", "r08": "yes", "r10": "yes"}, [33, 41, 26, 0, 0]),
        (BACK, {"r07": "yes", "r08": "no", "r10": "yes"}, [33, 0, 26, 41, 0]),
        (BACK, {"r07": "yes", "r08": "no"}, [33, 0, None, 41, 26]),
        (BACK, {}, [None, None, None, 0, 100]),
    ],
)
def test_what_is_determined(goes: str, plans: dict[str, str], expected: list[int | None]) -> None:
    settlement = settled(goes, **plans)
    assert amounts(settlement) == expected
    assert settlement.paid + settlement.unpaid + settlement.undetermined == Kronor(100)


def test_what_is_missing_is_listed_own_facts_first() -> None:
    settlement = settled(SHARED, r07="yes")
    assert [key.place for key in settlement.payout("10").missing] == ["10", "08"]
    assert [key.place for key in settlement.payout("07").missing] == ["08", "10"]
    assert [key.place for key in settlement.missing] == ["08", "10"]


def test_money_that_goes_back_waits_only_for_its_own_facts() -> None:
    settlement = settled(BACK, r07="yes")
    assert settlement.payout("07").missing == ()
    assert [key.place for key in settlement.payout("08").missing] == ["08"]


def test_a_weight_is_needed_only_from_those_below_the_line() -> None:
    # The series of September 2025 has no population for Halland (13).
    key = '{population: "2025-09", source: s}'
    file = FILE.replace("[07, 08, 10]", "[07, 08, 13]")

    def with_halland(goes: str, met: bool, others: bool = True) -> Settlement:
        cells = [
            Cell(CellKey("plan", code, "2019"), Judgement(answer, "S"), Source("T", section="1"))
            for code, answer in (("07", others), ("08", others), ("13", met))
        ]
        return settle(parse_agreement(file.format(goes=goes, key=key)), cells)

    assert amounts(with_halland(SHARED, met=False)) == [45, 55, 0, 0, 0]
    assert amounts(with_halland(SHARED, met=True)) == [None, None, None, 0, 100]
    assert amounts(with_halland(BACK, met=False)) == [None, None, 0, 0, 100]
    assert amounts(with_halland(BACK, met=False, others=False)) == [0, 0, 0, 100, 0]


def test_equal_shares_and_who_gets_the_last_krona() -> None:
    settlement = settled(SHARED, "{equal: true, source: s}", r07="yes", r08="yes", r10="yes")
    assert amounts(settlement) == [34, 33, 33, 0, 0]


def test_a_cell_for_another_policy_is_not_the_fact_that_is_asked_for() -> None:
    settlement = settled(SHARED)
    other = Cell(CellKey("plan", "08", "2019", "pvv"), Judgement(True, "S"), Source("T", section="1"))
    again = settle(settlement.agreement, [other])
    assert again.undetermined == Kronor(100)
    assert again.book.others(CellKey("plan", "08", "2019")) == [other.key]
