"""The components: absent is never zero, bars start at zero, gaps are not bridged, text is escaped."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from django.template import Context, Template

from vardvag.base.dated import Source
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.service.look.chart import Bar, BarChart, Limit, Line, LineChart
from vardvag.service.look.explanation import Branch
from vardvag.service.look.table import Column, Table
from vardvag.service.look.timeline import State, TimelineStep

pytestmark = pytest.mark.usefixtures("django_demo")


def html(source, **context):
    return Template(source).render(Context(context))


def test_a_table_has_a_caption_headings_and_a_sum_row():
    table = Table(
        "Belopp",
        [Column("Region"), Column("Belopp", "kronor", number=True)],
        [("A", "1"), ("B", None)],
        ("Summa", "1"),
    )
    shown = html("{% table t %}", t=table)
    assert "<caption>Belopp</caption>" in shown
    assert '<th scope="row">A</th><td class="number">1</td>' in shown
    assert '<span class="visually-hidden">uppgift saknas</span>' in shown
    assert "<tfoot>" in shown


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="1 cells for 2"):
        Table("x", [Column("a"), Column("b")], [("only one",)])


def test_bars_start_at_zero_and_a_missing_one_is_a_gap():
    chart = BarChart(
        "T", "R", [Bar("A", Fraction(1, 4)), Bar("B", None)], "l", "v", Limit(Fraction(7, 10), "gräns")
    )
    assert '<rect class="bar rest" x="0" y="52" width="25.00%"' in chart.svg
    assert chart.svg.count('class="gap"') == 1
    assert 'class="limit" x1="70.00%"' in chart.svg
    assert chart.table.rows == [("A", "25,0\u00a0%"), ("B", None)]


def test_a_line_is_not_drawn_over_a_missing_month():
    values = [Fraction(1, 2), None, Fraction(1, 2), Fraction(1, 2)]
    chart = LineChart("T", "R", ["1", "2", "3", "4"], [Line("A", values, "strong")], "p", "v")
    assert chart.svg.count('class="series strong"') == 1
    assert chart.svg.count("<circle") == 3
    assert chart.svg.count('class="gap"') == 1


def test_what_people_wrote_is_escaped_everywhere():
    evil = "<script>x</script>"
    finding = Finding(evil, Text(evil, evil), Text(evil, evil), file=evil, row=1, column=evil, value=evil)
    shown = [
        html("{% findings f %}", f=[finding]),
        html("{% timeline s %}", s=[TimelineStep(State.DONE, evil, evil, [evil], evil)]),
        html("{% explanation b %}", b=Branch(evil, evil, evil, Source(evil, section=evil), [Branch(evil)])),
        html("{% table t %}", t=Table(evil, [Column(evil, evil)], [(evil,)], (evil,), evil)),
        html(
            "{% chart c %}",
            c=BarChart(evil, evil, [Bar(evil, Fraction(1))], evil, evil, Limit(Fraction(1), evil)),
        ),
        html("{% notice evil %}{{ evil }}{% endnotice %}{% status 'over' evil %}", evil=evil),
    ]
    assert [one for one in shown if "<script" in one] == []
    assert all("&lt;script" in one for one in shown)


def test_each_state_has_a_word_of_its_own_and_the_next_step_says_so():
    words = {
        State.DONE: "Klart",
        State.BOOKED: "Bokat",
        State.WINDOW: "Senaste dag satt, ingen tid bokad",
        State.NO_TIME: "Ingen tid bokad än",
    }
    for state, word in words.items():
        assert word in html("{% timeline s %}", s=[TimelineStep(state, "x", "")])
    assert "Nästa steg" in html("{% timeline s %}", s=[TimelineStep(State.BOOKED, "x", "", next=True)])


def test_an_explanation_opens_its_first_level_and_marks_assumptions():
    tree = Branch("sum", "3 kr", children=[Branch("a", children=[Branch("b", assumption=True)])])
    shown = html("{% explanation b %}", b=tree)
    assert shown.count("<details open>") == 1
    assert shown.count("<details>") == 1
    assert shown.count('class="assumption"') == 1


def test_a_source_is_told_with_its_date_and_address():
    source = Source("Regeringen", "https://example.org/x", "sidan 2", date(2025, 12, 1))
    shown = html("{% explanation b %}", b=Branch("x", source=source))
    assert '<a href="https://example.org/x">Regeringen</a>, sidan 2, 2025-12-01' in shown
