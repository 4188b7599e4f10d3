"""A plan of many steps in a real browser: the patient and her coordinator, by phone and by desk."""

from __future__ import annotations

import re
from typing import Any

import pytest

from vardvag.usecases.example.crowd import SEED

PLAN = f"syntplan-{SEED}-37"
OWN, CARE = f"/min-sida/plan/{PLAN}/", f"/samordning/plan/{PLAN}/"
ACCESS = f"/vem-far-se/{PLAN}/"
TYRA, SOFIA = "Tyra Påhittfalk", "Sofia Syntmark"
PAGES = [
    *((TYRA, path) for path in ("/min-sida/", *(f"{OWN}{one}/" for one in ("svara", "viktigt", "onskemal")))),
    (TYRA, f"{OWN}historik/"),
    (TYRA, f"/meddelanden/{PLAN}/"),
    *((SOFIA, f"/meddelanden/{one}") for one in ("", f"{PLAN}/")),
    *((TYRA, f"{ACCESS}{one}") for one in ("", "sparra/", "samtycke/")),
    *((SOFIA, f"{ACCESS}{one}") for one in ("", "sparra/", "foretradare/", "formaga/")),
    *((SOFIA, f"/samordning/{rest}") for rest in ("", "?visa=gar-inte-ihop", "erbjud/")),
    (SOFIA, CARE),
    *(
        (SOFIA, f"{CARE}{path}")
        for path in (
            "sagt/", "varden-sager-ja/", "kontakt/utse/", "kontakt/avsluta/", "sip/skriv/", "sip/avsluta/",
            "sip/oppna/", "overlamning/", "steg/nytt/", "mall/", "foga-in/", "vardtid/",
            "forslag/", "historik/", "fara/", "fara/be-om-havning/",
        )
    ),
]  # fmt: skip
MONEY = re.compile(r"\d\s*(kr\b|kronor|SEK)|SEK\s*\d|kronor", re.IGNORECASE)


