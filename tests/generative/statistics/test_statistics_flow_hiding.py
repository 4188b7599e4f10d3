"""The gate for flows under attack: whoever tries all that agrees with what is shown learns no small number.

The attacker knows the balance of each place and month, and every sum of regions, over two months in a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from vardvag.base.cells import Basis
from vardvag.base.days import Month
from vardvag.base.regions import NATIONAL
from vardvag.statistics.figure_gate import Lengths, MonthGate, finest
from vardvag.statistics.flow_gate import FlowGate, Lists
from vardvag.statistics.flows import TOLD, Flow

MAY = Month(2019, 5)
MOST = 5
"""The attacker tries every number up to this; a flow has less."""
TRIED = 4_000_000

Key = tuple[str, Month, Flow | None]
"""A region's flow of a month, or how many wait at its end."""


@dataclass(frozen=True)
class History:
    """Some regions over some months: how many waited at first, and every flow after."""

    basis: Basis
    numbers: Mapping[Key, int]
    regions: str
    months: tuple[Month, ...]

    def free(self) -> list[Key]:
        """What the rest follows from."""
        return list(self.numbers)


@st.composite
def histories(draw: st.DrawFn) -> History:
    basis, regions = draw(st.sampled_from(Basis)), draw(st.sampled_from(["12", "12", "123"]))
    months = (MAY, MAY + 1) if basis is Basis.DERIVED and regions == "12" else (MAY,)
    numbers: dict[Key, int] = {}
    for region in regions:
        numbers[region, MAY + -1, None] = waiting = draw(st.integers(0, MOST - 1))
        for month in months:
            for flow in TOLD[basis]:
                most = MOST - 1 if flow.comes_in else min(waiting, MOST - 1)
                numbers[region, month, flow] = drawn = draw(st.integers(0, most))
                waiting += drawn if flow.comes_in else -drawn
    return History(basis, numbers, regions, months)


Column = int | NDArray[np.int8]


def everything(history: History, free: Mapping[Key, Column]) -> dict[Key, Column]:
    """Every number that might be shown, as it follows from the *free* ones."""
    found: dict[Key, Column] = dict(free)
    for region in history.regions:
        for month in history.months:
            waiting = found[region, month + -1, None]
            for flow in TOLD[history.basis]:
                moved = found[region, month, flow]
                waiting = waiting + moved if flow.comes_in else waiting - moved
            found[region, month, None] = waiting
    for _, month, flow in list(found):
        parts = [found[region, month, flow] for region in history.regions]
        found[NATIONAL, month, flow] = sum(parts[1:], start=parts[0])
    return found


def hidden_in(history: History, fewest: int) -> set[Key]:
    """What the two gates hide together."""
    numbers = everything(history, history.numbers)
    days = finest(None)
    lists = {}
    for month in (MAY + -1, *history.months):
        whole = {
            place: Lengths(days, (int(numbers[place, month, None]), *(0 for _ in days)))
            for place in (*history.regions, NATIONAL)
        }
        gate = MonthGate({place: one for place, one in whole.items() if one.numbers[0]}, {}, None, fewest)
        lists[month] = Lists(
            {place: one.split_at(()) for place, one in whole.items()},
            frozenset(place for place, _ in gate.counts),
        )
    moved = {
        month: {
            place: {flow: int(numbers[place, month, flow]) for flow in TOLD[history.basis]}
            for place in (*history.regions, NATIONAL)
        }
        for month in history.months
    }
    gate = FlowGate(moved, lists, fewest)
    return {
        (place, month, flow)
        for place, month, flow in numbers
        if (place in lists[month].hidden if flow is None else gate.hides(month, place, flow))
    }


