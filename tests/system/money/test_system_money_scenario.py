"""What if, in a real browser without script: she changes a fact and reads who gains and who loses."""

from __future__ import annotations

import re

import pytest

SVF = "/overenskommelser/svf-2025/"
HALLAND = "?cells.svf-condition-met.13.2025=ja&cells.population.13.2025-09=346000"


@pytest.mark.parametrize("width", [390, 1280])
def test_from_the_agreement_to_who_loses_if_halland_had_met_the_condition(
    browse, assert_accessible, assert_fits, screenshot, width
):
    page = browse(width)
    page.goto(SVF)
    page.get_by_role("link", name="Tänk om villkoren vore andra").click()
    assert page.locator("h1").inner_text().startswith("Ändra ett villkor")
    assert_fits(page)
    screenshot(page, f"scenario-empty-{width}")
    assert_accessible(page)

    page.locator("summary", has_text="18 ja, 3 nej").click()
    page.get_by_role("checkbox", name="Halland", exact=True).check()
    page.get_by_role("button", name="Räkna om").click()
    assert page.url.endswith("/tank-om/?cells.svf-condition-met.13.2025=ja#resultat")
    assert "går det inte att säga vem som får mer eller mindre" in page.locator("h1").inner_text()
    notice = page.locator(".notice", has_text="inte att fastställa")
    assert "182\xa0500\xa0000\xa0kr" in notice.inner_text()
    assert_fits(page)
    screenshot(page, f"scenario-undetermined-{width}")
    assert_accessible(page)

    notice.get_by_role("link", name=re.compile("Pröva med folkmängden 2019-12-31, Halland")).click()
    heading = page.locator("h1").inner_text()
    assert heading.startswith("Om Halland uppfyllde villkoret får 1 region mer och 18 mindre")
    stockholm = page.get_by_role("row", name=re.compile("^Stockholm"))
    assert "−" in stockholm.locator("td").nth(2).inner_text()
    assert page.get_by_role("img", name="Halland får mest mer, Stockholm mest mindre").is_visible()
    assert_fits(page)
    screenshot(page, f"scenario-result-{width}")
    assert_accessible(page)

    page.get_by_role("link", name=re.compile("ta bort.*Villkoret")).click()
    assert "får alla lika mycket som förut" in page.locator("h1").inner_text()


@pytest.mark.parametrize("english", [False, True], ids=["sv", "en"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_shared_address_reads_in_both_languages_and_themes(
    browse, assert_accessible, assert_fits, screenshot, width, dark, english
):
    page = browse(width, dark=dark)
    page.dark = dark
    page.goto(f"{'/en' if english else ''}{SVF}tank-om/{HALLAND}")
    words = "If Halland met the condition" if english else "Om Halland uppfyllde villkoret"
    assert words in page.locator("h1").inner_text()
    assert_fits(page)
    name = f"scenario-shared-{'en' if english else 'sv'}-{width}-{'dark' if dark else 'light'}"
    screenshot(page, name)
    assert_accessible(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_mistake_is_told_at_its_field_and_the_field_is_one_click_away(
    browse, example, assert_accessible, assert_fits, screenshot, width
):
    page = browse(width)
    page.watch.allowed_statuses = {400}
    page.goto("/overenskommelser/komiljard-2019/tank-om/")
    page.locator("summary", has_text="SKL:s eget arbete").click()
    page.get_by_label("Belopp").and_(page.locator("input:visible")).fill("mycket")
    page.get_by_role("button", name="Räkna om").click()
    page.get_by_role("link", name="SKL:s eget arbete, Belopp").click()
    field = page.locator(":focus, :target")
    assert field.get_attribute("aria-invalid") == "true"
    assert "Värdet kan inte läsas" in page.locator(".field.wrong").inner_text()
    assert_fits(page)
    screenshot(page, f"scenario-mistake-{width}")
    assert_accessible(page)


def test_the_files_of_a_scenario_can_be_fetched(browse):
    page = browse(390)
    page.goto(f"{SVF}tank-om/{HALLAND}")
    fetched = []
    for link in page.locator(".downloads a").all():
        with page.expect_download() as download:
            link.click()
        fetched.append(download.value.suggested_filename)
    assert sorted(fetched) == [
        "vardvag-svf-2025-tank-om.csv",
        "vardvag-svf-2025-tank-om.json",
        "vardvag-svf-2025-tank-om.kvitto.json",
        "vardvag-svf-2025-tank-om.sv.csv",
        "vardvag-svf-2025-tank-om.xlsx",
    ]


@pytest.mark.parametrize("english", [False, True], ids=["sv", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_two_agreements_are_chosen_and_read_side_by_side(
    browse, assert_accessible, assert_fits, screenshot, width, english
):
    page = browse(width)
    page.goto(f"{'/en' if english else ''}{SVF}")
    page.get_by_role(
        "link", name="Compare with another agreement" if english else "Jämför med en annan överenskommelse"
    ).click()
    one, other = page.locator("select").all()
    assert one.input_value() == "svf-2025"
    assert_accessible(page)
    other.select_option("svf-2018")
    page.get_by_role("button", name="Compare" if english else "Jämför").click()
    said = "21 of 21 regions got more" if english else "21 av 21 regioner fick mer"
    assert said in page.locator("h1").inner_text()
    assert_fits(page)
    screenshot(page, f"comparison-{'en' if english else 'sv'}-{width}")
    assert_accessible(page)
