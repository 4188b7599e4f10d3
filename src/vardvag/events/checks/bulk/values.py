"""What the masks ask of a batch again and again: phases, days and months, each read once.

Here does not belong what a rule finds (`masks`).
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from vardvag.base.days import Month
from vardvag.events.checks.attributes import DATES, GUARANTEED
from vardvag.events.checks.bulk.columns import Columns
from vardvag.events.checks.bulk.stamps import Stamps, stamps
from vardvag.events.checks.rule import reported_month

Mask: TypeAlias = "pa.Array | None"
"""The rows pointed at; None when it is none."""

_EPOCH = date(1970, 1, 1)


def month_or_none(text: str) -> Month | None:
    """The month that is written; None when it cannot be read."""
    try:
        return reported_month(text)
    except ValueError:
        return None


def day_number(day: date) -> int:
    """Days since 1970, as columns hold them."""
    return (day - _EPOCH).days


def either(*masks: Mask) -> Mask:
    """The rows that any of them points at."""
    found: Mask = None
    for mask in masks:
        if mask is not None:
            found = mask if found is None else pc.or_(found, mask)
    return found


def both(*masks: Mask) -> Mask:
    """The rows that all of them point at."""
    found = masks[0]
    for mask in masks[1:]:
        if found is None or mask is None:
            return None
        found = pc.and_(found, mask)
    return found


class Values:
    """One batch, with what is asked of it more than once."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._stamps: dict[str, Stamps | None] = {}
        self._codes: dict[tuple[str, tuple[str, ...]], Mask] = {}

    def is_one_of(self, name: str, *codes: str) -> Mask:
        """The rows with one of the codes in a column."""
        key = name, codes
        if key not in self._codes:
            column = self.columns[name]
            self._codes[key] = (
                None if column is None else column.where_answered([text in codes for text in column.texts])
            )
        return self._codes[key]

    def filled(self, name: str) -> Mask:
        """The rows with a value in a column."""
        column = self.columns[name]
        return None if column is None else column.filled

    def lacks(self, name: str) -> Mask:
        """The rows without a value in a column."""
        column = self.columns[name]
        if column is None:
            return self.all
        return None if column.is_full else pc.invert(column.filled)

    @cached_property
    def all(self) -> pa.Array:
        """Every row."""
        return pa.repeat(pa.scalar(True), self.columns.rows)

    def stamps(self, name: str) -> Stamps | None:
        """The days of a column; None when it is empty."""
        if name not in self._stamps:
            column = self.columns[name]
            self._stamps[name] = None if column is None else stamps(column.texts_in_rows())
        return self._stamps[name]

    def day(self, name: str) -> pa.Array | None:
        """The day in a column; null where there is none, or a hard one."""
        found = self.stamps(name)
        return None if found is None else found.day

    def hard(self, *names: str) -> Mask:
        """The rows with a date in one of the columns that only the rules read."""
        return either(*(found.hard for name in names if (found := self.stamps(name)) is not None))

    def before(self, one: str, other: str) -> Mask:
        """The rows whose day in *one* is before that in *other*, and the hard ones."""
        first, second = self.day(one), self.day(other)
        if first is None or second is None:
            return None
        return either(yes(pc.less(first, second)), self.hard(one, other))

    @cached_property
    def any_hard(self) -> Mask:
        """The rows with a hard date anywhere."""
        return self.hard(*DATES)

    @cached_property
    def done(self) -> Mask:
        """The rows about contacts that have been held."""
        return self.filled("StartAktivitet")

    @cached_property
    def guaranteed(self) -> Mask:
        """The rows that the sender marks as covered by the guarantee."""
        return self.is_one_of("Vardgaranti", *(code for code, yes in GUARANTEED.items() if yes))

    @cached_property
    def first_day(self) -> pa.Array:
        """The first day of the row's month; null where it cannot be read."""
        return self._of_month("first", lambda month: day_number(month.first_day))

    @cached_property
    def last_day(self) -> pa.Array:
        """The last day of the row's month."""
        return self._of_month("last", lambda month: day_number(month.last_day))

    def _of_month(self, question: str, ask: object) -> pa.Array:
        column = self.columns["DatatGallerFor"]
        if column is None:
            return pa.nulls(self.columns.rows, pa.int32())

        def answer(text: str) -> int | None:
            month = month_or_none(text)
            return None if month is None else ask(month)  # type: ignore[operator]

        return column.numbers(f"{question} day", answer)


def yes(answers: pa.Array) -> Mask:
    """The rows answered yes; None when none was."""
    found = answers.fill_null(False) if answers.null_count else answers
    return found if pc.any(found).as_py() else None
