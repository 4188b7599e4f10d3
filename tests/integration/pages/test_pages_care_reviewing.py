"""Granska loggen: draw, see, judge, and never a word of any plan."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.contracts.access.actor import Role
from vardvag.contracts.log_review import Outcome
from vardvag.usecases.example.story import CAREGIVER, ORTHOPAEDICS, PLAN

CARE = runpy.run_path(str(Path(__file__).with_name("test_pages_care.py")))
_empty_care, store, kept, as_somebody, text = (
    CARE[name] for name in ("_empty_care", "store", "kept", "as_somebody", "text")
)
SAMPLE = "/granska/stickprov/?first=2019-11-01&last=2019-11-30&size=5&seed=frö"


@pytest.fixture
def looked(kept: Any, log_in: Any, as_somebody: Any) -> Any:
    """Sam has read the plan, and a colleague has tried."""
    log_in("samordnare").get(f"/samordning/plan/{PLAN}/")
    as_somebody(subject="kollega", role="coordinator", unit=ORTHOPAEDICS).get(f"/samordning/plan/{PLAN}/")
    return kept


@pytest.fixture
def reviewer(looked: Any, log_in: Any) -> Any:
    return log_in("granskare")


def numbers(store: Any) -> dict[bool, int]:
    return {row.entry.allowed: row.number for row in store.log() if row.entry.action == "read_plan"}


def test_she_begins_at_her_page_draws_and_sees_who_did_what_and_nothing_of_the_plan(
    reviewer: Any, looked: Any
) -> None:
    assert reviewer.get("/min-start/").headers["Location"] == "/granska/"
    assert "Dra ett stickprov" in text(reviewer.get("/granska/"))
    shown = text(reviewer.get(SAMPLE))
    assert "Stickprov: 2 av 2 rader" in shown
    assert "Sam Ordnare , samordnare i vården, Ortopedmottagningen" in shown
    assert "Läste planen" in shown
    assert "Nils Exempel" in shown
    assert "fick inte" in shown
    assert "patientdatalagen (2008:355) 4 kap. 1 §" in shown
    for word in ("Alva", "Operation av höften", "affären", "exempelperson"):
        assert word not in shown
    assert looked.log()[-2].entry.purpose == "Stickprov: 5 rader, 2019-11-01 till 2019-11-30, frö frö"


def test_she_judges_and_finds_it_again(reviewer: Any, looked: Any) -> None:
    row = numbers(looked)
    lacking = reviewer.post(SAMPLE, {f"outcome-{row[False]}": "looked_into"})
    assert lacking.status_code == 400
    assert "Skriv vad som ska utredas, utan uppgifter om patienten." in text(lacking)
    assert looked.log_judgements(CAREGIVER) == ()
    judged = {
        f"outcome-{row[True]}": "nothing_odd",
        f"outcome-{row[False]}": "looked_into",
        f"words-{row[False]}": "Fråga enhetschefen.",
    }
    answer = reviewer.post(SAMPLE, judged)
    assert answer.status_code == 302
    again = text(reviewer.get(answer.headers["Location"]))
    assert "Bedömningen är sparad" in again
    assert "Bedömd: Ska utredas Fråga enhetschefen." in again
    assert {one.outcome for one in looked.log_judgements(CAREGIVER)} == {
        Outcome.NOTHING_ODD,
        Outcome.LOOKED_INTO,
    }
    home = text(reviewer.get("/granska/"))
    assert "1 november 2019 till 30 november 2019, frö frö" in home
    assert "Inget att anmärka på: 1 · Ska utredas: 1" in home


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("first=2019-11-02&last=2019-11-01&size=5&seed=a", "Den sista dagen ligger före den första."),
        ("first=snart&last=2019-11-01&size=5&seed=a", "Dagen går inte att läsa."),
        ("first=2019-11-01&last=2019-11-01&size=0&seed=a", "Antal rader"),
        ("first=2019-11-01&last=2019-11-01&size=51&seed=a", "Antal rader"),
        ("first=2019-11-01&last=2019-11-01&size=5&seed=", "Skriv några tecken."),
        ("", "Skriv några tecken."),
    ],
)
def test_what_cannot_be_drawn_is_told(reviewer: Any, looked: Any, asked: str, told: str) -> None:
    answer = reviewer.get(f"/granska/stickprov/?{asked}")
    assert (answer.status_code, told in text(answer)) == (400, True)


def test_days_without_rows_are_said_to_have_none(reviewer: Any) -> None:
    none = SAMPLE.replace("2019-11", "2018-11")
    assert "Det finns inga rader de dagarna" in text(reviewer.get(none))


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.LOG_REVIEWER])
def test_nobody_else_reviews(looked: Any, as_somebody: Any, role: Role) -> None:
    who = as_somebody(subject="x", role=role.value, unit=ORTHOPAEDICS, person="x")
    for path in ("/granska/", SAMPLE):
        assert who.get(path).status_code == 403
    assert who.post(SAMPLE, {}).status_code == 403


def test_the_reviewer_opens_no_plan(reviewer: Any, looked: Any) -> None:
    for path in (f"/samordning/plan/{PLAN}/", f"/vard/plan/{PLAN}/", f"/min-sida/plan/{PLAN}/"):
        assert reviewer.get(path).status_code == 403
