"""What keeps a Parquet file from being rows of ours: a column that is not there, or holds something else.

Here does not belong which columns there are (`arrow`, `event_arrow`), nor reading them. Needs Arrow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from vardvag.base.errors import MissingExtra
from vardvag.base.texts import Text

try:
    import pyarrow as pa
except ImportError as absent:
    raise MissingExtra("statistics", "reading and writing Parquet") from absent


def other_columns(
    schema: pa.Schema, wanted: pa.Schema, may_lack: Collection[str] = ()
) -> Iterator[tuple[str, Text]]:
    """Each column of *wanted* that *schema* has not or has otherwise, with what is wrong in words.

    Texts may be kept as dictionaries, numbers and moments in any width. A moment with a zone is refused: on
    which day it was received would depend on who asks.
    """
    held = {field.name: field.type for field in schema}
    for field in wanted:
        if field.name not in held:
            if field.name not in may_lack:
                yield field.name, Text(f"Kolumnen {field.name} saknas", f"The column {field.name} is missing")
        elif _kind(held[field.name]) != _kind(field.type):
            yield (
                field.name,
                Text(
                    f"Kolumnen {field.name} är {held[field.name]}, inte {field.type}",
                    f"The column {field.name} is {held[field.name]}, not {field.type}",
                ),
            )


def _kind(type_: pa.DataType) -> str:
    """What a column is, whatever its width."""
    if pa.types.is_dictionary(type_):
        type_ = type_.value_type
    if pa.types.is_string(type_) or pa.types.is_large_string(type_):
        return "text"
    if pa.types.is_integer(type_):
        return "number"
    if pa.types.is_timestamp(type_) and type_.tz is None:
        return "moment"
    return str(type_)
