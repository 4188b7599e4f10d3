"""The store: contacts received, all or nothing, one writer, immutable files, nothing forgotten by itself.

A load becomes a folder with one Parquet file per region and report month, the contacts it replaced, what is
attached to contacts, and the cube it adds. It is part of the store when the manifest says so, in one step. A
load that was interrupted leaves files that no manifest names: nobody reads them and the next load sweeps them
away, by their names; what else lies in the folder is never touched.
What a cube holds is given by the caller (`statistics`): the store only knows that cubes add. Here does not
belong what is removed for good (`remove`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vardvag.base.days import Month
from vardvag.base.errors import WrongUse
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.engines.duckdb_engine import connect, text_literal
from vardvag.engines.steps import run_steps
from vardvag.events.arrow import SCHEMA
from vardvag.events.model import PRIMARY_PHASES, Reported
from vardvag.warehouse.attached import refuse_homeless, to_table
from vardvag.warehouse.calls import named, refuse_taken
from vardvag.warehouse.change import (
    CHANGES,
    NO_CUTS,
    CubeSteps,
    Cuts,
    change_steps,
    come,
    copy,
    number_of,
    regions_touched,
    write_cuts,
)
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
    read_manifest,
)
from vardvag.warehouse.removals import refuse_removed
from vardvag.warehouse.snapshot import Snapshot
from vardvag.warehouse.sweep import sweep

if TYPE_CHECKING:
    import duckdb


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
        manifest = read_manifest(self.path)
        return Snapshot(self.path, manifest.known_on(as_known), as_known, len(manifest.removals))

    def load(
        self,
        contacts: Any,
        received_at: Moment,
        cube_steps: CubeSteps,
        *,
        cuts: Cuts = NO_CUTS,
        attached: Any = None,
        call: str | None = None,
        replaces: str | None = None,
    ) -> Loaded:
        """Receive *contacts* (an Arrow table in `events.arrow.SCHEMA`) as one load, or nothing of it.

        *attached* is what is attached to contacts (a table in `warehouse.attached.SCHEMA`). *cuts* are
        cubes beside the cube. *call* names the load; *replaces* names an earlier one, all of which this one
        takes the place of. Without any row it deletes that one.

        The same content loaded before, and not touched since, changes nothing. BadInput when there is no row,
        a contact stands twice in one file, what is attached belongs to no contact that was held, no call that
        stands is called *replaces*, what came has been removed for good (`removals`), or the store has lost
        its manifest; WrongUse when `received_at` lies
        before the latest load's (history has an order), or another load is called *call*. A load that is
        refused changes nothing at all.
        """
        with writing(self.path):
            manifest = read_manifest(self.path)
            with connect() as connection:
                connection.register("received", contacts.select(SCHEMA.names))
                connection.register("received_attached", to_table(()) if attached is None else attached)
                refuse_unusable(connection, deletes=replaces is not None)
                content = content_of(connection, replaces)
                same = [load.sequence for load in manifest.loads if load.content == content]
                refuse_removed(connection, manifest.removals, same)
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
                gone = None if replaces is None else named(manifest.loads, replaces)
                if call is not None:
                    refuse_taken(manifest.loads, call)
                before = Snapshot(self.path, manifest.loads)
                come(connection, len(manifest.loads) + 1)
                run_steps(connection, change_steps(before, regions_touched(connection, gone), gone))
                cube = run_steps(connection, cube_steps(*CHANGES))
                if number_of(connection, "SELECT count(*) FROM received_attached"):
                    refuse_homeless(connection, "after_latest")
                self._make_ready(manifest)
                load = self._write(connection, content, received_at, str(cube), call, gone)
                load = replace(load, cuts=write_cuts(connection, self.path, load.folder, cuts))
            sync_tree(self.path / load.folder)
            replace_durably(self.path / FILE, replace(manifest, loads=(*manifest.loads, load)).to_json())
        return Loaded(load, new=True)

    def _make_ready(self, manifest: Manifest) -> None:
        """Make a new store's manifest before its first folder, and remove what no manifest names."""
        if not (self.path / FILE).exists():
            replace_durably(self.path / FILE, manifest.to_json())
        sweep(self.path, manifest)

    def _write(
        self,
        connection: duckdb.DuckDBPyConnection,
        content: str,
        received_at: Moment,
        cube: str,
        call: str | None,
        gone: Load | None,
    ) -> Load:
        """All files of the load, in a folder that no manifest names yet."""
        sequence = number_of(connection, "SELECT number FROM incoming_load")
        name = folder_name(sequence, content)
        folder = f"{FOLDER}/{name}"
        (self.path / folder).mkdir(parents=True)
        partitions = tuple(self._write_partitions(connection, folder))
        superseded = attached = None
        if number_of(connection, "SELECT count(*) FROM incoming_replaced"):
            superseded = f"{folder}/superseded.parquet"
            copy(connection, "SELECT * FROM incoming_replaced", self.path / superseded)
        attached_rows = number_of(connection, "SELECT count(*) FROM received_attached")
        if attached_rows:
            attached = f"{folder}/attached.parquet"
            query = f"SELECT *, {sequence} AS load FROM received_attached ORDER BY ALL"
            copy(connection, query, self.path / attached)
        copy(connection, f"SELECT * FROM {cube}", self.path / folder / "cube.parquet")
        return Load(
            sequence,
            content,
            received_at,
            partitions,
            f"{folder}/cube.parquet",
            superseded,
            call or name,
            gone.sequence if gone else None,
            attached,
            attached_rows,
        )

    def _write_partitions(self, connection: duckdb.DuckDBPyConnection, folder: str) -> list[Partition]:
        primary = f"phase IN ({', '.join(str(int(one)) for one in PRIMARY_PHASES)})"
        numbers = ", ".join(
            f"count(*) FILTER (WHERE reported = '{reported}' AND {care})"
            for care in (f"NOT {primary}", primary)
            for reported in (Reported.DONE, Reported.WAITING)
        )
        rows = connection.execute(
            f"SELECT region, month, {numbers} FROM incoming GROUP BY region, month ORDER BY region, month"
        ).fetchall()
        partitions = []
        for region, index, *counted in rows:
            month = Month.from_index(index)
            file = f"{folder}/contacts-{region}-{month}.parquet"
            chosen = f"region = {text_literal(region)} AND month = {index}"
            copy(
                connection,
                f"SELECT * FROM incoming WHERE {chosen}",
                self.path / file,
            )
            partitions.append(Partition(region, month, file, *counted))
        return partitions
