"""Remove contacts from the store for good: those of months kept long enough, or those that are named.

The loads keep their order and their numbers; their files are made anew without what is removed, beside the
old ones and under names that no file has had, and the cubes with them. The manifest is swapped in one step,
and then the old files are deleted: a removal that is interrupted before the swap has removed nothing, and one
that is interrupted after it is finished by whoever writes next. What a removed row had replaced stays
replaced, without anybody's id. Here does not belong which rows to remove (`usecases/remove_contacts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vardvag.base.days import Month
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.engines.duckdb_engine import connect
from vardvag.warehouse.change import CubeSteps, Cuts
from vardvag.warehouse.durable import replace_durably, sync_tree
from vardvag.warehouse.lock import writing
from vardvag.warehouse.manifest import FILE, Load, Manifest, read_manifest
from vardvag.warehouse.removals import Removal, RemovalKind
from vardvag.warehouse.remove_files import Without
from vardvag.warehouse.snapshot import parquet
from vardvag.warehouse.sweep import sweep, unnamed_files
from vardvag.warehouse.upgrade import with_cubes_anew

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Before:
    """The rows of report months before `month`, of one region or (None) of all."""

    month: Month
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """One contact of a region that is named: `ids` are what it may be called in the store.

    `file`, `row`, `column` and `value` say where it was named.
    """

    region: str
    ids: tuple[str, ...]
    file: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """What a removal did, or would do: None when there was nothing to remove.

    `related` are contacts (region and id) that are left, and that a removed one had replaced or was replaced
    by: the same contact under another id, perhaps. `finished` is how many files an interrupted removal or
    load had left, and are gone now.
    """

    removal: Removal | None
    related: tuple[tuple[str, str], ...] = ()
    finished: int = 0


def remove(
    store: Path,
    chosen: Before | Sequence[Named],
    cube_steps: CubeSteps,
    cuts: Cuts,
    *,
    at: Moment,
    by: str,
    reason: str,
    only_tell: bool = False,
) -> Removed:
    """Remove what is *chosen* from the store in *store*, or *only_tell* what would go; all of it or nothing.

    Returns when the files it was in are gone. BadInput when a named contact is not there (every one is told),
    a file is damaged, or the manifest is not one that this version reads; then nothing is removed.
    """
    with writing(store):
        manifest = read_manifest(store)
        left = len(unnamed_files(store, manifest)) if only_tell else sweep(store, manifest)
        with connect() as connection:
            without = _without(connection, store, manifest, chosen, left)
            taken = without.taken()
            related = without.related()
            if not taken.rows and not taken.attached_rows:
                return Removed(None, finished=left)
            months = chosen if isinstance(chosen, Before) else None
            removal = Removal(
                at,
                by,
                reason,
                RemovalKind.CONTACTS if months is None else RemovalKind.MONTHS,
                taken.rows,
                taken.attached_rows,
                len(taken.months),
                tuple(sorted(taken.loads)),
                None if months is None else months.month,
                None if months is None else months.region,
            )
            if only_tell:
                return Removed(removal, related, left)
            time = manifest.made_anew + 1
            written = [without.written(load, time) for load in manifest.loads]
            about = {
                load.sequence: _regions(connection, store, load, manifest.loads) for load in manifest.loads
            }
        loads: list[Load] = []
        for load in written:
            if not about[load.sequence].isdisjoint(without.regions):
                load = with_cubes_anew(store, tuple(loads), load, cube_steps, cuts, time)
            loads.append(load)
        _swap(store, manifest, tuple(loads), removal)
    return Removed(removal, related, left)


def _without(
    connection: duckdb.DuckDBPyConnection,
    store: Path,
    manifest: Manifest,
    chosen: Before | Sequence[Named],
    left: int,
) -> Without:
    if isinstance(chosen, Before):
        region = "" if chosen.region is None else f" AND region = '{chosen.region}'"
        return Without(connection, store, manifest.loads, f"month < {chosen.month.index}{region}")
    connection.execute("CREATE TEMP TABLE named (region VARCHAR, contact_id VARCHAR)")
    called = [(one.region, name) for one in chosen for name in one.ids]
    if called:
        connection.executemany("INSERT INTO named VALUES (?, ?)", called)
    without = Without(connection, store, manifest.loads, "(region, contact_id) IN (FROM named)")
    _refuse_unknown(chosen, without.contacts_taken(), left)
    return without


def _refuse_unknown(chosen: Iterable[Named], there: frozenset[tuple[str, str]], finished: int) -> None:
    unknown = [one for one in chosen if there.isdisjoint((one.region, name) for name in one.ids)]
    if not unknown:
        return
    told = Text("Inget togs bort.", "Nothing was removed.")
    if finished:
        told = Text(
            f"Inget mer togs bort; {finished} filer som ett avbrott hade lämnat är borta nu.",
            f"Nothing more was removed; {finished} files that an interruption had left are gone now.",
        )
    raise BadInput(
        told,
        [
            Finding(
                "contact-unknown",
                Text(
                    f"Ingen kontakt med det id:t finns i lagret från region {one.region}",
                    f"No contact with that id is in the store from region {one.region}",
                ),
                Text(
                    "Rätta id:t eller regionen, eller ta bort raden om kontakten redan är borttagen",
                    "Mend the id or the region, or take the row away if the contact is removed already",
                ),
                file=one.file,
                row=one.row,
                column=one.column,
                value=one.value,
            )
            for one in unknown
        ],
    )


def _regions(
    connection: duckdb.DuckDBPyConnection, store: Path, load: Load, loads: Sequence[Load]
) -> frozenset[str]:
    """The regions whose contacts a load may have changed: its own, and those of the call it replaces."""
    told = [load, *(one for one in loads if one.sequence == load.replaces)]
    found = {part.region for one in told for part in one.partitions}
    if load.superseded is not None:  # of rows that were removed earlier nothing else may be left
        query = f"SELECT DISTINCT region FROM {parquet((store / load.superseded,))}"
        found |= {region for (region,) in connection.execute(query).fetchall()}
    return frozenset(found)


def _swap(store: Path, manifest: Manifest, loads: tuple[Load, ...], removal: Removal) -> None:
    """Make it so: the new files to the disk, the manifest in one step, and the old files away."""
    for load, before in zip(loads, manifest.loads, strict=True):
        if load != before:
            sync_tree(store / load.folder)
    after = replace(
        manifest, loads=loads, made_anew=manifest.made_anew + 1, removals=(*manifest.removals, removal)
    )
    replace_durably(store / FILE, after.to_json())
    sweep(store, after)
