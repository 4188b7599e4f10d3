"""`check`, `clocks` and `synth` as a user calls them: what they print and the code they end with."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet as pq
from python_calamine import CalamineWorkbook

from vardvag.cli import application
from vardvag.cli.check import command as check
from vardvag.cli.clocks import command as clocks
from vardvag.cli.synth import command as synth


def run(command: object, *arguments: str | Path) -> Result:
    result = CliRunner().invoke(command, [str(one) for one in arguments], catch_exceptions=True)  # type: ignore[arg-type]
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def country(tmp_path: Path) -> Path:
    path = tmp_path / "land.csv"
    result = run(synth, "--contacts", "200", "--seed", "3", "--out", path, "--regions", "08")
    assert result.exit_code == 0, result.output
    return path


def test_a_clean_file_ends_with_0_and_says_how_it_was_read(country: Path) -> None:
    result = run(check, country)
    assert result.exit_code == 0
    assert "UTF-8, komma" in result.output
    rows = len(country.read_text(encoding="utf-8").splitlines()) - 1
    assert f"{rows} rader lästa = {rows} godtagna + 0 avvisade" in result.output


def test_a_faulty_file_ends_with_1_and_tells_row_column_rule_and_remedy(country: Path) -> None:
    lines = country.read_text(encoding="utf-8").splitlines()
    place = lines[0].split(",").index("Fas")
    cells = lines[4].split(",")
    cells[place] = "7"
    lines[4] = ",".join(cells)
    country.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = run(check, country, "--format", "json", "--language", "en")
    assert result.exit_code == 1
    [row] = [row for row in json.loads(result.output)["rows"] if row["severity"] == "error"]
    assert (row["row"], row["column"], row["value"], row["rule"]) == (5, "Fas", "7", "code")
    assert row["remedy"].startswith("Use a code")


def test_every_finding_is_written_and_the_users_own_file_comes_back_marked(
    country: Path, tmp_path: Path
) -> None:
    text = country.read_text(encoding="utf-8")
    header, first, *rest = text.splitlines()
    cells = first.split(",")
    cells[header.split(",").index("Fas")] = "7"
    country.write_text("\n".join([header, ",".join(cells), *rest]) + "\n", encoding="utf-8")
    found, marked = tmp_path / "fel.csv", tmp_path / "rättad.xlsx"
    result = run(check, country, "--findings-out", found, "--mark", marked)
    assert result.exit_code == 1, result.output
    assert "code" in found.read_text(encoding="utf-8-sig")
    workbook = CalamineWorkbook.from_path(str(marked))
    assert "Fel" in workbook.sheet_names
    assert any("7" in map(str, row) for row in workbook.get_sheet_by_index(0).to_python())


def test_one_file_is_marked_at_a_time(country: Path, tmp_path: Path) -> None:
    arguments = ["check", str(country), str(country), "--mark", str(tmp_path / "x.xlsx")]
    result = CliRunner().invoke(application, arguments)
    assert result.exit_code == 2
    assert "en fil i taget" in result.output


def test_clocks_are_listed_one_for_each_contact(country: Path) -> None:
    result = run(clocks, country, "--format", "csv")
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == len({row["contact_id"] for row in rows}) == 200
    for row in rows:
        assert bool(row["overdue_from"]) is (row["certainty"] != "obestämd")


def test_due_within_lists_those_still_waiting_soonest_first(country: Path) -> None:
    result = run(clocks, country, "--format", "csv", "--due-within", "60", "--as-of", "2019-12-31")
    assert result.exit_code == 0, result.output
    days = [row["last_day"] for row in csv.DictReader(io.StringIO(result.stdout))]
    assert days, "the example has somebody who is due"
    assert days == sorted(days)
    assert days[0] >= "2019-12-31"
    assert days[-1] <= "2020-02-29"


def test_rejected_rows_have_no_clock_and_the_code_is_1(country: Path) -> None:
    lines = country.read_text(encoding="utf-8").splitlines()
    country.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    result = run(clocks, country)
    assert result.exit_code == 1
    assert "vardvag check" in result.output


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (bytes(range(256)) * 8, "UTF-8"),
        (b"", "Kolumnen saknas"),
        (b"a,b\n1,2\n", "Kolumnen saknas"),
        (b'"' + b"x" * 200_000, "inte en CSV-fil"),
    ],
)
def test_a_file_of_which_no_row_can_be_read_has_no_clocks_and_the_code_is_3(
    tmp_path: Path, raw: bytes, said: str
) -> None:
    path = tmp_path / "fil.csv"
    path.write_bytes(raw)
    result = run(application, "clocks", path)
    assert result.exit_code == 3
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--from", "9999-12", "2100-12"),
        ("--from", "0001-01", "2012-01"),
        ("--to", "2101-01", "2100-12"),
        ("--from", "juni", "juni"),
        ("--regions", "99", "Region:"),
        ("--regions", ",", "minst en region"),
        ("--defects", "lite", "andel"),
        ("--defects", "200%", "mellan 0 och 1"),
    ],
)
def test_what_makes_no_country_is_told(tmp_path: Path, option: str, value: str, said: str) -> None:
    last = ["--to", "9999-12"] if value == "9999-12" else []
    arguments = ["synth", "--contacts", "1", "--out", tmp_path / "x.csv", option, value, *last]
    result = run(application, *arguments)
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert not (tmp_path / "x.csv").exists()


def test_parquet_and_csv_give_the_same_clocks(country: Path, tmp_path: Path) -> None:
    parquet = tmp_path / "land.parquet"
    run(synth, "--contacts", "200", "--seed", "3", "--out", parquet, "--regions", "08")
    assert run(clocks, parquet, "--format", "csv").stdout == run(clocks, country, "--format", "csv").stdout


def test_the_stores_own_parquet_is_checked_as_contacts(tmp_path: Path) -> None:
    parquet = tmp_path / "land.parquet"
    run(synth, "--contacts", "200", "--seed", "3", "--out", parquet)
    told = run(check, parquet)
    assert told.exit_code == 0, told.output
    assert "skr-1.1-parquet" in told.output


def test_every_column_that_holds_something_else_is_told(tmp_path: Path) -> None:
    parquet = tmp_path / "land.parquet"
    run(synth, "--contacts", "20", "--seed", "3", "--out", parquet)
    held = pq.read_table(parquet)
    at = held.schema.names.index("unit")
    other = held.set_column(at, "unit", pa.array(range(held.num_rows))).drop_columns(["sex"])
    pq.write_table(other, parquet)
    told = run(check, parquet)
    assert told.exit_code == 1
    assert "Kolumnen unit är int64, inte string" in told.stdout
    assert "Kolumnen sex saknas" in told.stdout
    assert "0 godtagna" in told.stdout
    pq.write_table(held.set_column(at, "unit", pa.nulls(held.num_rows, pa.string())), parquet)
    assert "Kolumnen unit saknar värden" in run(check, parquet).stdout


@pytest.mark.parametrize("command", [check, clocks, synth])
def test_help_has_an_example(command: object) -> None:
    assert "Example:" in run(command, "--help").output
