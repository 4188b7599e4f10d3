"""In a real browser: a plan whose sources were not all reached, and the way in from 1177."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from vardvag.usecases.example.story import PLAN

COLLECT = """
import sys
from datetime import date
from pathlib import Path
from vardvag.service.serving import prepare_demo_here
def collect():
    from vardvag.service.rivta.demo_sources import collect_for_demo
    from vardvag.service.store.repository import DjangoPlanStore
    from vardvag.service.store.source_states import DjangoSourceStates
    collect_for_demo(DjangoPlanStore(), DjangoSourceStates())
prepare_demo_here(Path(sys.argv[1]), date(2019, 11, 14), collect)
"""


@pytest.fixture(scope="module")
def collected(serve_copy: Any) -> Iterator[Any]:
    """A site of these tests alone, with the demo's sources asked."""
    with serve_copy() as running:
        run = subprocess.run(
            [sys.executable, "-c", COLLECT, str(running.data)], capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
        yield running


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    ("name", "path"), [("Alva Exempel", "/min-sida/"), ("Sam Ordnare", f"/samordning/plan/{PLAN}/")]
)
def test_who_was_not_reached_is_said_accessibly_in_both_languages(
    collected: Any,
    browse: Any,
    log_in: Any,
    assert_fits: Any,
    assert_accessible: Any,
    screenshot: Any,
    name: str,
    path: str,
    width: int,
) -> None:
    page = log_in(browse(width, site=collected), name)
    for language, said in (("sv", "Allt kunde inte hämtas"), ("en", "Not everything could be collected")):
        page.goto(path if language == "sv" else f"/en{path}")
        assert page.get_by_role("heading", name=said).is_visible()
        assert "låtsastjänst" in page.locator(".sources").inner_text()
        assert_fits(page)
        assert_accessible(page)
        screenshot(page, f"care-sources-{path.strip('/').replace('/', '-')}-{language}-{width}")


def test_from_1177_the_patient_lands_on_her_plan_and_staff_do_not_get_in(collected: Any, browse: Any) -> None:
    page = browse(390, site=collected)
    page.goto("/fran-1177/")
    page.get_by_role("button", name="Alva Exempel").click()
    page.wait_for_url(f"{collected.address}/min-sida/")
    assert "Din nästa tid" in page.locator("h1").inner_text()

    other = browse(390, site=collected)
    other.watch.allowed_statuses = {403}
    other.goto("/fran-1177/")
    other.get_by_role("button", name="Sam Ordnare").click()
    other.wait_for_url(f"{collected.address}/inloggning/klar/**")
    assert other.locator(".site-header .who a[href*='logga-in']").is_visible()
