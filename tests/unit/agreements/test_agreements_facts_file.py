"""Facts in a CSV file: what is read, and what is said when something is wrong."""

from __future__ import annotations

import itertools
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from vardvag.agreements.facts import FactBook
from vardvag.agreements.facts_file import COLUMNS, facts_text, parse_facts, read_facts, write_facts
from vardvag.base.cells import (
    Amount,
    Basis,
    Cell,
    CellKey,
    Count,
    Judgement,
    OnDay,
    PublishedShare,
    Ratio,
    Status,
    Value,
)
from vardvag.base.dated import Source
from vardvag.base.errors import BadInput
from vardvag.base.kronor import Kronor

GOOD = {
    "measure": "m",
    "place": "08",
    "period": "2019-09",
    "policy": "pvv",
    "basis": "derived",
    "kind": "ratio",
    "numerator": "71",
    "denominator": "100",
    "source_title": "Källa",
    "source_section": "s. 1",
}
NO_RATIO = {"numerator": "", "denominator": ""}


def file_of(*changes: dict[str, str], delimiter: str = ",") -> str:
    lines = [delimiter.join(COLUMNS)]
    for change in changes:
        row = GOOD | change
        lines.append(delimiter.join(f'"{row.get(column, "")}"' for column in COLUMNS))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ({}, Ratio(71, 100)),
        ({"numerator": "0", "denominator": "0"}, Ratio(0, 0)),
        ({"kind": "share", "value": "71 %", **NO_RATIO}, PublishedShare(Fraction(71, 100), 0)),
        ({"kind": "share", "value": "71,4 %", **NO_RATIO}, PublishedShare(Fraction(714, 1000), 1)),
        ({"kind": "share", "value": "71.40%", **NO_RATIO}, PublishedShare(Fraction(714, 1000), 2)),
        ({"kind": "count", "value": "3", **NO_RATIO}, Count(3)),
        ({"kind": "amount", "value": "182,5 mnkr", **NO_RATIO}, Amount(Kronor(182_500_000))),
        ({"kind": "judgement", "value": "ja", "judged_by": "SKL", **NO_RATIO}, Judgement(True, "SKL")),
        ({"kind": "judgement", "value": "No", "judged_by": "SKL", **NO_RATIO}, Judgement(False, "SKL")),
        ({"kind": "day", "value": "2019-10-14", **NO_RATIO}, OnDay(date(2019, 10, 14))),
    ],
)
def test_values(change: dict[str, str], value: Value) -> None:
    (cell,) = parse_facts(file_of(change))
    assert cell.value == value
    assert cell.key == CellKey("m", "08", "2019-09", "pvv", Basis.DERIVED)
    assert cell.source == Source("Källa", section="s. 1")
    assert parse_facts(facts_text([cell])) == (cell,)


def test_missing_is_not_zero() -> None:
    (cell,) = parse_facts(file_of({"status": "missing", **NO_RATIO}))
    assert (cell.value, cell.status) == (None, Status.MISSING)


def test_semicolons_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "fakta.csv"
    path.write_text(file_of({}, delimiter=";"), encoding="utf-8-sig")
    assert read_facts(path) == parse_facts(file_of({}))


