"""The charts of a series and of spreads: a gap is marked and never bridged, and a break makes two lines."""

from __future__ import annotations

from fractions import Fraction

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.service.look.chart import Limit
from vardvag.service.look.range_chart import RangeChart, Spread
from vardvag.service.look.series_chart import Break, Point, Series, SeriesChart

pytestmark = pytest.mark.usefixtures("django_demo")


def series(*values, label="Kalmar", weight="strong"):
    points = [Point(None, "visas inte") if one is None else Point(Fraction(one), str(one)) for one in values]
    return Series(label, points, weight)


def chart(*lines, **more):
    periods = [str(at) for at in range(len(lines[0].points))]
    given = {"top": Fraction(10), "levels": [(Fraction(0), "0")], "period_title": "p", "value_title": "v"}
    return SeriesChart("T", "R", periods, lines, **{**given, **more})


def test_only_neighbours_are_joined_and_what_is_not_shown_says_why():
    made = chart(series(1, 2, None, 4, 5))
    assert made.svg.count('class="series strong"') == 2
    assert made.svg.count('class="gap"') == 1
    assert [row.cells for row in made.table.laid_out] == [
        ["4", "5"],
        ["3", "4"],
        ["2", "visas inte"],
        ["1", "2"],
        ["0", "1"],
    ]


def test_periods_that_are_not_neighbours_are_points():
    assert 'class="series' not in chart(series(1, 2, 3), joined=[False, False, False]).svg


def test_a_break_is_marked_and_parts_the_line():
    made = chart(series(1, 2, 3, 4), breaks=[Break(2, "annan källa")])
    assert made.svg.count('class="series strong"') == 2
    assert "annan källa" in made.svg
    assert made.svg.count('class="break"') == 1


def test_a_spread_stands_only_where_both_its_edges_are_told():
    edges = (series(1, None, 1, label="25"), series(3, 3, 3, label="75"))
    made = chart(series(2, 2, 2), spread=edges)
    assert made.svg.count('class="spread"') == 2
    assert [column.title for column in made.table.columns] == ["p", "Kalmar", "25", "75"]


def test_a_limit_above_the_scale_is_not_drawn_and_a_long_name_is_shortened_in_the_picture_alone():
    long = "Barn- och ungdomspsykiatrisk mottagning"
    made = chart(series(1, 2, label=long), limit=Limit(Fraction(90), "90 dagar"))
    assert "90 dagar" not in made.svg
    assert "Barn- och ungdom…" in made.svg
    assert made.table.columns[1].title == long


def test_names_do_not_cover_each_other_nor_fall_under_the_axis():
    made = chart(series(0, 0, label="a"), series(0, 0, label="b", weight="country"))
    heights = [int(part.split('"')[0]) for part in made.svg.split('y="')[1:] if 'dx="10"' in part[:20]]
    assert abs(heights[0] - heights[1]) >= 19
    assert max(heights) <= 270


def test_nothing_to_show_is_still_a_picture():
    assert 'class="point' not in chart(series(None, None)).svg
    assert chart(series(0, 0), top=Fraction(0)).svg.startswith("<svg")


def test_text_in_a_chart_is_escaped():
    evil = "<script>"
    assert evil not in chart(series(1, 2, label=evil), breaks=[Break(1, evil)], ends=(evil, evil)).svg


def test_a_spread_that_is_not_whole_says_why_and_is_no_line():
    told = ["1", "2", "3", "4", "5"]
    rows = [
        Spread("Kalmar", [Fraction(one) for one in (1, 2, 3, 4, 5)], told, "3 dagar", "strong"),
        Spread("Gotland", [None] * 5, ["–"] * 5, "uppgift saknas"),
    ]
    made = RangeChart("T", "R", rows, Fraction(10), "r", "v", told, "dagar", Limit(Fraction(9), "9 dagar"))
    assert made.svg.count('class="range strong"') == 1
    assert made.svg.count('class="range thick strong"') == 1
    assert made.svg.count('class="gap"') == 1
    assert "uppgift saknas" in made.svg
    assert "9 dagar" in made.svg
    assert [row.strong for row in made.table.laid_out] == [True, False]
