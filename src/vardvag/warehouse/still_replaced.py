"""Rows that stay replaced although the row that replaced them has been removed.

What replaced what is in the rows themselves, and of a removed row nothing is left but which contact it had
replaced, with nobody as its replacer. Whoever reads received rows one by one is therefore not given rows that
only such a trace says are replaced. The steps of `supersession` read the traces, and need none of this.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from vardvag.engines.duckdb_engine import connect

if TYPE_CHECKING:
    from vardvag.warehouse.snapshot import Snapshot

Contacts = frozenset[tuple[str, str]]
"""Each a region and a contact id."""


def still_replaced(snapshot: Snapshot) -> Mapping[int, Contacts]:
    """By the number of the load: the contacts of which no row that came in it, or before it, stands.

    What such a row had itself replaced stays replaced too.
    """
    from vardvag.warehouse.snapshot import parquet

    traces = snapshot.superseded_files
    if not traces:
        return {}
    with connect() as connection:
        found = connection.execute(
            f"SELECT load, region, contact_id FROM {parquet(traces)} WHERE replaced_by = ''"
        ).fetchall()
        if not found:
            return {}
        replaced: set[tuple[str, str]] = set()
        by_load: dict[int, Contacts] = {}
        for load in reversed(snapshot.loads):
            replaced |= {(region, contact) for number, region, contact in found if number == load.sequence}
            files = tuple(snapshot.root / part.file for part in load.partitions)
            rows = (
                connection.execute(
                    f"SELECT region, contact_id, replaces FROM {parquet(files)} WHERE replaces IS NOT NULL"
                ).fetchall()
                if files
                else []
            )
            size = -1
            while size != len(replaced):
                size = len(replaced)
                replaced |= {(region, other) for region, one, other in rows if (region, one) in replaced}
            by_load[load.sequence] = frozenset(replaced)
    return by_load
