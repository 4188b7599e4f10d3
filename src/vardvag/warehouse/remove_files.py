"""The files of a load without the rows that are removed: contacts, what was replaced, what is attached.

A file that loses nothing is kept as it is. Here does not belong when they take the place of the others
(`remove`), nor the cubes (`upgrade`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vardvag.base.days import Month
from vardvag.engines.steps import Step, run_steps
from vardvag.events.model import PRIMARY_PHASES
from vardvag.warehouse.change import copy, number_of
from vardvag.warehouse.manifest import Load, Partition
from vardvag.warehouse.snapshot import parquet, replaced_rows, until_rows

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows go, of which region's months, and out of which loads."""

    rows: int
    attached_rows: int
    months: frozenset[tuple[str, Month]]
    loads: frozenset[int]


class Without:
    """The files of *loads* without the contact rows for which *going*, a condition in SQL, is true.

    Everything that is known of a contact whose rows all go, goes: which contact replaced it, and that it
    replaced another, whose rows stay replaced by nobody. What is attached to a contact goes with the last row
    that says it was held.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, store: Path, loads: Sequence[Load], going: str
    ) -> None:
        self._connection, self._store, self._loads = connection, store, loads
        self._named = "named" in going
        files = tuple(store / part.file for load in loads for part in load.partitions)
        superseded = tuple(store / load.superseded for load in loads if load.superseded)
        attached = tuple(store / load.attached for load in loads if load.attached)
        rows = (
            f"SELECT region, contact_id, month, load, reported, replaces FROM {parquet(files)}"
            if files
            else "SELECT '' AS region, '' AS contact_id, 0 AS month, 0 AS load, '' AS reported, "
            "'' AS replaces WHERE false"
        )
        hung = until_rows(attached) if attached else _NOTHING_ATTACHED
        # Of a named contact, which other replaced it is not told either; a row of a month is kept as it came.
        forget = (
            "CASE WHEN (region, replaces) IN (FROM named) THEN NULL ELSE replaces END"
            if self._named
            else "replaces"
        )
        fell = " UNION ALL ".join(
            f"SELECT DISTINCT region, contact_id, {gone.sequence} AS since, {load.sequence} AS by_load "
            f"FROM all_rows WHERE load = {gone.sequence}"
            for load in loads
            for gone in loads
            if load.replaces == gone.sequence
        )
        run_steps(
            connection,
            [
                Step("all_rows", rows, kept=True),
                Step("going", f"SELECT * FROM all_rows WHERE {going}", kept=True),
                Step("staying", f"SELECT * REPLACE ({forget} AS replaces) FROM all_rows WHERE NOT ({going})"),
                Step(
                    "left_contacts",
                    "SELECT region, contact_id, bool_or(reported = 'done') AS held FROM staying GROUP BY ALL",
                    kept=True,
                ),
                Step("old_superseded", replaced_rows(superseded)),
                Step("new_superseded", _STILL_REPLACED, kept=True),
                Step("old_attached", hung),
                Step("fell", fell or _NOTHING_FELL, kept=True),
                Step("new_attached", _STILL_ATTACHED, kept=True),
            ],
        )
        self.regions = frozenset(
            region for (region,) in connection.execute("SELECT DISTINCT region FROM going").fetchall()
        )

    def taken(self) -> Taken:
        """How much goes."""
        months = self._connection.execute("SELECT DISTINCT region, month FROM going").fetchall()
        fewer = (
            "(SELECT load, count(*) AS number FROM old_attached GROUP BY load) AS old LEFT JOIN "
            "(SELECT load, count(*) AS number FROM new_attached GROUP BY load) AS new USING (load) "
            "WHERE old.number > coalesce(new.number, 0)"
        )
        loads = self._connection.execute(
            f"SELECT DISTINCT load FROM going UNION SELECT load FROM {fewer}"
        ).fetchall()
        return Taken(
            number_of(self._connection, "SELECT count(*) FROM going"),
            number_of(
                self._connection,
                "SELECT (SELECT count(*) FROM old_attached) - (SELECT count(*) FROM new_attached)",
            ),
            frozenset((region, Month.from_index(index)) for region, index in months),
            frozenset(load for (load,) in loads),
        )

    def contacts_taken(self) -> frozenset[tuple[str, str]]:
        """Every contact of which a row goes, by region and id."""
        query = "SELECT DISTINCT region, contact_id FROM going"
        return frozenset(self._connection.execute(query).fetchall())

    def related(self) -> tuple[tuple[str, str], ...]:
        """Contacts that are left, and that a named one had replaced or was replaced by."""
        if not self._named:
            return ()
        return tuple(self._connection.execute(_RELATED).fetchall())

    def written(self, load: Load, time: int) -> Load:
        """*load* with new files where its own hold something that goes. *time* is in their names."""
        end = f"-anew-{time}.parquet"
        parts = tuple(
            left for part in load.partitions if (left := self._partition(part, load, end)) is not None
        )
        superseded = load.superseded
        if superseded is not None and self._differs("superseded", load):
            superseded = self._file("superseded", load, end)
        attached, number = load.attached, load.attached_rows
        if attached is not None and self._differs("attached", load):
            attached = self._file("attached", load, end)
            number = self._number(f"new_attached WHERE load = {load.sequence}")
        return replace(load, partitions=parts, superseded=superseded, attached=attached, attached_rows=number)

    def _partition(self, part: Partition, load: Load, end: str) -> Partition | None:
        here = f"region = '{part.region}' AND month = {part.month.index} AND load = {load.sequence}"
        forgets = (
            f"all_rows WHERE {here} AND (region, replaces) IN (FROM named)"
            if self._named
            else "going WHERE false"
        )
        if not self._number(f"going WHERE {here}") and not self._number(forgets):
            return part
        if not self._number(f"staying WHERE {here}"):
            return None
        rows = f"SELECT * FROM {parquet((self._store / part.file,))}"
        if self._named:
            rows = (
                "SELECT * REPLACE (CASE WHEN (region, replaces) IN (FROM named) THEN NULL ELSE replaces END "
                f"AS replaces) FROM ({rows}) WHERE (region, contact_id) NOT IN (FROM named)"
            )
        file = f"{load.folder}/contacts-{part.region}-{part.month}{end}"
        copy(self._connection, rows, self._store / file)
        primary = f"phase IN ({', '.join(str(int(one)) for one in PRIMARY_PHASES)})"
        written = parquet((self._store / file,))
        done, waiting, primary_done, primary_waiting = (
            self._number(f"{written} WHERE reported = '{reported}' AND {care}")
            for care in (f"NOT {primary}", primary)
            for reported in ("done", "waiting")
        )
        return Partition(part.region, part.month, file, done, waiting, primary_done, primary_waiting)

    def _differs(self, what: str, load: Load) -> bool:
        old, new = (f"SELECT * FROM {age}_{what} WHERE load = {load.sequence}" for age in ("old", "new"))
        return bool(
            self._number(f"({old} EXCEPT ALL SELECT * FROM ({new}))")
            + self._number(f"({new} EXCEPT ALL SELECT * FROM ({old}))")
        )

    def _file(self, what: str, load: Load, end: str) -> str | None:
        if not self._number(f"new_{what} WHERE load = {load.sequence}"):
            return None
        file = f"{load.folder}/{what}{end}"
        query = f"SELECT * FROM new_{what} WHERE load = {load.sequence} ORDER BY ALL"
        copy(self._connection, query, self._store / file)
        return file

    def _number(self, source: str) -> int:
        return number_of(self._connection, f"SELECT count(*) FROM {source}")


_REPLACER_STAYS = """
EXISTS (SELECT 1 FROM staying AS one WHERE one.load = old.load AND one.region = old.region
        AND one.contact_id = old.replaced_by AND one.replaces = old.contact_id)
