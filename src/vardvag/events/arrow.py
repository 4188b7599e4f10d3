"""Contacts as an Arrow table: the columns of the stored Parquet files, and the way there and back.

The month is stored as `Month.index`, so that it sorts and subtracts; codes as small integers; days as
dates; moments in UTC. The details of a contact stand last, in columns of their own names that may be empty;
a table that lacks some of them (an older store) is read as if they were.

This is a representation of `events.model.Contact`, nothing is decided here.
Imported only where Arrow is used: the rest of `events` works without it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import UTC
from typing import TYPE_CHECKING, Any

from vardvag.base.days import Month
from vardvag.base.errors import MissingExtra
from vardvag.base.moments import Moment
from vardvag.events.model import NO_DETAILS, Contact, Details, Deviation, Phase, Reported

try:
    import pyarrow as pa
except ImportError as absent:
    raise MissingExtra("statistics", "reading and writing Parquet") from absent

if TYPE_CHECKING:
    from pathlib import Path

_CONTACT: tuple[pa.Field, ...] = (
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
)
_KINDS: dict[str, pa.DataType] = {
    "str": pa.string(),
    "int": pa.int8(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "Moment": pa.timestamp("us"),
}
_DETAILS: tuple[pa.Field, ...] = tuple(
    pa.field(one.name, _KINDS[str(one.type).partition(" ")[0]]) for one in fields(Details)
)
DETAILS: tuple[str, ...] = tuple(one.name for one in _DETAILS)
"""The columns of the details, all of which may be empty."""

SCHEMA: pa.Schema = pa.schema([*_CONTACT, *_DETAILS])
"""One row per contact; every attribute of `Contact` and of its `Details` in their order."""

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
_MOMENTS = frozenset(one.name for one in _DETAILS if pa.types.is_timestamp(one.type))


def to_table(contacts: Iterable[Contact]) -> pa.Table:
    """The contacts as one table in `SCHEMA`, in their order."""
    rows = list(contacts)
    columns = []
    for field in _CONTACT:
        write = _WRITE.get(field.name)
        values = [getattr(contact, field.name) for contact in rows]
        columns.append(pa.array([write(v) for v in values] if write else values, field.type))
    details = [contact.details for contact in rows]
    any_said = any(one is not NO_DETAILS for one in details)
    columns += [_detail(one, details) if any_said else pa.nulls(len(rows), one.type) for one in _DETAILS]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _detail(field: pa.Field, details: list[Details]) -> pa.Array:
    values = [getattr(one, field.name) for one in details]
    if field.name in _MOMENTS:
        values = [None if v is None else v.utc.replace(tzinfo=None) for v in values]
    return pa.array(values, field.type)


def from_table(table: pa.Table) -> Iterator[Contact]:
    """The contacts of a table in `SCHEMA`, one batch in memory at a time. Details' columns may be absent."""
    held = [name for name in DETAILS if name in table.schema.names]
    for batch in table.select([*(one.name for one in _CONTACT), *held]).to_batches(max_chunksize=65_536):
        columns = [_values(batch.column(one.name), one.name) for one in _CONTACT]
        said = [name for name in held if batch.column(name).null_count < batch.num_rows]
        columns.append(_details(batch, said))
        for values in zip(*columns, strict=True):
            yield Contact(*values)


def _values(column: pa.Array, name: str) -> list[Any]:
    read, values = _READ.get(name), column.to_pylist()
    return [read(v) for v in values] if read else values


def _details(batch: pa.RecordBatch, said: list[str]) -> list[Details]:
    """The details of each row, of which only the columns *said* hold anything."""
    columns = []
    for name in said:
        values = batch.column(name).to_pylist()
        if name in _MOMENTS:
            values = [None if v is None else Moment(v.replace(tzinfo=UTC)) for v in values]
        columns.append(values)
    rows = zip(*columns, strict=True) if columns else itertools.repeat((), batch.num_rows)
    found = (
        {name: value for name, value in zip(said, row, strict=True) if value is not None} for row in rows
    )
    return [Details(**one) if one else NO_DETAILS for one in found]


def write_parquet(contacts: Iterable[Contact], path: Path, rows_at_a_time: int = 100_000) -> int:
    """Write a stream of contacts to one Parquet file in bounded memory; the answer is how many."""
    from pyarrow import parquet

    written = 0
    stream = iter(contacts)
    with parquet.ParquetWriter(path, SCHEMA, compression="zstd") as out:
        while chunk := list(itertools.islice(stream, rows_at_a_time)):
            out.write_table(to_table(chunk))
            written += len(chunk)
    return written
