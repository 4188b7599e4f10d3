"""Days with and without a clock time, from a row to moments and back in their usual spelling.

The usual spelling is that of the model's schemas: 2019-09-30, 2019-09-30T14:05:00 in Swedish time, with the
offset in the hour that happens twice. Here do not belong other spellings (`spellings`).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from vardvag.base.moments import DoubtfulTime, Moment

DAY_LENGTH = len("2019-09-30")
"""A text longer than this has a clock time."""


@lru_cache(maxsize=65_536)
def moment_of(text: str) -> Moment:
    """A date or time stamp of a row without errors; a bare day is its midnight."""
    return Moment.parse(text)


def clock_time(text: str) -> Moment | None:
    """The moment of a time stamp; None for a bare day."""
    return moment_of(text) if len(text) > DAY_LENGTH else None


def day_written(day: date, moment: Moment | None) -> str:
    """A day, with its clock time where *moment* lies on it."""
    return str(day) if moment is None or moment.legal_day != day else moment_written(moment)


def moment_written(moment: Moment) -> str:
    """A moment in Swedish time, with its offset in the hour that happens twice."""
    local = moment.stockholm
    try:
        Moment.of(local.replace(tzinfo=None))
    except DoubtfulTime:
        return local.isoformat()
    return local.replace(tzinfo=None).isoformat()
