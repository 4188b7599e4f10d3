"""Agreements, payments and the region's money: in a real browser, at both widths, in both languages."""

from __future__ import annotations

import re

import pytest

from vardvag.agreements import reconcile, reproduced

PUBLIC = [
    ("agreements", "/overenskommelser/"),
    ("svf", "/overenskommelser/svf-2025/"),
    ("svf-payouts", "/overenskommelser/svf-2025/utbetalning/"),
    ("svf-halland", "/overenskommelser/svf-2025/utbetalning/13/"),
    ("komiljard", "/overenskommelser/komiljard-2019/"),
    ("komiljard-payouts", "/overenskommelser/komiljard-2019/utbetalning/"),
    ("komiljard-kalmar", "/overenskommelser/komiljard-2019/utbetalning/08/"),
    ("many-pots", "/overenskommelser/komiljard-2012/"),
    ("many-recipients", "/overenskommelser/psykisk-halsa-2019/utbetalning/"),
    ("year", "/overenskommelser/ar/2019/"),
    ("year-kalmar", "/overenskommelser/ar/2019/08/"),
]


@pytest.mark.parametrize(("name", "path"), PUBLIC, ids=[name for name, _ in PUBLIC])
@pytest.mark.parametrize("english", [False, True], ids=["sv", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_public_money_pages_fit_and_are_accessible(
    browse, example, assert_accessible, assert_fits, screenshot, name, path, english, width
):
    page = browse(width)
    answer = page.goto(f"/en{path}" if english else path)
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == ("en" if english else "sv")
    assert page.context.cookies() == []
    assert_fits(page)
    screenshot(page, f"money-{name}-{'en' if english else 'sv'}-{width}")
    assert_accessible(page)


@pytest.mark.parametrize("english", [False, True], ids=["sv", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_start_page_says_how_much_is_reproduced_and_leads_on(
    browse, assert_accessible, assert_fits, screenshot, english, width
):
    page = browse(width, script=True)
    page.goto("/en/" if english else "/")
    shown = page.locator(".key-figure .value").inner_text()
    exact, everything = reproduced(reconcile())
    assert shown == f"{exact} {'of' if english else 'av'} {everything}"
    assert_fits(page)
    screenshot(page, f"money-start-{'en' if english else 'sv'}-{width}")
    assert_accessible(page)
    page.get_by_role("link", name="See the agreements" if english else "Se överenskommelserna").click()
    assert page.url.endswith("/overenskommelser/")


@pytest.mark.parametrize("script", [False, True], ids=["no-script", "script"])
def test_from_the_start_page_to_the_source_of_one_payment(browse, site, script):
    page = browse(1280, script=script)
    page.goto("/")
    page.locator(".main-navigation").get_by_role("link", name="Överenskommelser").click()
    page.get_by_role("link", name=re.compile("Se utbetalningen.*cancervården 2025")).click()
    assert page.locator("h1").inner_text() == "18 av 21 regioner får del av 182\xa0500\xa0000\xa0kr"
    page.get_by_role("link", name="villkoren inte uppfyllda Halland").click()
    assert page.locator("h1").inner_text() == "Halland får 0\xa0kr"
    judged = page.locator("summary", has_text=re.compile("^Villkoret inte"))
    judged.click()
    assert page.locator("summary", has_text="inkludering ≥ 70 %").is_visible()
    source = page.get_by_role("link", name="Regeringen betalar ut 182,5 miljoner").first
    assert source.get_attribute("href").startswith("https://www.regeringen.se/")


def test_the_files_can_be_fetched(browse, example):
    page = browse(390)
    page.goto("/overenskommelser/svf-2025/utbetalning/")
    fetched = {}
    for link in page.locator(".downloads a").all():
        with page.expect_download() as download:
            link.click()
        fetched[download.value.suggested_filename] = download.value.path().read_bytes()
    assert sorted(fetched) == [
        "vardvag-svf-2025.csv",
        "vardvag-svf-2025.json",
        "vardvag-svf-2025.kvitto.json",
        "vardvag-svf-2025.sv.csv",
        "vardvag-svf-2025.xlsx",
    ]
    assert fetched["vardvag-svf-2025.sv.csv"].startswith("\ufeffKod;Mottagare;".encode())
    assert fetched["vardvag-svf-2025.xlsx"].startswith(b"PK")


def test_a_site_that_no_region_has_sent_to_says_what_is_missing(
    browse, nothing_sent, assert_fits, screenshot
):
    page = browse(390)
    page.goto("/overenskommelser/komiljard-2019/utbetalning/")
    assert page.locator("h1").inner_text() == "Det går inte att räkna ut vad regionerna fick"
    assert "1\xa0600\xa0000\xa0000\xa0kr går inte att fastställa" in page.locator(".notice").inner_text()
    assert_fits(page)
    screenshot(page, "money-nothing-sent-390")


@pytest.mark.parametrize("english", [False, True], ids=["sv", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_finance_officer_sees_each_month_and_never_a_person(
    browse, log_in, example, assert_accessible, assert_fits, screenshot, english, width
):
    page = log_in(browse(width), "Eko Nom")
    page.goto("/en/region/utbetalning/" if english else "/region/utbetalning/")
    november = (
        "November 2019, operation or other treatment" if english else "November 2019, operation eller åtgärd"
    )
    row = page.get_by_role("table").first.get_by_role("row", name=november)
    assert ("not met" if english else "inte uppfyllt") in row.inner_text()
    assert row.locator("td").last.inner_text() == "0"
    section = page.locator("section", has_text="operation" if english else "Operation").last
    assert ("60 of 100" if english else "60 av 100") in section.inner_text()
    notices = page.locator(".notice").all_inner_texts()
    assert any(
        ("as if booked times are kept" if english else "som om bokade tider hålls") in n for n in notices
    )
    assert_fits(page)
    screenshot(page, f"money-finance-{'en' if english else 'sv'}-{width}")
    assert_accessible(page)
    page.get_by_role("link", name="See the whole explanation" if english else "Se hela förklaringen").click()
    assert "/overenskommelser/komiljard-2019/utbetalning/08/" in page.url


def test_nobody_else_opens_the_region_money(browse, log_in):
    for name in ("Alva Exempel", "Sam Ordnare", "Ana Lytiker"):
        page = log_in(browse(), name)
        page.watch.allowed_statuses = {403}
        assert page.goto("/region/utbetalning/").status == 403


@pytest.mark.parametrize("script", [False, True], ids=["no-script", "script"])
def test_an_official_opens_a_year_and_a_region_and_reads_down_to_the_source(browse, site, script):
    """Year → region → amount → population, condition and source, by links and one form."""
    page = browse(1280, script=script)
    page.goto("/")
    page.locator(".main-navigation").get_by_role("link", name="År för år").click()
    page.get_by_label("År", exact=True).select_option("2018")
    page.get_by_label("Region").select_option("Kalmar")
    page.get_by_role("button", name="Visa").click()
    assert page.url.endswith("/overenskommelser/ar/2018/08/")
    row = page.get_by_role("row", name="Kortare väntetider i cancervården 2018")
    amount = row.get_by_role("link", name="regionen får")
    assert re.match(r"9\s409\s120", amount.inner_text())
    amount.click()
    assert page.locator("h1").inner_text() == "Kalmar får 9\xa0409\xa0120\xa0kr"
    page.locator("details details summary").first.click()
    part = page.locator("details details").first
    assert part.get_by_text("Nyckel: folkmängd 2017-12-31").is_visible()
    assert part.get_by_role("link").first.get_attribute("href").startswith("https://")


def test_a_year_s_table_stands_as_blocks_on_a_telephone_and_keeps_its_roles(browse, example):
    page = browse(390)
    page.goto("/overenskommelser/ar/2019/")
    table = page.get_by_role("table")
    assert table.get_by_role("columnheader").count() == 7
    row = table.get_by_role("row", name="God och nära vård 2019")
    assert row.get_by_role("cell").count() == 6
    lefts = {round(cell.bounding_box()["x"]) for cell in row.get_by_role("cell").all()}
    assert len(lefts) == 1
    marked = table.get_by_role("row", name="exempeldata")
    assert marked.count() == 1


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_region_on_the_map_is_reached_by_keyboard_told_in_words_and_leads_on(
    browse, example, assert_accessible, screenshot, width, dark
):
    page = browse(width, dark=dark)
    page.dark = dark
    page.goto("/overenskommelser/svf-2025/utbetalning/")
    assert_accessible(page)
    first = page.locator("a.map-region").first
    first.focus()
    page.keyboard.press("Shift+Tab")
    assert page.locator(":focus").inner_text() == "Hoppa över kartans länkar"
    plain = first.locator("path").evaluate("node => getComputedStyle(node).fill")
    page.keyboard.press("Tab")
    assert first.locator("path").evaluate("node => getComputedStyle(node).fill") != plain
    assert first.locator("text").is_visible()
    assert first.locator("text").text_content() == "Stockholm18,81\xa0kr"
    assert page.locator("a.map-region text:visible").count() == 1
    assert page.get_by_role("link", name="Stockholm: 18,81").count() == 1
    screenshot(page, f"money-map-focus-{width}-{'dark' if dark else 'light'}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/utbetalning/01/")


def test_the_map_can_be_skipped(browse, example):
    page = browse(1280)
    page.goto("/overenskommelser/svf-2025/utbetalning/")
    page.locator(".skip-links a").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("#per-inhabitant-table :focus").count() == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_every_pattern_and_shade_of_the_map_is_accessible_in_the_dark_too(
    browse, assert_accessible, screenshot, width
):
    page = browse(width, dark=True)
    page.dark = True
    page.goto("/galleri/")
    assert page.locator(".map-figure .map-legend li").count() == 8
    assert_accessible(page)
    screenshot(page, f"gallery-dark-{width}")
