"""What the dimensions of a table and their values are called to others: `Region`, `14`, `Tid`, `2024M05`.

The habits are PxWeb's: two digits for a region and `00` for the country, months as `2024M05`, halves of a
year as `2017H1`. A value whose own code could not stand in an address gets one that can. Here does not belong
which of them is asked for (`selecting`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from vardvag.base.regions import NATIONAL
from vardvag.base.texts import Text
from vardvag.statistics.open_published import WHOLE
from vardvag.statistics.open_table import CONTENT, PERIOD, PLACE, Dimension, OpenTable, Role, default_of

COUNTRY = "00"
"""The whole country, among the regions."""

_VARIABLES = {PLACE: "Region", PERIOD: "Tid", CONTENT: "ContentsCode"}
_SAFE = re.compile(r"[A-Za-z0-9_.-]+")
_TIMES = (
    (re.compile(r"(\d{4})-(\d\d)"), r"\1M\2"),
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), r"\1M\2D\3"),
    (re.compile(r"(\d{4})-(?:H1|spring)"), r"\1H1"),
    (re.compile(r"(\d{4})-(?:H2|autumn)"), r"\1H2"),
    (re.compile(r"(\d{4})-[KQ](\d)"), r"\1K\2"),
    (re.compile(r"(\d{4})-W(\d\d)"), r"\1V\2"),
)
_UNITS = (
    (re.compile(r"\d{4}"), "Annual"),
    (re.compile(r"\d{4}K\d"), "Quarterly"),
    (re.compile(r"\d{4}M\d\d"), "Monthly"),
    (re.compile(r"\d{4}V\d\d"), "Weekly"),
)


@dataclass(frozen=True)
class Variable:
    """One dimension as others call it; `own` holds our code by theirs, in the order to show them."""

    code: str
    dimension: Dimension
    own: Mapping[str, str]

    @cached_property
    def outer(self) -> Mapping[str, str]:
        """Their code by ours."""
        return {own: code for code, own in self.own.items()}

    @property
    def whole(self) -> str | None:
        """Their code of the value that stands for all the others together, where there is one."""
        return next((self.outer[one] for one in (NATIONAL, WHOLE) if one in self.outer), None)

    @property
    def default(self) -> str:
        """Their code of the value to show when nothing is chosen."""
        return self.outer[default_of(self.dimension)]

    def called(self, code: str) -> Text:
        """What the value *code* of theirs is called."""
        return self.dimension.values[self.own[code]]


def variables(table: OpenTable) -> tuple[Variable, ...]:
    """The dimensions of *table*, in its order, as others call them."""
    return tuple(_variable(one) for one in table.dimensions)


def time_unit(table: OpenTable) -> str:
    """How long its periods are, in PxWeb's words; `Other` when they differ."""
    (times,) = (one for one in variables(table) if one.dimension.role is Role.TIME)
    found = {next((word for form, word in _UNITS if form.fullmatch(code)), "Other") for code in times.own}
    return found.pop() if len(found) == 1 else "Other"


def time_code(period: str) -> str:
    """A period as PxWeb writes it: `2019-10` is `2019M10`."""
    for form, written in _TIMES:
        if form.fullmatch(period):
            return form.sub(written, period)
    return period


def _variable(dimension: Dimension) -> Variable:
    code = _VARIABLES.get(dimension.id) or "".join(part.capitalize() for part in dimension.id.split("_"))
    return Variable(code, dimension, dict(_coded(dimension)))


def _coded(dimension: Dimension) -> Iterator[tuple[str, str]]:
    """Each value's code to others, and ours. No two get the same."""
    taken: set[str] = set()
    for own in dimension.values:
        code = first = _code(dimension, own)
        number = 1
        while code in taken:
            number += 1
            code = f"{first}-{number}"
        taken.add(code)
        yield code, own


def _code(dimension: Dimension, own: str) -> str:
    if dimension.id == PLACE and own == NATIONAL:
        return COUNTRY
    code = time_code(own) if dimension.role is Role.TIME else own
    if _SAFE.fullmatch(code):
        return code
    bare = unicodedata.normalize("NFKD", code).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_.]+", "-", bare).strip("-") or "value"
