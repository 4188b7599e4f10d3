"""A log as two tables, the same in every database that has one: its rows, chained, and where it ends.

Each part that keeps people's data makes its own tables of these, in its own database. Here does not belong
what a row says or how a chain is verified (`contracts/log`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import models, transaction
from django.db.models import F

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import LONGEST, PersonId
from vardvag.contracts.log import LogEntry, LogRow, chained

_IDENTIFIER = LONGEST
_NAME = 200


class Head(models.Model):
    """The end of the log: how many rows, and the last digest. Its one row is the lock of all writing."""

    rows: models.BigIntegerField[int, int] = models.BigIntegerField()
    digest: models.CharField[str, str] = models.CharField(max_length=64)

    class Meta:
        abstract = True


class Record(models.Model):
    """One row of the log, in its place in the chain."""

    number: models.BigIntegerField[int, int] = models.BigIntegerField(primary_key=True)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    who: models.CharField[str, str] = models.CharField(max_length=_NAME)
    name: models.CharField[str, str] = models.CharField(max_length=_NAME)
    role: models.CharField[str, str] = models.CharField(max_length=40)
    unit: models.CharField[str | None, str | None] = models.CharField(max_length=_IDENTIFIER, null=True)
    action: models.CharField[str, str] = models.CharField(max_length=40)
    plan: models.CharField[str | None, str | None] = models.CharField(max_length=_NAME, null=True)
    person: models.CharField[str | None, str | None] = models.CharField(
        max_length=_IDENTIFIER, null=True, db_index=True
    )
    allowed: models.BooleanField[bool, bool] = models.BooleanField()
    rule: models.CharField[str, str] = models.CharField(max_length=_NAME)
    paragraph: models.CharField[str, str] = models.CharField(max_length=_NAME)
    reason: models.TextField[str, str] = models.TextField()
    previous: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    digest: models.CharField[str, str] = models.CharField(max_length=64, unique=True)

    class Meta:
        abstract = True


class ChainedLog:
    """The log kept in the tables *head* and *record* of the database *alias*."""

    def __init__(self, head: type[Head], record: type[Record], alias: str) -> None:
        self._head = head._default_manager.using(alias)
        self._record = record._default_manager.using(alias)
        self._alias = alias

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is kept together or not at all. Taken one at a time, also between processes."""
        with transaction.atomic(using=self._alias):
            # A write as the first statement: takes the row's lock on PostgreSQL and the file's on SQLite.
            self._head.filter(pk=1).update(rows=F("rows"))
            yield

    def append_log(self, entry: LogEntry) -> LogRow:
        """Keep an entry as the next row of the log; committed, unless a transaction is open around it."""
        with self.transaction():
            head = self._head.get(pk=1)
            row = chained(entry, head.rows + 1, head.digest)
            self._record.create(**_columns(row))
            self._head.filter(pk=1).update(rows=row.number, digest=row.digest)
        return row

    def log(self, person: PersonId | None = None) -> tuple[LogRow, ...]:
        """The log in order; of one person, the rows about her."""
        records = self._record.order_by("number")
        return tuple(_row(record) for record in (records.filter(person=person) if person else records))


_SAME_NAME = (
    "who",
    "name",
    "role",
    "unit",
    "action",
    "plan",
    "person",
    "allowed",
    "rule",
    "paragraph",
    "reason",
)


def _columns(row: LogRow) -> dict[str, object]:
    columns: dict[str, object] = {name: getattr(row.entry, name) for name in _SAME_NAME}
    columns |= {
        "at": row.entry.when.utc,
        "number": row.number,
        "previous": row.previous,
        "digest": row.digest,
    }
    return columns


def _row(record: Record) -> LogRow:
    said = {name: getattr(record, name) for name in _SAME_NAME}
    return LogRow(record.number, LogEntry(when=Moment.of(record.at), **said), record.previous, record.digest)
