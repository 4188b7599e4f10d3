"""Differences as bars: zero between them, a word and a shape for each, gaps that are no bars, safe text."""

from __future__ import annotations

from fractions import Fraction

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.service.look.difference_chart import Difference, DifferenceChart

pytestmark = pytest.mark.usefixtures("django_demo")


def svg(*bars: Difference) -> str:
    return str(DifferenceChart("T", "R", bars).svg)


def test_gains_go_right_and_losses_left_of_the_same_zero():
    shown = svg(Difference("A", 300, "300 mer"), Difference("B", -100, "100 mindre"))
    assert '<rect class="bar more" x="25.00%" y="46" width="75.00%"' in shown
    assert '<rect class="bar less" x="0.00%" y="98" width="25.00%"' in shown
    assert shown.count('class="zero" x1="25.00%" x2="25.00%"') == 2


@pytest.mark.parametrize(
    ("value", "zero", "anchor"), [(5, "0.00%", "start"), (-5, "100.00%", "end")], ids=["gain", "loss"]
)
def test_without_any_on_the_other_side_zero_stands_at_the_edge(value, zero, anchor):
    shown = svg(Difference("A", value, "x"))
    assert f'<text class="soft" x="{zero}" y="15" text-anchor="{anchor}">som förut</text>' in shown


def test_each_direction_has_a_shape_of_its_own_and_its_words():
    more, less = svg(Difference("A", 1, "1 mer")), svg(Difference("A", -1, "1 mindre"))
    assert "M12 0 18 11H6Z" in more
    assert "M12 11 18 0H6Z" in less
    assert "1 mer</text>" in more
    assert "1 mindre</text>" in less


def test_what_is_not_known_is_a_gap_and_nothing_is_no_bar():
    shown = svg(Difference("A", None, "går inte att säga"), Difference("B", 0, "som förut"))
    assert shown.count('class="gap"') == 1
    assert 'class="bar' not in shown


def test_it_is_exact_until_it_is_drawn():
    shown = svg(Difference("A", Fraction(1, 3), "x"), Difference("B", Fraction(-2, 3), "y"))
    assert 'x="66.67%"' in shown
    assert 'width="33.33%"' in shown


def test_what_people_wrote_is_escaped():
    evil = "<script>"
    shown = str(DifferenceChart(evil, evil, [Difference(evil, 1, evil)]).svg)
    assert "<script" not in shown
    assert shown.count("&lt;script") == 3
