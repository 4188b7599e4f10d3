"""Laws of the whole way: SQL gives what plain Python gives, the parts add up, and ways are put together."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generated_contacts import FIRST, LAST, Load
from generated_ways import linked_loads
from vardvag.base.cells import Days
from vardvag.base.moments import Moment
from vardvag.engines.duckdb_engine import DuckDB, connect
from vardvag.engines.steps import run_steps
from vardvag.events.arrow import to_table
from vardvag.statistics.cube import cube_steps
from vardvag.statistics.figure_cells import count_figures
from vardvag.statistics.figures import QUANTILES, Figure
from vardvag.statistics.measure import measures
from vardvag.statistics.policy import policies
from vardvag.statistics.reference import known
from vardvag.statistics.reference_figures import value_of
from vardvag.statistics.reference_whole_way import told_of_each
from vardvag.statistics.reference_whole_way import ways as ways_one_by_one
from vardvag.statistics.whole_way import Part, Ways, add_up, told_of
from vardvag.statistics.whole_way_steps import ways_of_standing
from vardvag.usecases.tell_whole_way import tell_whole_way
from vardvag.warehouse.store import Store
from vardvag.warehouse.supersession import standing_steps

NAMES = ("done-operation-within-90", "done-examination")
CHOSEN = st.sampled_from(NAMES).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(measures()[name].file.policies.allowed))
)
numbers = st.dictionaries(st.integers(0, 9), st.integers(1, 4), max_size=5)


def make_standing(connection: duckdb.DuckDBPyConnection, history: list[Load]) -> None:
    """All that stands of all loads, as the step `known_latest`."""
    received = pa.concat_tables(
        to_table(load).append_column("load", pa.array([number] * len(load), pa.int32()))
        for number, load in enumerate(history, start=1)
    )
    connection.register("received", received)
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW replaced AS SELECT region, replaces AS contact_id, load, "
        "contact_id AS replaced_by FROM received WHERE replaces IS NOT NULL"
    )
    run_steps(connection, standing_steps("received", "replaced", "known"))


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(threads=1) as opened:
        yield opened


@settings(deadline=None, max_examples=60)
@given(history=linked_loads(), chosen=CHOSEN)
def test_the_steps_tell_what_plain_python_tells(
    connection: duckdb.DuckDBPyConnection, history: list[Load], chosen: tuple[str, str]
) -> None:
    asked = (measures()[chosen[0]], policies()[chosen[1]], FIRST, LAST)
    make_standing(connection, history)
    steps = ways_of_standing(DuckDB(connection), *asked)
    each = ways_one_by_one(known(enumerate(history)), *asked)
    assert {at: told_of(ways) for at, ways in steps.items()} == {
        at: told_of_each(ways) for at, ways in each.items()
    }


@settings(deadline=None, max_examples=6)
@given(history=linked_loads(), chosen=CHOSEN)
def test_those_treated_are_those_of_the_cube(history: list[Load], chosen: tuple[str, str]) -> None:
    counted, policy = measures()[chosen[0]], chosen[1]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        for number, load in enumerate(history):
            day = date(2019, 11, 1) + timedelta(days=number)
            store.load(to_table(load), Moment.parse(str(day)), cube_steps)
        rows, slow = (
            tell_whole_way(store, counted, first=FIRST, last=LAST, policy=policy, inside=True, engine=engine)
            for engine in ("duckdb", "reference")
        )
        cells = count_figures(store.snapshot(), counted, FIRST, LAST, [Figure.COUNT], policy=policy)
    assert rows == slow
    assert [row.done.value for row in rows] == [cell.value for cell in cells]


@settings(deadline=None, max_examples=60)
@given(history=linked_loads())
def test_the_parts_of_each_way_add_up_to_the_whole(history: list[Load]) -> None:
    chosen = measures()["done-operation-within-90"]
    each = ways_one_by_one(known(enumerate(history)), chosen, policies()["nobody"], FIRST, LAST)
    for way in (one for several in each.values() for one in several):
        whole, *parts = (way.days(part) for part in Part)
        assert all(days is None or days >= 0 for days in (whole, *parts))
        assert (whole is None) is (way.began_on is None)
        if whole is not None and way.seen_on is not None:
            assert sum(days for days in parts if days is not None) == whole


@given(numbers)
def test_a_percentile_is_that_of_the_sorted_days(days: dict[int, int]) -> None:
    told = told_of(Ways(99, {Part.WHOLE: days}))
    each = [day for day, number in days.items() for _ in range(number)]
    assert told.linked == len(each)
    for figure in QUANTILES:
        assert told.lengths[Part.WHOLE, figure] == value_of(each, figure, None)


@given(st.lists(numbers, max_size=4))
def test_ways_are_put_together_by_their_people(several: list[dict[int, int]]) -> None:
    together = add_up(Ways(sum(days.values()) + 1, {Part.WHOLE: days}) for days in several)
    everybody = sum((Counter(days) for days in several), Counter[int]())
    assert together.done == sum(everybody.values()) + len(several)
    assert together.days[Part.WHOLE] == everybody
    assert sum(together.kinds.values()) == together.done


def test_nobody_has_no_way() -> None:
    assert told_of(Ways(0, {})) == told_of_each([])
    assert not any(isinstance(one, Days) for one in told_of(Ways(3, {})).lengths.values())
