"""Laws that hold for every agreement there is, whatever words it is written in, on any facts."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from explained_again import recomputed
from made_up_facts import made_up, usable
from vardvag.agreements import load, names, read_agreement, settle
from vardvag.agreements.compare import compare
from vardvag.agreements.explain import as_json, as_text
from vardvag.agreements.explanation import Operation
from vardvag.agreements.model import Agreement
from vardvag.agreements.scenario import Scenarios
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
