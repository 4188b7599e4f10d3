"""Moments: an instant in UTC, and the Swedish calendar day it belongs to.

Law counts days as they are in Sweden, and files hold clock time without a zone. So: an instant is kept
in UTC; its *legal day* is the day in Europe/Stockholm; time without a zone is Stockholm time. Twice a
year that is not enough: 02:30 on the last Sunday of October happens twice, and of March never. Such a
time is a finding, not a guess.

Here does not belong arithmetic with days (`days`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

_SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?)?")


class Doubt(StrEnum):
    """Why a Swedish clock time does not name one instant."""

    AMBIGUOUS = "ambiguous"
    NONEXISTENT = "nonexistent"


class DoubtfulTime(ValueError):
    """A time that happened twice, or never, in Sweden."""

    def __init__(self, naive: datetime, doubt: Doubt) -> None:
        said = "happened twice" if doubt is Doubt.AMBIGUOUS else "never happened"
        super().__init__(f"{naive:%Y-%m-%d %H:%M} {said} in Sweden; give the offset, e.g. +01:00")
        self.naive = naive
        self.doubt = doubt


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """An instant. Compares, sorts and is stored in UTC."""

    utc: datetime

    def __post_init__(self) -> None:
        if self.utc.tzinfo is not UTC:
            raise ValueError("a Moment is built from a datetime in UTC; use Moment.of or Moment.parse")

    @classmethod
    def of(cls, when: datetime) -> Moment:
        """The instant of *when*; without a zone it is Stockholm time. DoubtfulTime if unclear."""
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

        ValueError when it is not of that form or no such time; DoubtfulTime when it is unclear.
        """
        if _SHAPE.fullmatch(text) is None:
            raise ValueError(f"a moment is written 2019-09-30T14:05, not {text!r}")
        return cls.of(datetime.fromisoformat(text))

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
