"""Facts from an Excel workbook: the sheet that holds them, read like a CSV file of the same columns.

The sheet is the one called `facts` or `uppgifter`, otherwise the first one whose headings are those of facts.
Rows are counted as Excel counts them, and what is told names the sheet.

Here does not belong how a workbook is opened (`base.workbooks`), nor what a row says (`facts_row`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vardvag.agreements.facts_sheet import Reading, read_sheet, unreadable
from vardvag.agreements.facts_words import column_findings
from vardvag.base.errors import Unreadable
from vardvag.base.texts import Text
from vardvag.base.workbook_parts import MAX_COLUMNS, MAX_ROWS
from vardvag.base.workbooks import Sheet, read_workbook

SHEETS = ("uppgifter", "facts")
"""What a sheet of facts may be called."""


def facts_in_workbook(packed: bytes, file: str, others: Iterable[str] = ()) -> Reading:
    """Read a workbook. What cannot be opened has a reading too, with one finding that says why."""
    try:
        sheets = read_workbook(packed)
    except Unreadable as problem:
        return unreadable(file, _NOT_READ, problem.text)
    sheet = _chosen(sheets)
    if sheet is None:
        return unreadable(file, *_no_sheet(sheets))
    name = f"{file}, sheet {sheet.name}"
    if sheet.too_large:
        return unreadable(name, *_TOO_LARGE)
    return read_sheet(name, enumerate(sheet.rows, start=1), others)


def _chosen(sheets: Sequence[Sheet]) -> Sheet | None:
    """The sheet by its name, or by its headings; a sheet that is alone is the one that is meant."""
    named = [sheet for sheet in sheets if sheet.name.strip().casefold() in SHEETS]
    fitting = [sheet for sheet in sheets if not column_findings(_headings(sheet), "", 1)]
    filled = [sheet for sheet in sheets if sheet.rows or sheet.too_large]
    return next(iter((*named, *fitting)), filled[0] if len(filled) == 1 else None)


def _headings(sheet: Sheet) -> list[str]:
    return [str(value) for value in next((row for row in sheet.rows if row), ())]


def _no_sheet(sheets: Sequence[Sheet]) -> tuple[Text, Text]:
    names = ", ".join(sheet.name for sheet in sheets)
    return (
        Text("Inget blad har uppgifter", "No sheet holds facts"),
        Text(
            f"Kalla bladet uppgifter, eller ge det uppgifternas rubriker i första raden; här finns: {names}",
            f"Call the sheet facts, or give it the headings of facts in its first row; here are: {names}",
        ),
    )


_NOT_READ = Text("Arbetsboken kan inte läsas", "The workbook cannot be read")
_TOO_LARGE = (
    Text("Bladet är för stort", "The sheet is too large"),
    Text(
        f"Behåll uppgifterna inom {MAX_ROWS} rader och {MAX_COLUMNS} kolumner; ta bort det som står utanför",
        f"Keep the facts within {MAX_ROWS} rows and {MAX_COLUMNS} columns, and remove what stands outside",
    ),
)
