"""A column of dates and times as days and seconds, by the same reading as `legal_day`, or marked as hard.

A text is cut into its date and what follows; each has few different values, which are read once. *Hard* is
what is not read here: what is no date, a clock time near a change of clocks, a year from before Sweden's
present time. The rules read those themselves.

Here does not belong what a date must be (`dates`, `order`).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from vardvag.base.moments import STOCKHOLM
from vardvag.events.checks.rule import legal_day
from vardvag.events.spellings import day_spelled

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?")
_DAY_LENGTH = len("2019-09-30")
_PRESENT_TIME = 1981
"""Sweden has had the present summer time since 1980; before, other rules held."""
_LAST_YEAR = 2100
_DAY = 86_400
_EPOCH = date(1970, 1, 1)
# The hour that is missing or doubled is 02–03; an hour on either side is asked too.
_CHANGE_FROM, _CHANGE_TO = 3_600, 4 * 3_600
_LARGEST_OFFSET = 15 * 3_600
_USUAL = ("2019-09-30", "2019-09-30T14:05", "2019-09-30T14:05:00")
_USUAL_LENGTHS = pa.array([None, *map(len, _USUAL)], pa.int32())
_FIRST_EASY = pa.scalar((date(_PRESENT_TIME, 1, 2) - _EPOCH).days, pa.int32())
_LAST_EASY = pa.scalar((date(_LAST_YEAR, 12, 30) - _EPOCH).days, pa.int32())


@dataclass(frozen=True, slots=True)
class Stamps:
    """For each row: `day` (days since 1970) and `second` (since 1970, by Swedish clock), null where absent.

    Where `hard` is true neither is given; None when no row is.
    """

    day: pa.Array
    second: pa.Array
    hard: pa.Array | None


@functools.lru_cache(maxsize=65_536)
def _read_date(text: str) -> tuple[int, int, bool, bool, bool] | None:
    """The day's number, its offset at noon, whether the clocks change on it or nearby, whether it is old."""
    if not _DATE.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    if not 1 < day.year < _LAST_YEAR:
        return None
    old = day.year < _PRESENT_TIME
    if old:
        try:
            legal_day(text)
        except ValueError:
            return None
    changes = old or _offset(day, 0) != _offset(day + timedelta(days=1), 0)
    nearby = old or _offset(day - timedelta(days=1), 0) != _offset(day + timedelta(days=2), 0)
    return (day - _EPOCH).days, _offset(day, 12), changes, nearby, old


def _offset(day: date, hour: int) -> int:
    moment = datetime.combine(day, time(hour), UTC).astimezone(STOCKHOLM)
    offset = moment.utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


