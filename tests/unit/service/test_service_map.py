"""The map: zero is not absent, alike is one class, everything is said in words, text is escaped."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from fractions import Fraction

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from django.template import Context, Template

from vardvag.base.errors import NotFound
from vardvag.base.regions import REGIONS
from vardvag.service.look import formats
from vardvag.service.look.map import CLASSES, RegionMap

pytestmark = pytest.mark.usefixtures("django_demo")

CODES = [one.code for one in REGIONS]


def shown(values, **more) -> RegionMap:
    return RegionMap("T", "R", values, "V", **more)


def html(drawn: RegionMap) -> str:
    return Template("{% map m %}").render(Context({"m": drawn}))


def legend(drawn: RegionMap) -> list[tuple[str, str, int]]:
    return [(one.style, one.words, len(one.regions)) for one in drawn.legend]


def outlines() -> dict[str, list[tuple[int, int]]]:
    """Every point of each region, by name."""
    found = {}
    drawn = re.findall(r'<title>([^:]+):[^<]*</title><path class="map-shape[^>]* d="([^"]+)"', shown({}).svg)
    for name, path in drawn:
        points = found.setdefault(name, [])
        for ring in path.removesuffix("z").split("z"):
            numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
            steps = list(zip(numbers[::2], numbers[1::2], strict=True))
            assert len(steps) >= 3
            xs, ys = (itertools.accumulate(along) for along in zip(*steps, strict=True))
            points += zip(xs, ys, strict=True)
    return found


def test_every_region_is_drawn_once_and_lies_within_the_picture():
    width, height = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', shown({}).svg).groups())
    found = outlines()
    assert list(found) == [one.name for one in REGIONS]
    points = [point for outline in found.values() for point in outline]
    assert all(0 < x < width and 0 < y < height for x, y in points)


def test_where_the_regions_lie():
    """North is up and west to the left; Gotland lies east of all that is as far south."""
    found = outlines()
    assert min(found, key=lambda name: min(y for _, y in found[name])) == "Norrbotten"
    assert max(found, key=lambda name: max(y for _, y in found[name])) == "Skåne"
    assert min(found, key=lambda name: min(x for x, _ in found[name])) == "Västra Götaland"
    assert max(found, key=lambda name: max(x for x, _ in found[name])) == "Norrbotten"
    assert min(x for x, _ in found["Gotland"]) > max(x for x, _ in found["Kalmar"])


def test_zero_missing_and_outside_are_three_things_and_none_is_a_shade():
    drawn = shown({"01": Fraction(0), "03": None, "04": Fraction(7)})
    assert legend(drawn) == [
        ("zero", "0", 1),
        ("shade-3", "7", 1),
        ("missing", "uppgift saknas", 1),
        ("outside", "ingår inte", 18),
    ]
    assert "<title>Stockholm: 0</title>" in drawn.svg
    assert "<title>Uppsala: uppgift saknas</title>" in drawn.svg
    assert "<title>Skåne: ingår inte</title>" in drawn.svg
    assert drawn.svg.count('<path class="map-shape" fill="url(#map-missing)"') == 1
    assert [row[1] for row in drawn.table.rows[:4]] == ["0", "uppgift saknas", "7", "ingår inte"]


def test_the_legend_holds_every_region_once():
    values = {code: Fraction(place % 8) for place, code in enumerate(CODES[:-1])} | {"01": None}
    counted = Counter(code for one in shown(values).legend for code in one.regions)
    assert counted == dict.fromkeys(CODES, 1)


@pytest.mark.parametrize(
    ("values", "sizes"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [2, 2, 2, 2, 2]),
        (range(1, 22), [4, 4, 5, 4, 4]),
        ([1] * 17 + [2, 3, 4], [17, 1, 1, 1]),  # few figures: one class each
        ([5] * 21, [21]),
        ([1] * 10 + [2, 3, 4, 5, 6, 7], [10, 3, 3]),  # alike is never parted
        ([3], [1]),
    ],
)
def test_classes_hold_about_equally_many_and_alike_stay_together(values, sizes):
    drawn = shown({code: Fraction(value) for code, value in zip(CODES, values, strict=False)})
    shades = [one for one in drawn.legend if one.style.startswith("shade")]
    assert [len(one.regions) for one in shades] == sizes
    assert len(shades) <= CLASSES
    tops = [max(drawn.values[code] for code in one.regions) for one in shades]
    assert tops == sorted(set(tops))


def test_figures_told_alike_are_one_class_though_they_differ():
    """An amount that is rounded to whole kronor differs between regions in the fifth decimal."""
    values = {code: Fraction(1881, 100) + Fraction(place, 10**6) for place, code in enumerate(CODES)}
    assert legend(shown(values, written=formats.kronor_each)) == [("shade-3", "18,81\u00a0kr", 21)]


def test_given_breaks_begin_a_class_and_may_leave_one_empty():
    drawn = shown(
        {"01": Fraction(9), "03": Fraction(10), "04": Fraction(29)},
        breaks=[Fraction(10), Fraction(20), Fraction(30)],
    )
    classes = {one.words: one.regions for one in drawn.legend if one.style.startswith("shade")}
    assert classes == {"under 10": ("01",), "10 till under 20": ("03",), "20 till under 30": ("04",)}
    assert [one.style for one in drawn.legend][:3] == ["shade-1", "shade-2", "shade-4"]


@pytest.mark.parametrize(
    ("values", "more"),
    [
        ({"01": Fraction(-1)}, {}),
        ({}, {"breaks": [Fraction(n) for n in range(CLASSES)]}),
        ({}, {"breaks": [Fraction(2), Fraction(1)]}),
        ({}, {"breaks": [Fraction(1), Fraction(1)]}),
    ],
)
def test_what_one_hue_cannot_show_is_refused(values, more):
    with pytest.raises(ValueError, match="T: "):
        shown(values, **more)


@pytest.mark.parametrize("more", [{"values": {"02": Fraction(1)}}, {"values": {}, "links": {"99": "/"}}])
def test_a_code_of_no_region_is_refused(more):
    with pytest.raises(NotFound):
        RegionMap("T", "R", value_title="V", **more)


def test_a_float_is_refused():
    with pytest.raises(TypeError, match="exact"):
        _ = shown({"01": 0.5}).svg


def test_without_links_it_is_one_image_and_with_links_a_group_of_them():
    alone, linked = shown({}), shown({}, links={"08": "/kalmar/"})
    assert 'role="img"' in alone.svg
    assert "<a " not in alone.svg
    assert 'role="group"' in linked.svg
    assert linked.svg.count('<a class="map-region" href="/kalmar/"><title>Kalmar: ingår inte</title>') == 1
    assert linked.svg.count('<g class="map-region">') == 20
    assert "kartans länkar" not in html(alone)
    assert '<a href="#map-table">Hoppa över kartans länkar</a>' in html(linked)
    assert '<th scope="row"><a href="/kalmar/">Kalmar</a></th>' in html(linked)


def test_it_is_named_by_its_title_and_described_by_its_reading_under_ids_of_its_own():
    page = html(shown({}, name="one")) + html(shown({"01": None}, name="two", links={"01": "/"}))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    pointed = re.findall(
        r'(?:aria-labelledby|aria-describedby)="([^"]+)"|url\(#([^)]+)\)|href="#([^"]+)"', page
    )
    assert {"".join(one) for one in pointed} <= set(ids)
    assert 'aria-labelledby="two-title" aria-describedby="two-reading"' in page


def test_it_is_always_said_that_the_table_holds_the_same_figures_and_it_does():
    values = {code: Fraction(place * 10, 3) for place, code in enumerate(CODES)}
    drawn = shown(values, written=lambda value: f"{formats.number(value, 1)} kr")
    page = html(drawn)
    assert "Tabellen intill har samma siffror som kartan." in page
    for name, told in drawn.table.rows:
        assert f"<title>{name}: {told}</title>" in drawn.svg
    assert page.count("<tr>") == 22


def test_the_table_may_leave_the_unit_to_its_header():
    drawn = shown(
        {"01": Fraction(3, 2)}, written=formats.kronor_each, in_table=lambda v: formats.number(v, 2)
    )
    assert drawn.table.rows[0] == ("Stockholm", "1,50")
    assert "<title>Stockholm: 1,50\u00a0kr</title>" in drawn.svg


def test_what_people_wrote_is_escaped():
    evil = "<script>x</script>"
    drawn = RegionMap(
        evil,
        evil,
        {"01": Fraction(1), "03": None},
        evil,
        lambda _: evil,
        links={"01": evil},
        missing=evil,
        note=evil,
    )
    assert "<script" not in html(drawn)
    assert html(drawn).count("&lt;script") > 6
