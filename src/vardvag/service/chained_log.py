"""A log as five tables, the same in every database that has one: rows that wait, rows chained, their end,
seals, and what has been removed.

Whoever reads a person's data commits a row that waits, and waits for nobody. Rows get their place in the
chain in batches, one batch at a time, in the order they became visible: every so many rows, and always before
the log is read, sealed or exported. So the chain never forks, and no reader keeps another waiting.

Each part that keeps people's data makes its own tables of these, in its own database. Here does not belong
what a row says or how a chain is verified (`contracts/log`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import LONGEST, PersonId
from vardvag.contracts.log import FIRST_SCHEME, LATER, LogEntry, LogRow, Removed, chained
from vardvag.contracts.log_seal import Checkpoint

_IDENTIFIER = LONGEST
_NAME = 200
_AT_A_TIME = 2_000
CHAINED_EVERY = 256
"""After so many rows the rows that wait are chained, also when nobody reads or seals the log."""


class Head(models.Model):
    """The end of the chain: how many rows, and the last digest. Its one row is the lock of all chaining."""

    rows: models.BigIntegerField[int, int] = models.BigIntegerField()
    digest: models.CharField[str, str] = models.CharField(max_length=64)

    class Meta:
        abstract = True


class Entry(models.Model):
    """What a row says (`contracts.log.LogEntry`)."""

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
    # Null where a row was written before they were kept: a column that may be null is added without copying
    # the table, so the database's refusal to change it stays. See `contracts.log.LATER`.
    provider: models.CharField[str | None, str | None] = models.CharField(max_length=_NAME, null=True)
    process: models.CharField[str | None, str | None] = models.CharField(max_length=_NAME, null=True)
    source: models.CharField[str | None, str | None] = models.CharField(max_length=_NAME, null=True)
    purpose: models.CharField[str | None, str | None] = models.CharField(max_length=_NAME, null=True)

    class Meta:
        abstract = True


class Waiting(Entry):
    """One row of the log that has no place in the chain yet. It may be deleted when its `Record` is there."""

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    # Few rows, and none is looked for by person: an index would cost each of them.
    person: models.CharField[str | None, str | None] = models.CharField(max_length=_IDENTIFIER, null=True)

    class Meta:
        abstract = True


class Record(Entry):
    """One row of the log, in its place in the chain. `waited_as` is the id of the `Waiting` it was."""

    number: models.BigIntegerField[int, int] = models.BigIntegerField(primary_key=True)
    scheme: models.SmallIntegerField[int | None, int | None] = models.SmallIntegerField(null=True)
    previous: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    digest: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    waited_as: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)

    class Meta:
        abstract = True
        indexes = (models.Index(fields=("waited_as",), name="%(app_label)s_%(class)s_waited"),)


class Seal(models.Model):
    """One signed checkpoint of the log (`contracts.log_seal`)."""

    number: models.BigIntegerField[int, int] = models.BigIntegerField(primary_key=True)
    digest: models.CharField[str, str] = models.CharField(max_length=64)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    previous: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    signature: models.CharField[str, str] = models.CharField(max_length=128)

    class Meta:
        abstract = True


class Trim(models.Model):
    """That the rows up to `number` have been lawfully removed (`contracts.log.Removed`)."""

    number: models.BigIntegerField[int, int] = models.BigIntegerField(primary_key=True)
    digest: models.CharField[str, str] = models.CharField(max_length=64)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    by: models.CharField[str, str] = models.CharField(max_length=_NAME)

    class Meta:
        abstract = True


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one log."""

    head: type[Head]
    waiting: type[Waiting]
    record: type[Record]
    seal: type[Seal]
    trim: type[Trim]


