"""When a figure is for: the `period` of a row, read in the one way that cells are kept under.

A month (`2019-09`, or `2019M09` as SCB writes it and no spreadsheet takes for a date), a half-year
(`2025-H1`), a year (`2019`), or a day (`2018-12-31`). What a spreadsheet has made of a month is refused, not
guessed: its first day may be meant as a day.
"""

from __future__ import annotations

import re
from datetime import date

from vardvag.base.days import Month
from vardvag.base.errors import Unreadable
from vardvag.base.fields import read_day

_HALF_YEAR_OR_YEAR = re.compile(r"[1-9][0-9]{3}(-H[12])?")
_SPREADSHEET_MONTH = re.compile(r"[A-Za-zÅÄÖåäö]{3,9}\.?[- ][0-9]{2}")


def read_period(value: str | date) -> str:
    """The period as text. Unreadable (a ValueError) says how one is written."""
    if isinstance(value, date):
        if value.day == 1:
            raise _made_a_date(f"{value:%Y-%m}", f"{value:%YM%m}")
        return value.isoformat()
    if _HALF_YEAR_OR_YEAR.fullmatch(value):
        return value
    if _SPREADSHEET_MONTH.fullmatch(value):
        raise _made_a_date("2019-09", "2019M09")
    for read in (Month.parse, read_day):
        try:
            return str(read(value))
        except Unreadable:
            continue
    raise Unreadable(
        "Skriv en månad 2019-09, ett halvår 2025-H1, ett år 2019 eller en dag 2018-12-31",
        "Write a month 2019-09, a half-year 2025-H1, a year 2019 or a day 2018-12-31",
    )


def _made_a_date(month: str, safe: str) -> Unreadable:
    return Unreadable(
        f"Kalkylprogrammet har gjort ett datum av rutan: skriv {safe} om månaden avses, eller gör rutan till "
        f"text och skriv {month} (månad) eller {month}-01 (dag)",
        f"The spreadsheet made a date of it: write {safe} when the month is meant, or make the cell text and "
        f"write {month} (month) or {month}-01 (day)",
    )
