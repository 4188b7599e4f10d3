"""Laws of removal: what is left is what a store would hold that had never received the rows, on every day.

What a removed row had replaced stays replaced: the store beside is told so by the same rows without the ids.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from generated_contacts import FIRST, LAST, loads
from vardvag.base.cells import Basis
from vardvag.base.days import Month, months
from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.engines.duckdb_engine import DuckDB, connect
from vardvag.engines.steps import run_steps
from vardvag.events.arrow import to_table
from vardvag.events.model import Attached, AttachedKind, Contact, Reported
from vardvag.statistics import reference, tallies
from vardvag.statistics.cube import cube_steps
from vardvag.statistics.flow_steps import flows_on
from vardvag.statistics.measure import Counts, measures
from vardvag.statistics.policy import policies
from vardvag.statistics.reference_flows import count_flows
from vardvag.warehouse.attached import to_table as attached_table
from vardvag.warehouse.remove import Before, Named, remove
from vardvag.warehouse.snapshot import Snapshot
from vardvag.warehouse.store import Store

Load = list[Contact]
Chosen = Before | list[tuple[str, str]]
Stands = dict[tuple[str, str], dict[Month, Contact]]

AT = Moment.parse("2020-01-07")
DAY = date(2019, 11, 1)
CHOSEN = ("waiting-operation-within-90", "done-operation-within-60")


def call_of(number: int) -> str:
    return f"call-{number}"


def history_in(folder: str, history: list[Load], calls: list[int | None]) -> Store:
    """The loads a day apart; the call *calls[number]* (if it stands then) is replaced by that load. After
    each, one diagnosis of every contact that stands and was held."""
    store, gone = Store(folder), set()
    day = DAY
    for number, load in enumerate(history):
        wanted = calls[number % len(calls)]
        replaces = None
        if wanted is not None and wanted < number and wanted not in gone:
            replaces = call_of(wanted)
            gone.add(wanted)
        received = Moment.parse(str(day))
        done = store.load(to_table(load), received, cube_steps, call=call_of(number), replaces=replaces)
        day += timedelta(days=1)
        if done.new:
            held = [
                Attached(AttachedKind.DIAGNOSIS, region, name, f"A{number:02}", 1)
                for region, name in held_in(store.snapshot())
            ]
            if held:
                store.load(
                    to_table([]),
                    Moment.parse(str(day)),
                    cube_steps,
                    attached=attached_table(held),
                )
        day += timedelta(days=1)
    return store


def held_in(snapshot: Snapshot) -> list[tuple[str, str]]:
    if not snapshot.contact_files():
        return []
    with connect(threads=1) as connection:
        run_steps(connection, snapshot.steps())
        query = "SELECT region, contact_id FROM known_latest WHERE reported = 'done' ORDER BY ALL"
        return connection.execute(query).fetchall()


def standing(store: Store, day: date | None) -> Stands:
    """What stands of every contact on a day, by the plain reference and the rows that are there."""
    snapshot = store.snapshot(day)
    gone = {load.replaces for load in snapshot.loads}
    return {key: dict(value) for key, value in reference.known(snapshot.received(), gone).items() if value}


def without(stands: Stands, goes: Callable[[Contact], bool]) -> Stands:
    left = {
        key: {month: replace(row, replaces=None) for month, row in of.items() if not goes(row)}
        for key, of in stands.items()
    }
    return {key: of for key, of in left.items() if of}


def removed(store: Store, chosen: Chosen, there: set[tuple[str, str]]) -> None:
    """Remove what is chosen; of named contacts those that are there."""
    for picked in (
        [chosen]
        if isinstance(chosen, Before)
        else [[Named(region, (name,))] for region, name in chosen if (region, name) in there]
    ):
        with suppress(BadInput):  # an earlier removal took its last row
            remove(store.path, picked, cube_steps, {}, at=AT, by="Ark Ivarie", reason="gallring")


chosen = st.one_of(
    st.builds(Before, st.sampled_from(list(months(FIRST, LAST + 1))), st.sampled_from([None, "01", "08"])),
    st.lists(
        st.tuples(st.sampled_from(["01", "08"]), st.sampled_from("abcdef")),
        min_size=1,
        max_size=3,
        unique=True,
    ),
)
replaced_calls = st.lists(st.one_of(st.none(), st.integers(0, 1)), min_size=1, max_size=3)


@settings(deadline=None, max_examples=6)
@given(history=loads, calls=replaced_calls, removals=st.lists(chosen, min_size=1, max_size=2))
def test_what_is_left_is_what_stood_without_the_rows(
    history: list[Load], calls: list[int | None], removals: list[Chosen]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = history_in(folder, history, calls)
        there = {(row.region, row.contact_id) for load in history for row in load}

        def goes(row: Contact) -> bool:
            return any(
                row.month < one.month and one.region in (None, row.region)
                if isinstance(one, Before)
                else (row.region, row.contact_id) in one
                for one in removals
            )

        days = [None, *(DAY + timedelta(days=number) for number in range(2 * len(history)))]
        expected = {day: without(standing(store, day), goes) for day in days}
        hung = {day: store.snapshot(day).attached() for day in days}
        for one in removals:
            removed(store, one, there)
        for day in days:
            snapshot = store.snapshot(day)
            found = without(standing(store, day), goes)
            assert found == expected[day]
            held = {key for key, of in found.items() if of[max(of)].reported is Reported.DONE}
            expected_hung = tuple(one for one in hung[day] if (one.region, one.contact_id) in held)
            assert snapshot.attached() == expected_hung
            if day in (None, days[-2]):
                counted(snapshot, expected[day])


def counted(snapshot: Snapshot, stands: Stands) -> None:
    """The cubes, and the flows from contact to contact, count what stands."""
    policy = policies()["pvv"]
    for name in CHOSEN:
        measure = measures()[name]
        for basis in Basis if measure.counts is Counts.WAITING else (None,):
            expected = reference.count_contacts(stands, measure, policy, basis, FIRST, LAST)
            found = tallies.tally(snapshot, measure, policy, basis, FIRST, LAST)
            assert {key: value for key, value in found.items() if value.denominator} == dict(expected)
            if basis is not None:
                with connect(threads=1) as connection:
                    moved = flows_on(DuckDB(connection), snapshot, measure, policy, basis, FIRST, LAST)
                told = count_flows(stands, measure, policy, basis, FIRST, LAST)
                assert {key: number for key, number in moved.items() if number} == dict(told)
