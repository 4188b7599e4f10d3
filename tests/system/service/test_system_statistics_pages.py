"""The waiting times in a browser without JavaScript: from the four limits to a file, and what axe finds."""

from __future__ import annotations

import re

import pytest

MEASURE = "waiting-operation-within-90"
PAGES = {
    "start": "/vantetider/?region=14",
    "measure": f"/vantetider/{MEASURE}/?region=14",
    "region": "/vantetider/region/14/",
    "compare": "/vantetider/jamfor/",
    "how": "/vantetider/sa-raknar-vi/",
}


def test_somebody_goes_from_the_limits_to_a_region_and_a_file(browse):
    page = browse(390)
    page.goto("/")
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Väntetider").click()
    page.get_by_label("Region").select_option(label="Västra Götaland")
    page.get_by_role("button", name="Visa").click()
    assert page.url.endswith("/vantetider/?region=14")
    page.get_by_role("link", name=re.compile("^Se Västra Götaland.*Operation")).click()
    assert "i Västra Götaland har väntat högst 90 dagar" in page.locator("h1").inner_text()
    page.get_by_label("Vilka som lämnas utanför").select_option(label="Alla räknas")
    page.get_by_role("button", name="Visa").click()
    assert "regel=nobody" in page.url
    assert "Alla räknas." in page.locator(".lead").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tabellen för maskiner (CSV, ,)").click()
    assert download.value.suggested_filename == f"vardvag-{MEASURE}.csv"


@pytest.mark.parametrize(("width", "dark", "prefix"), [(390, True, "/en"), (1280, False, "")])
def test_every_page_fits_and_axe_finds_nothing(
    browse, assert_accessible, assert_fits, screenshot, width, dark, prefix
):
    page = browse(width, dark=dark)
    page.dark = dark
    for name, path in PAGES.items():
        page.goto(prefix + path)
        assert_fits(page)
        assert_accessible(page)
        screenshot(page, f"statistics-{name}-{width}")


def test_the_keyboard_reaches_the_switches_and_a_figure_that_is_not_shown_has_its_own_page(browse):
    page = browse()
    page.goto(f"/vantetider/{MEASURE}/?region=14")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("name") == "region":
            break
    assert page.locator(":focus").get_attribute("name") == "region"
    page.watch.allowed_statuses = {404}
    assert page.goto("/vantetider/waiting-operatoin-within-90/").status == 404
    page.get_by_role("link", name="Andel som har väntat högst 90 dagar på operation eller åtgärd").click()
    assert page.url.endswith(f"/vantetider/{MEASURE}/")
