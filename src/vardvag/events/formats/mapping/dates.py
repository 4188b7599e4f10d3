"""Days in the forms that only whoever knows the export can tell apart, in ISO form.

What has one meaning is read in any form (`spellings`); here stand those that have several. Here does not
belong which form a file has (`file`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from vardvag.events.formats.mapping.file import DateForm
from vardvag.events.spellings import day_spelled

_THREE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?: +(\d\d:\d\d(?::\d\d)?))?", re.ASCII)
_SIX = re.compile(r"(\d\d)(\d\d)(\d\d)", re.ASCII)
_MONTH = re.compile(r"(\d{4})[./]?(\d\d)", re.ASCII)
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
_CENTURY = "20"
_EXCEL_DAY_0 = date(1899, 12, 30)


@lru_cache(maxsize=65_536)
def iso_of(text: str, form: DateForm) -> str:
    """*text* in ISO form; as it is when it is not a day of that form, and then no day at all."""
    read = _READERS.get(form)
    found = read(text) if read is not None else None
    if found is None:
        spelled = day_spelled(text)
        return spelled.iso if spelled is not None else text
    return found


def _day_first(text: str) -> str | None:
    return _of_three(text, day=1, month=2)


def _month_first(text: str) -> str | None:
    return _of_three(text, day=2, month=1)


def _of_three(text: str, day: int, month: int) -> str | None:
    match = _THREE.fullmatch(text)
    if match is None:
        return None
    year = match[3] if len(match[3]) == len("2019") else _CENTURY + match[3]
    clock = f"T{match[4]}" if match[4] else ""
    return f"{year}-{int(match[month]):02}-{int(match[day]):02}{clock}"


def _short(text: str) -> str | None:
    match = _SIX.fullmatch(text)
    return f"{_CENTURY}{match[1]}-{match[2]}-{match[3]}" if match else None


def _month(text: str) -> str | None:
    match = _MONTH.fullmatch(text)
    return f"{match[1]}-{match[2]}" if match else None


def _excel_days(text: str) -> str | None:
    return str(_EXCEL_DAY_0 + timedelta(days=int(text))) if _NUMBER.fullmatch(text) else None


_READERS: dict[DateForm, Callable[[str], str | None]] = {
    DateForm.DAY_FIRST: _day_first,
    DateForm.MONTH_FIRST: _month_first,
    DateForm.SHORT: _short,
    DateForm.MONTHS: _month,
    DateForm.EXCEL_DAYS: _excel_days,
}
