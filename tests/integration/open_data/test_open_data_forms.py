"""What is written is read back by readers that are not ours, and is the same table in every form."""

from __future__ import annotations

import csv
import io
import itertools
import json
from decimal import Decimal
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from open_data_table import CELLS, TABLE
from vardvag.usecases.open_tables import open_tables

SIGNS = {"reported": "", "suppressed": "..", "not_applicable": ".", "missing": "-"}
FILE = "/open-data/made-up-waiting"


def rows_of(dataset: dict[str, Any]) -> dict[tuple[str, ...], tuple[Any, str]]:
    """A JSON-stat dataset as codes → value and sign, read by the specification and by nothing of ours."""
    assert (dataset["version"], dataset["class"]) == ("2.0", "dataset")
    codes = []
    for name, size in zip(dataset["id"], dataset["size"], strict=True):
        index = dataset["dimension"][name]["category"]["index"]
        ordered = list(index) if isinstance(index, list) else sorted(index, key=index.__getitem__)
        assert len(ordered) == size
        assert set(dataset["dimension"][name]["category"]["label"]) == set(ordered)
        codes.append(ordered)
    values, status = dataset["value"], dataset.get("status", {})
    keys = list(itertools.product(*codes))
    assert len(values) == len(keys)
    return {key: (values[at], status.get(str(at), "")) for at, key in enumerate(keys)}


def expected() -> dict[tuple[str, ...], tuple[str | None, str]]:
    """The table of our own, as it is to be read: codes of PxWeb → digits and sign."""
    places = {"SE": "00", "01": "01", "14": "14"}
    every = itertools.product(("nobody", "pvv"), places, ("waiting", "within_90"), ("2019-09", "2019-10"))
    found = {}
    for key in every:
        one = CELLS.get(key)
        digits, sign = (None, "-") if one is None else (one.printed(), SIGNS[one.status.value])
        found[key[0], places[key[1]], key[2], key[3].replace("-", "M")] = (digits, sign)
    return found


def test_json_stat_is_read_back(ask: Any) -> None:
    dataset = ask(f"{FILE}.json").json()
    read = {key: (None if v is None else v, sign) for key, (v, sign) in rows_of(dataset).items()}
    said = {
        key: (None if digits is None else json.loads(digits), sign)
        for key, (digits, sign) in expected().items()
    }
    assert read == said
    assert dataset["role"] == {"geo": ["Region"], "metric": ["ContentsCode"], "time": ["Tid"]}
    units = dataset["dimension"]["ContentsCode"]["category"]["unit"]
    assert units == {
        "waiting": {"base": "antal", "decimals": 0},
        "within_90": {"base": "procent", "decimals": 1},
    }
    assert (dataset["updated"], dataset["source"]) == ("2019-12-01T00:00:00Z", "Provregionen")


def test_another_validator_of_json_stat_finds_nothing(ask: Any, public_data: Any) -> None:
    validator = pytest.importorskip("jsonstat_validator", reason="install the test requirements: make test")
    for name in [TABLE.id, *open_tables(public_data)]:
        for path in (f"/open-data/{name}.json", f"tables/{name}/metadata", f"tables/{name}/data?lang=en"):
            assert validator.validate_jsonstat(ask(path).json()) is True


def test_csv_for_machines(ask: Any) -> None:
    content = ask(f"{FILE}.csv").content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    read = {
        (row["Policy"], row["Region"], row["ContentsCode"], row["Tid"]): (row["value"] or None, row["status"])
        for row in rows
    }
    assert read == expected()
    assert {row["source"] for row in rows} == {"'=HYPERLINK(1); påhittad, källa"}
    assert [row["note"] for row in rows if row["note"]] == ["'+summan är en annan"]
    assert {row["made_up"] for row in rows} == {"exempeldata"}
    assert {row["as_known"] for row in rows} == {"", "2019-12-01"}


def test_csv_for_a_swedish_excel(ask: Any) -> None:
    content = ask(f"{FILE}.sv.csv").content
    assert content.startswith("\ufeff".encode())
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[-1] == ""
    assert "\n" not in "".join(lines)
    rows = list(csv.reader(lines[:-1], delimiter=";"))
    assert rows[0][:4] == ["vem som räknas, kod", "vem som räknas", "region, kod", "region"]
    at = {title: place for place, title in enumerate(rows[0])}
    numbers = [(row[at["värde"]], row[at["status"]]) for row in rows[1:]]
    assert numbers == [((digits or "").replace(".", ","), sign) for digits, sign in expected().values()]
    asked = "tables/made-up-waiting/data?outputFormat=csv&outputFormatParams=SeparatorSemicolon,UseTexts"
    assert ask(asked).content.decode("utf-8-sig").startswith("vem som räknas;region;innehåll;period;värde;")


