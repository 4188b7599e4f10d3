"""`vardvag stats` with numbers that are supplied, from the sheet to the table and every other form of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from vardvag.cli import application

SHEET = """region;period;täljare;nämnare;status
Stockholm;2024M01;710;990;
Kalmar;2024M01;71;100;
Gotland;2024M01;3;12;
Stockholm;2024M02;;;saknas
Kalmar;2024M02;80;98;
Gotland;2024M02;;;ej tillämplig
"""
LIMITS = """
pathways:
  first:
    title: {sv: Första, en: First}
    days: 28
    source: {title: Made up for this test, section: s. 1}
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "numbers.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(application, ["stats", *arguments])


def test_the_table_of_a_region_and_of_the_country(sheet: Path) -> None:
    result = run("svf-inclusion", "--numbers", str(sheet), "--from", "2024-01", "--to", "2024-02")
    assert result.exit_code == 0, result.output
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert lines[0].startswith("Andel nya cancerpatienter")
    assert lines[0].endswith("alla räknas")
    assert "01 Stockholm 2024-01 72 710 990 redovisat" in lines
    assert "09 Gotland 2024-01 – – – dold" in lines
    assert "08 Kalmar 2024-01 – – – dold" in lines  # the sum would betray Gotland
    assert "01 Stockholm 2024-02 – – – saknas" in lines
    assert "09 Gotland 2024-02 – – – ej tillämpligt" in lines
    assert any(line.startswith("SE Riket 2024-01 71 784") for line in lines)
    said = " ".join(lines)
    assert "3 av 21 regioner, 2024-01; 1 av 21 regioner, 2024-02" in said
    assert "Mål, ingen gräns i lag: minst 70 %" in said
    assert "Dold: talet gäller färre än 5" in said


def test_the_country_alone_shows_no_more_than_beside_the_regions(sheet: Path) -> None:
    asked = ("svf-inclusion", "--numbers", str(sheet), "--from", "2024-01", "--format", "json")
    every = json.loads(run(*asked).stdout)["rows"]
    assert json.loads(run(*asked, "--by", "country").stdout)["rows"] == [every[-1]]


def test_in_every_form_each_row_names_its_measure_policy_and_source(sheet: Path) -> None:
    asked = ("svf-inclusion", "--numbers", str(sheet), "--from", "2024-01")
    as_json = json.loads(run(*asked, "--format", "json").stdout)
    as_csv = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").stdout)))
    workbook = run(*asked, "--format", "xlsx", "--language", "en").stdout_bytes
    as_excel = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0).to_python()
    assert len(as_json["rows"]) == len(as_csv) == len(as_excel) - 1 == 22
    for row in (as_json["rows"][0], as_csv[0]):
        assert (row["measure"], row["policy"], row["status"]) == ("svf-inclusion", "nobody", "reported")
        assert row["source"].startswith("Lämnade tal i numbers.csv, region 01, 2024-01 (sha256 ")
    hidden = next(row for row in as_json["rows"] if row["place"] == "09")
    assert (hidden["status"], hidden["within"], hidden["counted"]) == ("suppressed", None, None)
    assert as_excel[0][:7] == [
        "Code",
        "Region",
        "Period",
        "Share, %",
        "Numerator",
        "Denominator",
        "Status",
    ]


def test_the_same_sheet_has_the_same_version_and_another_has_another(sheet: Path) -> None:
    asked = ("svf-inclusion", "--numbers", str(sheet), "--from", "2024-01", "--format", "json")
    first = run(*asked).stdout
    assert run(*asked).stdout == first
    sheet.write_text(SHEET.replace("710", "711"), encoding="utf-8")
    before, after = (json.loads(one)["rows"][2]["source"] for one in (first, run(*asked).stdout))
    assert before != after


@pytest.mark.parametrize("first", ["2022-06", "2022-12"])
def test_calls_over_a_change_are_told_not_to_be_one_series(tmp_path: Path, first: str) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(f"region;period;täljare;nämnare\nKalmar;{first};900;1000\n", encoding="utf-8")
    asked = ("telephone-answered-same-day", "--numbers", str(path), "--from", first)
    alone, over = run(*asked).stdout, run(*asked, "--to", "2023-01").stdout
    assert "Brott i serien" not in alone
    assert "Brott i serien: tal från 2023-01 kan inte jämföras med tidigare" in over
    assert ("tal från 2022-07" in over) is (first == "2022-06")


