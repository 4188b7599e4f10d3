"""A sheet of supplied numbers: what is read of it, and that everything wrong in it is told at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from vardvag.base.cells import Ratio, Status
from vardvag.base.days import Month
from vardvag.base.errors import BadInput, WrongUse
from vardvag.statistics.supplied import supplied_measures
from vardvag.statistics.supplied_cells import Length, SuppliedRow
from vardvag.statistics.supplied_limits import PathwayLimits, read_limits
from vardvag.usecases.read_supplied import SuppliedSheet, read_supplied
from vardvag.usecases.write_supplied_template import write_supplied_template

INCLUSION = supplied_measures()["svf-inclusion"]
LEAD_TIME = supplied_measures()["svf-lead-time"]

LIMITS = """
pathways:
  first: {title: {sv: Första, en: First}, days: 28, source: {title: Made up, section: s. 1}}
  second: {title: {sv: Andra, en: Second}, days: 40, source: {title: Made up, section: s. 2}}
"""


def read(folder: Path, text: str) -> SuppliedSheet:
    path = folder / "numbers.csv"
    path.write_text(text, encoding="utf-8")
    return read_supplied(path, INCLUSION)


def limits(folder: Path, text: str = LIMITS) -> PathwayLimits:
    path = folder / "limits.yaml"
    path.write_text(text, encoding="utf-8")
    return read_limits(path)


def told(problem: BadInput) -> list[tuple[int | None, str | None, str]]:
    return [(one.row, one.column, one.rule) for one in problem.findings]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("08;2024-01;71;100;", SuppliedRow("08", "2024-01", Ratio(71, 100))),
        ("8;2024M01;71;100;", SuppliedRow("08", "2024-01", Ratio(71, 100))),
        ("Region Kalmar län;2024M01;1 071;1 100;", SuppliedRow("08", "2024-01", Ratio(1071, 1100))),
        ("Kalmar;2024M01;0;0;rapporterad", SuppliedRow("08", "2024-01", Ratio(0, 0))),
        ("Kalmar;2024M01;;;", SuppliedRow("08", "2024-01", None, Status.MISSING)),
        ("Kalmar;2024M01;;;saknas", SuppliedRow("08", "2024-01", None, Status.MISSING)),
        ("Kalmar;2024M01;;;ej tillämplig", SuppliedRow("08", "2024-01", None, Status.NOT_APPLICABLE)),
    ],
)
def test_a_row_in_the_words_of_the_field(tmp_path: Path, line: str, row: SuppliedRow) -> None:
    assert read(tmp_path, f"Region;Månad;Täljare;Nämnare;Status\n{line}\n").rows == (row,)


def test_headings_may_stand_in_either_language_and_any_order(tmp_path: Path) -> None:
    sheet = read(tmp_path, "denominator,numerator,period,place\n100,71,2024-H1,08\n")
    assert sheet.rows == (SuppliedRow("08", "2024-H1", Ratio(71, 100)),)
    assert sheet.length is Length.HALF_YEAR


@pytest.mark.parametrize(
    ("line", "column", "rule"),
    [
        (";2024M01;71;100;", "region", "empty"),
        ("Kalmar;;71;100;", "period", "empty"),
        ("Kallmar;2024M01;71;100;", "region", "unknown-place"),
        ("0880;2024M01;71;100;", "region", "unknown-place"),
        ("SE;2024M01;71;100;", "region", "country"),
        ("Kalmar;2024M13;71;100;", "period", "period"),
        ("Kalmar;2024-01-01;71;100;", "period", "period"),
        ("Kalmar;2024-H1;71;100;", "period", "period-length"),
        ("Kalmar;2024M01;101;100;", "täljare", "share-above-whole"),
        ("Kalmar;2024M01;7,5;100;", "täljare", "value"),
        ("Kalmar;2024M01;;100;", "täljare", "empty"),
        ("Kalmar;2024M01;71;100;saknas", "status", "value-not-reported"),
        ("Kalmar;2024M01;71;100;kanske", "status", "unknown-status"),
        ("Uppsala;2024M01;9;10;", "region", "duplicate"),
    ],
)
def test_what_cannot_be_is_told_with_row_and_column(
    tmp_path: Path, line: str, column: str, rule: str
) -> None:
    text = f"region;period;täljare;nämnare;status\nUppsala;2024M01;8;10;\n{line}\n"
    with pytest.raises(BadInput) as problem:
        read(tmp_path, text)
    assert told(problem.value) == [(3, column, rule)]


def test_all_is_told_at_once_and_each_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as problem:
        read(tmp_path, "region;period;täljare;nämnare\n;2024M01;1;2\nKallmar;2024-01-01;9;5\n")
    assert told(problem.value) == [
        (2, "region", "empty"),
        (3, "region", "unknown-place"),
        (3, "period", "period"),
        (3, "täljare", "share-above-whole"),
    ]
    assert all(one.remedy.sv and one.remedy.en for one in problem.value.findings)
    assert "08 Kalmar" in problem.value.findings[1].remedy.sv
    assert "2024M01" in problem.value.findings[2].remedy.en


def test_headings_that_are_wrong_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as problem:
        read(tmp_path, "region;period;taljare;nämnare;summa\nKalmar;2024M01;71;100;1\n")
    assert [one.column for one in problem.value.findings] == ["taljare", "summa", "täljare"]
    assert problem.value.findings[0].remedy.sv == "Menade du täljare?"


@pytest.mark.parametrize("text", ["", "region;period;täljare;nämnare\n"])
def test_a_sheet_without_rows_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as problem:
        read_supplied(tmp_path / "none.csv", INCLUSION)
    assert [one.rule for one in problem.value.findings] == ["file"]


def test_excel_keeps_numbers_and_makes_dates_of_months(tmp_path: Path) -> None:
    path = tmp_path / "numbers.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("Blad1")
        sheet.write_row(0, 0, ["region", "period", "täljare", "nämnare"])
        sheet.write_row(1, 0, [8, "2024-01", 71, 100])
        sheet.write_row(2, 0, ["Uppsala", "", 71, 100])
        sheet.write_datetime(2, 1, date(2024, 1, 1), day)
    with pytest.raises(BadInput) as problem:
        read_supplied(path, INCLUSION)
    assert told(problem.value) == [(3, "period", "period")]


@pytest.mark.parametrize("name", ["sheet.xlsx", "sheet.csv"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_template_asks_for_every_region_and_reads_back_as_missing(
    tmp_path: Path, name: str, language: str
) -> None:
    path = tmp_path / name
    asked = write_supplied_template(
        INCLUSION,
        path,
        first=Month(2024, 1),
        last=Month(2024, 2),
        language="en" if language == "en" else "sv",
    )
    sheet = read_supplied(path, INCLUSION)
    assert asked == len(sheet.rows) == 42
    assert {row.status for row in sheet.rows} == {Status.MISSING}
    assert {row.period for row in sheet.rows} == {"2024-01", "2024-02"}
    with pytest.raises(WrongUse):  # it may be filled in
        write_supplied_template(INCLUSION, path, first=Month(2024, 1), last=Month(2024, 1))


def test_a_pathway_is_one_that_has_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text(
        "region;period;vårdförlopp;täljare;nämnare\n"
        "08;2024M01;Första;7;10\n08;2024M01;second;7;10\n08;2024M01;Tredje;7;10\n08;2024M02;;7;10\n",
        encoding="utf-8",
    )
    with pytest.raises(BadInput) as problem:
        read_supplied(path, LEAD_TIME, limits(tmp_path))
    assert told(problem.value) == [(4, "vårdförlopp", "unknown-pathway"), (5, "vårdförlopp", "empty")]


def test_a_template_of_pathways_asks_for_each(tmp_path: Path) -> None:
    path, known = tmp_path / "sheet.xlsx", limits(tmp_path)
    write_supplied_template(LEAD_TIME, path, first=Month(2024, 1), last=Month(2024, 1), limits=known)
    rows = read_supplied(path, LEAD_TIME, known).rows
    assert [row.pathway for row in rows] == ["first"] * 21 + ["second"] * 21


def test_a_limit_without_a_source_is_no_limit(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as problem:
        limits(tmp_path, "pathways:\n  first: {title: {sv: Första, en: First}, days: 28}\n")
    assert "source" in problem.value.findings[0].sentence("en")
