"""Columns as an Excel file: the data as a table, what must be said, and what each content means.

Numbers are numbers, codes are text, no cells are merged, and nothing is a formula. The same columns give the
same bytes. Here does not belong which columns there are.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from vardvag.base.texts import Language, Text
from vardvag.service.open_data.columns import DataColumn, Value
from vardvag.service.open_data.said import STATUSES, notes, policy_said, source_said
from vardvag.statistics.open_table import OpenTable

_SHEETS = (Text("data", "data"), Text("anmärkningar", "notes"), Text("definitioner", "definitions"))
_DEFINED = (
    Text("kod", "code"),
    Text("innehåll", "content"),
    Text("enhet", "unit"),
    Text("decimaler", "decimals"),
    Text("vem som räknas", "who is counted"),
    Text("gräns i dagar", "limit in days"),
)


def as_xlsx(table: OpenTable, columns: Sequence[DataColumn], language: Language) -> bytes:
    """The file."""
    import xlsxwriter  # lazily: only this form needs it

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": table.title.in_language(language), "created": datetime(2000, 1, 1)})
    data, said, defined = (book.add_worksheet(one.in_language(language)) for one in _SHEETS)
    _data(book, data, columns)
    for line, text in enumerate(_said(table, language)):
        said.write_string(line, 0, text)
    said.set_column(0, 0, 120)
    _definitions(defined, table, language)
    book.close()
    return buffer.getvalue()


def _data(book: Any, sheet: Any, columns: Sequence[DataColumn]) -> None:
    """The cells, then a table laid around them."""
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    text = book.add_format({"num_format": "@"})
    rows = len(columns[0].values)
    for at, column in enumerate(columns):
        form = text if column.codes else None
        for line, value in enumerate(column.values, start=1):
            _write(sheet, line, at, value, form, day)
    titles = [{"header": one.title} for one in columns]
    sheet.add_table(0, 0, max(rows, 1), len(columns) - 1, {"columns": titles, "name": "vardvag"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, 18)


def _write(sheet: Any, line: int, at: int, value: Value, form: Any, day: Any) -> None:
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(line, at, value, form)
    elif isinstance(value, date):
        sheet.write_datetime(line, at, datetime(value.year, value.month, value.day), day)
    elif isinstance(value, Decimal):
        sheet.write_number(line, at, float(value))
    else:
        sheet.write_number(line, at, value)


def _said(table: OpenTable, language: Language) -> list[str]:
    """The title, what must be said, the signs, the sources and the version, a line each."""
    lines = [table.title.in_language(language)]
    lines += [one.in_language(language) for one in notes(table)]
    lines += [f"{sign} {one.in_language(language)}" for sign, one in STATUSES.items()]
    lines += [table.publisher.in_language(language), *(source_said(one) for one in table.sources)]
    if table.updated:
        lines.append(table.updated.isoformat())
    return [*lines, f"{table.id} {table.version}"]


def _definitions(sheet: Any, table: OpenTable, language: Language) -> None:
    for at, title in enumerate(_DEFINED):
        sheet.write_string(0, at, title.in_language(language))
    for line, one in enumerate(table.contents.values(), start=1):
        policy = policy_said(one.policy).in_language(language) if one.policy else ""
        for at, value in enumerate(
            (
                one.id,
                one.title.in_language(language),
                one.unit.called.in_language(language),
                one.decimals,
                policy,
                one.limit,
            )
        ):
            _write(sheet, line, at, value, None, None)
    sheet.set_column(0, 1, 40)
    sheet.set_column(2, 5, 18)
