"""`vardvag stats --figure time-to-care`: numbers by hand, what is hidden, and what is said beside."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vardvag.base.days import Month, months
from vardvag.cli import application
from vardvag.events.model import Contact, Reported
from vardvag.usecases.load_contacts import receive
from vardvag.warehouse.store import Store
from waiting_contact import waiting_contact

MAY_1, SEPTEMBER = date(2019, 5, 1), Month(2019, 9)
MEASURE = "waiting-operation-within-90"


def cohort(region: str, first: int, lengths: list[int], decided: date = date(2019, 4, 1)) -> list[Contact]:
    """Decided on a day; held after so many days, or never (0), as every month's files tell it."""
    rows = []
    for number, length in enumerate(lengths, start=first):
        end = decided + timedelta(days=length) if length else None
        for month in months(Month.of(decided), SEPTEMBER):
            row = waiting_contact(month, number, decided, region)
            if end is None or end > month.last_day:
                rows.append(row)
            elif end in month:
                rows.append(replace(row, reported=Reported.DONE, started_on=end))
    return rows


EVEN = [10, 40, 80, 120]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten after each of 10, 40, 80 and 120 days, ten still waiting; in one region two after 10 days."""
    path = tmp_path_factory.mktemp("cohorts") / "store"
    many = [*EVEN, 0] * 10
    rows = [*cohort("08", 0, many), *cohort("12", 1000, many * 2), *cohort("14", 2000, many * 3)]
    rows += cohort("09", 9000, [10, 10, *[40, 80, 120, 0] * 10])
    for region, first, number in (("08", 500, 30), ("12", 1500, 20), ("14", 2500, 40), ("09", 9500, 2)):
        rows += cohort(region, first, [0] * number, MAY_1)
    receive(Store(path), rows)
    return path


def asked(store: Path, *arguments: str) -> Result:
    command = ["stats", MEASURE, "--store", str(store), "--from", "2019-04", "--exclusion", "nobody"]
    return CliRunner().invoke(application, [*command, "--figure", "time-to-care", *arguments])


def rows(store: Path, *arguments: str) -> dict[str, dict[str, object]]:
    answer = asked(store, "--format", "json", *arguments)
    assert answer.exit_code == 0, answer.output
    return {row["place"]: row for row in json.loads(answer.output)["rows"]}


def test_the_shares_and_the_median_count_those_who_still_wait(store: Path) -> None:
    found = rows(store, "--unsuppressed")["08"]
    names = ("decided", "median", "within_30", "within_60", "within_90", "within_180")
    assert [found[name] for name in names] == [50, 80, "20", "40", "60", "80"]
    assert (found["figure"], found["basis"], found["status"]) == ("time-to-care", "derived", "reported")


def test_a_small_part_hides_the_cohort_and_company(store: Path) -> None:
    found = rows(store)
    hidden = {place for place, row in found.items() if row["status"] == "suppressed"}
    assert hidden == {"09", "08"}
    assert found["09"]["decided"] is None
    assert found["SE"]["within_90"] is not None
    assert rows(store, "--by", "country")["SE"] == found["SE"]


def test_what_the_flows_hide_is_hidden_here(store: Path) -> None:
    """Those decided in a month are the added of its flows."""
    command = ["stats", MEASURE, "--store", str(store), "--from", "2019-05", "--exclusion", "nobody"]
    told = CliRunner().invoke(application, [*command, "--figure", "flows", "--format", "json"])
    hidden = {row["place"] for row in json.loads(told.output)["rows"] if "added" in str(row["hidden"])}
    assert {"09"} < hidden
    cohorts = rows(store, "--from", "2019-05")
    assert [cohorts[place]["decided"] for place in hidden] == [None] * len(hidden)


def test_a_table_says_what_is_estimated_in_both_languages(store: Path) -> None:
    swedish, english = (asked(store, "--language", language).output for language in ("sv", "en"))
    assert "≤ 90 dagar, %" in swedish
    assert "Kaplan–Meier" in swedish
    assert "Antagande: av dem som försvinner" in swedish
    assert "No median: fewer than half" in english


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--by", "region,sex"), "--by region"),
        (("--basis", "reported"), "--basis derived"),
        (("--exclusion", "pvv-over-limit"), "pvv-mov"),
    ],
)
def test_a_wrong_question_says_what_can_be_asked(store: Path, arguments: tuple[str, ...], told: str) -> None:
    answer = asked(store, *arguments)
    assert answer.exit_code == 2
    assert told in answer.output