"""

_STILL_REPLACED = f"""
SELECT region, contact_id, load,
    CASE WHEN replaced_by = contact_id OR {_REPLACER_STAYS} THEN replaced_by ELSE '' END AS replaced_by
FROM old_superseded AS old
WHERE {_REPLACER_STAYS}
   OR EXISTS (SELECT 1 FROM left_contacts AS contact
              WHERE contact.region = old.region AND contact.contact_id = old.contact_id)
"""
"""What was replaced stays replaced, by somebody who is left or by nobody, as long as either is left."""

_STILL_ATTACHED = """
SELECT old.* REPLACE (
    least(old.until, (SELECT min(by_load) FROM fell
                      WHERE fell.region = old.region AND fell.contact_id = old.contact_id
                        AND old.load >= fell.since AND old.load < fell.by_load)) AS until)
FROM old_attached AS old
WHERE EXISTS (SELECT 1 FROM left_contacts AS contact WHERE contact.held
              AND contact.region = old.region AND contact.contact_id = old.contact_id)
"""
"""What is attached to a contact that was held. It fell with a replaced call whose rows may go: it says so."""

_RELATED = """
SELECT DISTINCT region, other FROM (
    SELECT region, contact_id AS one, replaced_by AS other FROM old_superseded
    UNION ALL SELECT region, replaced_by, contact_id FROM old_superseded)
WHERE (region, one) IN (FROM named) AND (region, other) NOT IN (FROM named)
  AND (region, other) IN (SELECT (region, contact_id) FROM left_contacts)
ORDER BY ALL
"""

_NOTHING_ATTACHED = """
SELECT '' AS kind, '' AS region, '' AS contact_id, '' AS code, CAST(0 AS TINYINT) AS role, 0 AS row,
    0 AS load, CAST(NULL AS INTEGER) AS until WHERE false
"""

_NOTHING_FELL = "SELECT '' AS region, '' AS contact_id, 0 AS since, 0 AS by_load WHERE false"
