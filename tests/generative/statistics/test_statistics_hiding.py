"""The gate under attack: whoever tries every table that agrees with what is shown learns nothing hidden."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vardvag.base.regions import NATIONAL
from vardvag.statistics.figure_gate import Lengths, MonthGate, finest
from vardvag.statistics.hiding import At

MOST = 7
"""The attacker tries every number up to this in each place; a table has less."""

DAYS = finest(None)

Cells = Mapping[tuple[str, str], int]


@st.composite
def tables(draw: st.DrawFn) -> dict[tuple[str, str], int]:
    """Some regions by some values of a cut: how many, mostly few."""
    regions, values = draw(st.sampled_from([("12", "x"), ("12", "xy"), ("123", "xy"), ("12", "xyz")]))
    return {key: draw(st.integers(0, MOST - 1)) for key in itertools.product(regions, values)}


def margins(cells: Mapping[tuple[str, str], object]) -> dict[At, list[tuple[str, str]]]:
    """Every number that can be shown, as the sum of which cells."""
    found: dict[At, list[tuple[str, str]]] = {
        (region, f"sex={value}"): [(region, value)] for region, value in cells
    }
    for region, value in cells:
        for at in ((region, None), (NATIONAL, f"sex={value}"), (NATIONAL, None)):
            found.setdefault(at, []).append((region, value))
    return found


def gate_of(cells: Cells, fewest: int) -> MonthGate:
    numbers = {at: sum(cells[key] for key in keys) for at, keys in margins(cells).items()}
    lengths = {at: Lengths(DAYS, (number, *(0 for _ in DAYS))) for at, number in numbers.items() if number}
    whole = {place: one for (place, cut), one in lengths.items() if cut is None}
    return MonthGate(whole, {at: one for at, one in lengths.items() if at[1] is not None}, None, fewest)


def learnt(cells: Cells, hidden: frozenset[At]) -> dict[At, int]:
    """The hidden numbers that have the same value in every table that agrees with all that is shown."""
    keys = list(cells)
    every = np.array(list(itertools.product(range(MOST + 1), repeat=len(keys))), np.int16)
    agrees = np.ones(len(every), bool)
    sums = {
        at: (every[:, [keys.index(key) for key in of]].sum(axis=1), sum(cells[key] for key in of))
        for at, of in margins(cells).items()
    }
    for at, (tried, true) in sums.items():
        if at not in hidden:
            agrees &= tried == true
    return {
        at: true
        for at, (tried, true) in sums.items()
        if len(set(tried[agrees].tolist())) == 1 and at in hidden
    }


@settings(deadline=None, max_examples=30)
@given(cells=tables(), fewest=st.integers(2, 5))
@example(cells={("1", "x"): 3, ("1", "y"): 6, ("2", "x"): 6, ("2", "y"): 6}, fewest=5)
@example(cells={("1", "x"): 3, ("2", "x"): 0}, fewest=5)
def test_no_small_number_follows_from_what_is_shown(cells: dict[tuple[str, str], int], fewest: int) -> None:
    hidden = gate_of(cells, fewest).counts
    for at, keys in margins(cells).items():
        if 0 < sum(cells[key] for key in keys) < fewest:
            assert at in hidden
    assert learnt(cells, hidden) == {}


def test_the_attack_finds_what_hiding_the_small_numbers_alone_would_betray() -> None:
    cells = {("1", "x"): 3, ("1", "y"): 6, ("2", "x"): 6, ("2", "y"): 6}
    only_small = frozenset({("1", "sex=x")})
    assert learnt(cells, only_small) == {("1", "sex=x"): 3}
    assert gate_of(cells, 5).counts > only_small


def test_what_is_hidden_is_hidden_for_every_figure() -> None:
    """Twelve within and three over: neither the bands nor the number of those within is shown."""
    days = (30, 60, 90, 120, 180, 365)
    few, many = Lengths(days, (6, 6, 0, 3, 0, 0, 0)), Lengths(days, (9, 9, 9, 9, 9, 9, 9))
    country = Lengths(days, (24, 24, 18, 21, 18, 18, 18))
    gate = MonthGate({"01": few, "08": many, "12": many, NATIONAL: country}, {}, 90, 5)
    assert gate.counts == {("01", None), ("08", None)}
    assert gate.bands >= gate.counts
