"""The pages of patients and coordinators without a browser: what is said, what is refused, what is logged."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.contracts.times import Booked
from vardvag.usecases.example import plans
from vardvag.usecases.example.story import DAY, OPERATION, ORTHOPAEDICS, PATIENT, PLAN

PLAN_PAGE = f"/samordning/plan/{PLAN}/"
MOVE_PAGE = f"{PLAN_PAGE}steg/{OPERATION}/flytta/"
MONEY = re.compile(r"\d\s*(kr\b|kronor|SEK)|SEK\s*\d|kronor", re.IGNORECASE)


@pytest.fixture(scope="session")
def _empty_care(_pages_migrated: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of care with every migration run and nothing in it, to copy from."""
    from django.core.management import call_command

    folder = tmp_path_factory.mktemp("empty-care")
    with _care_in(folder):
        call_command("migrate", "care", database="care", verbosity=0, skip_checks=True)
    return folder / "care.sqlite3"


class _care_in:  # noqa: N801  # a context manager, used like a function
    """Point the alias `care` at a file in *folder* for a while."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> None:
        from django.db import connections

        from vardvag.service.databases import database

        self.kept = connections.settings["care"]
        connections["care"].close()
        connections.settings["care"] = self.kept | {"OPTIONS": {}} | database("", "care", self.folder)
        del connections["care"]

    def __exit__(self, *_raised: object) -> None:
        from django.db import connections

        connections["care"].close()
        connections.settings["care"] = self.kept
        del connections["care"]


@pytest.fixture
def store(public_data: Path, _empty_care: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An empty store of plans on the day of the story. No report leaves: that is a system test's."""
    import shutil

    from django.conf import settings
    from django.test import override_settings

    from vardvag.service.pages.care import move
    from vardvag.service.store.repository import DjangoPlanStore

    shutil.copy(_empty_care, public_data)
    monkeypatch.setattr(move, "pass_on", lambda step: None)
    with (
        _care_in(public_data),
        override_settings(VARDVAG=dataclasses.replace(settings.VARDVAG, demo_day=DAY)),
    ):
        yield DjangoPlanStore()


@pytest.fixture
def kept(store: Any) -> Any:
    """The example's three plans in the store."""
    plans.keep(store, plans.examples())
    return store


@pytest.fixture
def as_somebody(client: Any) -> Callable[..., Any]:
    """`as_somebody(subject="kollega", role="coordinator", …)`: the client as somebody who is no demo user."""
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore

    def enter(**who: Any) -> Any:
        session = SessionStore()
        session["actor"] = {"name": "Nils Exempel", "person": None, "unit": None, "region": None} | who
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return enter


def text(answer: Any) -> str:
    """What a page says, without its markup and with plain spaces."""
    body = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0].split(">", 1)[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).replace("\u00a0", " ")


def rows(store: Any) -> list[tuple[str, str, str | None, bool]]:
    return [(row.entry.who, row.entry.action, row.entry.plan, row.entry.allowed) for row in store.log()]


def test_the_patient_reads_her_next_step_first_and_whom_to_ring(kept, log_in):
    page = log_in("patient").get("/min-sida/")
    said = text(page)
    assert page.status_code == 200
    assert said.index("Din nästa tid är måndag 18 november 2019 kl. 13.30") < said.index("Hela vägen")
    assert said.index("Ortopedmottagningen, Länssjukhuset, plan 2") < said.index("Hela vägen")
    assert 'href="tel:0701740610"' in page.content.decode()
    assert "Det går inte att byta tid här. Ring och säg vad som passar dig: Ortopedmottagningen" in said


def test_the_patient_reads_her_guarantee_and_what_she_has_the_right_to(kept, log_in):
    said = text(log_in("patient").get("/min-sida/"))
    assert "Garanti till och med den 20 november 2019 (90 dagar). I dag är det dag 84." in said
    assert "Bokad efter garantins sista dag" in said
    assert "ska regionen se till att du får den hos en annan vårdgivare, utan extra kostnad för dig" in said
    assert "hälso- och sjukvårdslagen (2017:30) 9 kap. 2 §" in said
    # 22 August to 10 June: the first visit was held within its guarantee.
    assert "Garantin hölls: vården gavs dag 73 av 90." in said
    # Four steps that are to come have no limit in law, and it is said of each.
    assert said.count("Det finns ingen lagstadgad tidsgräns för det här steget.") == 4


