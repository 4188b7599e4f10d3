"""Moments as files write them, and the Swedish day each belongs to."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from vardvag.base.errors import Unreadable
from vardvag.base.moments import Doubt, DoubtfulTime, Moment

READ = [
    # as written, the instant in UTC, the legal day in Sweden
    ("2019-09-30", "2019-09-29T22:00", "2019-09-30"),
    ("2019-09-30T14:05", "2019-09-30T12:05", "2019-09-30"),
    ("2019-09-30 14:05:59", "2019-09-30T12:05:59", "2019-09-30"),
    ("2019-12-01T14:05", "2019-12-01T13:05", "2019-12-01"),
    ("2019-09-30T23:30Z", "2019-09-30T23:30", "2019-10-01"),
    ("2019-12-31T23:30Z", "2019-12-31T23:30", "2020-01-01"),
    ("2019-09-30T14:05+02:00", "2019-09-30T12:05", "2019-09-30"),
    ("2019-09-30T14:05+0200", "2019-09-30T12:05", "2019-09-30"),
    ("2019-09-30T01:00-05:00", "2019-09-30T06:00", "2019-09-30"),
    ("2019-09-30T14:05:00.25", "2019-09-30T12:05:00.250000", "2019-09-30"),
    # The night of 29 March 2026: the clock goes from 02:00 to 03:00.
    ("2026-03-29T01:59", "2026-03-29T00:59", "2026-03-29"),
    ("2026-03-29T03:00", "2026-03-29T01:00", "2026-03-29"),
    # The night of 25 October 2026: 02:00-02:59 happens twice; with an offset it is clear.
    ("2026-10-25T01:59", "2026-10-24T23:59", "2026-10-25"),
    ("2026-10-25T02:30+02:00", "2026-10-25T00:30", "2026-10-25"),
    ("2026-10-25T02:30+01:00", "2026-10-25T01:30", "2026-10-25"),
    ("2026-10-25T03:00", "2026-10-25T02:00", "2026-10-25"),
]


@pytest.mark.parametrize(("text", "utc", "day"), READ)
def test_time_without_a_zone_is_stockholm_time(text: str, utc: str, day: str) -> None:
    moment = Moment.parse(text)
    assert moment.utc == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert moment.legal_day == date.fromisoformat(day)
    assert Moment.parse(str(moment)) == moment


@pytest.mark.parametrize("fold", [0, 1])
@pytest.mark.parametrize(
    ("when", "doubt", "en", "sv"),
    [
        ("2026-10-25T02:30", Doubt.AMBIGUOUS, "happened twice in Sweden", "inträffade två gånger i Sverige"),
        ("2026-03-29T02:30", Doubt.NONEXISTENT, "never happened in Sweden", "fanns aldrig i Sverige"),
    ],
)
def test_a_time_that_happened_twice_or_never_is_a_finding_and_not_a_guess(
    when: str, doubt: Doubt, en: str, sv: str, fold: int
) -> None:
    with pytest.raises(DoubtfulTime) as caught:
        Moment.of(datetime.fromisoformat(when).replace(fold=fold))
    shown = when.replace("T", " ")
    assert caught.value.doubt is doubt
    assert str(caught.value) == f"{shown} {en}; give the offset, e.g. +01:00"
    assert caught.value.text.sv == f"{shown} {sv}; ange tidsskillnaden, t.ex. +01:00"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "i går",
        "2019-09",
        "2019-13-01",
        "2019-02-29",
        "20190930",
        "2019-09-30T25:00",
        "2019-09-30T14",
        "2019-09-30T14:05+02",
        "2019-09-30T14:05+99:99",
        "2019-09-30T14:05+24:00",
        "2019-09-30t14:05",
        "2019-W40-1",
        "٢٠١٩-09-30",
        "2019-09-30T14:05\n",
    ],
)
def test_what_is_not_a_moment_is_said_so(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        Moment.parse(text)
    assert str(caught.value) == f"not a moment: {text!r}; write 2019-09-30 or 2019-09-30T14:05"


@pytest.mark.parametrize("text", ["0001-01-01", "0001-01-01T00:00+02:00", "9999-12-31T23:59-02:00"])
def test_the_ends_of_the_calendar_are_refused_rather_than_overflowing(text: str) -> None:
    with pytest.raises(ValueError, match="the moment lies outside the years 2 to 9998"):
        Moment.parse(text)


def test_a_moment_is_kept_in_utc() -> None:
    with pytest.raises(ValueError, match="built from a datetime in UTC"):
        Moment(datetime(2019, 9, 30, tzinfo=timezone(timedelta(hours=2))))
    with pytest.raises(ValueError, match="built from a datetime in UTC"):
        Moment(datetime(2019, 9, 30))


def test_moments_sort_by_instant_not_by_what_the_clock_said() -> None:
    first, second = Moment.parse("2026-10-25T02:30+02:00"), Moment.parse("2026-10-25T02:10+01:00")
    assert first < second
    assert str(second) == "2026-10-25T02:10:00+01:00"
    assert second.stockholm.hour == 2
