"""`skr-1.1`: the national contact model for specialised care, version 1.1, as a table.

The header holds the names of the model's attributes, in any order, and two that in RIV-TA belong to the call:
`DatatGallerFor` (the month) and `ErsattningsId`. A file may hold contacts that were held and contacts that
wait, of one month or many: a row with `StartAktivitet` is of the first kind, one without of the second.

Written as CSV in UTF-8 with commas. Read by what the file holds: CSV with comma, semicolon or tab in UTF-8,
UTF-16 or Windows-1252, a workbook, or Parquet with the model's names. Here does not belong what is right or
wrong (`events/checks`), nor what a row becomes (`skr_rows`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

from vardvag.base.texts import Text
from vardvag.events.formats.cells import rows_of
from vardvag.events.formats.reading import Reading, Rows, read_rows
from vardvag.events.formats.skr_rows import CONTACT_ROWS, row_of
from vardvag.events.formats.tables.delimited import DelimitedWriter, write_delimited
from vardvag.events.formats.tables.opening import open_table
from vardvag.events.model import Contact

NAME = "skr-1.1"
SUFFIXES = (".csv", ".txt", ".tsv")
TITLE = Text("Kontakter i specialiserad vård, CSV", "Contacts in specialised care, CSV")
MODEL = CONTACT_ROWS


def open_rows(path: Path) -> Rows:
    """Open a file. OSError when it cannot be opened; nothing else is raised."""
    return rows_of(open_table(path, CONTACT_ROWS.attributes), CONTACT_ROWS)


def read(path: Path) -> Reading:
    """Read a file with every finding. OSError when it cannot be opened; nothing else is raised."""
    return read_rows(path.name, open_rows(path))


def write(contacts: Iterable[Contact], path: Path) -> int:
    """Write contacts as one file, streamed; the answer is how many."""
    return write_delimited(map(row_of, contacts), path, CONTACT_ROWS.attributes)


class Writer:
    """One open file to which contacts are added, for a stream that falls on several files."""

    def __init__(self, path: Path) -> None:
        self._out = DelimitedWriter(path, CONTACT_ROWS.attributes)

    def add(self, contact: Contact) -> None:
        """Write one row."""
        self._out.add(row_of(contact))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self._out.__exit__(*problem)
