"""Cells: one figure of one measure for one place and period, with where it comes from.

A cell computed from contacts, read from a published table, or typed into a sheet of facts is the same
thing to an agreement. *Absent is never zero*: a cell that was not reported has no value and says so.

The stored cell is never suppressed. Suppression belongs to publication (`statistics`), not to the fact.
Here does not belong rounding for show, nor what a measure means.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from vardvag.base.dated import Source
from vardvag.base.kronor import Kronor


class Status(StrEnum):
    """Whether there is a value, and if not, why."""

    REPORTED = "reported"
    MISSING = "missing"
    """Ought to exist and was not reported, or has not been received."""
    NOT_APPLICABLE = "not_applicable"
    """Cannot exist: the measure has no meaning for this place or period."""


class Basis(StrEnum):
    """How "waiting" was counted. The two are never mixed."""

    REPORTED = "reported"
    """From the month's file of those waiting, as the region sent it."""
    DERIVED = "derived"
    """From each contact's decision and end."""

    __hash__ = str.__hash__  # equal to its text, and quicker than an Enum's


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, contacts or units. TypeError for a float, ValueError below 0."""

    number: int

    def __post_init__(self) -> None:
        _refuse_uncounted(self.number)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share with both its numbers. `numerator` of `denominator`; a denominator of 0 has no share.

    The share may pass 1 (operations against those of the year before). TypeError for a float, ValueError
    below 0.
    """

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        _refuse_uncounted(self.numerator)
        _refuse_uncounted(self.denominator)

    @property
    def share(self) -> Fraction | None:
        """The exact share, None of nothing."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None


@dataclass(frozen=True, slots=True)
class PublishedShare:
    """A share known only as printed: `share` is exact as printed, rounded by its publisher.

    `decimals` counts the decimals of the per cent: 25,62 % has two.
    """

    share: Fraction
    decimals: int

    def __post_init__(self) -> None:
        if not isinstance(self.share, Fraction):
            raise TypeError(f"a share is an exact Fraction, not {type(self.share).__name__}: {self.share!r}")
        _refuse_uncounted(self.decimals)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money. TypeError for anything but Kronor."""

    kronor: Kronor

    def __post_init__(self) -> None:
        if not isinstance(self.kronor, Kronor):
            raise TypeError(f"an amount is in Kronor, not {type(self.kronor).__name__}: {self.kronor!r}")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A yes or a no that a person or an authority decided: plan approved, condition met. `by` says who."""

    met: bool
    by: str


@dataclass(frozen=True, slots=True)
class OnDay:
    """That something happened, and on which day: a plan was received on 2019-10-14.

    TypeError for anything but a plain date: a moment has no day until its time zone is said.
    """

    day: date

    def __post_init__(self) -> None:
        if type(self.day) is not date:
            raise TypeError(f"a day is a date, not {type(self.day).__name__}: {self.day!r}")


@dataclass(frozen=True, slots=True)
class Days:
    """A length of wait that a share of `of` contacts had waited at most: a median, a percentile.

    `days` is whole, because waits are; below 0 only where they are counted from a target day.
    TypeError for a float, ValueError for a length of nobody.
    """

    days: int
    of: int

    def __post_init__(self) -> None:
        if type(self.days) is not int:
            raise TypeError(f"days are whole, not {type(self.days).__name__}: {self.days!r}")
        _refuse_uncounted(self.of)
        if self.of == 0:
            raise ValueError("nobody has no length of wait")


@dataclass(frozen=True, slots=True)
class Bands:
    """How many waited how long: `numbers[i]` of those in band *i*, the last band without end.

    `last_days` are the last days of the other bands, in order: (30, 60) makes 0–30, 31–60 and 61 or more.
    TypeError for a float, ValueError below 0 or when there is not one number a band.
    """

    last_days: tuple[int, ...]
    numbers: tuple[int, ...]

    def __post_init__(self) -> None:
        for number in self.numbers:
            _refuse_uncounted(number)
        if len(self.numbers) != len(self.last_days) + 1 or list(self.last_days) != sorted(self.last_days):
            raise ValueError(f"one number a band, the bands in order: {self.last_days}, {self.numbers}")

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.numbers)


Value = Count | Ratio | PublishedShare | Amount | Judgement | OnDay | Days | Bands


@dataclass(frozen=True, slots=True)
class CellKey:
    """Which figure it is, of whom and when.

    `place` is a region's code (`08`) or `SE`, or another recipient of an agreement: a municipality's code
    (`0880`), `SKR`. `period` is a day, month, half-year or year as text.

    `policy` names who was left out (None where the measure has no such choice), `basis` how waiting was
    counted (None where nobody waits).

    `figure` is what is told of those counted: `median`, `bands` …; None is what the measure is named for, its
    share. `cut` is which of them: `sex=2`; None is all.
    """

    measure: str
    place: str
    period: str
    policy: str | None = None
    basis: Basis | None = None
    figure: str | None = None
    cut: str | None = None

    def __hash__(self) -> int:
        # Enough to tell keys apart in practice, and a settlement looks up hundreds of them.
        return hash((self.measure, self.place, self.period))


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure. `as_known`: the day it was known on; `fingerprint`: the definition it was computed by."""

    key: CellKey
    value: Value | None
    source: Source
    status: Status = Status.REPORTED
    as_known: date | None = None
    fingerprint: str | None = None

    def __post_init__(self) -> None:
        if (self.value is not None) is not (self.status is Status.REPORTED):
            raise ValueError(f"{self.key}: a reported cell has a value, and only a reported cell has one")

    @property
    def share(self) -> Fraction | None:
        """The exact share where the cell holds one."""
        return self.value.share if isinstance(self.value, Ratio | PublishedShare) else None


def _refuse_uncounted(number: int) -> None:
    """What was counted is a whole number, not below 0: a float would lose kronor further on."""
    if type(number) is not int:
        raise TypeError(f"a count is an int, not {type(number).__name__}: {number!r}")
    if number < 0:
        raise ValueError(f"a count is not below 0: {number}")