def test_the_patient_sees_the_gaps_who_does_what_and_her_own_words(kept, log_in):
    said = text(log_in("patient").get("/min-sida/"))
    assert "Hela vägen: dag 157 av minst 183" in said
    assert "2 steg har ingen tid än" in said
    assert "Biståndsenheten hör av sig till dig när operationen har fått sin tid." in said
    own = said.split("Det här gör du")[1].split("Det här gör vården")[0]
    care = said.split("Det här gör vården")[1].split("Din fasta vårdkontakt")[0]
    assert "Träna enligt programmet du har fått" in own
    assert "Träna enligt programmet" not in care
    assert "Fasta från midnatt" in own
    assert "Kommunens biståndsenhet Planering för att komma hem, ingen tid än" in care
    assert "Sam Ordnare, kontaktsjuksköterska, 070-174 06 05 , vardagar 8–16" in said
    assert "Jag vill kunna gå till affären själv och klara trappan hemma." in said


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("patient", "/min-sida/"),
        ("patient", f"/min-sida/plan/{PLAN}/"),
        ("patient", "/min-sida/lasare/"),
        ("samordnare", "/samordning/"),
        ("samordnare", PLAN_PAGE),
        ("samordnare", MOVE_PAGE),
    ],
)
def test_no_page_of_care_shows_money_and_each_is_in_english_too(kept, log_in, who, path):
    from vardvag.service import translations

    browser = log_in(who)
    assert MONEY.search(text(browser.get(path))) is None
    english = browser.get(f"/en{path}")
    assert english.status_code == 200
    assert MONEY.search(text(english)) is None
    body = re.sub(r'<span lang="sv">.*?</span>', "", english.content.decode(), flags=re.DOTALL)
    shown = {part.strip() for part in re.sub(r"<[^>]+>", "\n", body).split("\n")}
    same = {message.id for message in translations.catalog() if message.id == message.string}
    assert shown & (set(translations.texts()) - same) == set()


def test_without_a_plan_the_page_says_so_and_what_to_do(store, log_in):
    said = text(log_in("patient").get("/min-sida/"))
    assert "Det finns ingen plan som du kan läsa här" in said
    assert "Ring din mottagning" in said
    assert "Ingen annan än du har läst din plan" in text(log_in("patient").get("/min-sida/lasare/"))
    assert "Du deltar inte i någon plan just nu" in text(log_in("samordnare").get("/samordning/"))


def test_a_patient_whose_caregiver_has_not_opened_access_reads_nothing(store, log_in):
    example = next(plans.examples())
    store.add_person(example.person, own_access_open=False)
    for pathway in example.pathways:
        store.add_pathway(pathway, example.person.person_id)
    store.save(example.plan, 0)
    browser = log_in("patient")
    assert "Operation av höften" not in browser.get("/min-sida/").content.decode()
    assert browser.get(f"/min-sida/plan/{PLAN}/").status_code == 404
    assert browser.get("/min-sida/lasare/").status_code == 404
    assert {row[3] for row in rows(store)} == {False}


def test_a_patient_with_two_plans_chooses(kept, as_somebody):
    second = dataclasses.replace(kept.read(PLAN), plan_id="exempelplan-9", version=0)
    kept.save(second, 0)
    browser = as_somebody(subject="patient", role="patient", person=PATIENT)
    body = browser.get("/min-sida/").content.decode()
    assert "Du har 2 planer" in body
    for plan in (PLAN, "exempelplan-9"):
        assert f'href="/min-sida/plan/{plan}/"' in body
        assert browser.get(f"/min-sida/plan/{plan}/").status_code == 200


def test_the_readers_page_names_everybody_who_read_or_tried_and_why(kept, log_in, as_somebody):
    log_in("samordnare").get(PLAN_PAGE)
    stranger = {"subject": "kollega", "role": "coordinator", "unit": ORTHOPAEDICS}
    assert as_somebody(**stranger).get(PLAN_PAGE).status_code == 404
    said = text(log_in("patient").get("/min-sida/lasare/"))
    assert "En person utom du har läst din plan" in said
    assert "Någon har försökt utan att få" in said
    others = said.split("Andra än du")[1].split("Du själv")[0]
    refused = others.index(
        "Nils Exempel , samordnare i vården, Ortopedmottagningen Försökte läsa planen, men"
    )
    read = others.index("Sam Ordnare , samordnare i vården, Ortopedmottagningen Läste planen")
    # Newest first.
    assert refused < read
    assert (
        "Skäl: Du deltar i vården av patienten. Stöd i lag: patientdatalagen (2008:355) 4 kap. 1 §" in others
    )
    assert "Läste vem som har läst" in said.split("Du själv")[1]


