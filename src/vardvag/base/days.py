"""Calendar days and months: the only date arithmetic in Vårdväg.

Two definitions, argued:

**Days waited.** The care guarantee counts whole calendar days, holidays too, and the day it starts is
day 0 (SKR, "Hur ser vårdgarantins tidsgränser ut?", 2021-03-10: sought 5 March, seen 8 March = 3 days).
So the wait is the difference between two dates, and a limit of *n* days is kept on day *n* itself.

**Months.** Time counted in months ends on the day with the same number; if that month has no such day,
on its last day. That is lag (1930:173) om beräkning av lagstadgad tid 1 § (https://lagen.nu/1930:173),
so 31 January + 1 month is 28 (or 29) February, never 3 March. Months therefore do not add up:
(d + 1 month) + 1 month may differ from d + 2 months. Always count from the original day.

Here do not belong moments with a clock (`moments`), or holidays: no limit that Vårdväg computes in
days skips them.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vardvag.base.errors import Unreadable

_MONTH = re.compile(r"([0-9]{4})[-M]([0-9]{2})")


def days_waited(start: date, stop: date) -> int:
    """Whole calendar days from *start* (day 0) to *stop*; negative when *stop* is before *start*."""
    return (stop - start).days


def last_day_within(start: date, limit: int) -> date:
    """The last day on which something started on *start* is within a limit of *limit* days."""
    return start + timedelta(days=limit)


def overdue_from(start: date, limit: int) -> date:
    """The first day on which a limit of *limit* days, running from *start*, has been passed."""
    return start + timedelta(days=limit + 1)


def add_months(day: date, months: int) -> date:
    """*day* moved *months* calendar months (lag 1930:173, 1 §): same number, or the month's last day."""
    month = Month.of(day) + months
    return date(month.year, month.number, min(day.day, month.last_day.day))


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, ordered in time and written `2019-09`. ValueError for a month that does not exist."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.year <= 9999 and 1 <= self.number <= 12):
            raise Unreadable(
                f"månaden {self.year}-{self.number} finns inte", f"no such month: {self.year}-{self.number}"
            )

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that *day* lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2019-09` or `2019M09` (SCB's and PxWeb's form). Unreadable (a ValueError) for the rest."""
        match = _MONTH.fullmatch(text)
        if match is None:
            raise Unreadable(
                f"inte en månad: {text!r}; skriv 2019-09", f"not a month: {text!r}; write 2019-09"
            )
        return cls(int(match[1]), int(match[2]))

    @property
    def first_day(self) -> date:
        """The 1st."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The 28th, 29th, 30th or 31st: the day of a month-end census."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def year_before(self) -> Month:
        """The same month a year earlier, as agreements compare them."""
        return self + -12

    @property
    def index(self) -> int:
        """Months since year 0: consecutive integers, for difference arrays and SQL."""
        return self.year * 12 + self.number - 1

    @classmethod
    def from_index(cls, index: int) -> Month:
        """The month whose `index` is *index*."""
        return cls(index // 12, index % 12 + 1)

    def __add__(self, months: int) -> Month:
        return Month.from_index(self.index + months)

    def __sub__(self, other: Month) -> int:
        """Months from *other* to this one."""
        return self.index - other.index

    def __contains__(self, day: date) -> bool:
        return (day.year, day.month) == (self.year, self.number)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


def months(first: Month, last: Month) -> Iterator[Month]:
    """Every month from *first* to *last*, both included; none when *last* is before *first*."""
    for index in range(first.index, last.index + 1):
        yield Month.from_index(index)
