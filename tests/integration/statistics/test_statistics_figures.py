"""`vardvag stats --figure`: the figures by hand, a cut, what is hidden, and how a wrong question is told."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vardvag.base.days import Month
from vardvag.cli import application
from vardvag.events.model import Contact
from vardvag.usecases.load_contacts import receive
from vardvag.warehouse.store import Store
from waiting_contact import waiting_contact

SEPTEMBER = Month(2019, 9)
MEASURE = "waiting-operation-within-90"


def waited(number: int, days: int, place: str = "08", **more: object) -> Contact:
    return waiting_contact(SEPTEMBER, number, SEPTEMBER.last_day - timedelta(days=days), place, **more)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kalmar: 10 who have waited 10, 20 … 100 days, women first; three more regions, one of them small."""
    path = tmp_path_factory.mktemp("figures") / "store"
    kalmar = [waited(n, 10 * n, sex=2 if n <= 5 else 1) for n in range(1, 11)]
    others = [waited(100 + n, 10 + n % 120, "12", sex=1 + n % 2) for n in range(240)]
    more = [waited(500 + n, 20, "14", sex=1 + n % 2) for n in range(40)]
    small = [waited(900 + n, 20, "09", sex=1) for n in range(3)]
    receive(Store(path), [*kalmar, *others, *more, *small])
    return path


def asked(store: Path, *arguments: str) -> Result:
    command = ["stats", MEASURE, "--store", str(store), "--from", "2019-09", "--exclusion", "nobody"]
    return CliRunner().invoke(application, [*command, *arguments])


def rows(store: Path, *arguments: str) -> dict[tuple[str, str | None], dict[str, object]]:
    told = json.loads(asked(store, "--format", "json", *arguments).output)["rows"]
    return {(row["place"], row.get("value") or row.get("figure")): row for row in told}


def test_percentiles_are_the_days_that_so_many_had_waited_at_most(store: Path) -> None:
    found = rows(store, "--figure", "percentiles", "--unsuppressed")
    days = [found["08", name]["days"] for name in ("p10", "p25", "median", "p75", "p90")]
    assert days == [10, 30, 50, 80, 90]
    assert found["08", "median"]["counted"] == 10


def test_bands_add_up_to_those_counted(store: Path) -> None:
    row = rows(store, "--figure", "bands", "--unsuppressed")["08", "bands"]
    assert [row[name] for name in ("0–30", "31–60", "61–90", "91–120", "366+")] == [3, 3, 3, 1, 0]
    assert row["counted"] == 10
    assert row["status"] == "reported"


def test_a_cut_tells_men_and_women_apart(store: Path) -> None:
    found = rows(store, "--figure", "median", "--by", "region,sex", "--unsuppressed")
    assert {value: row["days"] for (place, value), row in found.items() if place == "08"} == {
        "2": 30,
        "1": 80,
    }


def test_small_numbers_are_hidden_in_every_figure_and_the_country_hides_the_same_alone(store: Path) -> None:
    hidden = {
        figure: {
            place
            for (place, _), row in rows(store, "--figure", figure).items()
            if row["status"] == "suppressed"
        }
        for figure in ("share", "count", "bands", "median")
    }
    # Kalmar's one and the small region's none over the limit would follow, so one with many over is hidden.
    assert hidden["share"] == hidden["count"] == {"08", "09", "12"}
    assert hidden["bands"] >= hidden["count"]
    assert hidden["median"] >= hidden["count"]
    beside, alone = (
        rows(store, "--figure", "count", "--by", by)["SE", "count"] for by in ("region", "country")
    )
    assert beside == alone


def test_a_percentile_at_whose_end_few_waited_is_hidden(store: Path) -> None:
    found = rows(store, "--figure", "percentiles")
    assert found["14", "median"]["days"] == 20
    assert found["14", "p10"]["status"] == "suppressed"  # 4 of 40 is fewer than 5
    assert found["SE", "p10"]["status"] == "reported"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--figure", "mean"), "median"),
        (("--by", "region,colour"), "speciality"),
        (("--by", "region,sex,age"), "region,sex"),
        (("--by", "planet"), "region,sex"),
    ],
)
def test_a_wrong_question_says_what_can_be_asked(store: Path, arguments: tuple[str, ...], told: str) -> None:
    answer = asked(store, *arguments)
    assert answer.exit_code == 2
    assert told in answer.output


def test_a_table_reads_in_both_languages(store: Path) -> None:
    swedish, english = (
        asked(store, "--figure", "bands-to-90", "--by", "country,age", "--language", language).output
        for language in ("sv", "en")
    )
    assert "Ålder" in swedish
    assert "Antagande: åldersgrupperna" in swedish
    assert "0–30" in english
    assert "Assumption: the age groups" in english
