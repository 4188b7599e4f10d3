"""`skr-1.1-xlsx`: contacts of the national model 1.1 in an Excel workbook, as `skr-1.1` has them in CSV.

The sheet and the row in which most of the model's names stand are found; rows are told as Excel counts them.
Written as text in every cell, on a sheet called kontakter. Here does not belong how a workbook is opened
(`tables/workbook`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vardvag.base.texts import Text
from vardvag.events.formats.cells import rows_of
from vardvag.events.formats.reading import Reading, Rows, read_rows
from vardvag.events.formats.skr_rows import CONTACT_ROWS, row_of
from vardvag.events.formats.tables.workbook import open_workbook, write_workbook
from vardvag.events.model import Contact

NAME = "skr-1.1-xlsx"
SUFFIXES = (".xlsx", ".xlsm")
TITLE = Text("Kontakter i specialiserad vård, Excel", "Contacts in specialised care, Excel")
MODEL = CONTACT_ROWS
SHEET = "kontakter"


def open_rows(path: Path) -> Rows:
    """Open a workbook. OSError when it cannot be opened; nothing else is raised."""
    return rows_of(open_workbook(path, CONTACT_ROWS.attributes), CONTACT_ROWS)


def read(path: Path) -> Reading:
    """Read a workbook with every finding. OSError when it cannot be opened; nothing else is raised."""
    return read_rows(path.name, open_rows(path))


def write(contacts: Iterable[Contact], path: Path) -> int:
    """Write contacts as a new workbook, streamed. WrongUse when they are more than a sheet holds."""
    return write_workbook(map(row_of, contacts), path, CONTACT_ROWS.attributes, SHEET)
