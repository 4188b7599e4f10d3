"""What is published as paid in one figure: the whole before its parts, and no krona counted twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from vardvag.agreements import parse_agreement
from vardvag.agreements.model import Agreement
from vardvag.base.kronor import Kronor
from vardvag.usecases import published_amounts
from vardvag.usecases.published_amounts import Told, told_amount, told_title

RULES = """
agreement: prov
title: {sv: Prov, en: Trial}
parties: [{sv: Staten, en: The State}, {sv: SKR, en: SKR}]
status: ended
years: [2030, 2031]
about: {sv: Påhittat., en: Invented.}
sum: {amount: 600 kr, source: x}
pots:
  - pot: monthly
    title: {sv: Månadsvis, en: Monthly}
    amount: 400 kr
    recipients: ["08", "13"]
    source: x
    key: {equal: true, source: x}
    split: {months: [2030-01, 2030-02], kinds: {a: {sv: a, en: a}, b: {sv: b, en: b}}, source: x}
  - pot: support
    title: {sv: Stöd, en: Support}
    amount: 100 kr
    recipients: ["08"]
    source: x
  - pot: later
    title: {sv: Senare, en: Later}
    amount: 100 kr
    year: 2031
    recipients: ["08"]
    source: x
sources:
  x: {title: Påhittat, section: hela}
"""
HEADING = "recipient,parts,amount,precision,source_title,source_url,confidence,note,explained,variant"


@pytest.fixture
def agreement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Agreement:
    """An invented agreement; what is published of it is read from the folder of the test."""
    made = parse_agreement(RULES, Path("prov.yaml"))
    read = published_amounts.read_published
    monkeypatch.setattr(published_amounts, "read_published", lambda path: read(tmp_path / "published.csv"))
    return made


@pytest.fixture
def told(agreement: Agreement, tmp_path: Path):
    def of(*rows: str, year: int = 2030, region: str | None = None) -> Told | None:
        lines = []
        for row in rows:
            recipient, parts, amount, precision, *variant = row.split("|")
            of_variant = variant[0] if variant else ""
            lines.append(
                f"{recipient},{parts},{amount},{precision},Källa {len(lines)},https://x.se,official,,,{of_variant}"
            )
        (tmp_path / "published.csv").write_text("\n".join((HEADING, *lines)) + "\n", encoding="utf-8")
        return told_amount(agreement, year, region)

    return of


def figures(told: Told | None) -> tuple[int, bool, list[str], int] | None:
    if told is None:
        return None
    return int(told.kronor), told.exact, [title.sv for title in told.parts], told.recipients


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), None),
        (("ALL|monthly|400|krona",), (400, True, ["Månadsvis"], 0)),
        (("ALL|monthly|400|krona", "ALL|support|90|krona"), (490, True, [], 0)),
        # What is told of more comes first, and its part is not added again.
        (("ALL|monthly/2030-01|190|krona", "ALL|monthly support|480|krona"), (480, True, [], 0)),
        # To the krona before rounded.
        (("ALL|support|90|10", "ALL|support|92|krona"), (92, True, ["Stöd"], 0)),
        (("ALL|support|90|about",), (90, False, ["Stöd"], 0)),
        (
            ("ALL|monthly/2030-01|190|krona", "ALL|monthly/2030-02|200|100"),
            (390, False, ["Månadsvis, 2030-01", "Månadsvis, 2030-02"], 0),
        ),
        # Each recipient's own make up the whole only where all are there.
        (("08|monthly|150|krona", "13|monthly|250|krona"), (400, True, ["Månadsvis"], 2)),
        (("08|monthly|150|krona",), None),
        # What is told of several years together is of none of them; another reading is another agreement.
        (("ALL||600|krona",), None),
        (("ALL|support|80|krona|other",), None),
    ],
)
def test_to_everybody(told, rows: tuple[str, ...], expected: tuple[int, bool, list[str], int] | None) -> None:
    assert figures(told(*rows)) == expected


@pytest.mark.parametrize(
    ("region", "expected"),
    [("08", (150, True, ["Månadsvis"], 0)), ("13", (250, True, [], 0)), ("01", None)],
)
def test_to_a_region(told, region: str, expected: tuple[int, bool, list[str], int] | None) -> None:
    rows = ("08|monthly|150|krona", "13|monthly|250|krona", "ALL|support|90|krona")
    assert figures(told(*rows, region=region)) == expected


def test_another_year_is_told_by_itself(told) -> None:
    rows = ("ALL|later|100|krona", "ALL|support|90|krona")
    assert figures(told(*rows, year=2031)) == (100, True, [], 0)
    assert figures(told(*rows, year=2030)) == (90, True, ["Stöd"], 0)


def test_every_source_is_kept(told) -> None:
    amount = told("ALL|monthly|400|krona", "ALL|support|90|krona")
    assert [source.title for source in amount.sources] == ["Källa 0", "Källa 1"]
    assert amount.kronor == Kronor(490)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("monthly", "Månadsvis"),
        ("monthly/2030-02", "Månadsvis, 2030-02"),
        ("monthly/2030-02/a", "Månadsvis, 2030-02, a"),
        ("no-such", "no-such"),
    ],
)
def test_what_a_name_stands_for(agreement: Agreement, name: str, title: str) -> None:
    assert told_title(agreement, name).sv == title
