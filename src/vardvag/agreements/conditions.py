"""What a condition tries: the kinds of test, and which cells the name of a fact stands for.

Here does not belong whether a condition is met (`judge`), nor the file's words (`condition_words`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from vardvag.base.cells import Basis, CellKey
from vardvag.base.dated import Source
from vardvag.base.days import Month
from vardvag.base.texts import Text


class Over(StrEnum):
    """How several periods are taken together."""

    EACH = "each"
    AVERAGE = "average"
    """The mean of the periods' shares, each counting the same."""
    TOGETHER = "together"
    """The share of all periods' numbers added."""


class Compares(StrEnum):
    """What an improvement is measured in."""

    RELATIVE = "relative"
    """Parts of what it was."""
    POINTS = "points"
    """Percentage points."""


@dataclass(frozen=True)
class Binding:
    """Which cells a fact's name stands for.

    `measures` has one measure per kind of part, or one under None. `periods` None means the month of the
    part. `decimals` None compares exact shares; otherwise shares are rounded, half up, to so many decimals
    of a per cent. `title` is for people, where the measure is none that Vårdväg counts.
    """

    name: str
    measures: Mapping[str | None, str]
    periods: tuple[str, ...] | None
    policy: str | None
    basis: Basis | None
    decimals: int | None
    grounds: tuple[Source, ...]
    title: Text | None = None
    _keys: dict[tuple[str, str, str | None], CellKey] = field(default_factory=dict, compare=False, repr=False)

    def key(self, place: str, period: str, kind: str | None) -> CellKey:
        """The cell for one place and period; the same object each time, so that a book finds it quickly."""
        wanted = (place, period, kind)
        known = self._keys.get(wanted)
        if known is None:
            measure = self.measures.get(kind) or self.measures[None]
            known = self._keys[wanted] = CellKey(measure, place, period, self.policy, self.basis)
        return known


@dataclass(frozen=True, slots=True)
class Judged:
    """Somebody decides yes or no."""

    fact: Binding
    by: Text


@dataclass(frozen=True, slots=True)
class Report:
    """Something is handed in no later than `due`: as its receiver says, or by the day it was received."""

    fact: Binding
    due: date


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A share reaches `level` (a Fraction), or a number does (an int)."""

    fact: Binding
    level: Fraction | int
    over: Over = Over.EACH


@dataclass(frozen=True, slots=True)
class Improved:
    """The share exceeds that of the same month the year before by more than `more_than`."""

    fact: Binding
    more_than: Fraction
    compares: Compares = Compares.RELATIVE


@dataclass(frozen=True, slots=True)
class Fewer:
    """A number or share lies below that of the same month the year before by more than that part of it."""

    fact: Binding
    by_more_than: Fraction


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder: passed when the improvement exceeds `bound`, or reaches it where `reached`."""

    bound: Fraction
    reached: bool
    earns: Fraction


@dataclass(frozen=True, slots=True)
class Ladder:
    """The highest step passed gives the part of the share that is earned."""

    fact: Binding
    compares: Compares
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Combined:
    """Any one of the conditions, or all of them."""

    every: bool
    conditions: tuple[Condition, ...]


Single = Judged | Report | AtLeast | Improved | Fewer | Ladder
"""A test of facts of its own."""

Test = Single | Combined


@dataclass(frozen=True, slots=True)
class Condition:
    """One named test, with its title and where it is written.

    `stand_in` is a yes or no that is used where the figure itself is not public.
    """

    name: str
    title: Text
    test: Test
    grounds: tuple[Source, ...]
    stand_in: Binding | None = None

    def walk(self) -> Iterator[Condition]:
        """This condition and all that it combines."""
        yield self
        if isinstance(self.test, Combined):
            for condition in self.test.conditions:
                yield from condition.walk()


def periods_asked(condition: Condition, month: Month | None) -> tuple[str, ...]:
    """The periods whose cells a single test looks at, in a part of that month.

    The month and the same month of the year before, for a comparison.
    """
    test = condition.test
    if isinstance(test, Combined):
        return ()
    if isinstance(test, Improved | Fewer | Ladder):
        if month is None:
            raise AssertionError("the file check lets through a comparison without months")
        return str(month), str(month.year_before)
    return test.fact.periods or (str(month),)
