"""A table that fits a terminal: columns in which nothing stands are left out, and long texts are told below.

For the terminal alone: what a file or a program gets is whole. Here does not belong printing (`output`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from string import ascii_lowercase

from vardvag.base.texts import Text
from vardvag.cli.output import Column, Row

Fitted = tuple[list[Row], list[Column], list[Text]]


def fitted(rows: Sequence[Row], columns: Sequence[Column], told_below: Collection[str]) -> Fitted:
    """The rows and columns to print, and notes: each text of the columns *told_below* once, by its letter."""
    filled = [column for column in columns if any(row[column.key] is not None for row in rows)]
    marks: dict[Text, str] = {}
    letters = iter([*ascii_lowercase, *(f"{one}{two}" for one in ascii_lowercase for two in ascii_lowercase)])

    def told(key: str, value: object) -> object:
        if key not in told_below or not isinstance(value, Text):
            return value
        if value not in marks:
            marks[value] = next(letters)
        return marks[value]

    printed: list[Row] = [{key: told(key, value) for key, value in row.items()} for row in rows]
    notes = [Text(f"{mark}: {text.sv}", f"{mark}: {text.en}") for text, mark in marks.items()]
    return printed, (filled if rows else list(columns)), notes
