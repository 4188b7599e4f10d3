"""A row of the national model, with any of its attributes, is the same row after it has been a contact.

Through CSV, Excel, Parquet and the store's own columns; and what a reader makes of any spelling it accepts
means the same when it is written again.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generated_rows import rows
from vardvag.base.findings import Severity
from vardvag.events.checks.attributes import ATTRIBUTES
from vardvag.events.checks.rule import Row, SeenFile
from vardvag.events.formats import format_named, read_rows
from vardvag.events.formats.cells import rows_of
from vardvag.events.formats.reading import RowFormat
from vardvag.events.formats.skr_rows import CONTACT_ROWS, contact_of, row_of
from vardvag.events.formats.tables.delimited import DelimitedWriter
from vardvag.events.formats.tables.opening import open_table
from vardvag.events.formats.tables.parquet import write_parquet_texts
from vardvag.events.formats.tables.workbook import write_workbook

MANY = st.lists(rows(), max_size=6, unique_by=lambda row: row["VardkontaktId"])


def errors(row: dict[str, str]) -> list[str]:
    found = CONTACT_ROWS.findings_in(Row(2, row), SeenFile("a", tuple(ATTRIBUTES)))
    return [finding.rule for finding in found if finding.severity is Severity.ERROR]


@settings(deadline=None, max_examples=300)
@given(rows())
def test_a_row_is_what_its_contact_is_written_as(row: dict[str, str]) -> None:
    contact = contact_of(Row(2, row))
    assert row_of(contact) == row
    assert contact_of(Row(2, row_of(contact))) == contact


def test_every_attribute_is_tried() -> None:
    seen: set[str] = set()

    @settings(max_examples=300, database=None, derandomize=True)
    @given(rows())
    def look(row: dict[str, str]) -> None:
        seen.update(row)

    look()
    assert seen == set(ATTRIBUTES)


def write_csv(table: list[dict[str, str]], path: Path) -> None:
    with DelimitedWriter(path, ATTRIBUTES) as out:
        for row in table:
            out.add(row)


WRITERS = {
    "csv": write_csv,
    "xlsx": lambda table, path: write_workbook(table, path, ATTRIBUTES, "kontakter"),
    "parquet": lambda table, path: write_parquet_texts(table, path, ATTRIBUTES),
}


@pytest.mark.parametrize("kind", WRITERS)
@settings(deadline=None, max_examples=40)
@given(table=MANY)
def test_cells_survive_every_kind_of_file(kind: str, table: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        WRITERS[kind](table, path)
        opened = rows_of(open_table(path, ATTRIBUTES), CONTACT_ROWS)
        read = list(opened.rows)
    assert opened.faults == []
    assert [row.number for row in read] == list(range(2, len(table) + 2))
    assert [dict(row.values) for row in read] == table
    assert [row.faults for row in read] == [()] * len(table)


FORMATS = ("skr-1.1", "skr-1.1-xlsx", "skr-1.1-parquet", "vardvag-contacts-1")


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None, max_examples=25)
@given(table=MANY)
def test_contacts_survive_every_format(name: str, table: list[dict[str, str]]) -> None:
    form = format_named(name)
    assert isinstance(form, RowFormat)
    contacts = [contact_of(Row(number, row)) for number, row in enumerate(table, start=2) if not errors(row)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        assert form.write(contacts, path) == len(contacts)
        assert [dict(row.values) for row in form.open_rows(path).rows] == [row_of(one) for one in contacts]
        reading = read_rows("a", form.open_rows(path))
    assert reading.rows_read == len(contacts) == reading.accepted_rows + reading.rejected_rows
    if not reading.rejected_rows:
        assert [row_of(one) for one in reading.contacts] == [row_of(one) for one in contacts]
