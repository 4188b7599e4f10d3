"""Values that hold from a day to a day, each with the source that says so.

A legal limit, a threshold, a population: none is a bare number. Each stands with title, section, date
and public address of the document it was read in, and how sure we are of it. What no public source says
is an *assumption*, carries its reasoning, and is shown as one wherever a result rests on it.

Here does not belong reading YAML (`definitions`), nor any particular value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from vardvag.base.errors import BadInput
from vardvag.base.texts import Text

T = TypeVar("T")


class Confidence(StrEnum):
    """How a fact is known."""

    OFFICIAL = "official"
    """Read in an official document or on an official page."""
    SECONDARY = "secondary"
    """Read in the press, or in a copy of an official table."""
    INFERRED = "inferred"
    """Calculated from official figures; the note says how."""
    ASSUMPTION = "assumption"
    """Not public. Our own choice, with its reasoning; replaceable."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact can be read: `title`, public `url`, `section` (page, paragraph), `date` of the document.

    An assumption has no address; its `note` is the reasoning and is required.
    """

    title: str
    url: str | None = None
    section: str | None = None
    date: date | None = None
    confidence: Confidence = Confidence.OFFICIAL
    note: Text | None = None

    def __post_init__(self) -> None:
        if self.confidence is Confidence.ASSUMPTION:
            if self.note is None:
                raise ValueError("an assumption states its reasoning")
        elif not (self.url or self.section):
            raise ValueError(f"the source {self.title!r} has neither an address nor a section")

    @property
    def is_assumption(self) -> bool:
        """True when no public document says it."""
        return self.confidence is Confidence.ASSUMPTION


@dataclass(frozen=True, slots=True)
class DatedValue(Generic[T]):
    """A value in force from `valid_from` up to and including `valid_to` (None: until further notice)."""

    value: T
    valid_from: date
    source: Source
    valid_to: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Dated(Generic[T]):
    """The history of one value. Refuses overlaps and gaps, so that every day between has one answer."""

    def __init__(self, name: str, history: Iterable[DatedValue[T]]) -> None:
        self.name = name
        self.history = tuple(sorted(history, key=lambda entry: entry.valid_from))
        if not self.history:
            raise BadInput(f"{name} has no value")
        for entry in self.history:
            if entry.valid_to is not None and entry.valid_to < entry.valid_from:
                raise BadInput(f"{name}: a value ends {entry.valid_to}, before it begins {entry.valid_from}")
        for earlier, later in zip(self.history, self.history[1:], strict=False):
            if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                raise BadInput(
                    f"{name}: two values hold on {later.valid_from}; end the earlier one the day before"
                )
            if earlier.valid_to + timedelta(days=1) != later.valid_from:
                raise BadInput(
                    f"{name}: no value holds the day after {earlier.valid_to}; state that it did not exist"
                )

    def on(self, day: date) -> DatedValue[T]:
        """The value in force on *day*, with its source. LookupError when none was."""
        for entry in self.history:
            if day in entry:
                return entry
        raise LookupError(f"{self.name} had no value on {day}")

    def __iter__(self) -> Iterator[DatedValue[T]]:
        return iter(self.history)