@functools.lru_cache(maxsize=200_000)
def _read_clock(text: str) -> tuple[int, int | None] | None:
    """Seconds of the day, and the offset where one is given. None for what is no clock time."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute, second = (int(match[part] or 0) for part in (1, 2, 3))
    if hour > 23 or minute > 59 or second > 59:
        return None
    seconds = 3_600 * hour + 60 * minute + second
    zone = match[4]
    if zone is None:
        return seconds, None
    if zone == "Z":
        return seconds, 0
    offset = 3_600 * int(zone[1:3]) + 60 * int(zone[-2:])
    if int(zone[-2:]) > 59 or offset > _LARGEST_OFFSET:
        return None
    return seconds, -offset if zone[0] == "-" else offset


def stamps(texts: pa.Array) -> Stamps:
    """The days and seconds of a column of texts."""
    at_once = _at_once(texts)
    if at_once is not None:
        return at_once
    if (pc.max(pc.binary_length(texts)).as_py() or 0) <= _DAY_LENGTH:
        return _only_days(texts)
    return _with_clocks(texts)


def _at_once(texts: pa.Array) -> Stamps | None:
    """The usual column: every text a day, or a day with a clock and no offset. None for any other."""
    lengths = pc.binary_length(texts)
    if not pc.all(pc.is_in(lengths, value_set=_USUAL_LENGTHS)).as_py():
        return None
    try:
        second = texts.cast(pa.timestamp("s"))
    except pa.ArrowInvalid:
        return None
    day = second.cast(pa.date32()).cast(pa.int32())
    second = second.cast(pa.int64())
    hard = pc.or_(pc.less(day, _FIRST_EASY), pc.greater(day, _LAST_EASY))
    if (pc.max(lengths).as_py() or 0) > _DAY_LENGTH:
        of_day = pc.subtract(second, pc.multiply(day.cast(pa.int64()), _DAY))
        then = pc.and_(pc.greater_equal(of_day, _CHANGE_FROM), pc.less(of_day, _CHANGE_TO))
        hard = pc.or_(hard, pc.and_(then, pc.is_in(day, value_set=_changes())))
    hard = hard.fill_null(False)
    if not pc.any(hard).as_py():
        return Stamps(day, second, None)
    day = pc.if_else(hard, pa.scalar(None, pa.int32()), day)
    return Stamps(day, pc.if_else(hard, pa.scalar(None, pa.int64()), second), hard)


@functools.cache
def _changes() -> pa.Array:
    """The days on which the clocks change: last Sundays of three months, of which two a year do."""
    lasts = [
        date(year, month, last - date(year, month, last).isoweekday() % 7)
        for year in range(_PRESENT_TIME, _LAST_YEAR + 1)
        for month, last in ((3, 31), (9, 30), (10, 31))
    ]
    found = [day for day in lasts if _offset(day, 0) != _offset(day + timedelta(days=1), 0)]
    return pa.array([(day - _EPOCH).days for day in found], pa.int32())


def _only_days(texts: pa.Array) -> Stamps:
    encoded = texts.dictionary_encode()
    spelled = [day_spelled(text) for text in encoded.dictionary.to_pylist()]
    read = [None if one is None else _read_date(one.iso) for one in spelled]
    day = pa.array([one and one[0] for one in read], pa.int32()).take(encoded.indices)
    hard = _where([one is None for one in read], encoded.indices)
    return Stamps(day, pc.multiply(day.cast(pa.int64()), _DAY), hard)


def _with_clocks(texts: pa.Array) -> Stamps:
    dates = pc.utf8_slice_codeunits(texts, 0, _DAY_LENGTH).dictionary_encode()
    clocks = pc.utf8_slice_codeunits(texts, _DAY_LENGTH).dictionary_encode()
    read = [_read_date(text) for text in dates.dictionary.to_pylist()]
    told = [(0, None) if text == "" else _read_clock(text) for text in clocks.dictionary.to_pylist()]
    day = pa.array([one and one[0] for one in read], pa.int64()).take(dates.indices)
    second = pa.array([one and one[0] for one in told], pa.int64()).take(clocks.indices)
    local = pc.add(pc.multiply(day, _DAY), second)
    hard = pc.and_(texts.is_valid(), local.is_null())
    clocked = _where([text != "" for text in clocks.dictionary.to_pylist()], clocks.indices)
    zoned = _where([one is not None and one[1] is not None for one in told], clocks.indices)
    if clocked is not None:
        changes = _where([one is not None and one[2] for one in read], dates.indices)
        if changes is not None:
            then = pc.and_(pc.greater_equal(second, _CHANGE_FROM), pc.less(second, _CHANGE_TO))
            hard = pc.or_(hard, pc.and_(pc.and_(clocked, changes), then.fill_null(False)))
        if (old := _where([one is not None and one[4] for one in read], dates.indices)) is not None:
            hard = pc.or_(hard, pc.and_(clocked, old))
    if zoned is not None:
        given = pa.array([one and one[1] for one in told], pa.int64()).take(clocks.indices)
        swedish = pa.array([one and one[1] for one in read], pa.int64()).take(dates.indices)
        local = pc.if_else(zoned, pc.add(local, pc.subtract(swedish, given)), local)
        nearby = _where([one is not None and one[3] for one in read], dates.indices)
        if nearby is not None:
            hard = pc.or_(hard, pc.and_(zoned, nearby))
        day = pc.if_else(zoned, pc.floor(pc.divide(local, _DAY)).cast(pa.int64()), day)
    if not pc.any(hard).as_py():
        return Stamps(day.cast(pa.int32()), local, None)
    nothing = pa.scalar(None, pa.int64())
    day, local = pc.if_else(hard, nothing, day), pc.if_else(hard, nothing, local)
    return Stamps(day.cast(pa.int32()), local, hard)


def _where(answers: list[bool], places: pa.Array) -> pa.Array | None:
    """The rows whose value was answered yes; None when no value was."""
    if not any(answers):
        return None
    return pa.array(answers, pa.bool_()).take(places).fill_null(False)