def test_lead_times_are_told_of_each_pathway_with_its_limit_and_where_it_stands(tmp_path: Path) -> None:
    limits, numbers = tmp_path / "limits.yaml", tmp_path / "numbers.csv"
    limits.write_text(LIMITS, encoding="utf-8")
    numbers.write_text(
        "region;period;vårdförlopp;täljare;nämnare\nKalmar;2024-H1;Första;30;60\n", encoding="utf-8"
    )
    asked = ("svf-lead-time", "--numbers", str(numbers), "--from", "2024-01", "--to", "2024-06")
    without = run(*asked)
    assert without.exit_code == 2
    assert "--limits" in without.stderr
    result = run(*asked, "--limits", str(limits))
    assert result.exit_code == 0, result.output
    said = " ".join(result.stdout.split())
    assert "08 Kalmar 2024-H1 Första 28 50 30 60 redovisat" in said
    assert "Första: högst 28 dagar (Made up for this test, s. 1)" in said


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--basis", "derived"], "--basis"),
        (["--figure", "median"], "--figure"),
        (["--figure", "bands"], "--figure"),
        (["--by", "region,sex"], "--by region,sex"),
        (["--exclusion", "pvv"], "--exclusion"),
        (["--as-known", "2024-03-01"], "--as-known"),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_two_numbers_cannot_tell_is_refused_with_what_can_be_asked(
    sheet: Path, more: list[str], told: str, language: str
) -> None:
    result = run("svf-inclusion", "--numbers", str(sheet), "--from", "2024-01", *more, "--language", language)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "--exclusion nobody" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["svf-inclusion"], "--numbers FIL"),
        (["waiting-operation-within-90"], "--store MAPP"),
        (["waiting-operation-within-90", "--template", "sheet.xlsx"], "Ta bort --template"),
        (["svf-inclusio"], "svf-inclusion"),
        (["svf-inclusion", "--template", "sheet.pdf"], ".xlsx eller .csv"),
        (["svf-inclusion", "--limits", "limits.yaml"], "Ta bort --limits"),
    ],
)
def test_what_is_lacking_or_too_much_is_told(arguments: list[str], told: str) -> None:
    result = run(*arguments, "--from", "2024-01")
    assert result.exit_code == 2
    assert told in result.stderr


def test_months_that_the_sheet_has_not_are_told(sheet: Path) -> None:
    result = run("svf-inclusion", "--numbers", str(sheet), "--from", "2023-01")
    assert result.exit_code == 2
    assert "Bladet har 2024-01 – 2024-02" in result.stderr


def test_a_half_year_is_asked_for_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text("region;period;täljare;nämnare\nKalmar;2024-H1;30;60\n", encoding="utf-8")
    result = run("svf-inclusion", "--numbers", str(path), "--from", "2024-01", "--to", "2024-05")
    assert result.exit_code == 2
    assert "alla månader i ett halvår" in result.stderr


def test_everything_wrong_in_the_sheet_is_told_and_nothing_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text("region;period;täljare;nämnare\nKallmar;2024M01;3;2\n", encoding="utf-8")
    result = run("svf-inclusion", "--numbers", str(path), "--from", "2024-01", "--language", "en")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert "numbers.csv, row 2, column region: The region is unknown ('Kallmar')" in result.stderr
    assert "numbers.csv, row 2, column täljare" in result.stderr


def test_a_sheet_is_written_filled_in_and_read(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    result = run("svf-inclusion", "--template", str(path), "--from", "2024-01")
    assert result.exit_code == 0, result.output
    assert "21 rader att fylla i" in result.stdout
    filled = path.read_text(encoding="utf-8-sig").replace("Kalmar;2024M01;;;", "Kalmar;2024M01;80;98;")
    path.write_text(filled, encoding="utf-8")
    rows = json.loads(
        run("svf-inclusion", "--numbers", str(path), "--from", "2024-01", "--format", "json").stdout
    )["rows"]
    assert {row["place"]: row["per_cent"] for row in rows if row["status"] == "reported"} == {
        "08": "82",
        "SE": "82",
    }
