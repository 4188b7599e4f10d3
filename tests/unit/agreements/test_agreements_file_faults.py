"""Every fault of a file is told at once, each with line, key, remedy and the nearest valid word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vardvag.agreements import load, parse_agreement
from vardvag.agreements.catalogue import CATALOGUE
from vardvag.base.errors import BadInput, NotFound
from vardvag.base.findings import Finding

FILES = Path(__file__).parents[2] / "spec" / "agreements" / "files"
KOMILJARD = (CATALOGUE / "komiljard-2019" / "agreement.yaml").read_text(encoding="utf-8")

# ruff: noqa: E501 -- one mistake a line, so that the table can be read down its columns
# What is written, what is written instead, the key that is told, and a word the remedy must hold.
MISTAKES = [
    ("status: ended", "status: endd", "status", "ended"),
    ("amount: 320 mnkr", "amount: 320.5", "pots.0.amount", "kr"),
    ("recipients: regions\n    source: skl\n    key", "recipients: regionz\n    source: skl\n    key", "pots.0.recipients", "regions"),
    ('population: "2018-12-31"\n      source', 'population: "2018-13-31"\n      source', "pots.0.key.population", "2018-12-31"),
    ("all: [status-report,", "all: [status-reprt,", "pots.0.qualify.all.0", "status-report"),
    ("goes: back", "goes: bck", "pots.0.unearned.goes", "back"),
    ("source: press", "source: pres", "pots.0.payment.source", "press"),
    ("months: [2019-09, ", "months: [2019-13, ", "pots.1.split.months.0", "2019-13"),
    ("any: [waiting-improved", "ani: [waiting-improved", "pots.1.qualify.ani", "any"),
    ("fact: status-report", "fact: status-repport", "conditions.status-report.report.fact", "status-report"),
    ('due: "2019-10-15"', 'due: "2019-10-32"', "conditions.status-report.report.due", "2019-09-30"),
    ("share: 95 %", "share: 0.95", "conditions.response-rate.at_least.share", "71 %"),
    ("more_than: 0 %", "more_then: 0 %", "conditions.waiting-improved.improved.more_then", "more_than"),
    ("share: 71 %", "share: 71", "conditions.enough-in-time.at_least.share", "71 %"),
    ('periods: ["2019"]', 'periods: "2019"', "facts.status-report.periods", "each-month"),
    ("basis: derived", "basis: derivd", "facts.waiting-within-90.basis", "derived"),
    ("policy: pvv\n    basis", "polici: pvv\n    basis", "facts.waiting-within-90.polici", "policy"),
    ("rounding: exact\n    source: results", "rounding: exakt\n    source: results", "facts.waiting-within-90.rounding", "exact"),
    ("measure: response-rate", "measure: Response Rate", "facts.response-rate.measure", "response-rate"),
    ("section: pressmeddelande", "sektion: pressmeddelande", "sources.press.sektion", "section"),
]  # fmt: skip


def faults(text: str) -> list[Finding]:
    with pytest.raises(BadInput) as told:
        parse_agreement(text)
    return list(told.value.findings)


def with_mistake(text: str, right: str, wrong: str) -> str:
    assert right in text
    return text.replace(right, wrong, 1)


@pytest.mark.parametrize(("right", "wrong", "column", "word"), MISTAKES)
def test_one_mistake(right: str, wrong: str, column: str, word: str) -> None:
    text = with_mistake(KOMILJARD, right, wrong)
    finding = next(f for f in faults(text) if f.column == column)
    assert word in finding.remedy.en
    assert word in finding.remedy.sv
    lines = text.splitlines()
    assert finding.row is not None
    assert column.split(".")[-1] in lines[finding.row - 1] or column[-1].isdigit()


def test_twenty_mistakes_are_told_at_once() -> None:
    text = KOMILJARD
    for right, wrong, _, _ in MISTAKES:
        text = with_mistake(text, right, wrong)
    told = {finding.column for finding in faults(text)}
    assert {column for _, _, column, _ in MISTAKES} <= told


def dropped(line: str) -> Callable[[str], str]:
    return lambda text: with_mistake(text, line, "")


def swapped(right: str, wrong: str) -> Callable[[str], str]:
    return lambda text: with_mistake(text, right, wrong)


@pytest.mark.parametrize(
    ("change", "rule", "column"),
    [
        (swapped("amount: 10 mnkr", "amount: 11 mnkr"), "sum", "sum.amount"),
        (swapped("amount: 10 mnkr", "amount: -10 mnkr"), "negative", "pots.2.amount"),
        (swapped("pot: skl", "pot: reporting"), "pot-twice", "pots.2.pot"),
        (swapped("recipients: skr", "recipients: regions"), "no-key", "pots.2.recipients"),
        (swapped("recipients: skr", "recipients: [08, 2]"), "unknown-name", "pots.2.recipients.1"),
        (swapped("recipients: skr\n", 'recipients: skr\n    key: {population: "2018-12-31", source: skl}\n'), "no-population", "pots.2.key"),
        (swapped("months: [2019-09, 2019-10,", "months: [2019-09, 2019-09,"), "twice", "pots.1.split.months.1"),
        (swapped("recipients: skr\n", "recipients: ['08', '10', '08']\n"), "twice", "pots.2.recipients.2"),
        (swapped('periods: ["2019"]', 'periods: ["2019", "2019"]'), "twice", "facts.status-report.periods.1"),
        (swapped("all: [status-report, ", "all: [status-report, status-report, "), "twice", "pots.0.qualify.all.1"),
        (swapped('periods: ["2019"]', "periods: each-month"), "no-months", "pots.0.qualify"),
        (swapped("operation: done-operation", "surgery: done-operation"), "kinds", "pots.1.qualify"),
        (swapped("policy: pvv\n    basis", "bases: x\n    basis"), "unknown-key", "facts.waiting-within-90.bases"),
        (dropped("    section: pressmeddelande från Socialdepartementet, 2019\n"), "source", "sources.press"),
        (swapped("amount: 1,6 mdkr", "amount: -1,6 mdkr"), "negative", "announced.amount"),
        (swapped("goes: back", "goes: back\n      best: 5"), "value", "pots.0.unearned"),
        (swapped("recipients: skr\n", "recipients: skr\n    unearned: {goes: back, source: skl}\n"), "qualify-unearned", "pots.2.unearned"),
        (swapped("recipients: regions\n    source: skl\n    key", "recipients: [8]\n    source: skl\n    key"), "unknown-name", "pots.0.recipients.0"),
        (swapped("recipients: skr\n", "recipients: skr\n    barred: {recipients: [SKR], source: skl}\n"), "all-barred", "pots.2.barred"),
        (swapped("recipients: skr\n", "recipients: regions\n    key: {count: response-rate, source: skl}\n"), "one-period", "pots.2.key"),
        (swapped("\nfacts:\n", "\nothers: {skr: {sv: a, en: b}}\n\nfacts:\n"), "name-taken", "others.skr"),
        (swapped("\nfacts:\n", "\nothers: {'26': {sv: a, en: b}}\n\nfacts:\n"), "name-taken", "others.26"),
        (swapped("    fact: status-report\n", "    fact: status-report\n      fact: status-report\n"), "key-twice", "conditions.status-report.report.fact"),
        (swapped("{sv: Staten, en: The State}", "{sv: Staten, riket, en: The State}"), "unknown-key", "parties.0.riket"),
    ],
)  # fmt: skip
def test_contradictions_between_right_values(change: Callable[[str], str], rule: str, column: str) -> None:
    assert (rule, column) in {(f.rule, f.column) for f in faults(change(KOMILJARD))}


def test_no_money_at_all_is_no_agreement() -> None:
    text = KOMILJARD
    for amount in ("1 610 mnkr", "320 mnkr", "1 280 mnkr", "10 mnkr"):
        text = with_mistake(text, f"amount: {amount}", "amount: 0 kr")
    assert [(f.rule, f.column) for f in faults(text)] == [("nothing", "sum.amount")]


def test_a_word_that_is_taken_over_is_told_where_it_stands_and_once() -> None:
    """Nine sub-pots take over a key that has no inhabitants for one of the recipients."""
    text = (FILES / "tillganglighet-2023.yaml").read_text(encoding="utf-8")
    text = with_mistake(text, "recipients: regions", "recipients: [skr, '08']")
    assert [(f.rule, f.column) for f in faults(text)] == [("no-population", "pots.0.key")]


def test_a_fault_that_an_amendment_brings_about_says_which() -> None:
    text = with_mistake(
        KOMILJARD,
        "\nsources:\n",
        """
amendments:
  - amendment: fewer
    title: {sv: Färre villkor, en: Fewer conditions}
    effective: 2019-09-01
    source: skl
    changes:
      conditions: {response-rate: }
sources:
""",
    )
    (finding,) = faults(text)
    assert finding.column == "pots.0.qualify.all.1"
    assert finding.message.sv == "Med fewer: Namnet finns inte i conditions"


def test_a_value_without_a_source_is_refused() -> None:
    text = with_mistake(KOMILJARD, "  amount: 1 610 mnkr\n  source: skl", "  amount: 1 610 mnkr")
    (finding,) = faults(text)
    assert "assumption" in finding.remedy.en


def test_an_unknown_agreement_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFound, match="svf-2025"):
        load("svf2025")
