"""What a patient says on her own pages: kept as her word, logged, shown, and never at another's expense."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.contracts.plan_events import PlanEventKind
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.synth.people import people
from vardvag.contracts.times import Done
from vardvag.usecases.example.crowd import CROWD_COORDINATOR, SEED, keep_people

CARE = runpy.run_path(str(Path(__file__).with_name("test_pages_care.py")))
"""The care pages' own tests: their store serves here too."""
_empty_care, store, as_somebody, text = (
    CARE[name] for name in ("_empty_care", "store", "as_somebody", "text")
)
MONEY = CARE["MONEY"]

TYRA = 37
PLAN = f"syntplan-{SEED}-{TYRA}"
HOME = f"/min-sida/plan/{PLAN}/"


@pytest.fixture
def kept(store: Any) -> Any:
    """The store with the demo's second patient and no other."""
    keep_people(store, people(SEED, 1, first=TYRA))
    return store


def version(store: Any) -> int:
    return store.read(PLAN).version


def test_the_page_says_contacts_with_hours_time_sip_wishes_and_whom_to_answer(kept: Any, log_in: Any) -> None:
    page = log_in("patient-2").get("/min-sida/")
    said = text(page)
    plan = kept.read(PLAN)
    for contact in plan.fixed_contacts:
        assert contact.name in said
        assert contact.ask.first[1].hours in said
    assert "Din samordnade individuella plan (SIP)" in said
    for step in plan.sips[0].interventions:
        assert step.what in said
    assert "Längst utan vård:" in said
    assert "Det finns ingen lagstadgad tidsgräns för det här steget." in said
    assert f"{sum(isinstance(step.when, Done) for step in plan.steps)} steg är klara" in said
    assert plan.wishes.words in said
    assert "Följ med på samtalet om svaret , Jan Påhittfalk (bror), senast den 27 november 2019" in said


def test_no_note_to_staff_no_unapproved_step_and_no_money_is_on_her_pages(kept: Any, log_in: Any) -> None:
    plan = kept.read(PLAN)
    step = plan.steps[-1]
    import dataclasses

    hidden = dataclasses.replace(plan.steps[-2], approved_for_patient=False, what="Hemligt steg")
    noted = dataclasses.replace(step, internal_note="Bara för personalen")
    kept.save(plan.with_step(noted).with_step(hidden), plan.version)
    browser = log_in("patient-2")
    for path in ("/min-sida/", HOME, f"{HOME}historik/", f"{HOME}svara/", f"{HOME}onskemal/"):
        body = browser.get(path).content.decode()
        assert "Bara för personalen" not in body
        assert "Hemligt steg" not in body
        assert MONEY.search(body) is None


def test_she_says_yes_to_the_version_she_read_and_it_stands_as_her_own_word(kept: Any, log_in: Any) -> None:
    browser = log_in("patient-2")
    answer = browser.post(f"{HOME}svara/", {"version": version(kept), "answer": "ja", "words": ""})
    assert answer.status_code == 302
    said = kept.plan_events(PLAN)[-1]
    assert (said.kind, said.version) == (PlanEventKind.VERSION_CONFIRMED, version(kept))
    assert (said.said.speaker, said.said.way, said.said.name) == (
        Speaker.PATIENT,
        Way.LOG_IN,
        "Tyra Påhittfalk",
    )
    assert "Svaret är sparat" in text(browser.get(answer["Location"]))
    assert "Sade ja eller nej till planen" in text(browser.get("/min-sida/lasare/"))


@pytest.mark.parametrize("answer", ["nej", "kommentar"])
def test_a_no_and_a_comment_need_words_and_are_told_beside_the_field(
    kept: Any, log_in: Any, answer: str
) -> None:
    browser = log_in("patient-2")
    before = kept.plan_events(PLAN)
    refused = browser.post(f"{HOME}svara/", {"version": version(kept), "answer": answer, "words": " "})
    assert refused.status_code == 400
    assert "Skriv vad som behöver ändras" in text(refused)
    assert kept.plan_events(PLAN) == before
    browser.post(
        f"{HOME}svara/", {"version": version(kept), "answer": answer, "words": "Kan inte på morgonen"}
    )
    assert "Kan inte på morgonen" in text(browser.get("/min-sida/"))


