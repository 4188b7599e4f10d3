"""Laws that hold for every agreement there is, whatever words it is written in, on any facts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from explained_again import recomputed
from made_up_facts import made_up, usable, value_of
from vardvag.agreements import load, names, read_agreement, settle
from vardvag.agreements.build import altered
from vardvag.agreements.compare import compare
from vardvag.agreements.conditions import AtLeast
from vardvag.agreements.explain import as_json, as_text
from vardvag.agreements.explanation import Operation
from vardvag.agreements.model import Agreement
from vardvag.agreements.scenario import CELLS, Scenarios, addresses, changed_cell
from vardvag.agreements.settle import Settlement
from vardvag.base.cells import Amount, Cell, Count, Judgement, OnDay, Ratio, Value
from vardvag.base.errors import BadInput, NotFound
from vardvag.base.kronor import Kronor

FILES = Path(__file__).parents[2] / "spec" / "agreements" / "files"
EVERY = [*names(), *(str(path) for path in sorted(FILES.glob("*.yaml")))]


def agreement_of(name: str) -> Agreement:
    return read_agreement(Path(name)) if name.endswith(".yaml") else load(name)


@pytest.mark.parametrize("gap", [0.0, 0.02, 1.0])
@pytest.mark.parametrize("name", EVERY, ids=lambda name: Path(name).stem)
def test_every_krona_is_somewhere_and_every_explanation_recomputes(name: str, gap: float) -> None:
    agreement = agreement_of(name)
    for seed in range(3):
        random = Random(f"{agreement.name} {gap} {seed}")
        facts = usable(agreement, made_up(agreement, random, gap))
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


@pytest.mark.parametrize("name", EVERY, ids=lambda name: Path(name).stem)
def test_a_larger_sum_is_divided_as_exactly(name: str) -> None:
    """A pot twice as large: totals follow, nothing is lost, and nobody whose amount is known gets less."""
    agreement = agreement_of(name)
    pot = agreement.leaves[0]
    facts = usable(agreement, made_up(agreement, Random(1), 0.0))
    scenarios = Scenarios(agreement, facts)
    twice = scenarios.settle([f"pots.{pot.name}.amount={2 * int(pot.amount)}"])
    assert twice.agreement.amount == agreement.amount + pot.amount
    assert twice.paid + twice.unpaid + twice.undetermined == twice.agreement.amount
    comparison = compare(scenarios.settle(), twice)
    assert all(int(one.change or Kronor(0)) >= -1 for one in comparison.differences)
    assert not any(one.turned for one in comparison.differences)


@pytest.mark.parametrize("name", EVERY, ids=lambda name: Path(name).stem)
def test_a_scenario_is_what_it_would_be_had_nobody_asked_for_another_before(name: str) -> None:
    """What is kept between scenarios changes nothing: facts supposed, rules changed, and both."""
    agreement = agreement_of(name)
    random = Random(f"{agreement.name} kept")
    facts = made_up(agreement, random, 0.05)
    asked = addresses(agreement)
    rules = [f"pots.{pot.name}.amount={int(pot.amount) + 1_000_000}" for pot in agreement.leaves[:2]]
    for condition in agreement.conditions.values():
        if isinstance(condition.test, AtLeast):
            rules += [f"conditions.{condition.name}.at_least.share={share} %" for share in (40, 80)]
    changes: list[list[str]] = [[], *([rule] for rule in rules)]
    for address, one in random.sample(sorted(asked.items()), min(4, len(asked))):
        supposed = f"cells.{address}={_written(value_of(one, random, 1000))}"
        changes += [[supposed], [supposed, random.choice(rules)]]
    scenarios = Scenarios(agreement, facts)
    for change in changes:
        alone = _told(lambda change=change: _alone(agreement, facts, change))
        assert _told(lambda change=change: scenarios.settle(change)) == alone, change


def _alone(agreement: Agreement, facts: list[Cell], changes: list[str]) -> Settlement:
    """Settled from the beginning, with the supposed facts among the others from the start."""
    other = altered(agreement, [change for change in changes if not change.startswith(CELLS)])
    asked = addresses(other)
    supposed = [changed_cell(change, asked) for change in changes if change.startswith(CELLS)]
    keys = {cell.key for cell in supposed}
    return settle(other, [*(cell for cell in facts if cell.key not in keys), *supposed])


def _written(value: Value) -> str:
    """As a change writes it."""
    match value:
        case Ratio():
            return f"{value.numerator}/{value.denominator}"
        case Judgement():
            return "ja" if value.met else "nej"
        case OnDay():
            return value.day.isoformat()
        case Amount():
            return f"{int(value.kronor)} kr"
        case Count():
            return str(value.number)
    raise NotImplementedError(value)


def _told(settled: Callable[[], Settlement]) -> object:
    """Everything a settlement says, or why there is none."""
    try:
        settlement = settled()
    except BadInput as problem:
        return problem.findings
    except NotFound as problem:  # a level that is another asks for no stand-in
        return str(problem)
    return [
        (result.shares, result.unpaid, result.carried, result.missing, result.qualifications)
        for result in settlement.results
    ] + [(payout.recipient, payout.kronor, payout.missing) for payout in settlement.payouts]
