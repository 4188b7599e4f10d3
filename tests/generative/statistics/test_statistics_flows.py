"""Laws of flows over generated histories: the list balances, and the SQL gives what plain Python gives."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generated_contacts import FIRST, LAST, loads
from generated_contacts import MEASURES as COUNTABLE
from vardvag.base.cells import Basis
from vardvag.base.days import months
from vardvag.base.moments import Moment
from vardvag.engines.duckdb_engine import DuckDB, connect
from vardvag.events.arrow import to_table
from vardvag.events.model import Contact
from vardvag.statistics import reference
from vardvag.statistics.cube import cube_steps
from vardvag.statistics.flow_steps import flows_on
from vardvag.statistics.flows import TOLD, Flow, Flows
from vardvag.statistics.measure import Counts, Measure
from vardvag.statistics.policy import ExclusionPolicy, policies
from vardvag.statistics.reference_flows import count_flows
from vardvag.warehouse.store import Store

Load = list[Contact]

BASES = st.sampled_from(Basis)
MEASURES = st.sampled_from(
    sorted((one for one in COUNTABLE if one.counts is Counts.WAITING), key=lambda one: one.id)
)
POLICIES = st.sampled_from(
    sorted((one for one in policies().values() if not one.over_limit), key=lambda one: one.id)
)


@settings(deadline=None, max_examples=60)
@given(history=loads, measure=MEASURES, policy=POLICIES, basis=BASES)
def test_what_comes_in_and_goes_out_is_all_the_difference(
    history: list[Load], measure: Measure, policy: ExclusionPolicy, basis: Basis
) -> None:
    stands = reference.known(enumerate(history))
    moved = count_flows(stands, measure, policy, basis, FIRST, LAST)
    waiting = reference.count_contacts(stands, measure, policy, basis, FIRST + -1, LAST)
    for region in ("01", "08"):
        for month in months(FIRST, LAST):
            before, after = (
                waiting[region, one].denominator if (region, one) in waiting else 0
                for one in (month + -1, month)
            )
            flows = {flow: moved.get((region, month, flow), 0) for flow in TOLD[basis]}
            assert Flows(before, flows, after).balances
    assert {flow for _, _, flow in moved} <= set(TOLD[basis])


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckDB]:
    with connect(threads=1) as opened:
        yield DuckDB(opened)


@settings(deadline=None, max_examples=25)
@given(history=loads, measure=MEASURES, policy=POLICIES)
def test_the_engine_counts_the_flows_that_the_reference_counts(
    engine: DuckDB, history: list[Load], measure: Measure, policy: ExclusionPolicy
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        for number, load in enumerate(history):
            day = date(2019, 11, 1) + timedelta(days=number)
            store.load(to_table(load), Moment.parse(str(day)), cube_steps)
        snapshot = store.snapshot()
        stands = reference.known(snapshot.received(), {load.replaces for load in snapshot.loads})
        for basis in Basis:
            counted = flows_on(engine, snapshot, measure, policy, basis, FIRST, LAST)
            expected = count_flows(stands, measure, policy, basis, FIRST, LAST)
            assert {key: number for key, number in counted.items() if number} == dict(expected)


def test_each_flow_occurs_in_what_is_generated() -> None:
    """Otherwise the laws above say nothing of it."""
    seen: set[Flow] = set()
    wanted = set(Flow)

    @settings(deadline=None, max_examples=200, database=None, derandomize=True)
    @given(history=loads)
    def look(history: list[Load]) -> None:
        for measure in COUNTABLE:
            moved = count_flows(
                reference.known(enumerate(history)),
                measure,
                policies()["pvv"],
                Basis.REPORTED,
                FIRST,
                LAST,
            )
            seen.update(flow for _, _, flow in moved)

    look()
    assert seen == wanted
