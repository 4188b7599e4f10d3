"""A sheet of an Excel workbook (`.xlsx`) as a table: cells as text, rows as Excel counts them.

It is the sheet in which most of the names looked for stand on one of the first rows. Cells that Excel keeps
as dates are given in ISO form, numbers as their digits; that a number may have lost its zeros is not known
here (`spellings`). What is written is text in every cell, so that Excel changes nothing and runs nothing.

Here does not belong the opening of a workbook and its limits (`vardvag.base.workbooks`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from vardvag.base.errors import Unreadable, WrongUse
from vardvag.base.texts import Text
from vardvag.base.workbooks import Sheet, Value, read_workbook
from vardvag.events.formats.tables.table import Table

MOST_ROWS = 1_048_575
"""Rows of data that a sheet of Excel holds."""

_HEADER_WITHIN = 20
"""The first rows, among which the header is looked for."""

_NO_WORKBOOK = Text("Arbetsboken går inte att läsa", "The workbook cannot be read")
_NO_SHEET = Text("Den har inget blad; spara den på nytt", "It has no sheet; save it anew")
_TOO_LARGE = Text("Bladet är större än vad som läses", "The sheet is larger than what is read")
_AS_CSV = Text("Spara det som CSV UTF-8; då finns ingen gräns", "Save it as CSV UTF-8; that has no limit")


def open_workbook(path: Path, names: Collection[str]) -> Table:
    """The sheet in which columns of *names* stand. OSError when the file cannot be opened."""
    table = Table(path.name, Text("Excel", "Excel"))
    try:
        sheets = read_workbook(path.read_bytes())
    except Unreadable as problem:
        table.fault("not-a-workbook", _NO_WORKBOOK, problem.text)
        return table
    if not sheets:
        table.fault("not-a-workbook", _NO_WORKBOOK, _NO_SHEET)
        return table
    sheet, place = likeliest_sheet(sheets, frozenset(names))
    if sheet.too_large:
        table.fault("sheet-too-large", _TOO_LARGE, _AS_CSV)
        return table
    table.found = Text(f"Excel, bladet {sheet.name}", f"Excel, sheet {sheet.name}")
    table.header = tuple(map(text_of, sheet.rows[place])) if sheet.rows else ()
    if not table.refuse_too_wide(place + 1):
        table.records = _records(sheet.rows, place, len(table.header))
    return table


def likeliest_sheet(sheets: Sequence[Sheet], names: frozenset[str]) -> tuple[Sheet, int]:
    """The sheet and the place of the row that holds most of *names*; the first of each where none does.

    There must be a sheet.
    """
    best = (0, sheets[0], 0)
    for sheet in sheets:
        if sheet.too_large and not best[0]:
            best = (0, sheet, 0)
        for place, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
            known = sum(text_of(cell) in names for cell in row)
            if known > best[0]:
                best = (known, sheet, place)
    return best[1], best[2]


def _records(rows: Sequence[Sequence[Value]], header: int, width: int) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows below the header that hold anything, each as wide as the header where it is not wider."""
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        cells = [text_of(cell) for cell in row]
        if any(cells):
            cells += [""] * (width - len(cells))
            yield number, cells


def text_of(value: Value) -> str:
    """A cell as the reader of rows has it."""
    return value.strip() if isinstance(value, str) else value.isoformat()


def write_workbook(rows: Iterable[Mapping[str, str]], path: Path, header: Iterable[str], sheet: str) -> int:
    """Write rows, given as their filled cells, to a new workbook; the answer is how many.

    WrongUse when they are more than a sheet holds; the file is then not written.
    """
    import xlsxwriter  # lazily: only a workbook needs it

    places = {name: place for place, name in enumerate(header)}
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet)
        as_text = book.add_format({"num_format": "@"})
        page.set_column(0, len(places) - 1, 16, as_text)
        page.freeze_panes(1, 0)
        for name, place in places.items():
            page.write_string(0, place, name, book.add_format({"bold": True, "num_format": "@"}))
        written = 0
        for written, row in enumerate(rows, start=1):
            if written > MOST_ROWS:
                raise WrongUse(
                    Text(
                        f"Ett blad i Excel har {MOST_ROWS} rader; skriv CSV eller Parquet i stället.",
                        f"A sheet of Excel has {MOST_ROWS} rows; write CSV or Parquet instead.",
                    )
                )
            for name, value in row.items():
                page.write_string(written, places[name], value, as_text)
    return written
