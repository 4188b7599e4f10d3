"""Laws over generated contacts: the engines agree, cubes add, and history is what was known then."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generated_contacts import FIRST, LAST, MEASURES, contact, days, edges, loads
from vardvag.base.cells import Basis, Ratio
from vardvag.base.days import Month, months
from vardvag.base.moments import Moment
from vardvag.engines.duckdb_engine import connect
from vardvag.engines.steps import run_steps
from vardvag.events.arrow import to_table
from vardvag.events.model import Contact, Reported
from vardvag.statistics import reference
from vardvag.statistics.counting import count
from vardvag.statistics.cube import cube_steps
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy, policies
from vardvag.statistics.tallies import tally_steps
from vardvag.warehouse.store import Store
from vardvag.warehouse.supersession import standing_steps

Load = list[Contact]

# A measure without a limit has no share; its other figures are tried in test_statistics_figures_agree.
chosen_measure = st.sampled_from(
    sorted((one for one in MEASURES if one.limit is not None), key=lambda one: one.id)
)
chosen_policy = st.sampled_from(sorted(policies().values(), key=lambda one: one.id))
allowed_policy = chosen_measure.flatmap(
    lambda measure: st.tuples(st.just(measure), st.sampled_from(measure.file.policies.allowed))
)


def bases(measure: Measure) -> list[Basis | None]:
    return list(measure.file.bases) or [None]


def counted_ones(tally: dict[tuple[str, Month], Ratio]) -> dict[tuple[str, Month], Ratio]:
    return {key: ratio for key, ratio in tally.items() if ratio.denominator}


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(threads=1) as opened:
        yield opened


def numbered(history: list[Load]) -> pa.Table:
    """All loads as one table with the number of the load."""
    return pa.concat_tables(
        to_table(load).append_column("load", pa.array([number] * len(load), pa.int32()))
        for number, load in enumerate(history, start=1)
    )


def make_whole(connection: duckdb.DuckDBPyConnection, history: list[Load]) -> None:
    """The cube of everything that stands, as the step `whole`."""
    connection.register("received", numbered(history))
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW replaced AS SELECT region, replaces AS contact_id, load, "
        "contact_id AS replaced_by FROM received WHERE replaces IS NOT NULL"
    )
    run_steps(connection, standing_steps("received", "replaced", "all"))
    for kind in ("latest", "monthly"):
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW signed_{kind} AS SELECT *, 1 AS sign FROM all_{kind}"
        )
    run_steps(connection, cube_steps("signed_latest", "signed_monthly"))
    connection.execute("CREATE OR REPLACE TEMP VIEW whole AS SELECT * FROM cube")


@settings(deadline=None, max_examples=40)
@given(history=loads, measure=chosen_measure, policy=chosen_policy)
def test_duckdb_counts_what_the_reference_counts(
    connection: duckdb.DuckDBPyConnection, history: list[Load], measure: Measure, policy: ExclusionPolicy
) -> None:
    make_whole(connection, history)
    stands = reference.known(enumerate(history))
    for basis in bases(measure):
        run_steps(connection, tally_steps(measure, policy, basis, FIRST, LAST))
        rows = connection.execute("SELECT region, month, within, counted FROM tally").fetchall()
        counted = {(row[0], Month.from_index(row[1])): Ratio(row[2], row[3]) for row in rows}
        expected = dict(reference.count_contacts(stands, measure, policy, basis, FIRST, LAST))
        assert counted_ones(counted) == counted_ones(expected)


@settings(deadline=None, max_examples=8)
@given(history=loads, chosen=allowed_policy)
def test_a_store_known_on_a_day_is_the_store_of_the_loads_until_then(
    history: list[Load], chosen: tuple[Measure, str]
) -> None:
    measure, policy = chosen
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        received = [date(2019, 11, 1) + timedelta(days=number) for number in range(len(history))]
        for load, day in zip(history, received, strict=True):
            store.load(to_table(load), Moment.parse(str(day)), cube_steps)
        for known in map(store.snapshot, received):
            for basis in bases(measure):
                duck, slow = (
                    count(known, measure, FIRST, LAST, policy=policy, basis=basis, engine=engine)
                    for engine in ("duckdb", "reference")
                )
                assert duck == slow


@settings(deadline=None, max_examples=20)
@given(contacts=st.lists(contact(), min_size=1, max_size=30), parts=st.lists(st.integers(0, 2), min_size=30))
def test_the_cube_of_all_is_the_sum_of_the_cubes_of_any_parts(
    connection: duckdb.DuckDBPyConnection, contacts: Load, parts: list[int]
) -> None:
    total: Counter[tuple[object, ...]] = Counter()
    for part in range(3):
        chosen = [one for one, where in zip(contacts, parts, strict=False) if where == part]
        total.update(cube_of(connection, chosen))
    assert {key: number for key, number in total.items() if number} == cube_of(connection, contacts)


def cube_of(connection: duckdb.DuckDBPyConnection, contacts: Load) -> dict[tuple[object, ...], int]:
    connection.register("given_contacts", to_table(contacts))
    connection.execute("CREATE OR REPLACE TEMP VIEW signed AS SELECT *, 1 AS sign FROM given_contacts")
    run_steps(connection, cube_steps("signed", "signed"))
    return {row[:-1]: row[-1] for row in connection.execute("SELECT * FROM cube").fetchall()}


@st.composite
def complete_report(draw: st.DrawFn) -> Load:
    """What a region sends that forgets nobody: who waits at each month end, and who was done in the month."""
    rows: Load = []
    for number in range(draw(st.integers(1, 8))):
        person = draw(contact().filter(lambda one: one.decided_on <= LAST.last_day))
        ended = draw(
            st.one_of(st.none(), days, edges).filter(lambda end: end is None or end >= FIRST.first_day)
        )
        if ended is not None and ended < person.decided_on:
            ended = None
        for month in months(FIRST, LAST):
            end = month.last_day
            if person.decided_on <= end and (ended is None or ended > end):
                rows.append(_row(person, f"p{number}", month, Reported.WAITING, None))
            if ended is not None and ended in month:
                rows.append(_row(person, f"p{number}", month, Reported.DONE, ended))
    return rows


def _row(person: Contact, name: str, month: Month, reported: Reported, ended: date | None) -> Contact:
    return replace(person, contact_id=name, month=month, reported=reported, started_on=ended, replaces=None)


@settings(deadline=None, max_examples=60)
@given(rows=complete_report(), measure=chosen_measure, policy=chosen_policy)
def test_the_two_bases_are_equal_when_the_reports_forget_nobody(
    rows: Load, measure: Measure, policy: ExclusionPolicy
) -> None:
    stands = reference.known([(1, rows)])
    derived, reported = (
        reference.count_contacts(stands, measure, policy, basis, FIRST, LAST)
        for basis in (Basis.DERIVED, Basis.REPORTED)
    )
    assert derived == reported
