"""A patient and her coordinator in a real browser, and the way from a moved time to the region's figures."""

from __future__ import annotations

import csv
import re
from typing import Any

import pytest

from vardvag.usecases.example.story import OPERATION, PLAN

PLAN_PAGE = f"/samordning/plan/{PLAN}/"
MOVE_PAGE = f"{PLAN_PAGE}steg/{OPERATION}/flytta/"
PAGES = [
    ("Alva Exempel", "/min-sida/"),
    ("Alva Exempel", "/min-sida/lasare/"),
    ("Sam Ordnare", "/samordning/"),
    ("Sam Ordnare", PLAN_PAGE),
    ("Sam Ordnare", MOVE_PAGE),
]
MONEY = re.compile(r"\d\s*(kr\b|kronor|SEK)|SEK\s*\d|kronor", re.IGNORECASE)


@pytest.fixture
def changing(serve_copy: Any) -> Any:
    """A site of this test alone, to change things in."""
    with serve_copy() as running:
        yield running


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(("name", "path"), PAGES, ids=[path for _name, path in PAGES])
def test_each_page_fits_is_accessible_and_shows_no_money_in_both_languages(
    browse, log_in, assert_fits, assert_accessible, screenshot, name, path, width
):
    page = log_in(browse(width), name)
    for language, address in (("sv", path), ("en", f"/en{path}")):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language
        assert_fits(page)
        assert MONEY.search(page.locator("body").inner_text()) is None
        screenshot(page, f"care-{path.strip('/').replace('/', '-')}-{language}-{width}")
        assert_accessible(page)


@pytest.mark.parametrize("name", ["Alva Exempel", "Sam Ordnare"])
def test_the_pages_are_the_same_where_scripts_may_run(browse, log_in, assert_fits, name):
    plain, scripted = (log_in(browse(390, script=script), name) for script in (False, True))
    for path in [path for whose, path in PAGES if whose == name and "lasare" not in path]:
        said = []
        for page in (plain, scripted):
            page.goto(path)
            assert_fits(page)
            said.append(page.locator("main").inner_text())
        assert said[0] == said[1]


@pytest.mark.parametrize("name", ["Alva Exempel", "Sam Ordnare"])
def test_the_pages_are_accessible_in_the_dark_and_fit_a_narrow_phone(
    browse, log_in, assert_fits, assert_accessible, name
):
    page = log_in(browse(320, dark=True), name)
    page.dark = True
    for path in [path for whose, path in PAGES if whose == name]:
        page.goto(path)
        assert_fits(page)
        assert_accessible(page)


def test_asking_for_another_time_says_whom_to_ring_without_a_script(browse, log_in):
    page = log_in(browse(390), "Alva Exempel")
    whom = page.get_by_text("Det går inte att byta tid här.")
    assert not whom.is_visible()
    page.get_by_text("Be om annan tid").click()
    assert whom.is_visible()
    assert "070-174\u00a006\u00a010" in whom.inner_text()


def test_the_plan_is_printed_on_one_sheet(browse, log_in):
    page = log_in(browse(1280), "Alva Exempel")
    pdf = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    page.emulate_media(media="print")
    assert page.get_by_text("Utskrivet den 14 november 2019.").is_visible()
    assert not page.get_by_text("Be om annan tid").is_visible()


