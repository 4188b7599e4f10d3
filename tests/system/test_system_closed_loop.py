"""The closed loop as one journey: a coordinator moves a step, and three other people see what follows.

Care's pages never show money, and the finance page never shows a person: the two meet only in the count.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

MONEY = re.compile(r"\d[\s\u00a0]kr\b|kronor|mnkr")


def payout(page: Any) -> int:
    """The amount in the title of the finance page."""
    page.goto("/region/utbetalning/")
    title = page.locator("h1").inner_text()
    found = re.search(r"får ([\d\s]+)\skr", title)
    assert found is not None, title
    return int(re.sub(r"\D", "", found[1]))


def november(page: Any) -> str:
    """The row of November's operations on the finance page."""
    page.goto("/region/utbetalning/")
    return str(page.get_by_role("row").filter(has_text="November 2019, operation").inner_text())


@pytest.mark.parametrize(
    ("width", "script"),
    [(390, False), (1280, True)],
    ids=["phone without JavaScript", "desk with JavaScript"],
)
def test_a_step_moved_earlier_reaches_the_payout(
    width: int,
    script: bool,
    serve_copy: Callable[[], Any],
    browse: Callable[..., Any],
    log_in: Callable[..., Any],
    assert_accessible: Callable[[Any], None],
    assert_fits: Callable[[Any], None],
    screenshot: Callable[[Any, str], Any],
) -> None:
    with serve_copy() as own:

        def enter(name: str) -> Any:
            return log_in(browse(width, script=script, site=own), name)

        patient, finance, coordinator = enter("Alva Exempel"), enter("Eko Nom"), enter("Sam Ordnare")

        patient.goto("/min-sida/")
        assert patient.get_by_text("tisdag 10 december 2019 kl. 07.30").count()
        assert patient.get_by_text("20 november 2019").count()
        assert patient.get_by_text("Bokad efter garantins sista dag").count()
        earned = payout(finance)
        assert "inte uppfyllt" in november(finance)

        coordinator.goto("/samordning/")
        coordinator.get_by_role("link", name="Alva Exempel").click()
        coordinator.locator("a[href*='operation/flytta']").first.click()
        coordinator.get_by_label("Ny dag").fill("2019-11-20")
        coordinator.get_by_label("Ny tid").fill("07:30")
        coordinator.get_by_label("Hur sade patienten ja").select_option("i telefon")
        assert_fits(coordinator)
        screenshot(coordinator, f"loop-move-{width}")
        coordinator.get_by_role("button", name="Spara den nya tiden").click()
        assert coordinator.get_by_text("Den nya tiden är sparad").count()
        assert_accessible(coordinator)
        assert_fits(coordinator)
        screenshot(coordinator, f"loop-saved-{width}")

        patient.goto("/min-sida/")
        assert patient.get_by_text("onsdag 20 november 2019 kl. 07.30").count()
        assert not patient.get_by_text("Bokad efter garantins sista dag").count()
        assert payout(finance) > earned
        assert "inte uppfyllt" not in november(finance)
        screenshot(finance, f"loop-payout-{width}")

        patient.goto("/min-sida/lasare/")
        assert patient.get_by_text("Sam Ordnare").count()

        for page in (patient, coordinator):
            assert MONEY.search(page.locator("main").inner_text()) is None
        finance.goto("/region/utbetalning/")
        text = finance.locator("main").inner_text()
        assert not any(name in text for name in ("Alva", "Påhittad", "Synthesson"))
