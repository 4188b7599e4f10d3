"""Laws of the what-if for whatever an address may hold: it never breaks, and what it says is said one way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.base.kronor import Kronor
from vardvag.usecases.show_scenario import show_scenario

NO_CELLS = Path("/nonexistent/cells.csv")
AGREEMENTS = ("svf-2025", "komiljard-2009", "kvinnors-halsa-2024", "patientmiljarden-2018")
PATHS = {
    name: [
        *(place.path for place in show_scenario(name, NO_CELLS, {}).places),
        "cells.population.13.2025-09",
        "pots.finns-inte.amount",
        "conditions.visits-80.at_least.over",
        "dag",
        "lasning",
        "pots.",
        "cells.",
        "x",
    ]
    for name in AGREEMENTS
}
VALUES = st.one_of(
    st.sampled_from(
        [
            "ja",
            "nej",
            "equal",
            "back",
            "bonus-pot",
            "2018-12-31",
            "75 %",
            "0",
            "1/3",
            "200 mnkr",
            "0 kr",
            "998",
        ]
    ),
    st.integers(-5, 10**15).map(str),
    st.text(max_size=70),
)


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    name = draw(st.sampled_from(AGREEMENTS))
    return name, draw(st.dictionaries(st.sampled_from(PATHS[name]), VALUES, max_size=5))


@settings(deadline=None, max_examples=120)
@given(questions())
def test_whatever_is_asked_is_answered_or_told_and_stands_in_one_way(
    question: tuple[str, dict[str, str]],
) -> None:
    name, asked = question
    shown = show_scenario(name, NO_CELLS, asked)
    if shown.findings:
        assert shown.comparison is None
        assert all(finding.message.sv and finding.remedy.sv for finding in shown.findings)
        return
    again = show_scenario(name, NO_CELLS, shown.canonical)
    assert list(again.canonical.items()) == list(shown.canonical.items())
    assert again.result == shown.result
    assert bool(shown.canonical) is (shown.comparison is not None)


@settings(deadline=None, max_examples=60)
@given(questions())
def test_before_and_after_each_add_up_and_the_differences_are_theirs(
    question: tuple[str, dict[str, str]],
) -> None:
    comparison = show_scenario(question[0], NO_CELLS, question[1]).comparison
    if comparison is None:
        return
    for settlement in (comparison.before, comparison.after):
        whole = settlement.paid + settlement.unpaid + settlement.undetermined
        assert whole == settlement.agreement.amount
    if not comparison.unknown:
        moved = Kronor.sum(one.change for one in comparison.differences if one.change is not None)
        assert moved == comparison.after.paid - comparison.before.paid


@pytest.mark.parametrize("name", AGREEMENTS)
def test_what_is_as_it_is_changes_nothing(name: str) -> None:
    shown = show_scenario(name, NO_CELLS, {})
    same = {place.path: place.written for place in shown.places if place.written and place.closed is None}
    for path, written in same.items():
        assert show_scenario(name, NO_CELLS, {path: written}).comparison is None
