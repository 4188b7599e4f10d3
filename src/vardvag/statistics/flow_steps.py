"""Flows as named SQL steps over the contacts that stand: the engines only count.

The cubes of the loads do not tell who a contact was the month before, so flows are counted from the contacts
themselves, on whichever engine is open. Here does not belong what the flows mean (`flows`), nor which months
can be told (`flow_cells`).
"""

from __future__ import annotations

from vardvag.base.cells import Basis
from vardvag.base.days import Month
from vardvag.engines.dialects import Dialect
from vardvag.engines.open_engine import OpenEngine
from vardvag.engines.steps import Step, make_steps
from vardvag.statistics.flows import Flow
from vardvag.statistics.from_contacts import make_standing
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy
from vardvag.statistics.reference_flows import Moved
from vardvag.statistics.tallies import about_sql
from vardvag.warehouse.snapshot import Snapshot

_COLUMNS = {flow: flow.value.replace("-", "_") for flow in Flow}


def counted_sql(measure: Measure, policy: ExclusionPolicy) -> str:
    """The condition on a contact that *measure* is about it, and the policy counts it."""
    return f"{about_sql(measure)} AND {policy.counts_sql('deviation', 'false')}"


def flow_steps(
    measure: Measure, policy: ExclusionPolicy, basis: Basis, first: Month, last: Month, dialect: Dialect
) -> list[Step]:
    """The steps from `known_latest` and `known_monthly` to `flows`: region, month and a column a flow."""
    counted = counted_sql(measure, policy)
    derived = basis is Basis.DERIVED
    moved = _by_decision_and_end(counted, dialect) if derived else _by_the_files(counted, dialect)
    sums = ", ".join(f"CAST(sum({column}) AS BIGINT) AS {column}" for column in _COLUMNS.values())
    flows = f"""
SELECT region, month, {sums} FROM moved
WHERE month BETWEEN {first.index} AND {last.index} GROUP BY region, month
"""
    return [*moved, Step("flows", flows)]


def _by_decision_and_end(counted: str, dialect: Dialect) -> list[Step]:
    waits = f"""
SELECT region, {dialect.month_index("decided_on")} AS decided_in,
    CASE WHEN reported = 'done' THEN {dialect.month_index("started_on")} END AS ended_in
FROM known_latest
WHERE {counted} AND (reported = 'waiting' OR started_on >= decided_on)
"""
    moved = f"""
SELECT region, decided_in AS month, {_ones(Flow.ADDED)} FROM list_waits
UNION ALL
SELECT region, ended_in, {_ones(Flow.COMPLETED)} FROM list_waits WHERE ended_in IS NOT NULL
"""
    return [Step("list_waits", waits), Step("moved", moved)]


def _by_the_files(counted: str, dialect: Dialect) -> list[Step]:
    """In `states` a contact of a month's files waits, was held, or is not counted (no state)."""
    states = f"""
SELECT region, contact_id, month, {dialect.month_index("decided_on")} AS decided_in,
    CASE WHEN NOT ({counted}) THEN 'other'
        WHEN reported = 'waiting' AND decided_on <= {dialect.last_day_of_month("month")} THEN 'waits'
        WHEN reported = 'done' AND started_on >= decided_on THEN 'held'
        ELSE 'other' END AS state
FROM known_monthly
"""
    beside = """
SELECT region, month, decided_in, state,
    lag(month) OVER one_by_one AS month_before, lag(state) OVER one_by_one AS state_before,
    lead(month) OVER one_by_one AS month_after
FROM states
WINDOW one_by_one AS (PARTITION BY region, contact_id ORDER BY month)
"""
    marked = """
SELECT region, month, decided_in, state, month_after,
    CASE WHEN month_before = month - 1 AND state_before = 'waits' THEN 1 ELSE 0 END AS waited
FROM beside
"""
    here = {
        Flow.ADDED: "waited = 0 AND state <> 'other' AND decided_in = month",
        Flow.JOINED: "waited = 0 AND state <> 'other' AND decided_in <> month",
        Flow.COMPLETED: "state = 'held'",
        Flow.RECODED: "waited = 1 AND state = 'other'",
        Flow.REMOVED: "false",
    }
    cases = ", ".join(f"CASE WHEN {here[flow]} THEN 1 ELSE 0 END AS {_COLUMNS[flow]}" for flow in Flow)
    moved = f"""
SELECT region, month, {cases} FROM marked
UNION ALL
SELECT region, month + 1, {_ones(Flow.REMOVED)} FROM marked
WHERE state = 'waits' AND (month_after IS NULL OR month_after > month + 1)
"""
    return [Step("states", states), Step("beside", beside), Step("marked", marked), Step("moved", moved)]


def _ones(counted: Flow) -> str:
    return ", ".join(f"{int(flow is counted)} AS {_COLUMNS[flow]}" for flow in Flow)


def flows_on(
    engine: OpenEngine,
    snapshot: Snapshot,
    measure: Measure,
    policy: ExclusionPolicy,
    basis: Basis,
    first: Month,
    last: Month,
) -> Moved:
    """Everybody who came on or left in each month from *first* to *last*, counted on *engine*.

    BadInput when a file of the store is gone or cut short.
    """
    if not snapshot.contact_files():
        return {}
    make_standing(engine, snapshot)
    return flows_of_standing(engine, measure, policy, basis, first, last)


def flows_of_standing(
    engine: OpenEngine, measure: Measure, policy: ExclusionPolicy, basis: Basis, first: Month, last: Month
) -> Moved:
    """The same of the contacts that stand on *engine* already (`from_contacts.make_standing`)."""
    made = make_steps(engine, flow_steps(measure, policy, basis, first, last, engine.dialect))
    rows = engine.rows(f"SELECT region, month, {', '.join(_COLUMNS.values())} FROM {made}")
    return {
        (region, Month.from_index(month), flow): number
        for region, month, *numbers in rows
        for flow, number in zip(Flow, numbers, strict=True)
    }
