"""The contacts of one region that wait on a day, as last known: a row each, for whoever must see them.

Here belongs which rows stand and wait; what the law says of them is `clocks`, how many they are `statistics`.
"""

from __future__ import annotations

from datetime import date

from vardvag.engines.duckdb_engine import connect, text_literal
from vardvag.engines.steps import Step, run_steps
from vardvag.events.arrow import from_table
from vardvag.events.model import Contact
from vardvag.warehouse.snapshot import Snapshot, parquet, replaced_rows
from vardvag.warehouse.supersession import standing_steps


def waiting_on(snapshot: Snapshot, region: str, day: date) -> tuple[Contact, ...]:
    """The contacts of *region* (SCB's two digits) decided up to *day* and not held by then, by contact id.

    A month that is sent before it has ended tells of contacts to come: one whose `started_on` lies after
    *day* still waits, and has that day booked.
    """
    files = snapshot.contact_files(frozenset({region}))
    if not files:
        return ()
    waiting = f"""
SELECT * FROM region_latest
WHERE region = {text_literal(region)}
    AND decided_on <= DATE '{day}' AND (started_on IS NULL OR started_on > DATE '{day}')
ORDER BY contact_id
"""
    steps = [
        Step("region_received", f"SELECT * FROM {parquet(files)}"),
        Step("region_replaced", replaced_rows(snapshot.superseded_files)),
        *standing_steps("region_received", "region_replaced", "region"),
        Step("region_waiting", waiting),
    ]
    with connect() as connection:
        last = run_steps(connection, steps)
        return tuple(from_table(connection.sql(f"SELECT * FROM {last}").to_arrow_table()))
