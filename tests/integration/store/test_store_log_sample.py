"""A sample of the log: drawn by chance that can be drawn again, recorded, and for the reviewer alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from example_plan import ORTHOPAEDICS, example
from vardvag.base.errors import WrongUse
from vardvag.base.moments import Moment
from vardvag.contracts.log import verify
from vardvag.usecases.draw_log_sample import Sample, draw_log_sample
from vardvag.usecases.show_plan import Denied, show_plan

NOW = Moment.parse("2019-09-25T09:00")
DAY = date(2019, 9, 25)


@dataclass(frozen=True)
class Who:
    subject: str
    role: str
    unit: str | None = ORTHOPAEDICS
    name: str = "N"
    person: str | None = None


REVIEWER = Who("granskare", "log_reviewer")


@pytest.fixture
def read(store: Any) -> Any:
    made = example(DAY)
    made.keep(store)
    for number in range(12):
        show_plan(store, Who(f"s{number}", "coordinator"), made.plan.plan_id, NOW)
    show_plan(store, Who("s", "coordinator"), "finns-inte", NOW)
    show_plan(store, Who("annan", "coordinator", "SE-OKAND"), made.plan.plan_id, NOW)
    return store


def draw(store: Any, seed: str = "a", size: int = 4, who: Who = REVIEWER, day: date = DAY) -> Any:
    return draw_log_sample(store, who, day, day, size, seed, NOW)


def test_the_same_seed_draws_the_same_rows_and_the_drawing_is_recorded(read: Any) -> None:
    first = draw(read)
    assert isinstance(first, Sample)
    assert (len(first.rows), first.of) == (4, 12)
    assert [row.number for row in first.rows] == sorted({row.number for row in first.rows})
    assert draw(read).rows == first.rows
    assert draw(read, seed="b").rows != first.rows
    row = read.log()[-1].entry
    assert (row.action, row.who, row.rule) == ("review_log", "granskare", "staff.reviews-log")
    assert row.purpose == "Stickprov: 4 rader, 2019-09-25 till 2019-09-25, frö b"
    assert verify(read.log()) == []


def test_only_rows_about_somebody_of_the_own_caregiver_and_the_days_can_be_drawn(read: Any) -> None:
    everything = draw(read, size=99)
    assert {row.entry.who for row in everything.rows} == {f"s{number}" for number in range(12)}
    assert draw(read, day=date(2019, 9, 24)).rows == ()


@pytest.mark.parametrize("role", ["coordinator", "care_staff", "patient", "region_analyst", "", "guardian"])
def test_nobody_else_draws_and_the_attempt_is_in_the_log(read: Any, role: str) -> None:
    assert draw(read, who=Who("s1", role)) == Denied()
    assert (read.log()[-1].entry.action, read.log()[-1].entry.allowed) == ("review_log", False)


@pytest.mark.parametrize(("size", "seed"), [(0, "a"), (-1, "a"), (1, " ")])
def test_a_sample_of_nothing_is_wrong_use(read: Any, size: int, seed: str) -> None:
    with pytest.raises(WrongUse):
        draw(read, seed=seed, size=size)
