"""Read a database as it stands at one moment, while others go on writing.

Here does not belong what is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

_BEGIN = {
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}
"""Both read as of their first statement and hold up no writer: SQLite by its write-ahead log."""


@contextmanager
def one_moment(alias: str) -> Iterator[None]:
    """All that is read inside is of one moment; nothing can be written."""
    connection = connections[alias]
    if connection.in_atomic_block:
        raise AssertionError("a snapshot begins a transaction of its own")
    # Not `atomic`: on SQLite that would take the writer's lock for as long as the backup lasts.
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
