"""Open a file as a table by what it holds, whatever it is called: workbook, Parquet, or else CSV."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from vardvag.events.formats.tables.delimited import open_delimited
from vardvag.events.formats.tables.parquet import open_parquet
from vardvag.events.formats.tables.table import Table
from vardvag.events.formats.tables.workbook import open_workbook

Opener = Callable[[Path, Collection[str]], Table]

_OPENERS: dict[bytes, Opener] = {
    b"PK\x03\x04": open_workbook,
    b"\xd0\xcf\x11\xe0": open_workbook,  # an old or protected workbook, which says so
    b"PAR1": open_parquet,
}


def opener_of(path: Path) -> Opener:
    """What opens a file, by its first bytes. OSError when it cannot be opened."""
    with path.open("rb") as file:
        return _OPENERS.get(file.read(4), open_delimited)


def open_table(path: Path, names: Collection[str]) -> Table:
    """The table in a file, in which columns of *names* are looked for. OSError when it cannot be opened."""
    return opener_of(path)(path, names)
