"""Columns as a Parquet file: exact decimals, dates as dates, and what must be said in the file's own notes.

Here does not belong which columns there are.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

from vardvag.base.texts import Language
from vardvag.service.open_data.columns import DataColumn
from vardvag.service.open_data.said import STATUSES, notes, source_said
from vardvag.statistics.open_table import OpenTable


def as_parquet(table: OpenTable, columns: Sequence[DataColumn], language: Language) -> bytes:
    """The file. The same columns give the same bytes."""
    import pyarrow as pa  # lazily: only this form needs it
    import pyarrow.parquet as pq

    decimals = max((one.decimals for one in table.contents.values()), default=0)
    kinds = {
        "value": pa.decimal128(18, decimals),
        "as_known": pa.date32(),
    }
    said = {
        "title": table.title.in_language(language),
        "publisher": table.publisher.in_language(language),
        "notes": json.dumps([one.in_language(language) for one in notes(table)], ensure_ascii=False),
        "status": json.dumps(
            {sign: one.in_language(language) for sign, one in STATUSES.items()}, ensure_ascii=False
        ),
        "sources": json.dumps([source_said(one) for one in table.sources], ensure_ascii=False),
        "version": table.version,
    }
    fields = [pa.field(one.key, kinds.get(one.key, pa.string())) for one in columns]
    schema = pa.schema(fields, metadata=said)
    arrays = [pa.array(one.values, field.type) for one, field in zip(columns, fields, strict=True)]
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), buffer, compression="zstd")
    return buffer.getvalue()
