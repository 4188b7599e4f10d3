"""Moments: an instant in UTC, and the Swedish calendar day it belongs to.

Law counts days as they are in Sweden, and files hold clock time without a zone. So: an instant is kept
in UTC; its *legal day* is the day in Europe/Stockholm; time without a zone is Stockholm time. Twice a
year that is not enough: 02:30 on the last Sunday of October happens twice, and of March never. Such a
time is a finding, not a guess; Python's `fold` is not asked, because no file can hold it.

Here does not belong arithmetic with days (`days`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from vardvag.base.errors import Unreadable

STOCKHOLM = ZoneInfo("Europe/Stockholm")

_SHAPE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)


class Doubt(StrEnum):
    """Why a Swedish clock time does not name one instant."""

    AMBIGUOUS = "ambiguous"
    NONEXISTENT = "nonexistent"


class DoubtfulTime(Unreadable):
    """A time that happened twice, or never, in Sweden."""

    def __init__(self, naive: datetime, doubt: Doubt) -> None:
        twice = doubt is Doubt.AMBIGUOUS
        sv, en = ("inträffade två gånger", "happened twice") if twice else ("fanns aldrig", "never happened")
        when = naive.strftime("%Y-%m-%d %H:%M")
        super().__init__(
            f"{when} {sv} i Sverige; ange tidsskillnaden, t.ex. +01:00",
            f"{when} {en} in Sweden; give the offset, e.g. +01:00",
        )
        self.naive = naive
        self.doubt = doubt


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """An instant. Compares, sorts and is stored in UTC.

    The first and the last year of Python's calendar are left out, so that every instant has a Swedish day.
    """

    utc: datetime

    def __post_init__(self) -> None:
        if self.utc.tzinfo is not UTC:
            raise ValueError("a Moment is built from a datetime in UTC; use Moment.of or Moment.parse")
        if not MINYEAR < self.utc.year < MAXYEAR:
            raise _outside_calendar()

    @classmethod
    def of(cls, when: datetime) -> Moment:
        """The instant of *when*; without a zone it is Stockholm time. DoubtfulTime if unclear."""
        if not MINYEAR < when.year < MAXYEAR:
            raise _outside_calendar()
        if when.tzinfo is not None:
            return cls(when.astimezone(UTC))
        early = when.replace(tzinfo=STOCKHOLM, fold=0)
        late = when.replace(tzinfo=STOCKHOLM, fold=1)
        if early.astimezone(UTC).astimezone(STOCKHOLM).replace(tzinfo=None) != when.replace(fold=0):
            raise DoubtfulTime(when, Doubt.NONEXISTENT)
        if early.utcoffset() != late.utcoffset():
            raise DoubtfulTime(when, Doubt.AMBIGUOUS)
        return cls(early.astimezone(UTC))

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read ISO 8601 (`2019-09-30`, `2019-09-30T14:05`, `…+02:00`, `…Z`). A bare day is its midnight.

        Unreadable (a ValueError) when it is not of that form or no such time, DoubtfulTime when unclear.
        """
        try:
            when = datetime.fromisoformat(text) if _SHAPE.fullmatch(text) else None
        except ValueError:
            when = None
        if when is None:
            raise Unreadable(
                f"inte en tidpunkt: {text!r}; skriv 2019-09-30 eller 2019-09-30T14:05",
                f"not a moment: {text!r}; write 2019-09-30 or 2019-09-30T14:05",
            )
        return cls.of(when)

    @property
    def legal_day(self) -> date:
        """The calendar day in Sweden."""
        return self.utc.astimezone(STOCKHOLM).date()

    @property
    def stockholm(self) -> datetime:
        """The clock time in Sweden, with its offset."""
        return self.utc.astimezone(STOCKHOLM)

    def __str__(self) -> str:
        return self.stockholm.isoformat()


def _outside_calendar() -> Unreadable:
    first, last = MINYEAR + 1, MAXYEAR - 1
    return Unreadable(
        f"tidpunkten ligger utanför åren {first} till {last}",
        f"the moment lies outside the years {first} to {last}",
    )
