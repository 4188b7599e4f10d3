"""The store: contacts received, all or nothing, one writer, immutable files, nothing forgotten.

A load becomes a folder with one Parquet file per region and report month, the contacts it replaced, and the
cube it adds. It is part of the store when the manifest says so, in one step. A load that was interrupted
leaves files that no manifest names: nobody reads them and the next load sweeps them away, by their names;
what else lies in the folder is never touched.
What a cube holds is given by the caller (`statistics`): the store only knows that cubes add.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vardvag.base.days import Month
from vardvag.base.errors import WrongUse
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.engines.duckdb_engine import connect, text_literal
from vardvag.engines.steps import Step, run_steps
from vardvag.events.arrow import SCHEMA
from vardvag.warehouse.durable import replace_durably, sync_tree
from vardvag.warehouse.intake import content_of, refuse_unusable
from vardvag.warehouse.lock import writing
from vardvag.warehouse.manifest import (
    FILE,
    FOLDER,
    Load,
    Manifest,
    Partition,
    folder_name,
    load_folders,
    read_manifest,
)
from vardvag.warehouse.snapshot import Snapshot, parquet, replaced_rows
from vardvag.warehouse.supersession import standing_steps

if TYPE_CHECKING:
    import duckdb

CubeSteps = Callable[[str, str], Sequence[Step]]
"""Given the names of two tables of contacts with a `sign` (the contacts that stand once, and once per report
month), the steps to the cube. A row with sign −1 takes away what the same row with +1 adds."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a load. `new` is false when the same content had been received before."""

    load: Load
    new: bool


class Store:
    """A folder of received contacts. Readers take a `snapshot`; a writer calls `load`."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)

    @property
    def exists(self) -> bool:
        """Whether anything has been loaded. BadInput as `snapshot`."""
        return bool(read_manifest(self.path).loads)

    def snapshot(self, as_known: date | None = None) -> Snapshot:
        """The store as known on *as_known* (by when we received it), or now. Never waits for a writer.

        BadInput when the manifest is lost, or is not one that this version reads.
        """
        return Snapshot(self.path, read_manifest(self.path).known_on(as_known), as_known)

    def load(self, contacts: Any, received_at: Moment, cube_steps: CubeSteps) -> Loaded:
        """Receive *contacts* (an Arrow table in `events.arrow.SCHEMA`) as one load, or nothing of it.

        The same content loaded before, and not touched since, changes nothing. BadInput when there is no row,
        a contact stands twice in one file, or the store has lost its manifest; WrongUse when `received_at`
        lies before the latest load's (history has an order). A load that is refused changes nothing at all.
        """
        with writing(self.path):
            manifest = read_manifest(self.path)
            with connect() as connection:
                connection.register("received", contacts.select(SCHEMA.names))
                refuse_unusable(connection)
                content = content_of(connection)
                if (earlier := manifest.holding(content)) is not None:
                    return Loaded(earlier, new=False)
                if manifest.loads and received_at < manifest.loads[-1].received_at:
                    latest = manifest.loads[-1].received_at
                    raise WrongUse(
                        Text(
                            f"En laddning mottagen {received_at} kan inte läggas före den senaste, "
                            f"mottagen {latest}.",
                            f"A load received {received_at} cannot be put before the latest one, "
                            f"received {latest}.",
                        )
                    )
                self._make_ready(manifest)
                load = self._write(connection, manifest, content, received_at, cube_steps)
            sync_tree(self.path / load.folder)
            replace_durably(self.path / FILE, Manifest((*manifest.loads, load)).to_json())
        return Loaded(load, new=True)

    def _make_ready(self, manifest: Manifest) -> None:
        """Make a new store's manifest before its first folder, and remove what interrupted loads left."""
        if not (self.path / FILE).exists():
            replace_durably(self.path / FILE, manifest.to_json())
        kept = {Path(load.folder).name for load in manifest.loads}
        for folder in load_folders(self.path):
            if folder.name not in kept:
                shutil.rmtree(folder)

    def _write(
        self,
        connection: duckdb.DuckDBPyConnection,
        manifest: Manifest,
        content: str,
        received_at: Moment,
        cube_steps: CubeSteps,
    ) -> Load:
        """All files of the load, in a folder that no manifest names yet."""
        sequence = len(manifest.loads) + 1
        folder = f"{FOLDER}/{folder_name(sequence, content)}"
        (self.path / folder).mkdir(parents=True)
        run_steps(
            connection,
            [
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
        partitions = tuple(self._write_partitions(connection, folder))
        replaces = connection.execute("SELECT count(*) FROM incoming_replaced").fetchone()
        superseded = f"{folder}/superseded.parquet" if replaces and replaces[0] else None
        if superseded:
            _copy(connection, "SELECT * FROM incoming_replaced", self.path / superseded)
        earlier = Snapshot(self.path, manifest.loads)
        regions = frozenset(partition.region for partition in partitions)
        cube = run_steps(connection, _change_steps(earlier, regions, cube_steps))
        _copy(connection, f"SELECT * FROM {cube}", self.path / folder / "cube.parquet")
        return Load(sequence, content, received_at, partitions, f"{folder}/cube.parquet", superseded)

    def _write_partitions(self, connection: duckdb.DuckDBPyConnection, folder: str) -> list[Partition]:
        rows = connection.execute(
            "SELECT region, month, count(*) FILTER (WHERE reported = 'done'), "
            "count(*) FILTER (WHERE reported = 'waiting') "
            "FROM incoming GROUP BY region, month ORDER BY region, month"
        ).fetchall()
        partitions = []
        for region, index, done, waiting in rows:
            month = Month.from_index(index)
            file = f"{folder}/contacts-{region}-{month}.parquet"
            chosen = f"region = {text_literal(region)} AND month = {index}"
            _copy(
                connection,
                f"SELECT * FROM incoming WHERE {chosen}",
                self.path / file,
            )
            partitions.append(Partition(region, month, file, done, waiting))
        return partitions


def _change_steps(earlier: Snapshot, regions: frozenset[str], cube_steps: CubeSteps) -> list[Step]:
    """From the rows of the contacts this load touches, before (−1) and after (+1), to the cube it adds."""
    touched = """
SELECT region, contact_id FROM incoming
UNION SELECT region, contact_id FROM incoming_replaced
"""
    files = earlier.contact_files(regions)
    source = parquet(files) if files else "(SELECT * FROM incoming WHERE false)"
    before = f"SELECT old.* FROM {source} AS old SEMI JOIN touched USING (region, contact_id)"
    return [
        Step("touched", touched, kept=True),
        Step("before_received", before, kept=True),
        Step("before_replaced", replaced_rows(earlier.superseded_files)),
        *standing_steps("before_received", "before_replaced", "before"),
        Step("after_received", "SELECT * FROM before_received UNION ALL BY NAME SELECT * FROM incoming"),
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
            )
            for kind in ("latest", "monthly")
        ),
        *cube_steps("latest_change", "monthly_change"),
    ]


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    connection.execute(f"COPY ({query}) TO {text_literal(str(path))} (FORMAT parquet, COMPRESSION zstd)")