def test_a_plan_that_may_not_be_seen_has_a_page_that_fits(browse, log_in, assert_fits, assert_accessible):
    page = log_in(browse(390), "Sam Ordnare")
    page.watch.allowed_statuses = {404}
    assert page.goto("/samordning/plan/finns-inte/").status == 404
    assert page.locator("h1").inner_text() == "Det finns ingen sådan plan som du får se"
    assert_fits(page)
    assert_accessible(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_wrong_time_is_told_beside_its_field(
    browse, log_in, assert_fits, assert_accessible, screenshot, width
):
    page = log_in(browse(width), "Sam Ordnare")
    page.watch.allowed_statuses = {400}
    page.goto(MOVE_PAGE)
    page.get_by_label("Ny dag").fill("2019-11-13")
    page.get_by_role("button", name="Spara den nya tiden").click()
    assert "Ny dag: Tiden har redan varit." in page.get_by_role("alert").inner_text()
    assert "Fråga henne, och skriv hur hon svarade." in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Ny dag").get_attribute("aria-invalid") == "true"
    assert page.get_by_label("Ny dag").input_value() == "2019-11-13"
    assert_fits(page)
    screenshot(page, f"care-move-wrong-{width}")


def test_a_moved_time_is_seen_by_the_patient_logged_and_counted_by_the_region(
    changing, browse, log_in, assert_fits, screenshot
):
    """The loop: the coordinator moves the operation, and what the region reports changes with it."""
    cells_before = cells(changing)
    care = log_in(browse(390, site=changing), "Sam Ordnare")
    care.get_by_role("link", name="Alva Exempel").click()
    care.locator(f"a.button[href='{MOVE_PAGE}']").click()
    assert "onsdag 20 november 2019" in care.locator("main").inner_text()
    care.get_by_label("Ny dag").fill("2019-11-20")
    care.get_by_label("Hur sade patienten ja").select_option("i telefon")
    care.set_default_timeout(60_000)
    care.get_by_role("button", name="Spara den nya tiden").click()
    said = care.get_by_role("status").inner_text()
    assert "Den nya tiden är sparad" in said
    assert "I exemplet skickas rapporten direkt; annars vid månadsskiftet." in said
    assert "prognos" in said
    assert_fits(care)
    screenshot(care, "care-moved-390")

    patient = log_in(browse(390, site=changing), "Alva Exempel")
    seen = patient.locator("main").inner_text()
    assert "onsdag 20 november 2019 kl.\u00a007.30" in seen
    assert "Bokad inom garantin" in seen
    patient.get_by_role("link", name="Vem har läst min plan?").click()
    read = patient.locator("main").inner_text()
    assert "Ändrade tiden för ett steg" in read
    assert "Skickade väntetiden till regionens statistik, utan namn" in read

    # One waiting for more than 90 days fewer, one operation after more than 60 days more; nothing else.
    cells_after = cells(changing)
    assert {
        key[:3]: tuple(int(now) - int(before) for now, before in zip(after, cells_before[key], strict=True))
        for key, after in cells_after.items()
        if cells_before[key] != after
    } == {
        ("waiting-operation-within-90", "08", "2019-11"): (0, -1),
        ("done-operation-within-60", "08", "2019-11"): (0, 1),
    }


def test_two_coordinators_at_once_see_both_times_in_two_columns(
    changing, browse, log_in, assert_fits, assert_accessible, screenshot
):
    first = log_in(browse(1280, site=changing), "Sam Ordnare")
    second = log_in(browse(1280, site=changing), "Sam Ordnare")
    second.watch.allowed_statuses = {409}
    step = f"{PLAN_PAGE}steg/{PLAN}-samtal/flytta/"
    for page in (first, second):
        page.goto(step)
    first.get_by_label("Ny dag").fill("2019-11-19")
    second.get_by_label("Ny dag").fill("2019-11-21")
    for page in (first, second):
        page.get_by_label("Hur sade patienten ja").select_option("i telefon")
    first.get_by_role("button", name="Spara den nya tiden").click()
    second.get_by_role("button", name="Spara den nya tiden").click()
    assert second.locator("h1").inner_text() == "Någon annan har ändrat planen"
    now, wished = second.locator(".columns > .notice").all()
    assert "tisdag 19 november 2019" in now.inner_text()
    assert "torsdag 21 november 2019" in wished.inner_text()
    assert now.bounding_box()["y"] == wished.bounding_box()["y"]
    assert_fits(second)
    screenshot(second, "care-conflict-1280")
    second.get_by_role("button", name="Spara den nya tiden").click()
    assert "torsdag 21 november 2019" in second.get_by_role("status").inner_text()


def cells(site: Any) -> dict[tuple[str, ...], tuple[str, str]]:
    """The figures of the public part: numerator and denominator by measure, place, month and rule."""
    with (site.data / "public" / "cells.csv").open(encoding="utf-8", newline="") as file:
        return {
            tuple(line[name] for name in ("measure", "place", "period", "policy", "basis")): (
                line["numerator"],
                line["denominator"],
            )
            for line in csv.DictReader(file)
        }
