"""`vardvag-contacts-1`: Parquet as the store keeps contacts, in its own columns (`events/arrow`).

It is read as rows of the national model, so that the same rules judge it; rows are numbered as in any Parquet
(`tables/parquet`). Needs the extra [statistics]. Here does not belong what the columns are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from vardvag.base.texts import Text
from vardvag.events.checks.rule import Row
from vardvag.events.formats.reading import Reading, Rows, read_rows
from vardvag.events.formats.skr_rows import CONTACT_ROWS, row_of
from vardvag.events.formats.tables.parquet import FIRST_ROW, open_parquet
from vardvag.events.formats.tables.table import Table
from vardvag.events.model import Contact

NAME = "vardvag-contacts-1"
SUFFIXES = (".parquet",)
TITLE = Text("Kontakter som lagret håller dem, Parquet", "Contacts as the store keeps them, Parquet")
MODEL = CONTACT_ROWS

_KNOWN_BY = frozenset({"contact_id", "region", "decided_on", "reported"})
_AT_A_TIME = 10_000

_NOT_OURS = Text("Kolumnerna är inte lagrets", "The columns are not those of the store")
_MAKE_IT = Text("Gör filen med vardvag synth eller vardvag load", "Make it by vardvag synth or vardvag load")


def is_of_store(header: Collection[str]) -> bool:
    """Whether columns are those of the store, and not of the national model."""
    return frozenset(header) >= _KNOWN_BY


def open_rows(path: Path) -> Rows:
    """Open a file. OSError when it cannot be opened; MissingExtra without the extra [statistics]."""
    table = open_parquet(path)
    rows = Rows(
        Text("Parquet, lagrets kolumner", "Parquet, the store's columns"),
        tuple(CONTACT_ROWS.attributes),
        iter(()),
        table.faults,
    )
    if not is_of_store(table.header) and not table.faults:
        table.fault("not-contacts", _NOT_OURS, _MAKE_IT)
    if not table.faults:
        _refuse_others(path, table)
    if not table.faults:
        rows.rows = _rows(path, table)
    return rows


def _refuse_others(path: Path, table: Table) -> None:
    """Tell every column that is lacking, or holds something else than the store's."""
    from pyarrow import parquet

    from vardvag.events.arrow import DETAILS, SCHEMA
    from vardvag.events.arrow_columns import other_columns

    for _, said in other_columns(parquet.read_schema(path), SCHEMA, may_lack=DETAILS):
        table.fault("not-contacts", said, _MAKE_IT)


def _rows(path: Path, table: Table) -> Iterator[Row]:
    import pyarrow as pa
    from pyarrow import parquet

    from vardvag.events.arrow import SCHEMA, from_table

    always = [field.name for field in SCHEMA if not field.nullable]
    number = FIRST_ROW
    with parquet.ParquetFile(path, pre_buffer=False) as file:
        try:
            for batch in file.iter_batches(_AT_A_TIME):
                for name in always:
                    if batch.column(name).null_count:
                        told = Text(f"Kolumnen {name} saknar värden", f"The column {name} lacks values")
                        table.fault("not-contacts", told, _MAKE_IT, number)
                if table.faults:
                    return
                for contact in from_table(pa.Table.from_batches([batch])):
                    yield Row(number, row_of(contact))
                    number += 1
        except (pa.ArrowException, ValueError, KeyError, TypeError, AttributeError, OSError):
            # whatever stands in a column of the right name that is no contact's
            table.fault("not-contacts", _NOT_OURS, _MAKE_IT, number)


def read(path: Path) -> Reading:
    """Read a file with every finding. Errors as `open_rows`."""
    return read_rows(path.name, open_rows(path))


def write(contacts: Iterable[Contact], path: Path) -> int:
    """Write contacts as one file, streamed; the answer is how many. MissingExtra as `open_rows`."""
    from vardvag.events.arrow import write_parquet

    return write_parquet(contacts, path)