def test_she_cannot_confirm_a_version_that_no_longer_holds(kept: Any, log_in: Any) -> None:
    browser = log_in("patient-2")
    refused = browser.post(f"{HOME}svara/", {"version": version(kept) - 1, "answer": "ja", "words": ""})
    assert refused.status_code == 400
    assert "Planen har ändrats sedan dess" in text(refused)


def test_her_words_are_kept_and_two_at_once_lose_nothing(kept: Any, log_in: Any) -> None:
    browser = log_in("patient-2")
    seen = version(kept)
    browser.post(f"{HOME}viktigt/", {"version": seen, "words": "Att få sjunga i kören."})
    assert kept.read(PLAN).what_matters == "Att få sjunga i kören."
    lost = browser.post(
        f"{HOME}onskemal/", {"version": seen, "words": "Helst eftermiddagar", "latest": "16.00"}
    )
    said = text(lost)
    assert lost.status_code == 409
    assert "Någon annan har ändrat planen" in said
    assert "Vad som är viktigt för patienten : ändrat" in said
    assert "Helst eftermiddagar" in lost.content.decode()
    assert kept.read(PLAN).wishes.words != "Helst eftermiddagar"
    again = re.search(r'name="version" value="(\d+)"', lost.content.decode())
    assert again is not None
    browser.post(f"{HOME}onskemal/", {"version": again[1], "words": "Helst eftermiddagar", "latest": "16.00"})
    assert kept.read(PLAN).wishes.words == "Helst eftermiddagar"


def test_asking_for_another_time_keeps_the_time_and_her_wish(kept: Any, log_in: Any) -> None:
    from vardvag.contracts.times import Booked

    browser = log_in("patient-2")
    step = next(step for step in kept.read(PLAN).steps if isinstance(step.when, Booked))
    address = f"{HOME}steg/{step.step_id}/annan-tid/"
    form = browser.get(address).content.decode()
    fields = {name: re.search(rf'name="{name}" value="([^"]*)"', form)[1] for name in ("version", "booked")}
    browser.post(address, {**fields, "words": "Hellre en fredag"})
    after = kept.read(PLAN).step(step.step_id)
    assert after.when == step.when
    assert [no.reason for no in after.wishes.declined][-1] == "Hellre en fredag"


def test_a_step_of_her_own_is_hers_to_mark_and_cares_is_not(kept: Any, log_in: Any) -> None:
    browser = log_in("patient-2")
    steps = kept.read(PLAN).steps
    own = next(one for one in steps if not one.owner.unit)
    browser.post(f"{HOME}steg/{own.step_id}/klart/", {"version": version(kept)})
    assert isinstance(kept.read(PLAN).step(own.step_id).when, Done)
    cares = next(one for one in steps if one.owner.unit and not isinstance(one.when, Done))
    refused = browser.post(f"{HOME}steg/{cares.step_id}/klart/", {"version": version(kept)})
    assert refused.status_code == 400
    assert "Steget är inte patientens eget" in text(refused)
    assert kept.read(PLAN).step(cares.step_id) == cares


@pytest.mark.parametrize("path", ["svara/", "viktigt/", "onskemal/", "historik/"])
def test_another_patient_is_told_nothing_and_writes_nothing(kept: Any, as_somebody: Any, path: str) -> None:
    before = kept.read(PLAN)
    browser = as_somebody(subject="annan", role="patient", person="nagon-annan")
    assert browser.get(f"{HOME}{path}").status_code == 404
    if path != "historik/":
        sent = browser.post(f"{HOME}{path}", {"version": before.version, "words": "x", "answer": "ja"})
        assert sent.status_code == 404
    assert kept.read(PLAN) == before
    assert all(not row.entry.allowed for row in kept.log() if row.entry.who == "annan")


@pytest.mark.parametrize("path", ["", "svara/", "viktigt/", "onskemal/", "historik/"])
def test_each_page_is_in_english_too(kept: Any, log_in: Any, path: str) -> None:
    CARE["test_no_page_of_care_shows_money_and_each_is_in_english_too"](
        kept, log_in, "patient-2", f"{HOME}{path}"
    )


def test_her_coordinator_is_not_let_in_by_the_patients_addresses(kept: Any, log_in: Any) -> None:
    assert log_in(CROWD_COORDINATOR).get(f"{HOME}svara/").status_code == 403
