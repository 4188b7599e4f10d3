"""The colours: every pair in use has its contrast, in light and dark; no style names a colour itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import vardvag

LOOK = Path(vardvag.__file__).parent / "service/look/static/look"
GROUNDS = ("paper", "surface", "sunken")
TEXT_PAIRS = [
    *((text, ground) for text in ("ink", "ink-soft", "act", "act-strong", "over") for ground in GROUNDS),
    *((text, ground) for text in ("soon",) for ground in ("paper", "surface", "soon-tint")),
    *(("ink", tint) for tint in ("act-tint", "over-tint", "soon-tint", "focus-ground")),
    ("act", "act-tint"),
    ("act-strong", "act-tint"),
    ("on-act", "act"),
    ("on-act", "act-strong"),
]
MARK_PAIRS = [
    *(
        (mark, ground)
        for mark in ("line-strong", "mark-over", "mark-soon", "mark-rest")
        for ground in GROUNDS[:2]
    ),
    ("focus", "focus-ground"),
    # On the map the outline parts the shades, which differ too little from each other.
    *(("ink", f"map-{shade}") for shade in range(1, 6)),
    ("ink", "surface"),
]


def tokens(dark: bool) -> dict[str, str]:
    text = (LOOK / "tokens.css").read_text(encoding="utf-8")
    light_part, dark_part = text.split("@media (prefers-color-scheme: dark)")
    read = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", light_part))
    return read | dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", dark_part)) if dark else read


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_reckoned_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(text, ground, dark):
    colours = tokens(dark)
    # "ink" on the light focus ground is dark in both themes: focus text is the token focus.
    text = "focus" if ground == "focus-ground" else text
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_marks_can_be_told_apart(mark, ground, dark):
    colours = tokens(dark)
    assert contrast(colours[mark], colours[ground]) >= 3


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_shades_of_the_map_go_one_way_from_the_ground(dark):
    """The more, the further from the surface: from light to dark on paper, the other way in the dark."""
    colours = tokens(dark)
    away = [contrast(colours[f"map-{shade}"], colours["surface"]) for shade in range(1, 6)]
    assert away == sorted(away)
    steps = [contrast(colours[f"map-{n}"], colours[f"map-{n + 1}"]) for n in range(1, 5)]
    assert min(steps) > 1.25


def test_both_themes_hold_the_same_colours():
    dark_part = (LOOK / "tokens.css").read_text(encoding="utf-8").split("prefers-color-scheme: dark")[1]
    assert set(re.findall(r"--([a-z0-9-]+): #", dark_part)) == set(tokens(dark=False))


def test_the_style_names_no_colour_and_nothing_outside():
    style = (LOOK / "site.css").read_text(encoding="utf-8")
    screen = style.split("@media print")[0]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsl", screen) == []
    assert [url for url in re.findall(r"url\(\"?([^\")]+)", style) if not url.startswith("../fonts/")] == []
