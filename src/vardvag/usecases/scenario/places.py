"""A place that can be changed in a "what if", as data: its present value, and the form of another.

A place is named as a change names it (`pots.reporting.amount`, `cells.svf-condition-met.13.2025`), so that
what is asked on the web can be asked on the command line. Titles are what people read; names are not.

Here does not belong which places an agreement has (`pots`, `conditions`, `facts`), nor how a value is read
(`values`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

ON, VARIANT = "dag", "lasning"
"""The places that choose a reading of the agreement, as every page of it names them; the rest change it."""


class Kind(StrEnum):
    """What a place is."""

    ON = "on"
    VARIANT = "variant"
    AMOUNT = "amount"
    KEY = "key"
    UNEARNED = "unearned"
    LEVEL = "level"
    NUMBER = "number"
    MORE_THAN = "more-than"
    FEWER = "fewer"
    STEP = "step"
    EARNS = "earns"
    DUE = "due"
    FACT = "fact"


class Form(StrEnum):
    """How a value is written."""

    AMOUNT = "amount"
    SHARE = "share"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"
    YES_NO = "yes-no"
    FIGURE = "figure"
    """A share as it was counted or printed: its decimals count."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: as it stands in an address, in words, and the changes to the agreement that make it."""

    value: str
    title: Text
    changes: tuple[str, ...] = ()


Present = Kronor | Fraction | int | date | bool | Text | None
"""A present value; None when there is none: a fact that is missing."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place that can be changed.

    `of` is the title of the pot, condition or fact it belongs to. `written` is the present value as it would
    be asked for. `closed` says why it may not be changed. `region` and `period` are those of a fact; `step`
    is the number of a ladder's step; `points` is set when a share is in percentage points.
    """

    path: str
    kind: Kind
    form: Form
    of: Text
    present: Present
    written: str | None = None
    options: tuple[Option, ...] = ()
    closed: Text | None = None
    region: str | None = None
    period: str = ""
    step: int | None = None
    points: bool = False

    @property
    def name(self) -> str:
        """The name of the pot, condition or measure."""
        return self.path.split(".")[1] if "." in self.path else self.path

    def changes(self, value: str) -> tuple[str, ...]:
        """The changes that set *value*, which has been read."""
        for option in self.options:
            if option.value == value:
                return option.changes
        return (f"{self.path}={value}",)


@dataclass(frozen=True, slots=True)
class Group:
    """Places that belong together: a reading, a pot, a condition, one fact of everybody, what is missing."""

    kind: str
    name: str
    title: Text
    places: tuple[Place, ...]


def amount_written(amount: Kronor) -> str:
    """An amount as it is asked for: `182,5 mnkr` where that is short, else `182 512 345 kr`."""
    told = str(amount) if int(amount) % 100_000 else amount.mnkr()
    return told.replace("\u00a0", " ")


def share_written(share: Fraction) -> str:
    """A share as it is asked for: `71,5 %`, or `1/3` where no per cent is exact."""
    per_cent = share * 100
    for decimals in range(7):
        if (scaled := per_cent * 10**decimals).denominator == 1:
            whole, rest = divmod(int(scaled), 10**decimals)
            return f"{whole},{rest:0{decimals}} %" if decimals else f"{whole} %"
    return f"{share.numerator}/{share.denominator}"
