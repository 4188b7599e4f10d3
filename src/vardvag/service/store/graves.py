"""The tombstones in the care database beside its log, and the rows that go when somebody is destroyed.

Here does not belong when something is destroyed (`contracts.retention`).
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

from django.db import connections
from django.db.models import Max

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PersonId
from vardvag.contracts.log import LogEntry
from vardvag.service.backup.tables import owner_of, tables_about
from vardvag.service.chained_log import ChainedLog
from vardvag.service.store import models
from vardvag.usecases.destroy_record import Tombstone


class DjangoGraves:
    """`usecases.destroy_record.Graves` on the database *alias*."""

    def __init__(self, alias: str = "care") -> None:
        self._alias = alias
        self._log = ChainedLog(models.LOG, alias)

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is kept together, or not at all."""
        return self._log.transaction()

    def append_log(self, entry: LogEntry) -> None:
        """Keep an entry in the log."""
        self._log.append_log(entry)

    def bury(self, stone: Tombstone) -> None:
        """Keep that somebody's content has been destroyed; nothing when it is kept already."""
        said = {"at": stone.at.utc, "by": stone.by, "rule": stone.rule, "decided_as": stone.decided_as}
        models.Tombstone.objects.using(self._alias).get_or_create(person_id=stone.person, defaults=said)

    def last_entry(self, person: PersonId) -> date | None:
        """The legal day on which something was last written about a person; None when there is nobody."""
        if not models.Person.objects.using(self._alias).filter(person_id=person).exists():
            return None
        of = {"person_id": person}
        written = (
            (models.Event, "recorded_at", {"pathway__person_id": person}),
            (models.PlanEvent, "at", of),
            (models.AccessStatement, "at", of),
            (models.FhirVersion, "last_updated", {"plan__person_id": person}),
            (models.FhirVersion, "last_updated", of),
        )
        moments = [
            model._default_manager.using(self._alias).filter(**about).aggregate(last=Max(column))["last"]
            for model, column, about in written
        ]
        return Moment.of(max(filter(None, moments), default=datetime.now(UTC))).legal_day

    def erase(self, person: PersonId) -> int:
        """Delete every row about a person who is buried; how many there were. Rows of the log stay.

        The database lets rows go that are append-only when, and only when, her tombstone is there.
        """
        gone = 0
        for model in tables_about("care"):
            rows = model._default_manager.using(self._alias)
            hers = rows.alias(owner=owner_of(model)).filter(owner=person)
            keys = list(hers.values_list("pk", flat=True))
            # Below the collector of Django, which would read each row before it deletes it.
            rows.filter(pk__in=keys)._raw_delete(self._alias)
            gone += len(keys)
        return gone

    def scrub(self) -> None:
        """See that the database itself keeps no bytes of what was deleted. Call it outside a transaction."""
        connection = connections[self._alias]
        tables = [connection.ops.quote_name(model._meta.db_table) for model in tables_about("care")]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"VACUUM {', '.join(tables)}")
            else:  # what is deleted is written over (`databases`); the log beside it is emptied
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def tombstone(self, person: PersonId) -> Tombstone | None:
        """That a person's content has been destroyed; None when it has not."""
        kept = models.Tombstone.objects.using(self._alias).filter(person_id=person).first()
        if kept is None:
            return None
        return Tombstone(person, Moment.of(kept.at), kept.by, kept.rule, kept.decided_as)
