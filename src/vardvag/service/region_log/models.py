"""The tables of the region's log. `LogRecord` is append-only: the database refuses (migration 0001)."""

from __future__ import annotations

from vardvag.service.chained_log import Head, Record, Seal, Tables, Trim, Waiting


class LogHead(Head):
    """The end of the region's log."""


class LogWaiting(Waiting):
    """One row of the region's log that waits for its place in the chain."""


class LogRecord(Record):
    """One row of the region's log."""


class LogSeal(Seal):
    """One signed checkpoint of the region's log."""


class LogTrim(Trim):
    """That the first rows of the region's log have been lawfully removed."""


LOG = Tables(LogHead, LogWaiting, LogRecord, LogSeal, LogTrim)
