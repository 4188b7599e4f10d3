"""Write rows for whatever comes next: CSV for machines, CSV for a Swedish Excel, and Excel itself.

Values are given as they are (`Kronor`, `Fraction`, `Decimal`, `date`, `Text`, None). Nothing is rounded and
nothing is absent as zero: absent is an empty cell. The same rows give the same bytes. A text that a
spreadsheet would run as a formula is made harmless.

Here does not belong the table for a terminal (`cli/output`), nor which rows may be shown.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from vardvag.base import formulas
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Language, Text

Row = Mapping[str, object]

_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` in the rows and in machine forms, `title` above the table, `right` for numbers."""

    key: str
    title: str
    right: bool = False


def plain(value: object, language: Language = "sv") -> str | int | bool | None:
    """A value as machines read it: integer, ISO text, true, false or nothing; an exact share is `23/25`."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return plain(value.value, language)
    if isinstance(value, Kronor | int):
        return int(value)
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float):
        raise TypeError("a float is never printed: give a Fraction, an int, or text already rounded")
    return str(value)


def harmless(value: str | int | bool | None) -> str | int | bool | None:
    """The value, with an apostrophe before a text that a spreadsheet would take for a formula."""
    return formulas.harmless(value) if isinstance(value, str) else value


def as_csv(rows: Sequence[Row], columns: Sequence[Column], language: Language = "sv") -> str:
    """For machines: comma between, point in decimals, a line feed after each row, keys as heading."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([column.key for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(row[column.key], language) for column in columns])
    return buffer.getvalue()


def as_swedish_csv(rows: Sequence[Row], columns: Sequence[Column], language: Language = "sv") -> str:
    """For a double click in a Swedish Excel: byte-order mark, semicolon, decimal comma, CRLF, titles."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(column.title) for column in columns])
    for row in rows:
        cells = [row[column.key] for column in columns]
        writer.writerow([_decimal_comma(cell) or _csv_cell(cell, language) for cell in cells])
    return _BYTE_ORDER_MARK + buffer.getvalue()


def as_xlsx(
    rows: Sequence[Row], columns: Sequence[Column], notes: Sequence[str], language: Language = "sv"
) -> bytes:
    """An Excel file; *notes* stand on a sheet of their own."""
    import xlsxwriter  # lazily: only this form needs it

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})  # the same rows give the same bytes
    bold, number = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
    decimals = book.add_format({"num_format": "#,##0.00"})
    sheet = book.add_worksheet("vardvag")
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column.title, bold)
        for line, row in enumerate(rows, start=1):
            given = row[column.key]
            value = harmless(plain(given, language))
            if isinstance(given, Decimal):
                sheet.write_number(line, at, given, decimals)
            elif isinstance(value, bool):
                sheet.write_boolean(line, at, value)
            elif isinstance(value, int):
                sheet.write_number(line, at, value, number)
            elif value is not None:
                sheet.write_string(line, at, value)
    sheet.autofit()
    if notes:
        second = book.add_worksheet("notes")
        for line, note in enumerate(notes):
            second.write_string(line, 0, note)
    book.close()
    return buffer.getvalue()


def _csv_cell(value: object, language: Language) -> str | int | None:
    cell = harmless(plain(value, language)) if not isinstance(value, Decimal) else str(value)
    return {True: "true", False: "false"}[cell] if isinstance(cell, bool) else cell


def _decimal_comma(value: object) -> str:
    """A Decimal as Swedes write it; nothing for any other value."""
    return str(value).replace(".", ",") if isinstance(value, Decimal) else ""
