"""How long the core takes. `make bench` prints the figures; an ordinary run calls each once and checks it."""

from __future__ import annotations

import subprocess
import sys

from pytest_benchmark.fixture import BenchmarkFixture

from vardvag.agreements import catalogue
from vardvag.agreements.settle import settle
from vardvag.base.apportion import apportion


def test_split_a_pot_over_all_municipalities(benchmark: BenchmarkFixture) -> None:
    weights = {f"{code:04}": 2_000 + code * 37 for code in range(290)}
    parts = benchmark(apportion, 1_280_000_000, weights)
    assert sum(parts.values()) == 1_280_000_000


def test_settle_a_payment(benchmark: BenchmarkFixture) -> None:
    agreement = catalogue.load("svf-2025")
    facts = catalogue.published_facts(agreement)
    settlement = benchmark(settle, agreement, facts)
    assert int(settlement.paid) == 182_500_000


def test_answer_help(benchmark: BenchmarkFixture) -> None:
    command = [sys.executable, "-c", "from vardvag.cli import main; main()", "--help"]
    done = benchmark.pedantic(subprocess.run, (command,), {"capture_output": True, "check": True}, rounds=5)
    assert b"settle" in done.stdout
