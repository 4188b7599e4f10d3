"""The day of a time stamp, read the short way, is the day of its moment in Sweden."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.base.moments import Moment
from vardvag.events.checks.rule import legal_day


def outcome(read: object, text: str) -> object:
    try:
        return read(text)  # type: ignore[operator]
    except ValueError as problem:
        return type(problem)


ENDINGS = st.sampled_from(["", ":00", ":30", ":61", ":00.5", "Z", "+02:00"])


@settings(max_examples=500)
@given(st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)), ENDINGS)
def test_any_time(when: datetime, ending: str) -> None:
    text = when.strftime("%Y-%m-%dT%H:%M").zfill(len("2019-09-30T14:05")) + ending
    assert outcome(legal_day, text) == outcome(lambda text: Moment.parse(text).legal_day, text)


def test_every_half_hour_of_the_days_when_clocks_change() -> None:
    for year in (1979, 1980, 1981, 1995, 1996, 2019, 2024, 2037, 2099):
        for month in (3, 4, 9, 10):
            when = datetime(year, month, 20)
            while when < datetime(year, month, 20) + timedelta(days=17):
                text = when.isoformat(timespec="minutes")
                assert outcome(legal_day, text) == outcome(lambda text: Moment.parse(text).legal_day, text)
                when += timedelta(minutes=30)
