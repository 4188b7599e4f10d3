"""`vardvag stats --figure whole-way`: numbers by hand, what is hidden, what is said beside, and wrong use."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vardvag.base.days import Month
from vardvag.cli import application
from vardvag.events.model import Contact, Details, Phase, Reported
from vardvag.usecases.load_contacts import receive
from vardvag.warehouse.store import Store
from waiting_contact import waiting_contact

MEASURE = "done-operation-within-90"
TREATED_ON = date(2019, 9, 10)


def done(region: str, name: str, decided: date, held: date, **more: object) -> Contact:
    more = {"contact_id": f"{region} {name}", "reported": Reported.DONE, "started_on": held, **more}
    return waiting_contact(Month.of(held), 0, decided, region, **more)


def way(region: str, name: str, wait: int, before: int | None) -> list[Contact]:
    """An operation after *wait* days; the visit *before* days before the decision, its own 30 more."""
    decided = TREATED_ON - timedelta(days=wait)
    if before is None:
        return [done(region, name, decided, TREATED_ON)]
    details, seen = Details(referral_id=f"{region} {name}"), decided - timedelta(days=before)
    visit = done(
        *(region, f"{name} visit", seen - timedelta(days=30), seen),
        phase=Phase.FIRST_CONTACT,
        details=details,
    )
    return [visit, done(region, name, decided, TREATED_ON, details=details)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty linked and thirty not; all linked; nobody; and in region 09 two not, which is few."""
    path = tmp_path_factory.mktemp("ways") / "store"
    rows = []
    for region, linked, unlinked in (("08", 20, 30), ("12", 40, 0), ("14", 0, 40), ("09", 20, 2)):
        for number in range(linked):
            rows += way(region, f"linked {number}", 60 + number % 2 * 20, 10)
        for number in range(unlinked):
            rows += way(region, f"unlinked {number}", 40, None)
    receive(Store(path), rows)
    return path


def asked(store: Path, *arguments: str, measure: str = MEASURE) -> Result:
    command = ["stats", measure, "--store", str(store), "--from", "2019-09", "--figure", "whole-way"]
    return CliRunner().invoke(application, [*command, *arguments])


def rows(store: Path, *arguments: str) -> dict[str, dict[str, object]]:
    answer = asked(store, "--format", "json", *arguments)
    assert answer.exit_code == 0, answer.output
    return {row["place"]: row for row in json.loads(answer.output)["rows"]}


def test_the_whole_way_and_its_parts_stand_beside_how_many_are_linked(store: Path) -> None:
    found = rows(store, "--unsuppressed")["08"]
    names = ("done", "linked", "coverage", "visited", "p10", "p25", "median", "p75", "p90")
    assert [found[name] for name in names] == [50, 20, "40", 20, 100, 100, 100, 120, 120]
    assert [found[name] for name in ("to_visit", "to_decision", "to_treatment")] == [30, 10, 60]
    assert (found["figure"], found["policy"], found["status"]) == ("whole-way", "pvv-mov", "reported")


def test_without_links_the_way_is_not_applicable(store: Path) -> None:
    found = rows(store, "--unsuppressed")["14"]
    assert (found["done"], found["linked"], found["status"]) == (40, 0, "not_applicable")
    assert found["median"] is None


def test_what_has_not_been_reported_is_missing(store: Path) -> None:
    found = rows(store)["01"]
    assert (found["done"], found["linked"], found["status"]) == (None, None, "missing")


def test_few_who_are_not_linked_hide_the_place_and_company(store: Path) -> None:
    found = rows(store)
    hidden = {place for place, row in found.items() if row["status"] == "suppressed"}
    assert {"09"} < hidden
    assert all(found[place][name] is None for place in hidden for name in ("done", "linked", "median"))
    assert rows(store, "--by", "country")["SE"] == found["SE"]


def test_a_table_says_how_few_are_linked_in_both_languages(store: Path) -> None:
    swedish, english = (
        asked(store, "--unsuppressed", "--language", language).output for language in ("sv", "en")
    )
    assert "som minst är 0 % länkade" in swedish
    assert "at the least 0 % are linked" in english
    assert "vilket inte är 0 dagar" in swedish
    assert "do not add up" in english


@pytest.mark.parametrize(
    ("measure", "arguments", "told"),
    [
        ("waiting-operation-within-90", (), "done-operation-within-90"),
        ("done-first-visit-within-90", (), "done-operation-within-90"),
        (MEASURE, ("--by", "region,sex"), "--by region"),
        (MEASURE, ("--basis", "derived"), "ingen väntar"),
        (MEASURE, ("--exclusion", "pvv-fel"), "pvv"),
        (MEASURE, ("--to", "2019-08"), "2019-08"),
    ],
)
def test_a_wrong_question_says_what_can_be_asked(
    store: Path, measure: str, arguments: tuple[str, ...], told: str
) -> None:
    answer = asked(store, *arguments, measure=measure)
    assert answer.exit_code == 2
    assert told in answer.output
    assert "Traceback" not in answer.output


def test_the_figure_is_among_those_that_are_named(store: Path) -> None:
    command = ["stats", MEASURE, "--store", str(store), "--from", "2019-09", "--figure", "whole-wy"]
    assert "whole-way" in CliRunner().invoke(application, command).output
