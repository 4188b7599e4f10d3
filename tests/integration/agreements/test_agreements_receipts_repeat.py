"""Whoever holds a receipt repeats it: of every built-in agreement, and of scenarios of every kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from vardvag.agreements import load, names, published_facts, receipt
from vardvag.agreements.receipt import as_json
from vardvag.agreements.scenario import Scenarios
from vardvag.base.errors import NotFound, WrongUse
from vardvag.cli import application
from vardvag.usecases.repeat_receipt import repeat_receipt

SCENARIOS = [
    ("svf-2025", None, ("cells.svf-condition-met.13.2025=ja",)),
    ("svf-2025", None, ("cells.svf-condition-met.13.2025=ja", "cells.population.13.2025-09=346000")),
    ("svf-2025", None, ("pots.second-payment.key.population=2019-12-31",)),
    ("svf-2025", None, ("pots.second-payment.unearned.goes=back",)),
    ("komiljard-2019", None, ("conditions.enough-in-time.at_least.share=75 %", "pots.skl.amount=0 kr")),
    ("kvinnors-halsa-2024", "1357", ("pots.rural.amount=150 mnkr",)),
    ("psykisk-halsa-2019", None, ("pots.skl.amount=1 mnkr",)),
]


def written(name: str, variant: str | None, changes: tuple[str, ...], folder: Path) -> Path:
    agreement = load(name, variant=variant)
    settlement = Scenarios(agreement, published_facts(agreement)).settle(changes)
    path = folder / "kvitto.json"
    path.write_text(as_json(receipt(settlement)), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", names())
def test_the_receipt_of_every_agreement_repeats(name, tmp_path):
    kept = json.loads(written(name, None, (), tmp_path).read_text(encoding="utf-8"))
    repeated = repeat_receipt(name, kept)
    assert [text.en for text in repeated.differences] == []
    assert repeated.same_amounts


@pytest.mark.parametrize(("name", "variant", "changes"), SCENARIOS)
def test_the_receipt_of_a_scenario_repeats_on_the_command_line(name, variant, changes, tmp_path):
    path = written(name, variant, changes, tmp_path)
    result = CliRunner().invoke(application, ["settle", name, "--receipt", str(path)])
    assert (result.exit_code, result.stdout) == (0, "Kvittot upprepas exakt.\n")


def test_a_scenario_that_is_passed_off_as_the_agreement_is_found_out_by_the_published_facts(tmp_path):
    """A receipt is repeated from its own facts; whoever doubts these gives others."""
    name, changes = "svf-2025", SCENARIOS[1][2]
    kept = json.loads(written(name, None, changes, tmp_path).read_text(encoding="utf-8"))
    passed_off = kept | {"changes": []}
    told = repeat_receipt(name, passed_off, [load(name).path.parent / "facts.csv"])
    assert not told.same_amounts
    assert "the facts are others" in [text.en for text in told.differences]
    # With its changes it is repeated from the published facts too.
    assert repeat_receipt(name, kept, [load(name).path.parent / "facts.csv"]).differences == ()


def test_a_change_that_is_altered_in_a_receipt_is_noticed(tmp_path):
    name, changes = "svf-2025", SCENARIOS[1][2]
    kept = json.loads(written(name, None, changes, tmp_path).read_text(encoding="utf-8"))
    told = repeat_receipt(name, kept | {"changes": [changes[0], "cells.population.13.2025-09=300000"]})
    assert not told.same_amounts
    assert "the facts are others" in [text.en for text in told.differences]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"variant": "finns-inte"}, NotFound),
        ({"changes": ["pots.finns-inte.amount=1 kr"]}, NotFound),
        ({"changes": ["cells.finns-inte.13.2025=ja"]}, NotFound),
        ({"changes": ["utan likhetstecken"]}, WrongUse),
    ],
    ids=str,
)
def test_a_receipt_of_what_there_is_not_is_told(changed, error, tmp_path):
    kept = json.loads(written("svf-2025", None, (), tmp_path).read_text(encoding="utf-8"))
    with pytest.raises(error):
        repeat_receipt("svf-2025", kept | changed)