def learnt(history: History, hidden: set[Key], fewest: int) -> dict[Key, int]:
    """The small numbers that are the same in everything that agrees with all that is shown."""
    true = everything(history, history.numbers)
    unknown = [key for key in history.free() if key in hidden]
    size = (MOST + 1) ** len(unknown)
    tried = np.indices((MOST + 1,) * len(unknown), np.int8).reshape(len(unknown), size)
    columns: dict[Key, Column] = {
        key: tried[unknown.index(key)] if key in hidden else number for key, number in history.numbers.items()
    }
    found = {key: np.broadcast_to(column, size) for key, column in everything(history, columns).items()}
    agrees = np.ones(size, bool)
    for key, column in found.items():
        agrees &= (column >= 0) if key in hidden else (column == true[key])
    return {
        key: int(true[key])
        for key in hidden
        if 0 < true[key] < fewest and len(np.unique(found[key][agrees])) == 1
    }


ONE_SMALL = History(
    Basis.DERIVED,
    {
        ("1", MAY + -1, None): 4,
        ("1", MAY, Flow.ADDED): 1,
        ("1", MAY, Flow.COMPLETED): 0,
        ("2", MAY + -1, None): 4,
        ("2", MAY, Flow.ADDED): 3,
        ("2", MAY, Flow.COMPLETED): 3,
    },
    "12",
    (MAY,),
)


@settings(deadline=None, max_examples=200)
@given(history=histories(), fewest=st.integers(2, 3))
@example(history=ONE_SMALL, fewest=2)
def test_no_small_flow_or_list_follows_from_what_is_shown(history: History, fewest: int) -> None:
    hidden = hidden_in(history, fewest)
    for key, number in everything(history, history.numbers).items():
        if 0 < number < fewest:
            assert key in hidden
    assume((MOST + 1) ** sum(key in hidden for key in history.numbers) <= TRIED)
    assert learnt(history, hidden, fewest) == {}


def test_the_attack_finds_what_hiding_the_small_numbers_alone_would_betray() -> None:
    only_small: set[Key] = {("1", MAY, Flow.ADDED)}
    assert learnt(ONE_SMALL, only_small, 2) == {("1", MAY, Flow.ADDED): 1}
    assert hidden_in(ONE_SMALL, 2) > only_small


def test_two_that_are_few_together_are_not_told_by_what_is_left_of_the_balance() -> None:
    """One is recoded and two are removed: with all else shown, three left without care."""
    few = {Flow.ADDED: 20, Flow.JOINED: 0, Flow.COMPLETED: 30, Flow.RECODED: 1, Flow.REMOVED: 2}
    many = {Flow.ADDED: 50, Flow.JOINED: 0, Flow.COMPLETED: 40, Flow.RECODED: 20, Flow.REMOVED: 10}
    rows = {"1": few, "2": many, "3": many, "4": {flow: 2 * number for flow, number in many.items()}}
    rows[NATIONAL] = {flow: sum(one[flow] for one in rows.values()) for flow in Flow}
    gate = FlowGate({MAY: rows}, {}, 5)
    hidden = {place: {flow for flow in Flow if gate.hides(MAY, place, flow)} for place in rows}
    assert hidden["1"] > {Flow.RECODED, Flow.REMOVED}
    # The cheapest company is one other region's; the country is told.
    assert hidden["4"] == hidden[NATIONAL] == set()


def test_nothing_is_told_of_two_months_between_which_a_small_part_of_a_list_would_follow() -> None:
    """The one within in the first region might be more by the flows of May, and fewer by those of June."""

    def rows(*numbers: tuple[int, int]) -> dict[str, Mapping[Flow, int]]:
        country = tuple(map(sum, zip(*numbers, strict=True)))
        places = dict(zip(("1", "2", "3", NATIONAL), (*numbers, country), strict=True))
        return {
            place: dict(zip(TOLD[Basis.DERIVED], of_place, strict=True)) for place, of_place in places.items()
        }

    moved = {MAY: rows((0, 3), (0, 0), (3, 3)), MAY + 1: rows((0, 3), (2, 0), (3, 3))}
    lists = {MAY: Lists({"1": (1, 9), "2": (3, 9)}, frozenset("12"))}
    assert FlowGate(moved, lists, 2).hides(MAY, "3", Flow.ADDED)
    moved[MAY + 1] = rows((2, 3), (2, 0), (3, 3))
    gate = FlowGate(moved, lists, 2)
    assert [gate.hides(MAY, place, Flow.ADDED) for place in "123"] == [True, True, False]
