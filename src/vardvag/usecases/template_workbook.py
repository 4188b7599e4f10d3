"""A template as an Excel workbook: the sheet to fill in, and a sheet that explains its columns.

What says which figure a row is about is grey, what a row cannot have is grey too, and where only a few words
are allowed they are in a list. A share is written as text, so that Excel does not make a number of `71,4 %`.

Here does not belong which rows there are (`agreements/template`).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from vardvag.agreements.facts_columns import ABOUT, KEY, KINDS, TABLE
from vardvag.agreements.facts_words import heading, meant, word
from vardvag.agreements.template import TEMPLATE_COLUMNS, Row
from vardvag.base.formulas import harmless
from vardvag.base.texts import Language, Text

_SHEETS = {"sv": ("uppgifter", "förklaring"), "en": ("facts", "explanation")}
_WIDTHS = {ABOUT.name: 60, "measure": 32, "period": 12, "value": 16, "source_title": 40, "source_url": 40}
_NUMBERS, _DAYS = ("numerator", "denominator"), ("as_known", "source_date")
_INTRODUCTION = (
    Text(
        "En rad är en uppgift. De grå kolumnerna säger vilken; fyll i de vita.",
        "A row is one figure. The grey columns say which; fill in the white ones.",
    ),
    Text(
        "En rad som inte fylls i räknas som inte lämnad, aldrig som noll.",
        "A row that is not filled in counts as not given, never as zero.",
    ),
    Text(
        "En andel kan lämnas som kvot, och en bedömning av något som har kommit in som dag: ändra då slag.",
        "A share may be given as a ratio, a judgement of something received as a day: change the kind then.",
    ),
)
_LARGEST_NUMBER = 10**15
"""Excel keeps fifteen digits."""
_FIRST_DAY = "1901-01-01"
"""Excel's calendar begins in 1900, with a 29 February that never was; an earlier day is written as text."""


def template_workbook(rows: Sequence[Row], language: Language = "sv") -> bytes:
    """The workbook as bytes; the same rows give the same."""
    import xlsxwriter  # lazily: only this form needs it

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})
    facts, explanation = (book.add_worksheet(name) for name in _SHEETS[language])
    _Facts(book, facts, language).write(rows)
    _explain(book, explanation)
    book.close()
    return buffer.getvalue()


class _Facts:
    """The sheet to fill in."""

    def __init__(self, book: Any, sheet: Any, language: Language) -> None:
        grey = {"bg_color": "#EDEDED", "num_format": "@"}
        self.sheet, self.language = sheet, language
        self.bold = book.add_format({"bold": True, "bottom": 1})
        self.grey = book.add_format(grey)
        self.text = book.add_format({"num_format": "@"})
        self.number = book.add_format({"num_format": "#,##0"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})

    def write(self, rows: Sequence[Row]) -> None:
        for at, name in enumerate(TEMPLATE_COLUMNS):
            self.sheet.set_column(at, at, _WIDTHS.get(name, 14), None, {"hidden": name == "fingerprint"})
            self.sheet.write_string(0, at, heading(name, self.language), self.bold)
        for line, row in enumerate(rows, start=1):
            for at, name in enumerate(TEMPLATE_COLUMNS):
                self._cell(line, at, name, row)
        self.sheet.freeze_panes(1, 1)
        self.sheet.autofilter(0, 0, len(rows), len(TEMPLATE_COLUMNS) - 1)
        for name, words in (
            ("kind", KINDS),
            ("status", ("reported", "missing", "not_applicable")),
            ("confidence", ("official", "secondary", "inferred", "assumption")),
        ):
            if rows:
                self._list(1, len(rows), name, words)

    def _cell(self, line: int, at: int, name: str, row: Row) -> None:
        kind, text = meant("kind", row["kind"]), row.get(name, "")
        style = self._style(name, kind)
        if name == "value" and kind == "judgement":
            self._list(line, line, name, ("yes", "no"))
        if not text:
            self.sheet.write_blank(line, at, None, style)
        elif style is self.day and text >= _FIRST_DAY:
            self.sheet.write_datetime(line, at, date.fromisoformat(text), style)
        elif style is self.number and text.isdigit() and int(text) < _LARGEST_NUMBER:
            self.sheet.write_number(line, at, int(text), style)
        else:
            self.sheet.write_string(line, at, harmless(text), style)

    def _style(self, name: str, kind: str) -> Any:
        if name in (ABOUT.name, *KEY):
            return self.grey
        if name in _NUMBERS:
            return self.number if kind in ("ratio", "share") else self.grey
        if name == "judged_by":
            return self.text if kind == "judgement" else self.grey
        if name == "value":
            return {"count": self.number, "amount": self.number, "day": self.day}.get(kind, self.text)
        return self.day if name in _DAYS else self.text

    def _list(self, first: int, last: int, name: str, words: Sequence[str]) -> None:
        at = TEMPLATE_COLUMNS.index(name)
        allowed = [word(name, one, self.language) for one in words]
        self.sheet.data_validation(first, at, last, at, {"validate": "list", "source": allowed})


def _explain(book: Any, sheet: Any) -> None:
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for at, width in enumerate((24, 18, 70, 70)):
        sheet.set_column(at, at, width)
    for line, told in enumerate(_INTRODUCTION):
        sheet.write_string(line, 2, told.sv, wrapped)
        sheet.write_string(line, 3, told.en, wrapped)
    first = len(_INTRODUCTION) + 1
    for at, title in enumerate(("Rubrik", "Heading", "Vad som står där", "What stands there")):
        sheet.write_string(first, at, title, bold)
    for line, column in enumerate((ABOUT, *TABLE), start=first + 1):
        for at, text in enumerate((column.heading, column.name, column.about.sv, column.about.en)):
            sheet.write_string(line, at, text, wrapped)
