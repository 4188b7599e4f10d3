"""Find the open tables: what others have published, and what has been counted for the public part.

Here does not belong what a table is (`statistics.open_table`), nor a form that it is sent in.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from vardvag.base.errors import NotFound
from vardvag.base.texts import Text
from vardvag.statistics.open_counted import open_counted
from vardvag.statistics.open_published import open_published
from vardvag.statistics.open_rows import read_published
from vardvag.statistics.open_table import OpenTable
from vardvag.statistics.published_table import published_tables
from vardvag.usecases.public_cells import statistics_of


def open_tables(data: Path) -> Mapping[str, OpenTable]:
    """Every open table by its id, those counted first; *data* is the service's folder."""
    return {**_counted(data), **_published()}


def open_table(name: str, data: Path) -> OpenTable:
    """The table called *name*. NotFound names the nearest."""
    known = open_tables(data)
    if name not in known:
        raise NotFound(Text("Tabell", "table"), name, known)
    return known[name]


@functools.cache
def _published() -> Mapping[str, OpenTable]:
    return {name: open_published(table) for name, table in published_tables().items()}


def _counted(data: Path) -> Mapping[str, OpenTable]:
    files = sorted(statistics_of(data).glob("*.parquet"))
    return {one.stem: _read(one, one.stat().st_mtime_ns, one.stat().st_ino) for one in files}


@functools.lru_cache(maxsize=64)
def _read(file: Path, written: int, number: int) -> OpenTable:
    """The table in *file*, read again when it has been exchanged: then it is another file."""
    return open_counted(read_published(file))
