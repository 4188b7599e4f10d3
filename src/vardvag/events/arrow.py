"""Contacts as an Arrow table: the columns of the stored Parquet files, and the way there and back.

The month is stored as `Month.index`, so that it sorts and subtracts; codes as small integers; days as
dates. This is a representation of `events.model.Contact`, nothing is decided here.
Imported only where Arrow is used: the rest of `events` works without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from vardvag.base.days import Month
from vardvag.base.errors import MissingExtra
from vardvag.events.model import Contact, Deviation, Phase, Reported

try:
    import pyarrow as pa
except ImportError as absent:
    raise MissingExtra("statistics", "reading and writing Parquet") from absent

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA: pa.Schema = pa.schema(
    [
        pa.field("contact_id", pa.string(), nullable=False),
        pa.field("region", pa.string(), nullable=False),
        pa.field("unit", pa.string(), nullable=False),
        pa.field("month", pa.int32(), nullable=False),
        pa.field("reported", pa.string(), nullable=False),
        pa.field("phase", pa.int8(), nullable=False),
        pa.field("speciality", pa.string(), nullable=False),
        pa.field("guaranteed", pa.bool_(), nullable=False),
        pa.field("deviation", pa.int8(), nullable=False),
        pa.field("decided_on", pa.date32(), nullable=False),
        pa.field("started_on", pa.date32()),
        pa.field("birth_year", pa.int16(), nullable=False),
        pa.field("sex", pa.int8(), nullable=False),
        pa.field("municipality", pa.string(), nullable=False),
        pa.field("contact_form", pa.string(), nullable=False),
        pa.field("profession", pa.string(), nullable=False),
        pa.field("booking", pa.int8(), nullable=False),
        pa.field("replaces", pa.string()),
        pa.field("row", pa.int32()),
    ]
)
"""One row per contact; every attribute of `Contact` in its order."""

_READ: dict[str, Any] = {
    "month": Month.from_index,
    "reported": Reported,
    "phase": Phase,
    "deviation": Deviation,
}
_WRITE: dict[str, Any] = {
    "month": lambda month: month.index,
    "reported": str,
    "phase": int,
    "deviation": int,
}


def to_table(contacts: Iterable[Contact]) -> pa.Table:
    """The contacts as one table in `SCHEMA`, in their order."""
    rows = list(contacts)
    columns = []
    for field in SCHEMA:
        write = _WRITE.get(field.name)
        values = [getattr(contact, field.name) for contact in rows]
        columns.append(pa.array([write(v) for v in values] if write else values, field.type))
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def from_table(table: pa.Table) -> Iterator[Contact]:
    """The contacts of a table in `SCHEMA`, one batch in memory at a time."""
    for batch in table.select(SCHEMA.names).to_batches(max_chunksize=65_536):
        columns = []
        for name in SCHEMA.names:
            read = _READ.get(name)
            values = batch.column(name).to_pylist()
            columns.append([read(v) for v in values] if read else values)
        for values in zip(*columns, strict=True):
            yield Contact(*values)


def write_parquet(contacts: Iterable[Contact], path: Path, rows_at_a_time: int = 100_000) -> int:
    """Write a stream of contacts to one Parquet file in bounded memory; the answer is how many."""
    import itertools

    from pyarrow import parquet

    written = 0
    stream = iter(contacts)
    with parquet.ParquetWriter(path, SCHEMA, compression="zstd") as out:
        while chunk := list(itertools.islice(stream, rows_at_a_time)):
            out.write_table(to_table(chunk))
            written += len(chunk)
    return written
