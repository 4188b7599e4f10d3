"""The tables of the region's log. `LogRecord` is append-only: the database refuses (migration 0001)."""

from __future__ import annotations

from vardvag.service.chained_log import Head, Record


class LogHead(Head):
    """The end of the region's log."""


class LogRecord(Record):
    """One row of the region's log."""
