"""Care events as an Arrow table: the columns of a Parquet file of events, and the way there and back.

One column for each attribute of `events.model.CareEvent`, by its name; days as dates, moments in UTC. Rows
may stand in any order. From an `events-1` file come the events that its rules accept, streamed.

This is a representation, nothing is decided here. Imported only where Arrow is used: the rest of `events`
works without it. Here do not belong contacts (`arrow`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import TYPE_CHECKING, Any

from vardvag.base.errors import MissingExtra
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.events.arrow_columns import other_columns
from vardvag.events.model import CareEvent, EventKind, Phase

try:
    import pyarrow as pa
except ImportError as absent:
    raise MissingExtra("statistics", "reading and writing Parquet") from absent

if TYPE_CHECKING:
    from pathlib import Path

    from vardvag.events.formats.reading import Judging
    from vardvag.events.stream import WholeReading

EVENT_SCHEMA: pa.Schema = pa.schema(
    [
        pa.field("event_id", pa.string(), nullable=False),
        pa.field("pathway", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("phase", pa.int8(), nullable=False),
        pa.field("on", pa.date32(), nullable=False),
        pa.field("unit", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("recorded_at", pa.timestamp("us"), nullable=False),
        pa.field("received_at", pa.timestamp("us"), nullable=False),
        pa.field("supersedes", pa.string()),
        pa.field("at", pa.timestamp("us")),
        pa.field("for_day", pa.date32()),
    ]
)
"""One row per event; every attribute of `CareEvent`, in their order."""

_AT_A_TIME = 100_000
_MOMENTS = frozenset(one.name for one in EVENT_SCHEMA if pa.types.is_timestamp(one.type))
_READ: dict[str, Any] = {"kind": EventKind, "phase": Phase}
_WRITE: dict[str, Any] = {"kind": str, "phase": int}


def to_event_table(events: Iterable[CareEvent]) -> pa.Table:
    """The events as one table in `EVENT_SCHEMA`, in their order."""
    rows = list(events)
    columns = []
    for field in EVENT_SCHEMA:
        values = [getattr(event, field.name) for event in rows]
        if field.name in _MOMENTS:
            values = [None if one is None else one.utc.replace(tzinfo=None) for one in values]
        elif write := _WRITE.get(field.name):
            values = [write(one) for one in values]
        columns.append(pa.array(values, field.type))
    return pa.Table.from_arrays(columns, schema=EVENT_SCHEMA)


def from_event_table(table: pa.Table) -> Iterator[CareEvent]:
    """The events of a table in `EVENT_SCHEMA`, one batch in memory at a time."""
    for batch in table.select(EVENT_SCHEMA.names).to_batches(max_chunksize=65_536):
        columns = [_values(batch.column(name), name) for name in EVENT_SCHEMA.names]
        for values in zip(*columns, strict=True):
            yield CareEvent(*values)


def _values(column: pa.Array, name: str) -> list[Any]:
    values: list[Any] = column.to_pylist()
    if name in _MOMENTS:
        return [None if one is None else Moment(one.replace(tzinfo=UTC)) for one in values]
    read = _READ.get(name)
    return [read(one) for one in values] if read else values


def write_event_parquet(events: Iterable[CareEvent], path: Path) -> int:
    """Write a stream of events to one Parquet file in bounded memory; the answer is how many."""
    from pyarrow import parquet

    written = 0
    stream = iter(events)
    with parquet.ParquetWriter(path, EVENT_SCHEMA, compression="zstd") as out:
        while chunk := list(itertools.islice(stream, _AT_A_TIME)):
            out.write_table(to_event_table(chunk))
            written += len(chunk)
    return written


def wrong_columns(schema: pa.Schema, file: str) -> list[Finding]:
    """What keeps a Parquet file from being events: each column that is lacking, or holds something else."""
    return [
        Finding("not-events", said, MAKE_EVENTS, file=file, column=name)
        for name, said in other_columns(schema, EVENT_SCHEMA)
    ]


MAKE_EVENTS = Text("Gör filen av en fil i formatet events-1", "Make it from a file in the format events-1")
"""The remedy for a Parquet file that holds something else."""


def event_file_to_parquet(path: Path, to: Path) -> tuple[Judging | WholeReading, list[Finding]]:
    """Write the events that the rules accept of an `events-1` file to the Parquet file *to*, in flat memory.

    The answer holds the counts, and everything found. A file that is refused has no events: then *to* has no
    rows. OSError when a file cannot be opened.
    """
    from vardvag.events.stream import stream

    judging = stream(path, "events-1")
    findings: list[Finding] = []

    def accepted() -> Iterator[CareEvent]:
        for one in judging:
            if isinstance(one, Finding):
                findings.append(one)
            elif isinstance(one, CareEvent):
                yield one

    write_event_parquet(accepted(), to)
    if judging.refused:  # told at the end perhaps, when some had been written
        write_event_parquet([], to)
    return judging, findings
