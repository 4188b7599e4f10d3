"""What is published of a measure, as rows in a Parquet file: every figure, with the day it was known.

A figure that changes is a new row; none is taken away. A share is kept as it is printed, as a whole number of
its last decimal (71,3 % with one decimal is 713), so no number in the file is inexact. The file holds the
measure's own words too: it can be read by itself.

Here does not belong what may be in it (`open_gate`), nor the table that is made of it (`open_counted`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.statistics.disclosure import Shown

Key = tuple[str, str, str, str]
"""Policy, place, content and period."""


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One figure as it was known on a day. `covers`: how many regions a national figure is of."""

    policy: str
    place: str
    content: str
    period: str
    status: Shown
    number: int | None
    as_known: date
    covers: int | None
    data_version: str

    @property
    def key(self) -> Key:
        """Which figure it is."""
        return (self.policy, self.place, self.content, self.period)

    @property
    def told(self) -> tuple[Shown, int | None, int | None]:
        """What it says: a row with the same is no news."""
        return (self.status, self.number, self.covers)


@dataclass(frozen=True, slots=True)
class Published:
    """All that is published of one measure: `words` of the measure, and the rows, first known first.

    `version`: another when anything in it is; empty where it has not been read from a file.
    """

    words: Mapping[str, Any]
    rows: tuple[OpenRow, ...]
    version: str = ""

    def latest(self) -> dict[Key, OpenRow]:
        """The last row of every figure."""
        return {row.key: row for row in self.rows}


SCHEMA = pa.schema(
    [
        *(
            pa.field(name, pa.dictionary(pa.int32(), pa.string()))
            for name in ("policy", "place", "content", "period", "status")
        ),
        pa.field("number", pa.int64()),
        pa.field("as_known", pa.date32()),
        pa.field("covers", pa.int16()),
        pa.field("data_version", pa.dictionary(pa.int32(), pa.string())),
    ]
)

_WORDS = b"vardvag"


def parquet_bytes(published: Published) -> bytes:
    """The whole as one file."""
    rows: Sequence[OpenRow] = published.rows
    columns = [
        pa.array([getattr(row, field.name) for row in rows], type=_plain(field.type)).cast(field.type)
        for field in SCHEMA
    ]
    words = {_WORDS: json.dumps(published.words, ensure_ascii=False, sort_keys=True).encode()}
    table = pa.Table.from_arrays(columns, schema=SCHEMA.with_metadata(words))
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def read_published(path: Path) -> Published:
    """What `parquet_bytes` made. BadInput when the file cannot be read as that."""
    try:
        contents = path.read_bytes()
        table = pq.read_table(pa.BufferReader(contents))
        words = json.loads((table.schema.metadata or {})[_WORDS])
        columns = [table.column(field.name).cast(_plain(field.type)).to_pylist() for field in SCHEMA]
        rows = tuple(_rows(columns))
    except (OSError, KeyError, ValueError, pa.ArrowException) as problem:
        finding = Finding(
            "published-damaged",
            Text("Filen kan inte läsas som publicerade tal", "The file cannot be read as published figures"),
            Text("Publicera måttet igen: vardvag publish", "Publish the measure again: vardvag publish"),
            file=path.name,
        )
        message = Text("Publicerade tal kan inte läsas", "Published figures cannot be read")
        raise BadInput(message, [finding]) from problem
    return Published(words, rows, hashlib.sha256(contents).hexdigest()[:16])


def _rows(columns: Sequence[Sequence[Any]]) -> Iterable[OpenRow]:
    for policy, place, content, period, status, *rest in zip(*columns, strict=True):
        yield OpenRow(policy, place, content, period, Shown(status), *rest)


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind
