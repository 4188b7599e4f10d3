"""Excel workbooks (`.xlsx`) as sheets of text: each cell as a person would have typed it.

An Excel number is a binary fraction. A whole one is given as its digits; any other with all its decimals and
a decimal comma (`0,714`), so that whoever expects a count or an amount refuses it instead of rounding it: no
float leaves this file. What Excel keeps as a date is given as a date, because one that stands for a month
(`sep-19`) is stored as its first day.

Here does not belong how large a workbook may be (`workbook_parts`), what the columns mean, nor writing.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from vardvag.base.errors import Unreadable
from vardvag.base.workbook_parts import PUT_ASIDE, no_workbook, too_large, unpacked_within_limits

MAX_SHEETS = 50

Value = str | date
"""What stands in a cell; an empty text when nothing does. A moment with a clock is text."""

_OLD_OR_PROTECTED = b"\xd0\xcf\x11\xe0"
_EXACT = 10**15
"""Excel keeps fifteen digits; a whole number beyond them may not be the one that was typed."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows` from its first row on, so that the index of a row is its number in Excel less one.

    `too_large` when it reaches beyond the limits; it has no rows then.
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    too_large: bool = False


def read_workbook(packed: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook, in order. Unreadable (a ValueError) says what is wrong and what to do."""
    if packed.startswith(_OLD_OR_PROTECTED):
        raise Unreadable(
            "arbetsboken är skyddad med lösenord eller sparad i Excels gamla format; "
            "spara den utan lösenord som .xlsx",
            "the workbook is protected by a password or saved in Excel's old format; "
            "save it without a password as .xlsx",
        )
    import python_calamine  # lazily: only a workbook needs it

    unpacked = io.BytesIO(unpacked_within_limits(packed))
    try:
        with python_calamine.CalamineWorkbook.from_filelike(unpacked) as book:
            if len(book.sheet_names) > MAX_SHEETS:
                raise too_large()
            return tuple(
                _sheet(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
                for name in book.sheet_names
            )
    except Unreadable:
        raise
    except (python_calamine.CalamineError, ValueError, OverflowError) as problem:
        raise no_workbook() from problem
    except BaseException as problem:
        if type(problem).__name__ == "PanicException":  # the library itself gave up; it is no Exception
            raise no_workbook() from problem
        raise


def _sheet(name: str, rows: Sequence[Sequence[object]]) -> Sheet:
    if rows and rows[0] and rows[0][0] == PUT_ASIDE:
        return Sheet(name, (), too_large=True)
    return Sheet(name, tuple(_until_the_last([_value(value) for value in row]) for row in rows))


def _until_the_last(row: list[Value]) -> tuple[Value, ...]:
    """A row without the empty cells after its last one."""
    while row and row[-1] == "":
        row.pop()
    return tuple(row)


def _value(value: object) -> Value:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time() else value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, time | timedelta):
        return str(value)
    exact = Fraction(str(value))
    if exact.denominator != 1:
        return str(value).replace(".", ",")
    return str(int(exact)) if abs(exact) < _EXACT else f"{value:g}"
