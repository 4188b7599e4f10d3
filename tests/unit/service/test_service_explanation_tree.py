"""An explanation on a page: every kind of node says what it is in plain words, for every agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from django.utils import translation

from vardvag.agreements import load, names, read_agreement, settle
from vardvag.agreements.asked import Asked, asked_facts
from vardvag.agreements.explanation import Operation
from vardvag.agreements.model import Agreement
from vardvag.base.cells import Amount, Cell, Count, Judgement, Ratio, Value
from vardvag.base.dated import Source
from vardvag.base.kronor import Kronor
from vardvag.service.look.explanation import Branch
from vardvag.service.pages.agreements.tree import branch_of

pytestmark = pytest.mark.usefixtures("django_demo")

FILES = Path(__file__).parents[2] / "spec" / "agreements" / "files"
MADE_UP = Source("Påhittade tal", section="test")
EVERY = [*names(), *(str(path) for path in sorted(FILES.glob("*.yaml")))]


def agreement_of(name: str) -> Agreement:
    return read_agreement(Path(name)) if name.endswith(".yaml") else load(name)


def made_up(agreement: Agreement, given: float) -> list[Cell]:
    """A value for nearly everything the agreement asks for."""
    random = Random(agreement.name)
    largest = max(int(part.amount) for part in agreement.parts) // 400
    return [
        Cell(asked.key, value_of(asked, random, largest), MADE_UP)
        for asked in asked_facts(agreement)
        if random.random() < given
    ]


def value_of(asked: Asked, random: Random, largest: int) -> Value:
    if asked.kind == "judgement":
        return Judgement(random.random() < 0.8, "myndigheten")
    if asked.kind == "count":
        return Count(random.randint(0, 3000))
    if asked.kind == "amount":
        return Amount(Kronor(random.randint(0, largest)))
    return Ratio(random.randint(30, 60), 60)


def walk(branch: Branch) -> Iterator[Branch]:
    yield branch
    for child in branch.children:
        yield from walk(child)


def codes(agreement: Agreement) -> set[str]:
    from vardvag.usecases.name_facts import bindings

    named = {pot.name for pot in agreement.all_pots()} | {part.name for part in agreement.parts}
    for binding, _condition in bindings(agreement):
        named |= {binding.name, *binding.measures.values()}
    return {name for name in named if re.search(r"[a-z]-[a-z]", name)}


@pytest.mark.parametrize("given", [0.0, 0.97, 1.0])
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", EVERY, ids=lambda name: Path(name).stem)
def test_every_branch_is_said_in_plain_words(name: str, language: str, given: float) -> None:
    agreement = agreement_of(name)
    settlement = settle(agreement, made_up(agreement, given))
    names_of_the_file = codes(agreement)
    with translation.override(language):
        for payout in settlement.payouts[:: max(1, len(settlement.payouts) // 6)]:
            for branch in walk(branch_of(payout.explanation(), agreement, payout)):
                said = f"{branch.title} {branch.worth} {branch.detail}"
                assert branch.title.strip()
                assert not re.search(r"\bNone\b|%\(|uppgift saknas kr", said), said
                assert not [code for code in names_of_the_file if f" {code} " in f" {said} "], said


def test_every_kind_of_node_is_met_with_in_these_agreements() -> None:
    """So that the test above says something of each."""
    met = set()
    for name in EVERY:
        agreement = agreement_of(name)
        for given in (0.0, 1.0):
            for payout in settle(agreement, made_up(agreement, given)).payouts[:25]:
                met |= {node.operation for node in payout.explanation().walk()}
    assert set(Operation) - met <= {Operation.FEWER}


@pytest.fixture
def operations() -> dict[str, list[Branch]]:
    """The payout of one region, of a price per operation with the rest to the best, by title."""
    agreement = agreement_of(str(FILES / "operationer-2025.yaml"))
    payout = settle(agreement, made_up(agreement, 1.0)).payout("01")
    found: dict[str, list[Branch]] = {}
    with translation.override("sv"):
        for branch in walk(branch_of(payout.explanation(), agreement, payout)):
            found.setdefault(branch.title, []).append(branch)
    return found


def test_a_price_is_multiplied_before_the_eyes(operations: dict[str, list[Branch]]) -> None:
    assert re.fullmatch(r"108\s000\skr × [\d\s]+\.", operations["Pris × antal"][0].detail)
    [capped, *_] = operations["Pris × antal, högst hela andelen"]
    assert capped.detail == "Det minsta av de två beloppen."


def test_what_is_missing_is_told_by_its_name_and_taken_together() -> None:
    agreement = load("komiljard-2019")
    payout = settle(agreement).payout("08")
    with translation.override("sv"):
        branches = list(walk(branch_of(payout.explanation(), agreement, payout)))
    [first, *_] = [branch for branch in branches if branch.title == "Det här saknas"]
    assert "Lägesrapport lämnad (Kalmar, 2019)" in [child.title for child in first.children]


def test_a_condition_says_what_it_asks_for() -> None:
    agreement = load("komiljard-2019")
    payout = settle(agreement, made_up(agreement, 1.0)).payout("08")
    with translation.override("en"):
        said = {branch.detail for branch in walk(branch_of(payout.explanation(), agreement, payout))}
    assert "The share is at least 71%." in said