def test_a_patient_never_sees_the_rows_about_another(kept, log_in, as_somebody):
    log_in("samordnare").get("/samordning/plan/exempelplan-2/")
    said = text(log_in("patient").get("/min-sida/lasare/"))
    assert "Sam Ordnare" not in said


def test_the_work_list_puts_clock_next_step_and_gaps_on_each_line(kept, log_in):
    said = text(log_in("samordnare").get("/samordning/"))
    assert "2 av dina 3 planer behöver ses över" in said
    alva, rest = said.split("Alva Exempel")[1].split("Cia Synthesson")
    cia, bo = rest.split("Bo Påhittad")
    assert "Bokad efter garantins sista dag Operation av höften 6 dagar kvar av garantin" in alva
    assert "Första träning efter operationen" in alva.split("Utan tid")[1]
    assert "Garantin gick ut den 3 november 2019" in cia
    assert "Alla steg har en tid" in cia
    assert "53 dagar kvar av garantin" in bo


def test_the_plan_page_says_why_she_may_read_and_that_it_is_logged(kept, log_in):
    said = text(log_in("samordnare").get(PLAN_PAGE))
    assert (
        "Varför du får läsa: Du deltar i vården av patienten. (patientdatalagen (2008:355) 4 kap. 1 §)"
        in said
    )
    assert "Läsningen är loggad, och patienten kan se den." in said
    assert rows(kept) == [("samordnare", "read_plan", PLAN, True)]


def test_only_steps_that_care_can_book_offer_another_time(kept, log_in):
    body = log_in("samordnare").get(PLAN_PAGE).content.decode()
    offered = set(re.findall(rf"/steg/{PLAN}-(\w+)/flytta/", body))
    assert offered == {"samtal", "operation", "rehab"}


@pytest.mark.parametrize("page", ["", f"steg/{OPERATION}/flytta/"])
def test_a_plan_that_is_not_there_and_one_that_may_not_be_seen_look_the_same(kept, as_somebody, page):
    browser = as_somebody(subject="kollega", role="coordinator", unit=ORTHOPAEDICS)
    hidden = browser.get(f"{PLAN_PAGE}{page}")
    missing = browser.get(f"/samordning/plan/finns-inte/{page}")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    masked = [
        re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()).replace(
            f"/plan/{name}/", "/plan/?/"
        )
        for answer, name in ((hidden, PLAN), (missing, "finns-inte"))
    ]
    assert masked[0] == masked[1]
    assert "Alva" not in masked[0]
    assert rows(kept) == [
        ("kollega", "read_plan", PLAN, False),
        ("kollega", "read_plan", "finns-inte", False),
    ]


def test_a_patient_cannot_open_another_patients_plan(kept, log_in):
    browser = log_in("patient")
    assert browser.get("/min-sida/plan/exempelplan-2/").status_code == 404
    assert browser.get(PLAN_PAGE).status_code == 403
    assert rows(kept) == [("patient", "read_plan", "exempelplan-2", False)]


YES = {"way": "telephone", "speaker": "patient", "name": "Alva Exempel"}


def send(browser: Any, day: str, time: str, version: object = 1, path: str = MOVE_PAGE, **said: str) -> Any:
    return browser.post(path, {"day": day, "time": time, "version": version, **YES, **said})


@pytest.mark.parametrize(
    ("day", "time", "said"),
    [
        ("", "", "Ny dag: Skriv vilken dag, till exempel 2019-12-31. Ny tid: Skriv ett klockslag"),
        ("20 november", "08.30", "Dagen går inte att läsa"),
        ("2019-02-29", "08.30", "Dagen går inte att läsa"),
        ("2019-11-20", "halv nio", "Klockslaget går inte att läsa"),
        ("2019-11-13", "08.30", "Tiden har redan varit"),
        ("0001-01-01", "08.30", "Den tiden finns inte"),
        ("9999-12-31", "23.30", "Den tiden finns inte"),
        ("2020-03-29", "02.30", "Den tiden finns inte, eller finns två gånger"),
        ("2020-10-25", "02.30", "Den tiden finns inte, eller finns två gånger"),
        ("2019-11-15", "08.30", "Tiden ligger före ett steg som måste vara klart : Samtal inför operationen"),
    ],
)
def test_a_time_that_cannot_be_is_told_beside_the_form_and_nothing_is_changed(kept, log_in, day, time, said):
    answer = send(log_in("samordnare"), day, time)
    assert answer.status_code == 400
    assert said in text(answer)
    # What was written stands in the field still.
    assert not day or f'value="{day}"' in answer.content.decode()
    assert kept.read(PLAN).version == 1


