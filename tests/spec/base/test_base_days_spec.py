"""Days and months as the law counts them, one table for each rule."""

from datetime import date

import pytest

from vardvag.base.days import Month, add_months, days_waited, last_day_within, months, overdue_from
from vardvag.base.errors import Unreadable

D = date.fromisoformat

DAYS_WAITED = [
    # SKR's own example: care sought 5 March, seen 8 March, is 3 days.
    ("2021-03-05", "2021-03-08", 3),
    # Friday to Monday: weekend days count.
    ("2026-11-20", "2026-11-23", 3),
    # Holidays count: Christmas Eve to Epiphany.
    ("2025-12-24", "2026-01-06", 13),
    ("2021-03-05", "2021-03-05", 0),
    ("2021-03-05", "2021-03-06", 1),
    # A leap day is a day like any other.
    ("2024-02-28", "2024-03-01", 2),
    ("2023-02-28", "2023-03-01", 1),
    # The nights the clocks change do not make a day longer or shorter.
    ("2026-03-28", "2026-03-30", 2),
    ("2026-10-24", "2026-10-26", 2),
    ("2021-03-08", "2021-03-05", -3),
]


@pytest.mark.parametrize(("start", "stop", "days"), DAYS_WAITED)
def test_days_waited_counts_calendar_days_and_the_first_is_day_0(start: str, stop: str, days: int) -> None:
    assert days_waited(D(start), D(stop)) == days


LIMITS = [
    # started, limit, last day within, first day over
    ("2026-11-20", 3, "2026-11-23", "2026-11-24"),
    ("2026-11-20", 0, "2026-11-20", "2026-11-21"),
    ("2026-01-01", 90, "2026-04-01", "2026-04-02"),
    ("2024-01-01", 90, "2024-03-31", "2024-04-01"),
]


@pytest.mark.parametrize(("start", "limit", "last", "over"), LIMITS)
def test_a_limit_is_kept_on_its_last_day_and_passed_the_day_after(
    start: str, limit: int, last: str, over: str
) -> None:
    assert last_day_within(D(start), limit) == D(last)
    assert overdue_from(D(start), limit) == D(over)
    assert days_waited(D(start), D(last)) == limit


ADDED_MONTHS = [
    ("2026-01-15", 1, "2026-02-15"),
    # No such day in the month: its last day (lag 1930:173, 1 §).
    ("2026-01-31", 1, "2026-02-28"),
    ("2024-01-31", 1, "2024-02-29"),
    ("2026-03-31", 1, "2026-04-30"),
    ("2024-02-29", 12, "2025-02-28"),
    ("2024-02-29", 48, "2028-02-29"),
    ("2026-12-31", 2, "2027-02-28"),
    ("2026-03-31", -1, "2026-02-28"),
    ("2026-01-15", -1, "2025-12-15"),
    ("2026-01-15", 0, "2026-01-15"),
]


@pytest.mark.parametrize(("day", "number", "answer"), ADDED_MONTHS)
def test_a_month_ends_on_the_day_of_the_same_number_or_on_the_last(
    day: str, number: int, answer: str
) -> None:
    assert add_months(D(day), number) == D(answer)


def test_months_do_not_add_up_so_they_are_counted_from_the_first_day() -> None:
    january = D("2026-01-31")
    assert add_months(add_months(january, 1), 1) == D("2026-03-28")
    assert add_months(january, 2) == D("2026-03-31")


MONTHS = [
    # month, first day, last day, index
    ("2019-09", "2019-09-01", "2019-09-30", 24236),
    ("2024-02", "2024-02-01", "2024-02-29", 24289),
    ("2100-02", "2100-02-01", "2100-02-28", 25201),
    ("2025-12", "2025-12-01", "2025-12-31", 24311),
    ("0001-01", "0001-01-01", "0001-01-31", 12),
]


@pytest.mark.parametrize(("text", "first", "last", "index"), MONTHS)
def test_a_month_has_its_days_and_its_place_in_the_row(text: str, first: str, last: str, index: int) -> None:
    month = Month.parse(text)
    assert (month.first_day, month.last_day, month.index) == (D(first), D(last), index)
    assert Month.from_index(index) == month
    assert str(month) == text


def test_a_month_is_also_read_as_scb_writes_it() -> None:
    assert Month.parse("2019M09") == Month(2019, 9)


@pytest.mark.parametrize(
    "text", ["2019-9", "2019", "201909", "2019/09", "2019-09-01", " 2019-09", "x2019-09", "٢٠١٩-09", ""]
)
def test_what_is_not_a_month_is_said_so(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        Month.parse(text)
    assert str(caught.value) == f"not a month: {text!r}; write 2019-09"
    assert caught.value.text.sv == f"inte en månad: {text!r}; skriv 2019-09"


@pytest.mark.parametrize(("year", "number"), [(2019, 0), (2019, 13), (0, 1), (10000, 1)])
def test_a_month_that_does_not_exist_is_refused(year: int, number: int) -> None:
    with pytest.raises(Unreadable) as caught:
        Month(year, number)
    assert str(caught.value) == f"no such month: {year}-{number}"
    assert caught.value.text.sv == f"månaden {year}-{number} finns inte"


@pytest.mark.parametrize(("year", "number"), [(1, 1), (9999, 12)])
def test_the_first_and_the_last_month_of_the_calendar_exist(year: int, number: int) -> None:
    assert (Month(year, number).year, Month(year, number).number) == (year, number)


def test_months_are_ordered_and_counted() -> None:
    september = Month(2019, 9)
    assert september.year_before == Month(2018, 9)
    assert september + 4 == Month(2020, 1)
    assert september + -9 == Month(2018, 12)
    assert Month(2020, 1) - september == 4
    assert Month(2018, 12) < september < Month(2020, 1)
    assert Month.of(D("2019-09-30")) == september
    assert D("2019-09-30") in september
    assert D("2018-09-30") not in september
    assert D("2019-10-01") not in september


def test_all_months_between_two_both_included() -> None:
    assert [str(month) for month in months(Month(2019, 11), Month(2020, 2))] == [
        "2019-11",
        "2019-12",
        "2020-01",
        "2020-02",
    ]
    assert list(months(Month(2019, 9), Month(2019, 9))) == [Month(2019, 9)]
    assert list(months(Month(2019, 9), Month(2019, 8))) == []
