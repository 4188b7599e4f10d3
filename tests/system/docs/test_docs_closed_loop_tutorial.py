"""The tutorials the-closed-loop.md and the-plan.md, carried out: what they say stands on a page stands there.

A fence marked `page` begins with who is logged in and the address. Then `field ← value` is filled in,
`[button]` is pressed, and any other line must be on the page, spaces and line breaks aside.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from console_examples import Fence, fences

FOLDER = Path(__file__).parents[3] / "docs" / "tutorials"
FILLED = re.compile(r"(?P<field>.+) ← (?P<value>.+)")
PRESSED = re.compile(r"\[(?P<button>.+)\]")
NOBODY = "nobody"


def told(text: str) -> str:
    """The text with each run of white space as one space."""
    return " ".join(text.split())


def carry_out(fence: Fence, page: Any, address: str) -> list[str]:
    """Do what the fence says on *page*; the lines that the page does not show."""
    page.goto(address)
    missing = []
    for line in fence.lines[1:]:
        if filled := FILLED.fullmatch(line):
            field = page.get_by_label(filled["field"])
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(label=filled["value"])
            else:
                field.fill(filled["value"])
        elif pressed := PRESSED.fullmatch(line):
            page.get_by_role("button", name=pressed["button"]).click()
        elif told(line) not in told(page.locator("main").inner_text()):
            missing.append(f"line {fence.first + 1}, {fence.lines[0]}: {line}")
    return missing


@pytest.mark.parametrize("tutorial", ["the-closed-loop.md", "the-plan.md"])
def test_the_tutorial_is_carried_out_word_for_word(
    serve_copy: Any, browse: Any, log_in: Any, tutorial: str
) -> None:
    blocks = [
        fence for fence in fences((FOLDER / tutorial).read_text(encoding="utf-8")) if fence.language == "page"
    ]
    assert len(blocks) > 5
    with serve_copy() as own:
        pages: dict[str, Any] = {}
        missing = []
        for fence in blocks:
            name, address = fence.lines[0].split(": ", 1)
            if name not in pages:
                opened = browse(site=own)
                opened.set_default_timeout(60_000)
                pages[name] = opened if name == NOBODY else log_in(opened, name)
            missing += carry_out(fence, pages[name], address)
    assert missing == []


@pytest.mark.parametrize(("line", "shown"), [("Kalmar 2 kr", True), ("Kalmar 3 kr", False)])
def test_a_line_that_is_not_there_is_noticed(line: str, shown: bool, browse: Any) -> None:
    page = browse()
    written = "<main>Kalmar\n2\u00a0kr</main>"
    page.route(
        "**/written/", lambda route: route.fulfill(body=written, content_type="text/html; charset=utf-8")
    )
    assert (carry_out(Fence("page", None, 1, ("nobody: /written/", line)), page, "/written/") == []) is shown
