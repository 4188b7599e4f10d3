"""Breaks: which period is the first of the new, and when a break lies within what is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vardvag.base.dated import Confidence, Source
from vardvag.base.days import Month
from vardvag.base.definitions import parse_definition, validated
from vardvag.base.errors import BadInput
from vardvag.base.texts import Text
from vardvag.statistics.breaks import Break, BreakField, break_said, break_words, span

LAW = Source("Hälso- och sjukvårdsförordning (2017:80)", section="6 kap. 1 § 2 (SFS 2018:1129)")


def broken(since: str) -> Break:
    return Break(since, Text("Gränsen är en annan.", "The limit is another."), LAW)


@pytest.mark.parametrize(
    ("since", "periods", "first_of_the_new"),
    [
        ("2019-01", ["2018-12", "2019-01", "2019-02"], 1),
        ("2019-01", ["2018-11", "2018-12"], None),  # all is of the old
        ("2019-01", ["2019-01", "2019-02"], None),  # all is of the new
        ("2019-01", ["2018-11", "2019-02"], 1),  # the month itself is not there
        ("2022-07", ["2022-H1", "2022-H2"], 1),
        ("2022-07", ["2021", "2022", "2023"], 1),  # 2022 holds some of the new
        ("2022-07-01", ["2022-06", "2022-07"], 1),
        ("2017-spring", ["2016-autumn", "2017-01", "2017-spring"], 2),
        ("2017-autumn", ["2016-autumn", "2017-spring"], None),  # seasons have no days to compare by
        ("2017-01", ["XXXX-01", "XXXX-02"], None),
    ],
)
def test_a_break_stands_before_the_first_period_of_the_new(
    since: str, periods: list[str], first_of_the_new: int | None
) -> None:
    assert broken(since).index_in(periods) == first_of_the_new


@pytest.mark.parametrize(
    ("first", "last", "divided"),
    [
        (Month(2018, 12), Month(2019, 1), True),
        (Month(2019, 1), Month(2019, 6), False),
        (Month(2018, 1), Month(2018, 12), False),
    ],
)
def test_months_are_divided_when_some_lie_on_each_side(first: Month, last: Month, divided: bool) -> None:
    assert broken("2019-01").divides(first, last) is divided


def test_spans_are_whole_periods() -> None:
    assert span("2019-02") == (date(2019, 2, 1), date(2019, 2, 28))
    assert span("2025-H2") == (date(2025, 7, 1), date(2025, 12, 31))
    assert span("2025") == (date(2025, 1, 1), date(2025, 12, 31))
    assert span("2017-spring") is None


def test_it_is_told_with_what_changed_and_who_says_so() -> None:
    assert broken("2019-01").told == Text(
        "Brott i serien: tal från 2019-01 kan inte jämföras med tidigare. Gränsen är en annan. "
        "Källa: Hälso- och sjukvårdsförordning (2017:80), 6 kap. 1 § 2 (SFS 2018:1129).",
        "Break in the series: figures from 2019-01 on cannot be compared with earlier ones. "
        "The limit is another. "
        "Source: Hälso- och sjukvårdsförordning (2017:80), 6 kap. 1 § 2 (SFS 2018:1129).",
    )
    assert "från våren 2017" in broken("2017-spring").told.sv


def test_as_plain_data_and_back_it_is_the_same() -> None:
    noted = Source(
        "SKR", "https://skr.se", "s. 3", date(2023, 1, 1), Confidence.SECONDARY, Text("Läst.", "Read.")
    )
    for one in (broken("2019-01"), Break("2017-spring", Text("Andra.", "Others."), noted)):
        assert break_said(break_words(one)) == one


def test_a_period_that_is_none_is_told_with_its_line() -> None:
    text = "since: förra året\nwhat: {sv: Något, en: Something}\nsource: {title: SKR, section: s. 3}\n"
    with pytest.raises(BadInput) as told:
        validated(parse_definition(text, Path("mine.yaml")), BreakField)
    (finding,) = told.value.findings
    assert "förra året" in finding.sentence("sv")
    assert "2019-01" in finding.sentence("sv")
