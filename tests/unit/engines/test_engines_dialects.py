"""The fragments of a dialect mean what `base.days` means."""

from datetime import date

import pytest

from vardvag.base.days import Month, days_waited
from vardvag.engines.dialects import DUCKDB
from vardvag.engines.duckdb_engine import connect, text_literal
from vardvag.engines.steps import Step, printed, run_steps

DAYS = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 2, 28), date(2020, 2, 29), date(2021, 3, 1)]


def answer(expression: str) -> object:
    row = connect(threads=1).execute(f"SELECT {expression}").fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize("day", DAYS)
def test_a_month_has_the_same_number_and_the_same_last_day(day: date) -> None:
    assert answer(DUCKDB.month_index(f"DATE '{day}'")) == Month.of(day).index
    assert answer(DUCKDB.last_day_of_month(str(Month.of(day).index))) == Month.of(day).last_day


@pytest.mark.parametrize("start", DAYS)
@pytest.mark.parametrize("stop", DAYS)
def test_days_between_is_days_waited(start: date, stop: date) -> None:
    days = days_waited(start, stop)
    assert answer(DUCKDB.days_between(f"DATE '{start}'", f"DATE '{stop}'")) == days
    assert answer(DUCKDB.add_days(f"DATE '{start}'", str(days))) == stop


def test_counting_nothing_is_zero_not_absent() -> None:
    assert answer(DUCKDB.count_where("false")) == 0


def test_steps_build_on_each_other_and_can_be_printed() -> None:
    connection = connect(threads=1)
    steps = [
        Step("numbers", "SELECT range AS n FROM range(10)", kept=True),
        Step("even_numbers", "SELECT n FROM numbers WHERE n % 2 = 0"),
    ]
    last = run_steps(connection, steps)
    assert last == "even_numbers"
    assert connection.execute(f"SELECT count(*) FROM {last}").fetchall() == [(5,)]
    assert "CREATE OR REPLACE TEMP VIEW even_numbers AS" in printed(steps)


def test_a_failing_step_is_named() -> None:
    with pytest.raises(Exception, match="nowhere") as told:
        run_steps(connect(threads=1), [Step("lost", "SELECT * FROM nowhere")])
    assert told.value.__notes__ == ["in the step 'lost'"]


def test_a_step_cannot_smuggle_a_name() -> None:
    with pytest.raises(ValueError, match="a step is named"):
        Step("x; DROP TABLE y", "SELECT 1")


def test_a_quote_in_a_file_name_stays_text() -> None:
    assert answer(text_literal("it's.parquet")) == "it's.parquet"
