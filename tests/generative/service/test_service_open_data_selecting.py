"""Laws of a selection: a part of the whole that says the same of it, however it was written."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from open_data_table import TABLE
from vardvag.service.api.problems import Problem
from vardvag.service.open_data.coded import variables
from vardvag.service.open_data.columns import columns
from vardvag.service.open_data.json_stat import dataset
from vardvag.service.open_data.selecting import Selection, select, split, whole

VARIABLES = variables(TABLE)
CODES = {one.code: list(one.own) for one in VARIABLES}
CHOSEN = st.fixed_dictionaries(
    {code: st.lists(st.sampled_from(known), min_size=1, max_size=6) for code, known in CODES.items()}
)


def cells(selection: Selection) -> dict[tuple[str, ...], tuple[Any, str]]:
    """What the dataset of a selection says, by codes."""
    told = dataset(selection, "sv", "x")
    keys = itertools.product(*(told["dimension"][name]["category"]["index"] for name in told["id"]))
    status = told.get("status", {})
    return {key: (told["value"][at], status.get(str(at), "")) for at, key in enumerate(keys)}


def outcome(asked: dict[str, list[str]]) -> Selection | Problem:
    """The selection, or what is wrong with it."""
    try:
        return select(TABLE, asked)
    except Problem as problem:
        return problem


WHOLE = cells(whole(TABLE))


@given(CHOSEN)
def test_a_selection_says_of_a_cell_what_the_whole_says(chosen: dict[str, list[str]]) -> None:
    found = cells(select(TABLE, chosen))
    expected = set(itertools.product(*(set(chosen[one.code]) for one in VARIABLES)))
    assert set(found) == expected
    assert all(WHOLE[key] == told for key, told in found.items())


@given(CHOSEN, st.randoms(use_true_random=False))
def test_the_order_and_the_way_of_writing_do_not_matter(chosen: dict[str, list[str]], chance: Any) -> None:
    other = {code: chance.sample(codes, len(codes)) for code, codes in chance.sample(list(chosen.items()), 4)}
    written = {code.upper(): split(",".join(codes)) for code, codes in other.items()}
    assert select(TABLE, written).key == select(TABLE, chosen).key


@given(CHOSEN)
def test_every_column_is_as_long_as_there_are_cells_and_says_the_same(chosen: dict[str, list[str]]) -> None:
    selection = select(TABLE, chosen)
    found = {one.key: list(one.values) for one in columns(selection, "sv")}
    assert {len(one) for one in found.values()} == {selection.cells}
    keys = list(zip(*(found[one.code] for one in VARIABLES), strict=True))
    for key, value, status in zip(keys, found["value"], found["status"], strict=True):
        number, sign = WHOLE[key]
        assert (None if value is None else float(value), status or "") == (number, sign)


@given(st.dictionaries(st.sampled_from([*CODES, "", "x"]), st.lists(st.text(max_size=12), max_size=3)))
def test_whatever_is_asked_gives_cells_or_says_what_is_wrong(asked: dict[str, list[str]]) -> None:
    found = outcome(asked)
    if isinstance(found, Selection):
        assert found.cells > 0
    else:
        assert found.errors
        assert all(one.remedy.sv and one.remedy.en for one in found.errors)


@given(st.integers(1, 4), st.integers(0, 3))
def test_top_and_bottom_are_each_others_mirror(number: int, skipped: int) -> None:
    for variable in VARIABLES:
        rest = {one.code: ["*"] for one in VARIABLES if one is not variable}
        every = list(variable.own)
        for word, ordered in (("top", every), ("bottom", every[::-1])):
            if variable.code == "Tid":
                ordered = ordered[::-1]
            expected = ordered[skipped : skipped + number]
            found = outcome({**rest, variable.code: [f"{word}({number},{skipped})"]})
            told = found.codes(variable) if isinstance(found, Selection) else ()
            assert sorted(told) == sorted(expected)
