"""Columns as CSV: one form for machines, one for a double click in a Swedish Excel.

A text that a spreadsheet would run is made harmless; the sign `-` of a figure that is missing stands as it
is, since alone it is no formula. Absent is an empty field. Here does not belong which columns there are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from vardvag.base.formulas import harmless
from vardvag.service.open_data.columns import DataColumn, Value


def for_machines(columns: Sequence[DataColumn]) -> bytes:
    """Comma between, point in decimals, a line feed after each row, keys as heading."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([one.key for one in columns])
    writer.writerows(zip(*(_written(one, ".") for one in columns), strict=True))
    return buffer.getvalue().encode()


def for_swedish_excel(columns: Sequence[DataColumn]) -> bytes:
    """Byte-order mark, semicolon, decimal comma, CRLF, titles as heading."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(one.title) for one in columns])
    writer.writerows(zip(*(_written(one, ",") for one in columns), strict=True))
    return ("\ufeff" + buffer.getvalue()).encode()


def _written(column: DataColumn, mark: str) -> list[str | int | None]:
    """The fields of a column. Texts repeat, so each is looked at once."""
    if column.key == "value":
        return [_number(one, mark) for one in column.values]
    texts = {one: _text(one, column.key) for one in set(column.values)}
    return [texts[one] for one in column.values]


def _number(value: Value, mark: str) -> str | int | None:
    return str(value).replace(".", mark) if isinstance(value, Decimal) else cast("int | None", value)


def _text(value: Value, key: str) -> str | int | None:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, str):
        return value if key == "status" else harmless(value)
    return str(value)  # a day, as 2019-12-31
