"""`vardvag stats --figure flows` and `clearance`: numbers by hand, what is hidden, what is said beside."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vardvag.base.days import Month, months
from vardvag.cli import application
from vardvag.events.model import Contact, Reported
from vardvag.usecases.load_contacts import receive
from vardvag.warehouse.store import Store
from waiting_contact import waiting_contact

MAY, SEPTEMBER = Month(2019, 5), Month(2019, 9)
MEASURE = "waiting-operation-within-90"
GONE = {"08": 6, "12": 8, "09": 2, "14": 0}
"""How many of each region are in no file from September on."""


def history() -> list[Contact]:
    """In each region 40 wait from April on; a month brings 14, of whom 8 are held in it; some are gone."""
    rows: list[Contact] = []
    for at, region in enumerate(GONE):
        number = at * 10_000
        for month in months(MAY, SEPTEMBER):
            listed = range(number, number + 40 - (GONE[region] if month == SEPTEMBER else 0))
            rows += [waiting_contact(month, one, date(2019, 4, 2), region) for one in listed]
            for new in range(14):
                name = number + 100 * month.number + new
                came = waiting_contact(month, name, month.first_day, region)
                rows.append(came)
                if new < 8:
                    rows[-1] = _held(came, month)
                else:
                    rows += [
                        waiting_contact(later, name, month.first_day, region)
                        for later in months(month + 1, SEPTEMBER)
                    ]
    return rows


def _held(came: Contact, month: Month) -> Contact:
    values = {name: getattr(came, name) for name in came.__slots__}
    return Contact(**{**values, "reported": Reported.DONE, "started_on": month.last_day})


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("flows") / "store"
    receive(Store(path), history())
    return path


def asked(store: Path, *arguments: str) -> Result:
    command = ["stats", MEASURE, "--store", str(store), "--from", "2019-09", "--exclusion", "nobody"]
    return CliRunner().invoke(application, [*command, "--basis", "reported", *arguments])


def rows(store: Path, *arguments: str) -> dict[str, dict[str, object]]:
    answer = asked(store, "--format", "json", *arguments)
    assert answer.exit_code == 0, answer.output
    return {row["place"]: row for row in json.loads(answer.output)["rows"]}


def test_the_flows_of_a_month_by_hand(store: Path) -> None:
    found = rows(store, "--figure", "flows", "--unsuppressed")["08"]
    names = ("before", "added", "joined", "completed", "recoded", "removed-unexplained", "waiting")
    assert [found[name] for name in names] == [64, 14, 0, 8, 0, 6, 64]
    assert (found["status"], found["figure"], found["basis"]) == ("reported", "flows", "reported")


def test_the_list_by_decision_and_end_knows_of_nobody_removed(store: Path) -> None:
    found = rows(store, "--figure", "flows", "--unsuppressed", "--basis", "derived")["08"]
    assert [found[name] for name in ("before", "added", "completed", "waiting")] == [64, 14, 8, 70]
    assert "removed-unexplained" not in found


def test_the_clearance_time_is_in_months(store: Path) -> None:
    found = rows(store, "--figure", "clearance")
    skane = found["12"]
    assert [skane[name] for name in ("waiting", "completed", "months")] == [62, 24, "7.8"]
    assert found["08"]["status"] == "suppressed", "those held in September are hidden beside Gotland's"


def test_a_small_number_removed_is_hidden_with_what_would_tell_it(store: Path) -> None:
    found = rows(store, "--figure", "flows")
    hidden = {place: row["hidden"] for place, row in found.items() if row["hidden"]}
    # Gotland's two follow neither from the country nor from its own balance.
    assert "removed-unexplained" in str(hidden["09"])
    assert len(str(hidden["09"]).split()) > 1
    assert len(hidden) > 1
    assert found["09"]["status"] == "partly_suppressed"
    assert found["09"]["removed-unexplained"] is None
    alone = rows(store, "--figure", "flows", "--by", "country")["SE"]
    assert alone == found["SE"]


def test_what_is_hidden_does_not_depend_on_the_months_asked_for(store: Path) -> None:
    alone = rows(store, "--figure", "flows")
    answer = asked(store, "--figure", "flows", "--format", "json", "--from", "2019-06", "--to", "2019-09")
    more = {row["place"]: row for row in json.loads(answer.output)["rows"] if row["period"] == "2019-09"}
    assert more == alone


def test_a_table_says_what_is_counted_in_both_languages(store: Path) -> None:
    swedish, english = (
        asked(store, "--figure", "flows", "--language", language).output for language in ("sv", "en")
    )
    assert "Borttagna utan förklaring: väntade förra månaden" in swedish
    assert "delvis dold" in swedish
    assert "Removed, unexplained: waited last month" in english
    assert "passerar" not in swedish
    assert "Assumption: the 3 months" in asked(store, "--figure", "clearance", "--language", "en").output


def test_a_file_for_machines_has_a_column_a_flow(store: Path) -> None:
    answer = asked(store, "--figure", "flows", "--format", "csv", "--unsuppressed")
    [kalmar] = [row for row in csv.DictReader(io.StringIO(answer.stdout)) if row["place"] == "08"]
    assert (kalmar["added"], kalmar["removed-unexplained"], kalmar["hidden"]) == ("14", "6", "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--figure", "flow"), "flows"),
        (("--figure", "flows", "--by", "region,sex"), "--by region"),
        (("--figure", "clearance", "--exclusion", "pvv-over-limit"), "pvv-mov"),
        (("--figure", "flows", "--to", "2019-08"), "2019-08"),
    ],
)
def test_a_wrong_question_says_what_can_be_asked(store: Path, arguments: tuple[str, ...], told: str) -> None:
    answer = asked(store, *arguments)
    assert answer.exit_code == 2
    assert told in answer.output