def test_no_field_of_a_csv_runs_in_a_spreadsheet(ask: Any) -> None:
    for ending, mark in (("csv", ","), ("sv.csv", ";")):
        text = ask(f"{FILE}.{ending}?lang=en").content.decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text), delimiter=mark):
            assert [
                one for one in row if one.startswith(("=", "+", "@", "\t")) or one[:1] == "-" != one
            ] == []


def test_excel_is_read_back(ask: Any) -> None:
    content = ask(f"{FILE}.xlsx").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["data", "anmärkningar", "definitioner"]
    titles, *rows = book.get_sheet_by_name("data").to_python()
    at = {title: place for place, title in enumerate(titles)}
    keys = ("vem som räknas, kod", "region, kod", "innehåll, kod", "period, kod")
    read = {tuple(row[at[key]] for key in keys): (row[at["värde"]], row[at["status"]]) for row in rows}
    assert read == {
        key: ("" if digits is None else float(digits), sign) for key, (digits, sign) in expected().items()
    }
    said = [row[0] for row in book.get_sheet_by_name("anmärkningar").to_python()]
    assert said[:3] == ["Påhittade väntande", "Exempeldata: talen är påhittade.", "Väntande, för prov."]
    assert any(one.startswith(".. ") for one in said)
    defined = book.get_sheet_by_name("definitioner").to_python()
    assert defined[2][:4] == ["within_90", "Andel inom 90 dagar", "procent", 1.0]
    assert b"xl/tables/table1.xml" in content
    assert ask(f"{FILE}.xlsx").content == content


def test_parquet_is_read_back_by_duckdb(ask: Any, tmp_path: Any) -> None:
    import duckdb
    import pyarrow.parquet as pq

    file = tmp_path / "table.parquet"
    file.write_bytes(ask(f"{FILE}.parquet").content)
    found = duckdb.sql(
        f"select Policy, Region, ContentsCode, Tid, value, coalesce(status, '') from '{file}'"
    ).fetchall()
    assert {row[:4]: (row[4], row[5]) for row in found} == {
        key: (None if digits is None else Decimal(digits), sign) for key, (digits, sign) in expected().items()
    }
    said = pq.read_schema(file).metadata
    assert said[b"title"].decode() == "Påhittade väntande"
    assert "Exempeldata" in said[b"notes"].decode()


def test_every_table_says_the_same_in_every_form(ask: Any, public_data: Any) -> None:
    for name, table in open_tables(public_data).items():
        dataset = rows_of(ask(f"/open-data/{name}.json").json())
        rows = list(csv.DictReader(io.StringIO(ask(f"/open-data/{name}.csv").content.decode())))
        variables = [one for one in rows[0] if f"{one}_text" in rows[0]]
        read = {
            tuple(row[one] for one in variables): (json.loads(row["value"] or "null"), row["status"])
            for row in rows
        }
        assert read == dataset
        held = [one for one in table.cells.values() if one.number is not None]
        assert sum(value is not None for value, _ in dataset.values()) == len(held)


def test_no_two_columns_have_the_same_name_to_sql_or_excel(ask: Any, public_data: Any) -> None:
    for name in open_tables(public_data):
        for ending in ("csv", "sv.csv"):
            for language in ("sv", "en"):
                text = ask(f"/open-data/{name}.{ending}?lang={language}").content.decode("utf-8-sig")
                titles = next(csv.reader(io.StringIO(text), delimiter=";" if ending == "sv.csv" else ","))
                assert len({one.casefold() for one in titles}) == len(titles)


@pytest.mark.parametrize("form", ["json-stat2", "csv", "parquet"])
def test_nearly_the_most_cells_are_answered(ask: Any, form: str) -> None:
    every = "&".join(f"valueCodes[{name}]=*" for name in ("Kind", "Region", "Unit", "ContentsCode", "Tid"))
    assert ask(f"tables/skr-child-psychiatry-done/data?{every}&outputFormat={form}").status_code == 200


def test_the_table_of_these_tests_has_every_status() -> None:
    assert {one.status.value for one in TABLE.cells.values()} >= {"reported", "suppressed", "not_applicable"}
