"""An agreement ready to be settled: pots in parts, keys as weights, conditions as tests on named cells.

Built once from a checked file (`build`), never changed. Here does not belong the file's words
(`vocabulary`), nor whether a condition is met (`judge`) or what anybody gets (`settle`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from vardvag.agreements.conditions import Binding, Condition
from vardvag.agreements.recipients import RSS, SKR, in_order, recipient_title
from vardvag.agreements.vocabulary import AgreementWords
from vardvag.base.dated import Source
from vardvag.base.days import Month
from vardvag.base.definitions import Definition
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

__all__ = ["RSS", "SKR"]

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
    BONUS_POT = "bonus-pot"
    """The pot is divided among all; what is not earned is collected, and divided as the earned money was."""
    BEST = "best"
    """The pot is divided among all; what is not earned goes to the best, by the key among them."""


class KeyKind(StrEnum):
    """How a pot is divided."""

    POPULATION = "population"
    EQUAL = "equal"
    TABLE = "table"
    COUNT = "count"
    AMOUNTS = "amounts"
    """Each one's kronor is decided elsewhere, and given as a fact."""


@dataclass(frozen=True, slots=True)
class Qualify:
    """Which conditions give a share: any one of them, or all."""

    every: bool
    conditions: tuple[Condition, ...]
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Key:
    """How a pot is divided: the weight of each recipient that has one in the file or in the package.

    What has none is asked for as `fact` (None: nothing can give it). `series` names a population.
    """

    kind: KeyKind
    weights: Mapping[str, int]
    grounds: Grounds
    series: str | None = None
    source: Source | None = None
    fact: Binding | None = None
    fixed: Kronor | None = None


@dataclass(frozen=True, slots=True)
class Earn:
    """Price × volume: kronor per counted one, by kind (None: every kind), above any reference."""

    prices: Mapping[str | None, Kronor]
    volume: Binding
    above: Binding | None
    grounds: Grounds

    def price(self, kind: str | None) -> Kronor:
        """The price for one kind of part."""
        return self.prices.get(kind) or self.prices[None]


@dataclass(frozen=True, slots=True)
class Best:
    """Who is best: the `number` with the largest value of `by`, per inhabitant where `per` names whose."""

    number: int
    by: Binding
    per: str | None
    people: Key | None = None
    """The inhabitants by which it is divided, where `per` names whose."""


@dataclass(frozen=True, slots=True)
class Payment:
    """When; and where known no later than which day, by whom, approved by whom."""

    when: Text
    latest: date | None
    payer: Text | None
    approver: Text | None
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Earmark:
    """A part of a pot that is for something, and what must be reported on its use."""

    name: str
    title: Text
    amount: Kronor
    report: Text | None
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Reporting:
    """What must be reported on the money, without deciding who gets it: what, no later than when, to whom."""

    what: Text
    latest: date | None
    to: Text | None
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Pot:
    """A sum for one purpose, before it is split over months and kinds.

    `pots` are the sub-pots through which it is settled; a pot without any is settled by itself. `collects` is
    the name of the pot whose bonus pot takes what is not earned here. `grounds` are those of the amount;
    the rest carry their own. `path` is its name after those of the pots above: `performance/visits`.
    """

    name: str
    path: str
    title: Text
    amount: Kronor
    year: int
    recipients: tuple[str, ...]
    barred: tuple[str, ...]
    barred_grounds: Grounds
    key: Key
    qualify: Qualify | None
    earn: Earn | None
    unearned: Unearned | None
    best: Best | None
    collects: str | None
    unearned_grounds: Grounds
    split_grounds: Grounds
    earmarks: tuple[Earmark, ...]
    payment: Payment | None
    grounds: Grounds
    reporting: Reporting | None = None
    pots: tuple[Pot, ...] = ()

    def leaves(self) -> Iterator[Pot]:
        """The pots that are settled: this one, or all below it."""
        if not self.pots:
            yield self
        for pot in self.pots:
            yield from pot.leaves()

    @property
    def recipients_known(self) -> bool:
        """False when no public document says who the money is for."""
        return bool(self.recipients)


