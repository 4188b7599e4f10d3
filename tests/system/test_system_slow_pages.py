"""What a journey asks of a page right after a click is asked of the next page, however slowly that comes."""

from __future__ import annotations

from typing import Any

from slow_answers import slow_proxy


def test_a_click_and_a_key_return_when_the_next_page_has_been_read(site: Any, chromium: Any) -> None:
    with slow_proxy(0.3) as proxy:
        context = chromium.new_context(base_url=site.address, proxy={"server": proxy})
        page = context.new_page()
        page.goto("/")
        page.locator(".main-navigation").get_by_role("link", name="Vårdgarantin").click()
        assert page.locator("footer").count() == 1
        page.locator("main select").first.select_option("behandling")
        page.get_by_label("Vilken dag började väntan?").fill("2019-01-07")
        page.get_by_label("Vilken dag började väntan?").press("Enter")
        assert page.locator("h1").all_inner_texts() == [
            "Din behandling skulle ha börjat senast den 7 april 2019"
        ]
        context.close()