@pytest.fixture
def changing(serve_copy: Any) -> Any:
    """A site of this test alone, to change things in."""
    with serve_copy() as running:
        yield running


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", [TYRA, SOFIA])
def test_each_page_fits_is_accessible_and_shows_no_money_in_both_languages(
    browse, log_in, assert_fits, assert_accessible, screenshot, name, width
):
    page = log_in(browse(width), name)
    for path in [path for whose, path in PAGES if whose == name]:
        for language, address in (("sv", path), ("en", f"/en{path}")):
            page.goto(address)
            assert page.locator("html").get_attribute("lang") == language
            assert_fits(page)
            assert MONEY.search(page.locator("body").inner_text()) is None
            shot = re.sub(r"\W+", "-", path.strip("/"))
            screenshot(page, f"care-plan-{shot}-{language}-{width}")
        assert_accessible(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_those_who_read_from_outside_have_pages_that_fit_and_are_accessible(
    browse, log_in, assert_fits, assert_accessible, screenshot, width
):
    guardian = log_in(browse(width), "Gunnar Barnexempel")
    guardian.get_by_role("link", name="Nova Barnexempel").click()
    for path in ("/barn/plan/exempelplan-4/", "/en/barn/plan/exempelplan-4/", "/vem-far-se/exempelplan-4/"):
        guardian.goto(path)
        assert_fits(guardian)
        assert_accessible(guardian)
        screenshot(guardian, f"care-guardian-{path.split('/')[1]}-{width}")
    municipal = log_in(browse(width), "Kim Ommun")
    municipal.watch.allowed_statuses = {404}
    municipal.get_by_label("Planens nummer").fill("finns-inte")
    municipal.get_by_label("Uppgifterna kan antas ha betydelse").check()
    municipal.get_by_role("button", name="Läs planen").click()
    assert "Det finns ingen sådan plan som du får läsa." in municipal.get_by_role("alert").inner_text()
    assert_fits(municipal)
    assert_accessible(municipal)
    screenshot(municipal, f"care-municipal-refused-{width}")


@pytest.mark.parametrize("width", [390, 1280])
def test_staff_who_do_not_coordinate_read_and_lift_a_block(
    serve_copy, browse, log_in, assert_fits, assert_accessible, screenshot, width
):
    with serve_copy() as own:
        page = log_in(browse(width, site=own), "Vår Dare")
        page.watch.allowed_statuses = {403}

        def seen(name):
            assert_fits(page)
            assert_accessible(page)
            screenshot(page, f"care-staff-{name}-{width}")

        seen("start")
        for path in ("/en/vard/", "/en/hav-inre-sparr/", "/en/meddelanden/"):
            page.goto(path)
            seen(re.sub(r"\W+", "-", path.strip("/")))
        page.goto("/vard/")
        page.get_by_role("link", name="Nova Barnexempel").click()
        assert "Du deltar i vården av patienten." in page.locator("main").inner_text()
        seen("plan")
        page.goto(f"/en{page.url.removeprefix(page.site.address)}")
        seen("plan-en")
        page.goto("/vard/")
        page.get_by_role("link", name="häv spärren, om du har behörighet").click()
        page.get_by_role("button", name="Häv spärren").click()
        assert "4\xa0kap.\xa05\xa0§ första stycket" in page.get_by_role("alert").first.inner_text()
        seen("refused")
        page.get_by_label("Patienten samtycker till att spärren hävs").check()
        page.get_by_role("button", name="Häv spärren").click()
        assert "Den är hävd för alla enheter" in page.get_by_role("status").inner_text()
        seen("lifted")
        page.get_by_role("link", name="Läs planen").click()
        assert "Kontroll av handleden" in page.locator("main").inner_text()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_reviewer_draws_a_sample_judges_and_sees_no_plan(
    serve_copy, browse, log_in, assert_fits, assert_accessible, screenshot, width
):
    with serve_copy() as own:
        log_in(browse(width, site=own), "Sam Ordnare").goto("/samordning/plan/exempelplan-1/")
        page = log_in(browse(width, site=own), "Gran Skare")
        page.watch.allowed_statuses = {400}

        def seen(name):
            assert_fits(page)
            assert_accessible(page)
            screenshot(page, f"care-review-{name}-{width}")

        seen("start")
        page.goto("/en/granska/")
        seen("start-en")
        page.goto("/granska/")
        page.get_by_label("Från och med den").fill("2019-11-14")
        page.get_by_label("Till och med den").fill("2019-11-14")
        page.get_by_label("Antal rader").fill("3")
        page.get_by_role("button", name="Dra stickprovet").click()
        assert "Sam Ordnare" in page.locator("main").inner_text()
        assert "Alva" not in page.locator("main").inner_text()
        page.get_by_label("Utfall").first.select_option(label="Ska utredas")
        page.get_by_role("button", name="Spara bedömningen").click()
        seen("lacking")
        page.get_by_label("Anteckning, utan uppgifter om patienten").first.fill("Fråga enhetschefen.")
        page.get_by_role("button", name="Spara bedömningen").click()
        assert "Bedömningen är sparad" in page.get_by_role("status").inner_text()
        seen("judged")
        page.goto(f"/en{page.url.removeprefix(page.site.address)}")
        seen("judged-en")
        page.goto("/granska/")
        assert "Ska utredas: 1" in page.locator("main").inner_text()
        seen("done")


@pytest.mark.parametrize("name", [TYRA, SOFIA])
def test_the_pages_are_accessible_in_the_dark_and_fit_a_narrow_phone(
    browse, log_in, assert_fits, assert_accessible, name
):
    page = log_in(browse(320, dark=True), name)
    page.dark = True
    for path in [path for whose, path in PAGES if whose == name]:
        page.goto(path)
        assert_fits(page)
        assert_accessible(page)


def test_a_no_by_the_patient_is_read_by_her_coordinator_and_answered_by_a_new_contact(
    changing, browse, log_in
):
    patient = log_in(browse(390, site=changing), TYRA)
    patient.get_by_role("link", name="Svara igen eller kommentera").click()
    patient.get_by_label("Vill du säga något om planen?").fill("Jag vill veta vem jag ringer på kvällen.")
    patient.get_by_role("button", name="Nej, något behöver ändras").click()
    assert "Svaret är sparat" in patient.get_by_role("status").inner_text()

    care = log_in(browse(1280, site=changing), SOFIA)
    care.goto(CARE)
    assert "Jag vill veta vem jag ringer på kvällen." in care.locator("main").inner_text()
    care.get_by_role("link", name="Utse en fast kontakt").click()
    care.get_by_label("Slag av kontakt").select_option(label="Fast vårdkontakt")
    care.get_by_label("Namn och titel").fill("Kväll Provare, sjuksköterska")
    care.get_by_label("Telefon").fill("070-174 06 99")
    care.get_by_label("När svarar någon?").fill("alla dagar 16–22")
    care.get_by_role("button", name="Utse").click()
    assert "Den fasta kontakten är sparad" in care.get_by_role("status").inner_text()

    patient.goto("/min-sida/")
    seen = patient.locator("main").inner_text()
    assert "Kväll Provare, sjuksköterska" in seen
    assert "alla dagar 16–22" in seen


def test_two_coordinators_at_once_lose_nothing(
    changing, browse, log_in, assert_fits, assert_accessible, screenshot
):
    first, second = (log_in(browse(390, site=changing), SOFIA) for _ in range(2))
    second.watch.allowed_statuses = {409}
    for page in (first, second):
        page.goto(f"{CARE}sip/skriv/")
    first.get_by_label("Vem där?").fill("Bi Stånd")
    first.get_by_role("button", name="Spara").click()
    second.get_by_label("Andra mål").fill("Klara trappan")
    second.get_by_role("button", name="Spara").click()
    assert "Någon annan har ändrat planen" in second.get_by_role("alert").inner_text()
    assert second.get_by_label("Andra mål").input_value() == "Klara trappan"
    assert_fits(second)
    assert_accessible(second)
    screenshot(second, "care-plan-conflict-390")


def test_a_long_plan_is_printed_with_its_contacts_and_without_buttons(browse, log_in):
    page = log_in(browse(1280), TYRA)
    page.emulate_media(media="print")
    assert page.get_by_text("Utskrivet den 14 november 2019.").is_visible()
    assert page.get_by_text("Fast läkarkontakt").is_visible()
    assert not page.get_by_role("link", name="Svara igen eller kommentera").is_visible()
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert len(pages) <= 2
