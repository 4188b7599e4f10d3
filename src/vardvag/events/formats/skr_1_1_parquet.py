"""`skr-1.1-parquet`: contacts of the national model 1.1 in Parquet, a column of text for each attribute.

Parquet as the store keeps contacts has other columns, and is known by them (`store_parquet`). Needs the extra
[statistics]. Here does not belong how Parquet is opened (`tables/parquet`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vardvag.base.texts import Text
from vardvag.events.formats import store_parquet
from vardvag.events.formats.cells import rows_of
from vardvag.events.formats.reading import Reading, Rows, read_rows
from vardvag.events.formats.skr_rows import CONTACT_ROWS, row_of
from vardvag.events.formats.tables.parquet import open_parquet, write_parquet_texts
from vardvag.events.model import Contact

NAME = "skr-1.1-parquet"
SUFFIXES = (".parquet",)
TITLE = Text("Kontakter i specialiserad vård, Parquet", "Contacts in specialised care, Parquet")
MODEL = CONTACT_ROWS


def open_rows(path: Path) -> Rows:
    """Open a file. OSError when it cannot be opened; MissingExtra without the extra [statistics]."""
    table = open_parquet(path)
    if store_parquet.is_of_store(table.header):
        return store_parquet.open_rows(path)
    return rows_of(table, CONTACT_ROWS)


def read(path: Path) -> Reading:
    """Read a file with every finding. Errors as `open_rows`."""
    return read_rows(path.name, open_rows(path))


def write(contacts: Iterable[Contact], path: Path) -> int:
    """Write contacts as one file, streamed; the answer is how many."""
    return write_parquet_texts(map(row_of, contacts), path, CONTACT_ROWS.attributes)