@dataclass(frozen=True, slots=True)
class Part:
    """What is settled by itself: a pot, or its share for one month and kind.

    `name` is unique in the agreement. A bonus pot is a part too, made when it is known what is in it.
    """

    name: str
    pot: Pot
    amount: Kronor
    month: Month | None = None
    kind: str | None = None
    kind_title: Text | None = None
    is_bonus: bool = False

    @property
    def title(self) -> Text:
        """The pot's title, with the month and the kind: `Kortare väntetider, 2019-09, operation`."""
        month = str(self.month) if self.month else None
        sv, en = (self.kind_title.sv, self.kind_title.en) if self.kind_title else (None, None)
        if self.is_bonus:
            sv, en = "bonuspott", "bonus pot"
        return Text(
            ", ".join(filter(None, (self.pot.title.sv, month, sv))),
            ", ".join(filter(None, (self.pot.title.en, month, en))),
        )


@dataclass(frozen=True, slots=True)
class Amendment:
    """What the parties changed from a day on; `applied` where the agreement at hand is as amended by it."""

    name: str
    title: Text
    effective: date
    grounds: Grounds
    applied: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """Another reading of the same agreement."""

    name: str
    title: Text
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Announced:
    """What was announced, in round figures or exactly."""

    amount: Kronor
    rounded: bool
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Valid:
    """The days between which an agreement holds; `until` None until further notice."""

    since: date
    until: date | None
    grounds: Grounds


@dataclass(frozen=True)
class Agreement:
    """A whole agreement, as it stands on a day, in one reading, and with the changes of a what-if if any.

    `definition` is the file as written, `effective` the same with its reading and amendments in place, and
    `words` what that says. `fingerprint` names the file exactly; `parts` add up to `amount`. `variant` is
    the reading chosen (None: the file's own), `changes` what a scenario set
    (`conditions.level.at_least.share=75 %`).
    """

    name: str
    title: Text
    parties: tuple[Text, ...]
    standing: Standing
    years: tuple[int, ...]
    number: str | None
    signed: date | None
    valid: Valid | None
    replaces: tuple[str, ...]
    about: Text
    announced: Announced | None
    amount: Kronor
    amount_grounds: Grounds
    others: Mapping[str, Text]
    pots: tuple[Pot, ...]
    parts: tuple[Part, ...]
    conditions: Mapping[str, Condition]
    amendments: tuple[Amendment, ...]
    variants: tuple[Variant, ...]
    assumptions: tuple[Source, ...]
    fingerprint: str
    path: Path = field(compare=False)
    definition: Definition = field(compare=False, repr=False)
    effective: Definition = field(compare=False, repr=False)
    words: AgreementWords = field(compare=False, repr=False)
    variant: str | None = None
    on: date | None = None
    changes: tuple[str, ...] = ()

    @cached_property
    def recipients(self) -> tuple[str, ...]:
        """Everybody that some pot is for: regions by code, then municipalities, then others."""
        named = {who for pot in self.leaves for who in pot.recipients}
        return tuple(sorted(named, key=in_order))

    @cached_property
    def leaves(self) -> tuple[Pot, ...]:
        """The pots that are settled, in the order of the file."""
        return tuple(leaf for pot in self.pots for leaf in pot.leaves())

    def all_pots(self) -> Iterator[Pot]:
        """Every pot, those with sub-pots before these."""

        def below(pots: tuple[Pot, ...]) -> Iterator[Pot]:
            for pot in pots:
                yield pot
                yield from below(pot.pots)

        return below(self.pots)

    def name_of(self, recipient: str) -> Text:
        """A recipient's name for people."""
        return recipient_title(recipient, self.others)
