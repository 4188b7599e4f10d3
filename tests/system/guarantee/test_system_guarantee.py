"""Gäller vårdgarantin mig? In a real browser, at both widths, in both languages, without JavaScript."""

from __future__ import annotations

import pytest

from vardvag.usecases.example.story import DAY

BEGUN = DAY.replace(day=1)
ASKED = {
    "asked": "",
    "within": f"?vard=besok-egen&dag={BEGUN}&region=01",
    "passed": "?vard=behandling&dag=2019-01-07",
    "declined": "?vard=behandling&dag=2019-01-07&nej_tack=2019-02-01&erbjuden=2019-03-01&informerad=ja",
    "moved": f"?vard=besok-remiss&dag={BEGUN}&nej_tack={BEGUN}&uteblev=ja",
    "primary": f"?vard=bedomning&dag={DAY}",
    "child": f"?vard=bup-nasta&dag={BEGUN}",
    "not-covered": "?vard=undersokning",
    "wrong": "?vard=behandling&dag=2019-02-31&hinder_till=2019-03-01",
}


@pytest.mark.parametrize("english", [False, True], ids=["sv", "en"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", list(ASKED))
def test_every_answer_fits_and_is_accessible(
    browse, assert_accessible, assert_fits, screenshot, name, width, english
):
    page = browse(width)
    page.watch.allowed_statuses = {400}
    answer = page.goto(f"{'/en' if english else ''}/vardgaranti/{ASKED[name]}")
    assert answer.status == (400 if name == "wrong" else 200)
    assert page.locator("html").get_attribute("lang") == ("en" if english else "sv")
    assert page.context.cookies() == []
    assert_fits(page)
    screenshot(page, f"guarantee-{name}-{'en' if english else 'sv'}-{width}")
    assert_accessible(page)


@pytest.mark.parametrize("script", [False, True], ids=["no-script", "script"])
def test_from_the_start_page_to_the_last_day(browse, script):
    page = browse(390, script=script)
    page.goto("/")
    page.locator(".main-navigation").get_by_role("link", name="Vårdgarantin").click()
    assert page.locator("h1").inner_text() == "Gäller vårdgarantin mig?"
    page.get_by_label("Vad väntar du på?").select_option("behandling")
    page.get_by_label("Vilken dag började väntan?").fill("2019-01-07")
    page.get_by_role("button", name="Visa svaret").click()
    assert page.locator("h1").inner_text() == "Din behandling skulle ha börjat senast den 7 april 2019"
    assert "utan extra kostnad" in page.locator(".lead").inner_text()
    assert page.url.endswith("/vardgaranti/?vard=behandling&dag=2019-01-07")
    # Another answer changes it, with the first ones still there.
    page.locator("summary", has_text="Ja, något har hänt").click()
    page.get_by_label("Från den").first.fill("2019-02-01")
    page.get_by_role("button", name="Visa svaret").click()
    assert page.locator("h1").inner_text().startswith("Tiden räknas inte så länge du av medicinska skäl")


def test_what_is_wrong_is_found_from_the_summary(browse):
    page = browse(390)
    page.watch.allowed_statuses = {400}
    page.goto(f"/vardgaranti/{ASKED['wrong']}")
    page.locator(".error-summary a").first.click()
    page.wait_for_url("**#id_dag")  # a place on the same page: nothing is loaded that a click could wait for
    assert page.evaluate("document.activeElement.id") == "id_dag"
    assert page.locator("#id_dag").get_attribute("aria-invalid") == "true"
