"""What one load changes: its contacts as they stood before it and as they stand after, and the cubes of that.

A row that stood before has the sign −1, one that stands after +1; so the cubes of the change add to those of
the loads before. Here does not belong when it happens (`store`, `upgrade`), nor which rows stand
(`supersession`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from vardvag.engines.duckdb_engine import text_literal
from vardvag.engines.steps import Step, run_steps
from vardvag.warehouse.manifest import CutFile, Load
from vardvag.warehouse.snapshot import Snapshot, parquet, replaced_rows
from vardvag.warehouse.supersession import standing_steps

if TYPE_CHECKING:
    import duckdb

CubeSteps = Callable[[str, str], Sequence[Step]]
"""Given the names of two tables of contacts with a `sign` (the contacts that stand once, and once per report
month), the steps to the cube. A row with sign −1 takes away what the same row with +1 adds."""

Cuts = Mapping[str, CubeSteps]
"""More cubes of the same, by the name of what they are split by."""

NO_CUTS: Cuts = MappingProxyType({})

CHANGES = ("latest_change", "monthly_change")
"""The two tables that `change_steps` makes, as the steps to a cube are given them."""


def come(connection: duckdb.DuckDBPyConnection, sequence: int) -> None:
    """The rows that were received, with the number of their load."""
    run_steps(
        connection,
        [
            Step("incoming_load", f"SELECT {sequence} AS number", kept=True),
            Step(
                "incoming",
                f"SELECT *, {sequence} AS load FROM received "
                "ORDER BY region, month, reported, phase, decided_on, contact_id",
                kept=True,  # sorted, so that each partition is one stretch of it
            ),
            Step(
                "incoming_replaced",
                "SELECT region, replaces AS contact_id, load, contact_id AS replaced_by "
                "FROM incoming WHERE replaces IS NOT NULL",
            ),
        ],
    )


def regions_touched(connection: duckdb.DuckDBPyConnection, gone: Load | None) -> frozenset[str]:
    """The regions that the load touches."""
    query = "SELECT region FROM received UNION SELECT region FROM received_attached"
    came = {region for (region,) in connection.execute(query).fetchall()}
    return frozenset(came | {part.region for part in (gone.partitions if gone else ())})


def change_steps(earlier: Snapshot, regions: frozenset[str], gone: Load | None) -> list[Step]:
    """The rows of the contacts this load touches, before (−1) and after (+1): `latest_change`, and monthly.

    *gone* is the load that it takes the place of: its contacts are touched too, and its rows are not after.
    """
    touched = """
SELECT region, contact_id FROM incoming
UNION SELECT region, contact_id FROM incoming_replaced
UNION SELECT region, contact_id FROM received_attached
"""
    gone_files = tuple(earlier.root / part.file for part in gone.partitions) if gone else ()
    if gone_files:
        touched += f"UNION SELECT region, contact_id FROM {parquet(gone_files)}"
    files = earlier.contact_files(regions)
    source = parquet(files) if files else "(SELECT * FROM incoming WHERE false)"
    before = f"SELECT old.* FROM {source} AS old SEMI JOIN touched USING (region, contact_id)"
    kept = f"SELECT * FROM before_received WHERE load <> {gone.sequence if gone else 0}"
    return [
        Step("touched", touched, kept=True),
        Step("before_received", before, kept=True),
        Step("before_replaced", replaced_rows(earlier.superseded_files)),
        *standing_steps("before_received", "before_replaced", "before"),
        Step("after_received", f"{kept} UNION ALL BY NAME SELECT * FROM incoming"),
        Step(
            "after_replaced",
            "SELECT * FROM before_replaced UNION ALL BY NAME SELECT * FROM incoming_replaced",
        ),
        *standing_steps("after_received", "after_replaced", "after"),
        *(
            Step(
                f"{kind}_change",
                f"SELECT *, 1 AS sign FROM after_{kind} "
                f"UNION ALL BY NAME SELECT *, -1 AS sign FROM before_{kind}",
                kept=True,  # every cube reads them
            )
            for kind in ("latest", "monthly")
        ),
    ]


def write_cuts(
    connection: duckdb.DuckDBPyConnection, store: Path, folder: str, cuts: Cuts, anew: str = ""
) -> tuple[CutFile, ...]:
    """The cubes by *cuts* of the change that is at hand, each in a file of its own in *folder*.

    *anew* ends the name of a file that takes the place of another.
    """
    files = []
    for name, steps in cuts.items():
        made = run_steps(connection, steps(*CHANGES))
        file = f"{folder}/cut-{name}{anew}.parquet"
        copy(connection, f"SELECT * FROM {made}", store / file)
        files.append(CutFile(name, file))
    return tuple(files)


def number_of(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    found = connection.execute(query).fetchone()
    return int(found[0]) if found else 0


def copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    connection.execute(f"COPY ({query}) TO {text_literal(str(path))} (FORMAT parquet, COMPRESSION zstd)")