@pytest.mark.parametrize("day", ["", "2019-11-13", "2019-11-15", "2019-11-20"])
def test_a_missing_yes_is_told_together_with_what_is_wrong_with_the_time(kept, log_in, day):
    answer = send(log_in("samordnare"), day, "08.30", way="")
    assert answer.status_code == 400
    assert "Fråga henne, och skriv hur hon svarade." in text(answer)
    assert kept.read(PLAN).version == 1


@pytest.mark.parametrize("version", ["", "0", "x", "-1"])
def test_a_form_without_its_version_is_not_taken(kept, log_in, version):
    assert send(log_in("samordnare"), "2019-11-20", "08.30", version).status_code == 400
    assert kept.read(PLAN).version == 1


def test_a_moved_time_is_saved_logged_and_told_once(kept, log_in):
    browser = log_in("samordnare")
    answer = send(browser, "2019-11-20", "08.30")
    assert (answer.status_code, answer.headers["Location"]) == (302, PLAN_PAGE)
    moved = kept.read(PLAN)
    assert moved.version == 2
    assert moved.step(OPERATION).when == Booked(Moment.parse("2019-11-20T08:30"))
    assert ("samordnare", "move_step", PLAN, True) in rows(kept)
    said = text(browser.get(PLAN_PAGE))
    assert "Den nya tiden är sparad Operation av höften: onsdag 20 november 2019 kl. 08.30." in said
    assert "Bokad inom garantin" in said
    assert "Den nya tiden är sparad" not in text(browser.get(PLAN_PAGE))
    patient = text(log_in("patient").get("/min-sida/"))
    assert "onsdag 20 november 2019 kl. 08.30" in patient
    assert "Bokad inom garantin" in patient
    assert "Ändrade tiden för ett steg" in text(log_in("patient").get("/min-sida/lasare/"))


def test_two_who_change_at_once_are_shown_both_times_side_by_side(kept, log_in):
    browser = log_in("samordnare")
    assert send(browser, "2019-11-19", "08.00").status_code == 302
    late = send(browser, "2019-11-25", "09.15", version=1)
    assert late.status_code == 409
    said = text(late)
    assert "Någon annan har ändrat planen" in said
    assert "Så står det nu Operation av höften tisdag 19 november 2019 kl. 08.00" in said
    assert "Du ville ändra till Operation av höften måndag 25 november 2019 kl. 09.15" in said
    assert 'name="version" value="2"' in late.content.decode()
    assert kept.read(PLAN).version == 2
    assert send(browser, "2019-11-25", "09.15", version=2).status_code == 302


def test_who_takes_no_part_moves_nothing(kept, as_somebody):
    browser = as_somebody(subject="kollega", role="coordinator", unit=ORTHOPAEDICS)
    assert send(browser, "2019-11-20", "08.30").status_code == 404
    assert kept.read(PLAN).version == 1
    assert rows(kept) == [("kollega", "move_step", PLAN, False)]


@pytest.mark.parametrize("step", ["finns-inte", f"{PLAN}-trana", f"{PLAN}-besok"])
def test_a_step_that_cannot_be_moved_is_not(kept, log_in, step):
    answer = send(log_in("samordnare"), "2019-11-20", "08.30", path=f"{PLAN_PAGE}steg/{step}/flytta/")
    assert answer.status_code in (400, 404)
    assert kept.read(PLAN).version == 1


@pytest.mark.parametrize("fault", [OSError("disk full"), BadInput("damaged")])
def test_a_move_is_saved_also_when_the_region_cannot_take_the_report(kept, public_data, monkeypatch, fault):
    from vardvag.service.pages.care.report import Passed, pass_on
    from vardvag.usecases import report_steps as module

    def refuse(*arguments, **named):
        raise fault

    monkeypatch.setattr(module, "report_steps", refuse)
    step = kept.read(PLAN).step(OPERATION)
    assert pass_on(step) == Passed("2019-11", 0, forecast=True, arrived=False)


def test_nothing_is_reported_outside_the_demo_nor_of_a_step_that_is_no_contact(kept, public_data):
    from django.conf import settings
    from django.test import override_settings

    from vardvag.service.pages.care.report import pass_on

    plan = kept.read(PLAN)
    assert pass_on(plan.step(f"{PLAN}-samtal")) is None
    with override_settings(VARDVAG=dataclasses.replace(settings.VARDVAG, demo=False)):
        assert pass_on(plan.step(OPERATION)) is None
    assert not (public_data / "region").exists()
