"""Facts in an Excel workbook: which sheet, what Excel makes of values, and where a finding points."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from vardvag.agreements.facts_file import read_facts
from vardvag.base.cells import Amount, Basis, CellKey, Count, Judgement, OnDay, PublishedShare, Ratio, Value
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.kronor import Kronor

HEADINGS = ["mått", "plats", "period", "slag", "Täljare", "Nämnare", "värde", "bedömd av", "känd den"]
HEADINGS += ["källa", "källans avsnitt"]
GOOD = {
    "mått": "m",
    "plats": "08",
    "period": "2019-09",
    "slag": "kvot",
    "Täljare": 71,
    "Nämnare": 100.0,
    "källa": "Källa",
    "källans avsnitt": "s. 1",
}
NO_RATIO = {"Täljare": None, "Nämnare": None}


def given(folder: Path, *rows: dict[str, Any], sheet: str = "uppgifter", above: int = 0) -> Path:
    """A workbook with *rows* in *sheet*, after one sheet of something else."""
    path = folder / "facts.xlsx"
    with xlsxwriter.Workbook(path) as book:
        styles = {
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            Fraction: book.add_format({"num_format": "0.0 %"}),
        }
        book.add_worksheet("om filen").write(0, 0, "Uppgifter till Socialdepartementet")
        to = book.add_worksheet(sheet)
        to.write_row(above, 0, HEADINGS)
        for line, row in enumerate(rows, start=above + 1):
            for at, name in enumerate(HEADINGS):
                value = (GOOD | row).get(name)
                if isinstance(value, Fraction):
                    to.write_number(line, at, float(value), styles[Fraction])
                elif isinstance(value, str) and value.startswith("#"):
                    to.write_formula(line, at, "=A1", None, value)
                elif value is not None:
                    to.write(line, at, value, styles.get(type(value)))
    return path


def told(path: Path) -> list[Finding]:
    with pytest.raises(BadInput) as refused:
        read_facts(path)
    return list(refused.value.findings)


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ({}, Ratio(71, 100)),
        ({"slag": "andel"}, Ratio(71, 100)),
        ({"slag": "andel", "värde": "71,4 %", **NO_RATIO}, PublishedShare(Fraction(714, 1000), 1)),
        ({"slag": "antal", "värde": 48.0, **NO_RATIO}, Count(48)),
        ({"slag": "belopp", "värde": 182_500_000, **NO_RATIO}, Amount(Kronor(182_500_000))),
        ({"slag": "belopp", "värde": "182,5 mnkr", **NO_RATIO}, Amount(Kronor(182_500_000))),
        ({"slag": "dag", "värde": date(2019, 10, 1), **NO_RATIO}, OnDay(date(2019, 10, 1))),
        ({"slag": "dag", "värde": "2019-10-14", **NO_RATIO}, OnDay(date(2019, 10, 14))),
        ({"slag": "bedömning", "värde": True, "bedömd av": "SKR", **NO_RATIO}, Judgement(True, "SKR")),
        ({"slag": "Bedömning", "värde": "Nej", "bedömd av": "SKR", **NO_RATIO}, Judgement(False, "SKR")),
    ],
)
def test_values(change: dict[str, Any], value: Value, tmp_path: Path) -> None:
    (cell,) = read_facts(given(tmp_path, change))
    assert cell.value == value


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({}, CellKey("m", "08", "2019-09")),
        ({"plats": 8, "period": 2019}, CellKey("m", "08", "2019")),
        ({"plats": 880.0, "period": "2019M09"}, CellKey("m", "0880", "2019-09")),
        ({"plats": "Region Kalmar län", "period": date(2018, 12, 31)}, CellKey("m", "08", "2018-12-31")),
    ],
)
def test_what_excel_makes_of_codes_and_periods(change: dict[str, Any], key: CellKey, tmp_path: Path) -> None:
    (cell,) = read_facts(given(tmp_path, change | {"känd den": date(2019, 12, 1)}))
    assert (cell.key, cell.as_known) == (key, date(2019, 12, 1))


@pytest.mark.parametrize(
    ("change", "column", "rule", "remedy"),
    [
        (
            {"slag": "andel", "värde": Fraction(714, 1000), **NO_RATIO},
            "värde",
            "value",
            "as text with its sign",
        ),
        ({"slag": "andel", "värde": 71.4, **NO_RATIO}, "värde", "value", "as text with its sign"),
        ({"slag": "andel", "värde": 1, **NO_RATIO}, "värde", "value", "as text with its sign"),
        ({"slag": "antal", "värde": 48.5, **NO_RATIO}, "värde", "value", "whole number"),
        ({"Täljare": 48.000_000_1}, "Täljare", "value", "whole number"),
        ({"slag": "belopp", "värde": 182.5, **NO_RATIO}, "värde", "value", "whole kronor"),
        ({"slag": "belopp", "värde": 1e15, **NO_RATIO}, "värde", "value", "whole kronor"),
        ({"Täljare": 101}, "Täljare", "share-above-whole", "Check"),
        ({"Täljare": "#REF!"}, "Täljare", "formula-error", "Mend the formula"),
        ({"period": date(2019, 9, 1)}, "period", "period", "2019M09 when the month is meant"),
        ({"period": datetime(2019, 9, 2, 10, 0)}, "period", "period", "Write a month"),
        ({"plats": 99}, "plats", "unknown-place", "Allowed"),
        ({"känd den": 43_000}, "känd den", "value", "Write a day"),
    ],
)
def test_what_is_not_exact_is_refused(
    change: dict[str, Any], column: str, rule: str, remedy: str, tmp_path: Path
) -> None:
    (finding,) = told(given(tmp_path, {"period": "2019-08"}, change, above=4))
    where = (finding.file, finding.row, finding.column, finding.rule)
    assert where == ("facts.xlsx, sheet uppgifter", 7, column, rule)
    assert remedy in finding.remedy.en
    assert finding.remedy.sv != finding.remedy.en


def test_the_sheet_is_found_by_its_headings_too(tmp_path: Path) -> None:
    (cell,) = read_facts(given(tmp_path, {}, sheet="Blad1"))
    assert cell.value == Ratio(71, 100)


def test_an_english_sheet_is_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Facts")
        sheet.write_row(
            0, 0, ["Measure", "PLACE", "period", "basis", "kind", "value", "source title", "source-url"]
        )
        sheet.write_row(1, 0, ["m", "08", "2019", "derived", "count", 3, "Källa", "https://x.example"])
    (cell,) = read_facts(path)
    assert (cell.key, cell.value) == (CellKey("m", "08", "2019", None, Basis.DERIVED), Count(3))


def test_no_sheet_with_facts_is_said_with_the_names_of_those_there_are(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Blad1", "Blad2"):
            book.add_worksheet(name).write(0, 0, "hej")
    (finding,) = told(path)
    assert (finding.file, finding.rule) == ("f.xlsx", "file")
    assert finding.remedy.sv.endswith("här finns: Blad1, Blad2")


def test_a_sheet_that_is_alone_is_told_what_its_headings_lack(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Blad1").write_row(0, 0, ["mått", "plats", "periodd", "slag"])
    findings = told(path)
    assert [finding.remedy.sv for finding in findings] == [
        "Menade du period?",
        "Lägg till period (eller period) i första raden",
        "Lägg till source_title (eller källa) i första raden",
    ]


def test_a_sheet_beyond_the_limits_is_told(tmp_path: Path) -> None:
    path = given(tmp_path, {}, above=100_001)
    (finding,) = told(path)
    assert (finding.file, finding.rule) == ("facts.xlsx, sheet uppgifter", "file")
    assert "100000 rows and 50 columns" in finding.remedy.en


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("f.xlsx", b"", "not a whole workbook"),
        ("f.xlsx", b"measure,place\n", "not a whole workbook"),
        ("f.csv", b"PK\x03\x04" + bytes(50), "not a whole workbook"),
        ("f.xls", OLE, "protected by a password"),
        ("f.xlsx", OLE, "protected by a password"),
        ("f.csv", "mått;plats\n".encode("cp1252"), "CSV UTF-8"),
        ("f.csv", b"\x00\xff\xfe", "CSV UTF-8"),
    ],
)
def test_what_cannot_be_opened_is_told_with_what_to_do(
    name: str, raw: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(raw)
    (finding,) = told(tmp_path / name)
    assert (finding.file, finding.rule) == (name, "file")
    assert said in finding.remedy.en


def test_a_workbook_is_known_by_what_it_is_and_not_by_its_name(tmp_path: Path) -> None:
    path = given(tmp_path, {})
    path.rename(tmp_path / "facts.csv")
    assert read_facts(tmp_path / "facts.csv")[0].value == Ratio(71, 100)


def test_a_file_that_is_not_there_is_told_by_its_whole_name(tmp_path: Path) -> None:
    (finding,) = told(tmp_path / "nowhere.xlsx")
    assert finding.file == str(tmp_path / "nowhere.xlsx")
