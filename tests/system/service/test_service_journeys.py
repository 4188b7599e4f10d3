"""Logging in, being refused, logging out, and the look: in a real browser, on the demo."""

from __future__ import annotations

import pytest

USERS = [
    ("Alva Exempel", "/min-sida/", "Din nästa tid är måndag 18 november 2019 kl.\u00a013.30", "Vårdens del"),
    ("Sam Ordnare", "/samordning/", "2 av dina 3 planer behöver ses över", "Vårdens del"),
    ("Ana Lytiker", "/region/", "Region Kalmar län har redovisat till och med oktober 2019", "Regionens del"),
    ("Eko Nom", "/ekonomi/", "Regionens ersättning", "Regionens del"),
]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(("name", "path", "title", "part"), USERS, ids=[user[0] for user in USERS])
def test_each_user_logs_in_sees_their_own_start_and_logs_out_without_javascript(
    browse, site, log_in, screenshot, assert_accessible, name, path, title, part, width
):
    page = log_in(browse(width), name)
    assert page.url == site.address + path
    assert page.locator("h1").inner_text() == title
    assert page.locator(".profile").inner_text() == part
    screenshot(page, f"start-{path.strip('/')}-{width}")
    assert_accessible(page)
    page.get_by_role("button", name="Logga ut").click()
    assert page.get_by_role("link", name="Logga in").first.is_visible()
    page.watch.allowed_statuses = {404}
    page.goto(path)
    # Logged out: the page leads to log-in instead.
    assert page.locator("h1").inner_text() == "Välj vem du är i exemplet"


def test_somebody_in_another_role_gets_a_page_that_says_no(browse, log_in, screenshot):
    page = log_in(browse(), "Alva Exempel")
    page.watch.allowed_statuses = {403}
    for path in ("/samordning/", "/region/", "/ekonomi/"):
        answer = page.goto(path)
        assert answer.status == 403
        assert page.locator("h1").inner_text() == "Den här sidan är inte för din roll"
    screenshot(page, "not-your-role-1280")


def test_a_page_asked_for_before_log_in_is_the_page_one_comes_to(browse, site):
    page = browse(390)
    page.goto("/en/ekonomi/?manad=2019-09")
    page.get_by_role("button", name="Eko Nom").click()
    assert page.url == site.address + "/en/ekonomi/?manad=2019-09"
    assert page.locator("h1").inner_text() == "The region’s payments"


def test_no_cookie_before_log_in_and_one_after(browse, log_in):
    page = browse()
    for path in ("/", "/en/", "/om/", "/galleri/", "/tillganglighet/"):
        page.goto(path)
    assert page.context.cookies() == []
    log_in(page, "Eko Nom")
    [cookie] = [one for one in page.context.cookies() if one["name"] == "vardvag"]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Lax", -1)


def test_the_session_key_changes_at_log_in(browse, site, log_in):
    page = browse()
    page.goto("/logga-in/")
    before = {one["value"] for one in page.context.cookies()}
    page.get_by_role("button", name="Eko Nom").click()
    after = {one["value"] for one in page.context.cookies() if one["name"] == "vardvag"}
    assert after
    assert not before & after


@pytest.mark.parametrize("path", ["/", "/om/", "/tillganglighet/", "/galleri/"])
@pytest.mark.parametrize("english", [False, True], ids=["sv", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_public_pages_fit_and_are_accessible(
    browse, assert_accessible, assert_fits, screenshot, path, english, width
):
    page = browse(width, script=True)
    page.goto(f"/en{path}" if english else path)
    assert page.locator("html").get_attribute("lang") == ("en" if english else "sv")
    assert_fits(page)
    screenshot(page, f"page-{path.strip('/') or 'start'}-{'en' if english else 'sv'}-{width}")
    assert_accessible(page)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_gallery_fits_in_light_and_dark(browse, assert_fits, assert_accessible, screenshot, width):
    for dark in (False, True):
        page = browse(width, script=True, dark=dark)
        page.dark = dark
        page.goto("/galleri/")
        assert_fits(page)
        screenshot(page, f"gallery-{'dark' if dark else 'light'}-{width}")
        assert_accessible(page)


def test_a_missing_page_says_what_to_do_in_both_languages(browse, screenshot):
    page = browse(390)
    page.watch.allowed_statuses = {404}
    for path, said in (("/finns-inte/", "Sidan finns inte"), ("/en/finns-inte/", "There is no such page")):
        assert page.goto(path).status == 404
        assert page.locator("h1").inner_text() == said


def test_the_page_can_be_used_with_the_keyboard_alone(browse):
    page = browse(1280, script=True)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"


def test_the_demo_issuer_offers_the_example_people_and_takes_nobody_else(browse, screenshot, assert_fits):
    from vardvag.service.identity.demo_users import DEMO_USERS

    page = browse(390, script=True)
    page.goto("/logga-in/")
    offered = page.get_by_role("button").all_inner_texts()
    assert len(offered) == len(DEMO_USERS)
    assert all(user.name in text for user, text in zip(DEMO_USERS, offered, strict=True))
    assert_fits(page)
    screenshot(page, "log-in-390")
    page.watch.allowed_statuses = {400}
    page.evaluate("document.querySelector('button').value = 'somebody-else'")
    page.get_by_role("button").first.click()
    assert "Bad Request" in page.title()
