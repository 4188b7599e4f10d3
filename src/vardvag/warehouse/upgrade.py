"""Bring a store up to date: make the cubes of loads received by an earlier version anew, all or nothing.

Every load's change is worked out anew from the contacts received, load by load, as it was when it came. The
files lie beside the load's others, under names that no file has had, and nothing names them until the
manifest does, in one step; so an upgrade that is interrupted leaves the store as it was, and the next one
writes them again. No file that is named is touched; the cubes that are no longer named are swept away by
whoever writes next (`sweep`).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from vardvag.engines.duckdb_engine import connect
from vardvag.engines.steps import Step, run_steps
from vardvag.events.arrow import SCHEMA
from vardvag.warehouse.attached import to_table
from vardvag.warehouse.change import (
    CHANGES,
    CubeSteps,
    Cuts,
    change_steps,
    come,
    copy,
    regions_touched,
    write_cuts,
)
from vardvag.warehouse.durable import replace_durably, sync_tree
from vardvag.warehouse.lock import writing
from vardvag.warehouse.manifest import CUBE_SHAPE, FILE, Load, read_manifest
from vardvag.warehouse.snapshot import Snapshot, parquet, replaced_rows
from vardvag.warehouse.sweep import sweep


def upgrade(store: Path, cube_steps: CubeSteps, cuts: Cuts) -> int:
    """Give every load of the store in *store* the cubes of today; how many loads got any.

    A load whose cubes have an older shape gets all of them anew, another those by *cuts* that it lacks.
    BadInput when a file of the store is damaged or its manifest is not one that this version reads; then
    nothing is changed.
    """
    with writing(store):
        manifest = read_manifest(store)
        loads, time = manifest.loads, manifest.made_anew + 1
        sweep(store, manifest)
        whole = tuple(
            _up_to_date(store, loads[:place], load, cube_steps, cuts, time)
            for place, load in enumerate(loads)
        )
        changed = [load for load, before in zip(whole, loads, strict=True) if load != before]
        if changed:
            for load in changed:
                sync_tree(store / load.folder)
            replace_durably(store / FILE, replace(manifest, loads=whole, made_anew=time).to_json())
        return len(changed)


def _up_to_date(
    store: Path, earlier: tuple[Load, ...], load: Load, cube_steps: CubeSteps, cuts: Cuts, time: int
) -> Load:
    if load.cube_shape < CUBE_SHAPE:
        return with_cubes_anew(store, earlier, load, cube_steps, cuts, time)
    held = {one.cut for one in load.cuts}
    lacking = {name: steps for name, steps in cuts.items() if name not in held}
    return with_cubes_anew(store, earlier, load, None, lacking, time) if lacking else load


def with_cubes_anew(
    store: Path, earlier: tuple[Load, ...], load: Load, cube_steps: CubeSteps | None, cuts: Cuts, time: int
) -> Load:
    """*load* with its cube and those by *cuts* worked out anew, as the change it made to the *earlier* loads.

    Without *cube_steps* its cube and the cuts it has are kept, and *cuts* come to them. *time* is the number
    of the time that files of the store are made anew.
    """
    files = tuple(store / partition.file for partition in load.partitions)
    replaced = (store / load.superseded,) if load.superseded else ()
    gone = next((one for one in earlier if one.sequence == load.replaces), None)
    anew = f"-anew-{time}"
    with connect() as connection:
        # What is attached to contacts is in no cube.
        connection.register("received_attached", to_table(()))
        connection.register("no_contacts", SCHEMA.empty_table())
        rows = f"UNION ALL BY NAME SELECT * EXCLUDE (load) FROM {parquet(files)}" if files else ""
        connection.execute(f"CREATE TEMP VIEW received AS SELECT * FROM no_contacts {rows}")
        come(connection, load.sequence)
        run_steps(connection, [Step("incoming_replaced", replaced_rows(replaced))])
        # Of a row that has been removed only what it replaced may be left.
        traces = connection.execute("SELECT DISTINCT region FROM incoming_replaced").fetchall()
        regions = regions_touched(connection, gone) | {region for (region,) in traces}
        run_steps(connection, change_steps(Snapshot(store, earlier), regions, gone))
        if cube_steps is None:
            return replace(load, cuts=(*load.cuts, *write_cuts(connection, store, load.folder, cuts, anew)))
        cube = f"{load.folder}/cube{anew}.parquet"
        copy(connection, f"SELECT * FROM {run_steps(connection, cube_steps(*CHANGES))}", store / cube)
        made = write_cuts(connection, store, load.folder, cuts, anew)
        return replace(load, cube=cube, cuts=made, cube_shape=CUBE_SHAPE)
