"""An agreement ready to be settled: pots in parts, keys as weights, conditions as tests on named cells.

Built once from a checked file (`build`), never changed. Here does not belong the file's words
(`vocabulary`), nor whether a condition is met (`judge`) or what anybody gets (`settle`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from vardvag.base.cells import Basis, CellKey
from vardvag.base.dated import Source
from vardvag.base.days import Month
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

SKR = "SKR"
"""The recipient that is not a region: Sveriges Kommuner och Regioner (SKL before 2019-11-27)."""

Grounds = tuple[Source, ...]
"""Why a value is what it is: the document it was read in, an assumption with its reasoning, or both."""


class Standing(StrEnum):
    """How far an agreement has come."""

    ANNOUNCED = "announced"
    DECIDED = "decided"
    IN_FORCE = "in-force"
    ENDED = "ended"


class Unearned(StrEnum):
    """What happens to the share of those that do not qualify."""

    TO_THOSE_WHO_QUALIFY = "to-those-who-qualify"
    """The pot is divided by the key among those that qualify."""
    BACK = "back"
    """The pot is divided among all; the share of who does not qualify is not paid."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Which cells a fact's name stands for.

    `measures` has one measure per kind of part, or one under None. `periods` None means the month of the
    part. `decimals` None compares exact shares; otherwise shares are rounded, half up, to so many decimals
    of a per cent.
    """

    name: str
    measures: Mapping[str | None, str]
    periods: tuple[str, ...] | None
    policy: str | None
    basis: Basis | None
    decimals: int | None
    grounds: Grounds

    def key(self, place: str, period: str, kind: str | None) -> CellKey:
        """The cell for one place and period."""
        measure = self.measures.get(kind) or self.measures[None]
        return CellKey(measure, place, period, self.policy, self.basis)


@dataclass(frozen=True, slots=True)
class Judged:
    """Somebody decides yes or no."""

    fact: Binding
    by: Text


@dataclass(frozen=True, slots=True)
class Report:
    """Something is handed in no later than `due`, as its receiver says."""

    fact: Binding
    due: date


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The share reaches `share`, in every period of the fact."""

    fact: Binding
    share: Fraction


@dataclass(frozen=True, slots=True)
class Improved:
    """The share exceeds that of the same month the year before, relatively, by more than `more_than`."""

    fact: Binding
    more_than: Fraction


@dataclass(frozen=True, slots=True)
class Condition:
    """One named test, with its title and where it is written."""

    name: str
    title: Text
    test: Judged | Report | AtLeast | Improved
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Qualify:
    """Which conditions give a share: any one of them, or all."""

    every: bool
    conditions: tuple[Condition, ...]
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Key:
    """How a pot is divided: the weight of each recipient that has one.

    `series` names a population, None for equal.
    """

    series: str | None
    weights: Mapping[str, int]
    source: Source | None
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Payment:
    """When, and by whom where known."""

    when: Text
    payer: Text | None
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Pot:
    """A sum for one purpose, before it is split over months and kinds."""

    name: str
    title: Text
    amount: Kronor
    recipients: tuple[str, ...]
    key: Key
    qualify: Qualify | None
    unearned: Unearned | None
    unearned_grounds: Grounds
    split_grounds: Grounds
    payment: Payment | None
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Part:
    """What is settled by itself: a pot, or its share for one month and kind.

    `name` is unique in the agreement.
    """

    name: str
    pot: Pot
    amount: Kronor
    month: Month | None = None
    kind: str | None = None
    kind_title: Text | None = None

    @property
    def title(self) -> Text:
        """The pot's title, with the month and the kind: `Kortare väntetider, 2019-09, operation`."""
        month = str(self.month) if self.month else None
        sv, en = (self.kind_title.sv, self.kind_title.en) if self.kind_title else (None, None)
        return Text(
            ", ".join(filter(None, (self.pot.title.sv, month, sv))),
            ", ".join(filter(None, (self.pot.title.en, month, en))),
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """A whole agreement.

    `fingerprint` names the file it was read from exactly; `parts` add up to `amount`.
    """

    name: str
    title: Text
    parties: tuple[Text, ...]
    standing: Standing
    replaces: tuple[str, ...]
    about: Text
    amount: Kronor
    amount_grounds: Grounds
    pots: tuple[Pot, ...]
    parts: tuple[Part, ...]
    assumptions: tuple[Source, ...]
    fingerprint: str
    path: Path = field(compare=False)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everybody that some pot is for: regions by code, then others."""
        named = {who for pot in self.pots for who in pot.recipients}
        return tuple(sorted(named, key=lambda who: (not who.isdigit(), who)))
