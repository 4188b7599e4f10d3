"""What a Table Schema can say of a cell, Frictionless says as our rules do: of the same cells."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import frictionless
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.events.checks.attributes import ATTRIBUTES, DATES, Required
from vardvag.events.checks.catalogue import RULES
from vardvag.events.checks.examples import HEALTHY, broken
from vardvag.events.checks.rule import Rule
from vardvag.events.checks.table_schema import table_schema
from vardvag.events.formats import format_named

SAYS = {"required", "code", "month", "day", "day-two-ways", "mended"}
"""Our rules about one cell that a schema can express; it refuses what a reader of rows would mend."""

SCHEMA = frictionless.Schema.from_descriptor(table_schema())

RIGHT = ["2019-09-03", "2019-09-03T10:15", "2019-09-03 10:15:30.5+02:00"]
WRONG = ["2019-9-3", "03/09/2019", "2019-00-03", "2019-09-32", "nyss", "2019-09-03T10", "2019-09-03T24:00"]

VALUES = {
    "DatatGallerFor": ["2019-09", "2019-09-30", "2019-13", "september", "201909", ""],
    "Regionkod": ["10", "11", "024", "1.0", ""],
    "Sjukhus": ["00000", "51001", "510010", "0", "5", "5100a"],
    "Vardgaranti": ["1", "2", "J", "nej", "TRUE", "jo", "3", ""],
    "Fas": ["1", "5", "6", "0", "²", "1.0", ""],
    "Mvo": ["101", "X01", "10", "1 1", ""],
    "Aktivitet": ["AB123", "AB12", ""],
    "AktivitetICD": ["A123", "A12", "A123456", ""],
    "FodelseAr": ["1901", "1900", "2019", "19", "årtal", ""],
    "Kon": ["1", "kvinna", "Okänt", "4", "x", ""],
    "Lkf": ["0880", "0000", "880", "08800", "088o", ""],
    "Vardkontakt": ["0", "81", "84", "9", ""],
    "Yrkeskategori": ["XS910", "XS926", "XS927", "xs910", ""],
    "Avvikelse": ["", "1", "3", "0", "4"],
    "TypAkutverksamhet": ["0", "5", "6"],
    "VardAvbruten": ["", "1", "2"],
    **{name: ["", *RIGHT, *WRONG] for name in DATES},
}


@st.composite
def rows(draw: st.DrawFn) -> dict[str, str]:
    row = {**dict.fromkeys(ATTRIBUTES, ""), **HEALTHY, "VardkontaktId": f"k-{draw(st.integers(0, 10**9))}"}
    for name in draw(st.lists(st.sampled_from([*VALUES, "SjukhusNamn", "VardkontaktId"]), max_size=8)):
        row[name] = draw(st.sampled_from(VALUES.get(name, ["", "x"])))
    return row


Cells = set[tuple[int | None, str | None]]


def by_frictionless(path: Path) -> Cells:
    report = frictionless.Resource(path=path.name, basepath=str(path.parent), schema=SCHEMA).validate()
    told = [error for task in report.tasks for error in task.errors]
    assert {error.type for error in told} <= {"constraint-error"}, told
    return {(error.row_number, error.field_name) for error in told}  # type: ignore[attr-defined]


def by_us(path: Path) -> Cells:
    return {
        (one.row, one.column)
        for one in format_named("skr-1.1").read(path).findings
        if one.rule in SAYS
        # What must be there only when the contact has been held is beyond a schema of single cells.
        and not (one.rule == "required" and ATTRIBUTES[one.column or ""].required is Required.DONE)
    }


def write(path: Path, many: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, ATTRIBUTES, restval="")
        out.writeheader()
        out.writerows(many)


@settings(deadline=None, max_examples=40)
@given(st.lists(rows(), min_size=1, max_size=8))
def test_the_same_cells(many: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        write(path, many)
        assert by_frictionless(path) == by_us(path)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_example_of_each_rule(tmp_path: Path, rule: Rule) -> None:
    """Frictionless tells those that are about one cell, and none of the others."""
    write(tmp_path / "a.csv", broken(rule))
    told = by_frictionless(tmp_path / "a.csv")
    if rule.id in SAYS - {"day"}:
        assert told == by_us(tmp_path / "a.csv") != set()
    else:  # 29 February 2019 has the form of a day
        assert told == set()


def test_the_schema_holds_every_attribute_in_order() -> None:
    assert [field["name"] for field in table_schema()["fields"]] == list(ATTRIBUTES)
    assert SCHEMA.to_descriptor()["fields"][0]["name"] == next(iter(ATTRIBUTES))
