"""Laws that hold for every agreement there is, whatever words it is written in, on any facts."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from explained_again import recomputed
from vardvag.agreements import load, names, read_agreement, settle
from vardvag.agreements.asked import Asked, asked_facts
from vardvag.agreements.compare import compare
from vardvag.agreements.explain import as_json, as_text
from vardvag.agreements.explanation import Operation
from vardvag.agreements.model import Agreement
from vardvag.agreements.scenario import Scenarios
from vardvag.base.cells import Amount, Cell, Count, Judgement, OnDay, Ratio, Status, Value
from vardvag.base.dated import Source
from vardvag.base.days import Month
from vardvag.base.kronor import Kronor

FILES = Path(__file__).parents[2] / "spec" / "agreements" / "files"
SOURCE = Source("Påhittade tal", section="test")
EVERY = [*names(), *(str(path) for path in sorted(FILES.glob("*.yaml")))]


def agreement_of(name: str) -> Agreement:
    return read_agreement(Path(name)) if name.endswith(".yaml") else load(name)


def made_up(agreement: Agreement, random: Random, gap: float) -> list[Cell]:
    """A value for everything the agreement asks, some of it missing."""
    cells = []
    largest = max(int(part.amount) for part in agreement.parts)
    for one in asked_facts(agreement):
        if random.random() < gap:
            if random.random() < 0.5:
                cells.append(Cell(one.key, None, SOURCE, Status.MISSING))
            continue
        cells.append(Cell(one.key, value_of(one, random, largest), SOURCE))
    return cells


def value_of(one: Asked, random: Random, largest: int) -> Value:
    match one.kind:
        case "judgement":
            if random.random() < 0.2:
                return OnDay(Month(2000 + random.randint(8, 25), random.randint(1, 12)).last_day)
            return Judgement(random.random() < 0.7, "myndigheten")
        case "count":
            return Count(random.randint(0, 3000))
        case "amount":
            return Amount(Kronor(random.randint(0, largest // 400)))
        case _:
            whole = random.randint(1, 60)
            return Ratio(random.randint(whole // 2, whole), whole)


@pytest.mark.parametrize("gap", [0.0, 0.02, 1.0])
@pytest.mark.parametrize("name", EVERY, ids=lambda name: Path(name).stem)
def test_every_krona_is_somewhere_and_every_explanation_recomputes(name: str, gap: float) -> None:
    agreement = agreement_of(name)
    for seed in range(3):
        random = Random(f"{agreement.name} {gap} {seed}")
        cells = made_up(agreement, random, gap)
        if any(one.kind == "day" for one in asked_facts(agreement)):
            continue
        facts = [cell for cell in cells if not reported_day_for_judged(agreement, cell)]
        settlement = settle(agreement, facts)
        assert settlement.paid + settlement.unpaid + settlement.undetermined == agreement.amount
        for result in settlement.results:
            parts = (result.paid, result.unpaid, result.undetermined, result.carried)
            assert Kronor.sum(parts) == result.part.amount
        random.shuffle(facts)
        again = settle(agreement, facts)
        assert [p.kronor for p in again.payouts] == [p.kronor for p in settlement.payouts]
        for payout in settlement.payouts[:: max(1, len(settlement.payouts) // 25)]:
            tree = payout.explanation()
            assert tree.value == payout.kronor
            for node in tree.walk():
                assert recomputed(node) == node.value, (node.operation, node.rule.en)
                assert (node.operation is Operation.CELL) is ("measure" in node.inputs)
            assert as_text(tree, "sv") != as_text(tree, "en")
            assert json.loads(json.dumps(as_json(tree)))["format"] == "vardvag-explanation/1"


def reported_day_for_judged(agreement: Agreement, cell: Cell) -> bool:
    """A day where a yes or no is asked for is refused, and is no fact for this test."""
    if not isinstance(cell.value, OnDay):
        return False
    from vardvag.agreements.conditions import Report

    reports = {
        measure
        for condition in agreement.conditions.values()
        if isinstance(condition.test, Report)
        for measure in condition.test.fact.measures.values()
    }
    stand_ins = {
        measure
        for condition in agreement.conditions.values()
        if condition.stand_in is not None
        for measure in condition.stand_in.measures.values()
    }
    return cell.key.measure not in reports or cell.key.measure in stand_ins


@pytest.mark.parametrize("name", EVERY, ids=lambda name: Path(name).stem)
def test_a_larger_sum_is_divided_as_exactly(name: str) -> None:
    """A pot twice as large: totals follow, nothing is lost, and nobody whose amount is known gets less."""
    agreement = agreement_of(name)
    pot = agreement.leaves[0]
    facts = [
        cell for cell in made_up(agreement, Random(1), 0.0) if not reported_day_for_judged(agreement, cell)
    ]
    scenarios = Scenarios(agreement, facts)
    twice = scenarios.settle([f"pots.{pot.name}.amount={2 * int(pot.amount)}"])
    assert twice.agreement.amount == agreement.amount + pot.amount
    assert twice.paid + twice.unpaid + twice.undetermined == twice.agreement.amount
    comparison = compare(scenarios.settle(), twice)
    assert all(int(one.change or Kronor(0)) >= -1 for one in comparison.differences)
    assert not any(one.turned for one in comparison.differences)
