"""Bring a store up to date: make the cubes that loads received by an earlier version lack, all or nothing.

Every load's change is worked out anew from the contacts received, load by load, as it was when it came. The
files lie beside the load's others, and nothing names them until the manifest does, in one step; so an upgrade
that is interrupted leaves the store as it was, and the next one writes them again. No file that is named is
touched.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from vardvag.engines.duckdb_engine import connect
from vardvag.engines.steps import run_steps
from vardvag.events.arrow import SCHEMA
from vardvag.warehouse.attached import to_table
from vardvag.warehouse.change import Cuts, change_steps, come, regions_touched, write_cuts
from vardvag.warehouse.durable import replace_durably, sync_tree
from vardvag.warehouse.lock import writing
from vardvag.warehouse.manifest import FILE, CutFile, Load, Manifest, read_manifest
from vardvag.warehouse.snapshot import Snapshot, parquet


def upgrade(store: Path, cuts: Cuts) -> int:
    """Give every load of the store in *store* the cubes by *cuts* that it lacks; how many loads got any.

    BadInput when a file of the store is damaged or its manifest is not one that this version reads; then
    nothing is changed.
    """
    with writing(store):
        loads = read_manifest(store).loads
        whole = tuple(_with_cuts(store, loads[:place], load, cuts) for place, load in enumerate(loads))
        changed = [load for load, before in zip(whole, loads, strict=True) if load != before]
        if changed:
            for load in changed:
                sync_tree(store / load.folder)
            replace_durably(store / FILE, Manifest(whole).to_json())
        return len(changed)


def _with_cuts(store: Path, earlier: tuple[Load, ...], load: Load, cuts: Cuts) -> Load:
    held = {one.cut for one in load.cuts}
    lacking = {name: steps for name, steps in cuts.items() if name not in held}
    if not lacking:
        return load
    return replace(load, cuts=(*load.cuts, *_made(store, earlier, load, lacking)))


def _made(store: Path, earlier: tuple[Load, ...], load: Load, cuts: Cuts) -> tuple[CutFile, ...]:
    files = tuple(store / partition.file for partition in load.partitions)
    gone = next((one for one in earlier if one.sequence == load.replaces), None)
    with connect() as connection:
        # What is attached to contacts is in no cube.
        connection.register("received_attached", to_table(()))
        connection.register("no_contacts", SCHEMA.empty_table())
        rows = f"UNION ALL BY NAME SELECT * EXCLUDE (load) FROM {parquet(files)}" if files else ""
        connection.execute(f"CREATE TEMP VIEW received AS SELECT * FROM no_contacts {rows}")
        come(connection, load.sequence)
        regions = regions_touched(connection, gone)
        run_steps(connection, change_steps(Snapshot(store, earlier), regions, gone))
        return write_cuts(connection, store, load.folder, cuts)