class ChainedLog:
    """The log kept in the tables of the database *alias*, which names it too."""

    def __init__(self, tables: Tables, alias: str) -> None:
        self._head = tables.head._default_manager.using(alias)
        self._waiting = tables.waiting._default_manager.using(alias)
        self._record = tables.record._default_manager.using(alias)
        self._make = tables.waiting, tables.record
        self._seal = tables.seal._default_manager.using(alias)
        self._trim = tables.trim._default_manager.using(alias)
        self._alias = alias
        self.name = alias

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is kept together or not at all. Taken one at a time, also between processes."""
        with transaction.atomic(using=self._alias):
            self._lock()
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """The same, but nobody waits for it: for who reads, and only adds to the log that she does."""
        if transaction.get_connection(self._alias).in_atomic_block:
            yield
            return
        with transaction.atomic(using=self._alias):
            yield

    def _lock(self, *, wait: bool = True) -> Head | None:
        """The chain's end, which nobody else can move until this transaction has ended.

        None when somebody else has it and there is no time to *wait*. On PostgreSQL by the row's lock. SQLite
        has none: there the transaction began as a writer's, by the settings (`databases`).
        """
        can_skip = transaction.get_connection(self._alias).features.has_select_for_update_skip_locked
        return self._head.select_for_update(skip_locked=can_skip and not wait).filter(pk=1).first()

    def append_log(self, entry: LogEntry) -> None:
        """Keep an entry; committed when this returns, unless a transaction is open around it."""
        waiting = self._make[0](**_said(entry))
        waiting.save(using=self._alias, force_insert=True)
        if waiting.id % CHAINED_EVERY == 0:
            transaction.on_commit(lambda: self.chain(wait=False), using=self._alias, robust=True)

    def chain(self, *, wait: bool = True) -> int:
        """Give every row that waits its place in the chain; how many got one.

        None of them when somebody else is at it and there is no time to *wait*.
        """
        done = 0
        while batch := self._chain_batch(wait=wait):
            done += batch
        return done

    def _chain_batch(self, *, wait: bool) -> int:
        if not self._waiting.exists():
            return 0
        record = self._make[1]
        # Inside another transaction it needs no place of its own to go back to: all is kept, or nothing.
        with transaction.atomic(using=self._alias, savepoint=False):
            head = self._lock(wait=wait)
            if head is None:
                return 0
            rows, number, digest = [], head.rows, head.digest
            # A row that was committed late has a low id and is found in a later batch: it is never passed by.
            batch = list(self._waiting.order_by("id")[:_AT_A_TIME])
            for one in batch:
                row = chained(_entry(one), number + 1, digest)
                number, digest = row.number, row.digest
                rows.append(record(**_columns(row), waited_as=one.pk))
            self._record.bulk_create(rows)
            self._waiting.filter(pk__in=[one.pk for one in batch]).delete()
            self._head.filter(pk=1).update(rows=number, digest=digest)
        return len(batch)

    def log(self, person: PersonId | None = None) -> tuple[LogRow, ...]:
        """The log in order; of one person, the rows about her."""
        self.chain()
        records = self._record.order_by("number")
        return tuple(_row(record) for record in (records.filter(person=person) if person else records))

    def each_row(self, after: int = 0, last: int | None = None) -> Iterator[LogRow]:
        """The chained rows after number *after*, up to number *last*, in order and a few at a time: a log may
        be larger than memory."""
        rows = self._record.filter(number__gt=after)
        rows = rows if last is None else rows.filter(number__lte=last)
        return map(_row, rows.order_by("number").iterator(chunk_size=_AT_A_TIME))

    def end(self) -> tuple[int, str]:
        """How many rows are chained, and the last one's digest, as the log itself says."""
        head = self._head.get(pk=1)
        return head.rows, head.digest

    def removed(self) -> Removed | None:
        """What has been lawfully removed from its beginning; None when nothing has."""
        last = self._trim.order_by("number").last()
        return None if last is None else Removed(last.number, last.digest, Moment.of(last.at), last.by)

    def remove(self, removed: Removed) -> int:
        """Delete the rows up to one that a checkpoint is of, and keep that they are gone; how many went."""
        with transaction.atomic(using=self._alias):
            self._lock()
            self._trim.create(number=removed.number, digest=removed.digest, at=removed.at.utc, by=removed.by)
            rows = self._record.filter(number__lte=removed.number)
            held = rows.count()
            # Below the collector of Django, which would read each row before it deletes it.
            rows._raw_delete(self._alias)
        return held

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The signed checkpoints, in order."""
        return tuple(
            Checkpoint(self.name, one.number, one.digest, Moment.of(one.at), one.previous, one.signature)
            for one in self._seal.order_by("number")
        )

    def append_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a checkpoint."""
        self._seal.create(
            number=checkpoint.number,
            digest=checkpoint.digest,
            at=checkpoint.at.utc,
            previous=checkpoint.previous,
            signature=checkpoint.signature,
        )


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
    *LATER,
)


def _said(entry: LogEntry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in _SAME_NAME} | {"at": entry.when.utc}


def _columns(row: LogRow) -> dict[str, object]:
    place = {"number": row.number, "previous": row.previous, "digest": row.digest, "scheme": row.scheme}
    return _said(row.entry) | place


def _entry(kept: Entry) -> LogEntry:
    said = {name: getattr(kept, name) for name in _SAME_NAME}
    return LogEntry(when=Moment.of(kept.at), **said)


def _row(record: Record) -> LogRow:
    return LogRow(
        record.number,
        _entry(record),
        record.previous,
        record.digest,
        FIRST_SCHEME if record.scheme is None else record.scheme,
    )
