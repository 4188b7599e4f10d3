"""Parquet as a table: one batch in memory at a time, every value as text.

Rows are numbered as if a header were row 1, so that a file saved as CSV has the same numbers. Columns that
are not text are given as they would be written: days and times in ISO form. Parquet needs the extra
[statistics]; without it, opening raises MissingExtra. Here does not belong what the columns mean.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vardvag.base.errors import MissingExtra
from vardvag.base.texts import Text
from vardvag.events.formats.tables.table import Table

if TYPE_CHECKING:
    import pyarrow as pa

_AT_A_TIME = 10_000
FIRST_ROW = 2
"""The number of the first row: as if a header were row 1."""

_NOT_PARQUET = Text("Filen är inte en hel Parquet-fil", "The file is not a whole Parquet file")
_SAVE_ANEW = Text("Skriv den på nytt; den kan ha avbrutits", "Write it anew; it may have been interrupted")


def open_parquet(path: Path, _: Collection[str] = ()) -> Table:
    """A Parquet file. OSError when it cannot be opened, MissingExtra without the extra [statistics]."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as absent:
        raise MissingExtra("statistics", "Parquet") from absent
    table = Table(path.name, Text("Parquet", "Parquet"))
    path.open("rb").close()  # OSError as of any file
    try:
        file = parquet.ParquetFile(path, pre_buffer=False)  # what is read ahead stays in memory
    except (pa.ArrowException, ValueError, OSError):
        tell_broken(table)
        return table
    table.header = tuple(name.strip() for name in file.schema_arrow.names)
    if not table.refuse_too_wide(1):
        table.records = _records(file, table)
    return table


def _records(file: Any, table: Table) -> Iterator[tuple[int, Sequence[str]]]:
    import pyarrow as pa

    number = FIRST_ROW
    with file:
        try:
            for batch in file.iter_batches(_AT_A_TIME):
                columns = [texts_of(column) for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    if any(cells):
                        yield number, cells
                    number += 1
        except (pa.ArrowException, ValueError, OSError):
            tell_broken(table, number)


def tell_broken(table: Table, row: int | None = None) -> None:
    """Tell that a file is no Parquet, or stops being so at *row*."""
    table.fault("not-parquet", _NOT_PARQUET, _SAVE_ANEW, row)


def texts_of(column: pa.Array) -> list[str]:
    """A column as texts; nothing is an empty text."""
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    values = column.fill_null("").to_pylist() if _is_text(column) else column.to_pylist()
    if _is_text(column):
        return values  # type: ignore[no-any-return]
    return [_text(value) for value in values]


def _is_text(column: pa.Array) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_string(column.type) or pa.types.is_large_string(column.type))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo is not None else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def write_parquet_texts(rows: Iterable[Mapping[str, str]], path: Path, header: Iterable[str]) -> int:
    """Write rows, given as their filled cells, to one file of text columns, streamed; how many."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as absent:
        raise MissingExtra("statistics", "Parquet") from absent
    names = tuple(header)
    schema = pa.schema([pa.field(name, pa.string()) for name in names])
    stream, written = iter(rows), 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as out:
        while chunk := list(itertools.islice(stream, _AT_A_TIME * 10)):
            columns = [pa.array([row.get(name) for row in chunk], pa.string()) for name in names]
            out.write_table(pa.Table.from_arrays(columns, schema=schema))
            written += len(chunk)
    return written
