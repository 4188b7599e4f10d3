"""Open tables: figures that anybody may see, in one shape whoever counted them.

A table that somebody has published (`open_published`) and a measure that we count (`open_counted`) become
the same thing here: dimensions, contents with their units, and one cell for each of their values. Pages, the
API and every file to fetch are made from it and from nothing else, so that they cannot differ.

Everything in it has passed the disclosure gate, or was already public. Here does not belong counting,
hiding, nor any form that a table is sent in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import product

from vardvag.base.cells import PublishedShare
from vardvag.base.dated import Source
from vardvag.base.texts import Text
from vardvag.statistics.breaks import Break
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.length import Length
from vardvag.statistics.rounding import per_cent

PLACE, PERIOD, CONTENT = "place", "period", "content"
"""The dimensions that every table has. Others: `kind`, `unit`, `policy`, `basis`, `cut`."""


class Role(StrEnum):
    """What a dimension is, in the words of JSON-stat."""

    GEO = "geo"
    TIME = "time"
    METRIC = "metric"
    OTHER = "other"


class Unit(StrEnum):
    """What a number is a number of."""

    CONTACTS = "contacts"
    PER_CENT = "per-cent"
    DAYS = "days"
    MINUTES = "minutes"
    UNITS = "units"

    @property
    def called(self) -> Text:
        """As it stands beside a number."""
        return _UNITS[self]


_UNITS = {
    Unit.CONTACTS: Text("antal", "number"),
    Unit.PER_CENT: Text("procent", "per cent"),
    Unit.DAYS: Text("dagar", "days"),
    Unit.MINUTES: Text("minuter", "minutes"),
    Unit.UNITS: Text("antal enheter", "number of units"),
}


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way in which the cells differ: `values` by their code, in the order to show them."""

    id: str
    title: Text
    role: Role
    values: Mapping[str, Text]
    default: str | None = None
    """The value to show when nothing is chosen; None: the first, or the last of a time."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is told: `decimals` of a per cent. `band` are the first and the last day of a band, None no end.

    `policy` is who is left out where that is told of the content and is no dimension of the table;
    `not-stated` where the publisher does not say. `limit`: the days (or minutes, as the `length` is told in)
    within which a share is.
    """

    id: str
    title: Text
    unit: Unit
    decimals: int = 0
    band: tuple[int, int | None] | None = None
    policy: str | None = None
    limit: int | None = None
    length: Length = Length.WAIT


@dataclass(frozen=True, slots=True)
class OpenCell:
    """One number as anybody may see it, or why there is none.

    `number` is None unless `status` is reported: a count, whole days or minutes, or a share as it is printed.
    `discrepancy` says why it does not follow from the numbers beside it. `earlier` is what was known before,
    first known first.
    """

    number: int | PublishedShare | None
    status: Shown
    source: Source
    as_known: date | None = None
    discrepancy: Text | None = None
    earlier: tuple[OpenCell, ...] = ()

    def __post_init__(self) -> None:
        if (self.number is not None) is not (self.status is Shown.REPORTED):
            raise ValueError("a reported cell has a number, and only a reported cell has one")

    def printed(self, decimal_mark: str = ".") -> str | None:
        """The digits without unit: `1234`, `71.3`; None where there is no number."""
        if isinstance(self.number, PublishedShare):
            return per_cent(self.number, decimal_mark)
        return None if self.number is None else str(self.number)


@dataclass(frozen=True)
class OpenTable:
    """One table. `cells` by the code of each dimension, in their order; a combination that is not there
    was never told, which is *missing*.

    `measure` is ours by that name, where the table is of one. `made_up`: counted from made-up contacts.
    """

    id: str
    title: Text
    definition: Text
    publisher: Text
    dimensions: tuple[Dimension, ...]
    contents: Mapping[str, Content]
    cells: Mapping[tuple[str, ...], OpenCell] = field(repr=False)
    sources: tuple[Source, ...]
    updated: date | None
    version: str
    """Another when anything in the table is: the entity tag of whatever is made of it."""
    why: Text | None = None
    notes: tuple[Text, ...] = ()
    measure: str | None = None
    made_up: bool = False
    breaks: tuple[Break, ...] = ()
    """From which periods its figures are not comparable with those before."""

    def dimension(self, name: str) -> Dimension | None:
        """The dimension called *name*, where the table has it."""
        return next((one for one in self.dimensions if one.id == name), None)

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """Every period, the earliest first."""
        return tuple(sorted(self._values(PERIOD)))

    @cached_property
    def divided(self) -> tuple[Break, ...]:
        """Those of `breaks` that lie between two of its periods."""
        return tuple(one for one in self.breaks if one.index_in(self.periods) is not None)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Every place, in the order of the dimension."""
        return tuple(self._values(PLACE))

    def cell(self, **codes: str) -> OpenCell:
        """The cell at *codes*, one for each dimension that has more than one value to choose among.

        A dimension that is not named takes its default. KeyError for a code that the dimension does not have.
        """
        key = []
        for one in self.dimensions:
            code = codes.pop(one.id, None) or default_of(one)
            if code not in one.values:
                raise KeyError(f"{self.id} has no {one.id} {code}")
            key.append(code)
        if codes:
            raise KeyError(f"{self.id} has no dimension {', '.join(codes)}")
        return self.at(tuple(key))

    def at(self, key: tuple[str, ...]) -> OpenCell:
        """The cell at *key*; one that was never told is missing."""
        return self.cells.get(key) or self._never_told

    def select(
        self, chosen: Mapping[str, Sequence[str]] | None = None
    ) -> Iterator[tuple[tuple[str, ...], OpenCell]]:
        """Every combination of the *chosen* codes, the last dimension changing quickest.

        All the codes of a dimension that is not named.
        """
        asked = chosen or {}
        for key in product(*(asked.get(one.id, tuple(one.values)) for one in self.dimensions)):
            yield key, self.at(key)

    @cached_property
    def _never_told(self) -> OpenCell:
        """One for them all: a table may lack thousands."""
        return OpenCell(None, Shown.MISSING, self.sources[0])

    def _values(self, name: str) -> Mapping[str, Text]:
        one = self.dimension(name)
        return one.values if one else {}


def default_of(dimension: Dimension) -> str:
    """The value of *dimension* to show when nothing is chosen."""
    if dimension.default is not None:
        return dimension.default
    codes = list(dimension.values)
    return codes[-1] if dimension.role is Role.TIME else codes[0]
