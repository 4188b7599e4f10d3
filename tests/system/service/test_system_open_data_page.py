"""The page of the open data in a browser without JavaScript: it fits, axe finds nothing, a file comes."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("width", "dark", "where"), [(390, True, "/en/oppna-data/"), (1280, False, "/oppna-data/")]
)
def test_it_fits_and_axe_finds_nothing(
    browse, assert_accessible, assert_fits, screenshot, width, dark, where
):
    page = browse(width, dark=dark)
    page.dark = dark
    page.goto(where)
    assert_fits(page)
    assert_accessible(page)
    screenshot(page, f"open-data-{width}")


def test_somebody_finds_it_at_the_foot_of_a_page_and_fetches_a_table(browse):
    page = browse(390)
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Öppna data").click()
    with page.expect_download() as download:
        page.locator("a[href^='/open-data/skr-waiting-by-month.sv.csv']").click()
    assert download.value.suggested_filename == "vardvag-skr-waiting-by-month.sv.csv"
