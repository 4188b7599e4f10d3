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
from itertools import pairwise
from typing import Generic, TypeVar

from vardvag.base.errors import BadInput, Unreadable
from vardvag.base.findings import Finding
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

    An assumption needs no address; its `note` is the reasoning and is required. Unreadable (a ValueError)
    when the source says too little, or gives an address that the public cannot open.
    """

    title: str
    url: str | None = None
    section: str | None = None
    date: date | None = None
    confidence: Confidence = Confidence.OFFICIAL
    note: Text | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise Unreadable("källan saknar titel", "the source has no title")
        if self.url is not None and not self.url.startswith(("https://", "http://")):
            raise Unreadable(
                f"källans adress {self.url!r} är inte öppen; den börjar med https://",
                f"the source's address {self.url!r} is not public; it begins with https://",
            )
        if self.is_assumption:
            if self.note is None:
                raise Unreadable(
                    "ett antagande anger sina skäl i note", "an assumption states its reasoning in note"
                )
        elif not (self.url or self.section):
            raise Unreadable(
                f"källan {self.title!r} har varken adress (url) eller avsnitt (section)",
                f"the source {self.title!r} has neither an address (url) nor a section",
            )

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
    """The history of one value, in any order given.

    BadInput, with every fault as a finding, for overlaps and gaps: so every day between has one answer.
    """

    def __init__(self, name: str, history: Iterable[DatedValue[T]]) -> None:
        self.name = name
        self.history = tuple(sorted(history, key=lambda entry: entry.valid_from))
        faults = list(_faults(self.history))
        if faults:
            message = Text(f"{name}: tiderna går inte ihop", f"{name}: the dates do not fit together")
            raise BadInput(message, [Finding("dates", *fault, column=name) for fault in faults])

    def on(self, day: date) -> DatedValue[T]:
        """The value in force on *day*, with its source. LookupError when none was."""
        for entry in self.history:
            if day in entry:
                return entry
        raise LookupError(f"{self.name} had no value on {day}")

    def __iter__(self) -> Iterator[DatedValue[T]]:
        return iter(self.history)


def _faults(history: tuple[DatedValue[T], ...]) -> Iterator[tuple[Text, Text]]:
    """What is wrong with the dates of *history*, sorted by beginning, each with its remedy."""
    if not history:
        yield Text("Inget värde finns", "There is no value"), Text("Ange minst ett", "Give at least one")
    for entry in history:
        if entry.valid_to is not None and entry.valid_to < entry.valid_from:
            yield (
                Text(
                    f"Ett värde slutar {entry.valid_to}, innan det börjar {entry.valid_from}",
                    f"A value ends {entry.valid_to}, before it begins {entry.valid_from}",
                ),
                Text("Rätta den ena dagen", "Correct one of the days"),
            )
    for earlier, later in pairwise(history):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            yield (
                Text(f"Två värden gäller {later.valid_from}", f"Two values hold on {later.valid_from}"),
                Text("Avsluta det tidigare dagen före", "End the earlier one the day before"),
            )
        elif earlier.valid_to + timedelta(days=1) != later.valid_from:
            gap = earlier.valid_to + timedelta(days=1)
            yield (
                Text(f"Inget värde gäller {gap}", f"No value holds on {gap}"),
                Text("Låt värdena följa på varandra", "Let the values follow one another"),
            )
