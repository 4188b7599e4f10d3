"""Put a backup back into an empty database, all or nothing, and see that it is what was backed up.

Whoever has been destroyed stays destroyed, also when it was after the backup was made (`filling`). Here does
not belong the file's form (`sealed_file`, `make`), nor what must hold afterwards (`holds`).
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from django.core.management.color import no_style
from django.db import DatabaseError, IntegrityError, connections, transaction

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.service.backup.filling import Filling, Restored
from vardvag.service.backup.holds import what_is_wrong
from vardvag.service.backup.sealed_file import read_sealed
from vardvag.service.backup.tables import END_OF_LOG, kept_models
from vardvag.service.backup.tombstones import Told
from vardvag.service.store.person_keys import PersonKeys


def restore_backup(
    part: str, file: Path, key: bytes, destroyed: Mapping[str, Told], keys: PersonKeys
) -> Restored:
    """Put *file* into the empty, migrated database of *part*. *destroyed*: the newest list (`tombstones`).

    What is about a person is opened with her key among *keys*. Whose key has been destroyed is left out, as
    if she were on the list.

    BadInput, and nothing is changed, when the database holds anything, when the file cannot be read to its
    end, when it is of another part or a newer version, or when what was put back does not hold together.
    """
    _refuse_not_migrated(part)
    with ExitStack() as held, file.open("rb") as opened:
        if part == "care":  # nobody is destroyed while she is put back
            held.enter_context(keys.at_work(alone=True))
        held.enter_context(transaction.atomic(using=part))
        _refuse_unless_empty(part)
        known = keys.destroyed() if part == "care" else {}
        try:
            restored = Filling(part, {**known, **destroyed}, keys).fill(read_sealed(opened, key))
        except (IntegrityError, ValueError, TypeError, KeyError, AttributeError) as problem:
            finding = Finding("backup-row", _ROW, _NEWER_VERSION, value=type(problem).__name__)
            raise BadInput(_NOT_RESTORED, [finding]) from problem
        _move_counters(part)
        if part == "care":
            from vardvag.service.store.derived import derive_all

            derive_all(part)
        if findings := what_is_wrong(part, restored.rows):
            raise BadInput(_NOT_RESTORED, findings)
    return restored


def _refuse_not_migrated(part: str) -> None:
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connections[part])
        ends = [one for one in executor.loader.graph.leaf_nodes() if one[0] == part]
        ready = not executor.migration_plan(ends)
    except DatabaseError:
        ready = False
    if not ready:
        raise BadInput(_NOT_RESTORED, [Finding("backup-migrate", _NO_TABLES, _MIGRATE)])


def _refuse_unless_empty(part: str) -> None:
    """A database with anything in it is never written over, nor added to."""
    findings = []
    for model in kept_models(part):
        rows = model._default_manager.using(part)
        if model._meta.model_name == END_OF_LOG:
            rows = rows.exclude(rows=0)
        if rows.exists():
            findings.append(Finding("backup-not-empty", _NOT_EMPTY, _EMPTY, column=model._meta.db_table))
    if findings:
        raise BadInput(_NOT_RESTORED, findings)


def _move_counters(part: str) -> None:
    """Rows came with their numbers: the next new one must come after them."""
    connection = connections[part]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(kept_models(part))):
            cursor.execute(statement)


_NOT_RESTORED = Text("Ingenting har återställts", "Nothing has been restored")
_NO_TABLES = Text(
    "Databasen har inte den här versionens tabeller", "The database lacks this version's tables"
)
_MIGRATE = Text("Kör vardvag migrate först", "Run vardvag migrate first")
_NOT_EMPTY = Text("Det finns redan rader i tabellen", "There are rows in the table already")
_EMPTY = Text(
    "Återställ till en ny, tom databas, och byt sedan till den",
    "Restore into a new, empty database, and change over to it afterwards",
)
_ROW = Text("En rad går inte att lägga in", "A row cannot be put in")
_NEWER_VERSION = Text(
    "Kopian är gjord av en annan version: använd den, eller en nyare",
    "The backup was made by another version: use that one, or a newer",
)