@pytest.mark.parametrize(
    ("change", "column", "rule"),
    [
        ({"place": "02"}, "place", "unknown-place"),
        ({"place": "99"}, "place", "unknown-place"),
        ({"place": "0899"}, "place", "unknown-place"),
        ({"place": "Smaland"}, "place", "unknown-place"),
        ({"place": "socialstyrelsen"}, "place", "unknown-place"),
        ({"place": ""}, "place", "empty"),
        ({"period": "2019-13"}, "period", "period"),
        ({"period": "september"}, "period", "period"),
        ({"basis": "deriverad"}, "basis", "unknown-basis"),
        ({"kind": "rate"}, "kind", "unknown-kind"),
        ({"status": "reportd"}, "status", "unknown-status"),
        ({"numerator": "101"}, "numerator", "share-above-whole"),
        ({"numerator": "71.0"}, "numerator", "value"),
        ({"numerator": "-1"}, "numerator", "value"),
        ({"numerator": ""}, "numerator", "empty"),
        ({"kind": "share", "value": "101 %", **NO_RATIO}, "value", "share-above-whole"),
        ({"kind": "share", "value": "0.71", **NO_RATIO}, "value", "value"),
        ({"kind": "share", "value": "3/4", **NO_RATIO}, "value", "value"),
        ({"kind": "share", **NO_RATIO}, "value", "empty"),
        ({"kind": "share", "numerator": ""}, "numerator", "empty"),
        ({"kind": "count", **NO_RATIO, "value": "48,5"}, "value", "value"),
        ({"kind": "count", **NO_RATIO, "value": "1 23"}, "value", "value"),
        ({"kind": "amount", "value": "0,5", **NO_RATIO}, "value", "value"),
        ({"kind": "judgement", "value": "kanske", "judged_by": "SKL", **NO_RATIO}, "value", "value"),
        ({"kind": "judgement", "value": "ja", **NO_RATIO}, "judged_by", "empty"),
        ({"kind": "share", "value": "71 %"}, "numerator", "twice"),
        ({"kind": "count", "value": "71"}, "numerator", "twice"),
        ({"value": "71 %"}, "value", "twice"),
        ({"numerator": "#SAKNAS!"}, "numerator", "formula-error"),
        ({"kind": "count", "value": "#REF!", **NO_RATIO}, "value", "formula-error"),
        ({"place": "#N/A"}, "place", "formula-error"),
        ({"period": "sep-19"}, "period", "period"),
        ({"period": "2019-09-31"}, "period", "period"),
        ({"period": "2019-W01-1"}, "period", "period"),
        ({"period": "2019-Q3"}, "period", "period"),
        ({"period": "٢٠١٩"}, "period", "period"),
        ({"kind": "day", "value": "2019-02-30", **NO_RATIO}, "value", "value"),
        ({"kind": "day", "value": "14 oktober", **NO_RATIO}, "value", "value"),
        ({"kind": "day", **NO_RATIO}, "value", "empty"),
        ({"status": "missing"}, "status", "value-not-reported"),
        ({"as_known": "2019-02-30"}, "as_known", "value"),
        ({"source_title": ""}, "source_title", "empty"),
        ({"source_section": ""}, "source_title", "source"),
        ({"confidence": "sure"}, "confidence", "unknown-confidence"),
    ],
)
def test_what_is_wrong_is_said_with_row_and_column(change: dict[str, str], column: str, rule: str) -> None:
    with pytest.raises(BadInput) as told:
        parse_facts(file_of({"period": "2019-08"}, change), "fakta.csv")
    (finding,) = told.value.findings
    assert (finding.file, finding.row, finding.column, finding.rule) == ("fakta.csv", 3, column, rule)
    assert finding.remedy.sv
    assert finding.remedy.en


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(BadInput) as told:
        parse_facts(file_of({"place": "2"}, {}, {"period": "x", "kind": "y"}, {}))
    assert [(f.row, f.rule) for f in told.value.findings] == [
        (2, "unknown-place"),
        (4, "period"),
        (4, "unknown-kind"),
        (5, "duplicate"),
    ]


def test_wrong_columns_are_told_with_the_nearest() -> None:
    with pytest.raises(BadInput) as told:
        parse_facts("measure,place,perid,kind\n")
    remedies = [f.remedy.en for f in told.value.findings]
    assert remedies == [
        "Did you mean period?",
        "Add period to the first row",
        "Add source_title to the first row",
    ]


@pytest.mark.parametrize("value", [Ratio(120, 100), Ratio(1, 0), PublishedShare(Fraction(101, 100), 0)])
def test_a_share_above_the_whole_is_refused_however_it_is_given(value: Value, tmp_path: Path) -> None:
    cells = [
        Cell(CellKey("m", "08", period), one, Source("Källa", section="s. 1"))
        for period, one in (("2019-08", value), ("2019-09", Ratio(1, 1)), ("2019-10", value))
    ]
    with pytest.raises(BadInput) as written:
        write_facts(cells, tmp_path / "facts.csv")
    assert not (tmp_path / "facts.csv").exists()
    with pytest.raises(BadInput) as used:
        FactBook(cells)
    for told in (written, used):
        assert [(f.rule, f.value) for f in told.value.findings] == [
            ("share-above-whole", "m · 08 · 2019-08"),
            ("share-above-whole", "m · 08 · 2019-10"),
        ]


def versions() -> tuple[Cell, Cell]:
    first, second = (
        parse_facts(file_of({"as_known": day, "numerator": number}))[0]
        for day, number in (("2019-10-01", "71"), ("2019-12-01", "72"))
    )
    return first, second


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [(None, 72), (date(2019, 12, 1), 72), (date(2019, 11, 30), 71), (date(2019, 9, 30), None)],
)
def test_facts_as_they_were_known_on_a_day(as_of: date | None, expected: int | None) -> None:
    for order in (versions(), versions()[::-1]):
        cell = FactBook(order, as_of).get(order[0].key)
        assert (cell and cell.value) == (expected and Ratio(expected, 100))


def test_two_values_known_on_the_same_day_contradict_each_other() -> None:
    first, other = (parse_facts(file_of({"numerator": number}))[0] for number in ("71", "72"))
    assert FactBook([first, first]).get(first.key) == first
    with pytest.raises(BadInput) as told:
        FactBook([first, other])
    assert told.value.findings[0].rule == "contradiction"


def test_a_contradiction_is_told_also_where_a_later_version_replaces_it() -> None:
    cells = [
        parse_facts(file_of({"as_known": day, "numerator": number}))[0]
        for day, number in (("2019-10-01", "71"), ("2019-10-01", "72"), ("2019-12-01", "73"))
    ]
    for order in itertools.permutations(cells):
        with pytest.raises(BadInput) as told:
            FactBook(order)
        assert [finding.rule for finding in told.value.findings] == ["contradiction"]
    # Before any of them was known, there is nothing to contradict.
    assert list(FactBook(cells, date(2019, 9, 30))) == []
