"""The words of `pots:` – a sum, whom it is for, how it is divided and earned, what happens to the rest.

Here does not belong how a word is read (`words`), nor what it does (`model`, `settle`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from vardvag.agreements.words import (
    Grounded,
    MonthWord,
    Name,
    PriceWord,
    RecipientsWord,
    WeightsWord,
    YearWord,
    exactly_one,
    one_of,
)
from vardvag.base.errors import Unreadable
from vardvag.base.fields import Day, Money, TextField

KEYS = ("population", "equal", "table", "count", "amounts")
GOES = ("to-those-who-qualify", "back", "bonus-pot", "best")
INHERITED = ("recipients", "barred", "key", "split", "qualify", "earn", "unearned", "payment")
"""What a sub-pot takes over from the pot above it, unless it states its own."""


class KeyWords(Grounded):
    """`key:` – by inhabitants, the same to each, a table, counted facts, or amounts decided elsewhere.

    `fixed` gives so much to each first; the rest goes by the key.
    """

    population: str | None = None
    """By inhabitants: a series that Vårdväg holds, or a day or month. What is not held of it is asked for as
    facts (measure `population`, that period, kind count)."""
    equal: bool = False
    """The same to each."""
    table: WeightsWord | None = None
    """By weights of the agreement's own, one for every recipient; 0 gives nothing."""
    count: str | None = None
    """By a number given as a fact: the name of the fact."""
    amounts: str | None = None
    """Each one's kronor is decided elsewhere and given as a fact: the name of the fact. What is not given is
    undetermined."""
    fixed: Money | None = None
    """So much to each first; the rest goes by the key. Not with `amounts`."""

    @model_validator(mode="after")
    def _one_key(self) -> KeyWords:
        exactly_one(self, KEYS)
        if self.fixed is not None and self.amounts is not None:
            raise Unreadable(
                "fixed hör inte ihop med amounts: beloppen är redan bestämda",
                "fixed does not go with amounts: these are decided already",
            )
        return self


class BarredWords(Grounded):
    """`barred:` – recipients that are listed and get nothing; they are not in the division."""

    recipients: tuple[str, ...] = Field(min_length=1)
    """Who gets nothing, of the pot's recipients."""


class SplitWords(Grounded):
    """`split:` – the pot is divided into equal parts, one per month and kind, each settled by itself."""

    months: tuple[MonthWord, ...] = ()
    """The months, each with a part of its own."""
    kinds: dict[Name, TextField] = Field(default_factory=dict)
    """The kinds, by name, each with a part of its own. With months too: one part for each kind in each month.
    """

    @model_validator(mode="after")
    def _of_something(self) -> SplitWords:
        if not self.months and not self.kinds:
            raise Unreadable("Skriv months: eller kinds:, eller båda", "Write months: or kinds:, or both")
        return self


class QualifyWords(Grounded):
    """`qualify:` – which of the named conditions give a share: `any` of them, or `all`."""

    any: tuple[str, ...] = ()
    """One of these is enough."""
    all: tuple[str, ...] = ()
    """All of these are required."""

    @model_validator(mode="after")
    def _one_combination(self) -> QualifyWords:
        exactly_one(self, ("any", "all"))
        return self


class EarnWords(Grounded):
    """`earn:` – a price times a counted volume, above a reference where one is given.

    Never more than the recipient's share of the pot by the key.
    """

    price: PriceWord
    """Kronor for each counted one: one amount, or one for each kind of the split."""
    volume: str
    """The name of the fact that is counted; the numbers of its periods are added."""
    above: str | None = None
    """The name of a fact that is taken off first; never below 0."""


class UnearnedWords(Grounded):
    """`unearned:` – what happens to the money that is not earned.

    `best` with how many, and `by:` which fact, `per:` inhabitants of a population series where it is so.
    """

    goes: Annotated[
        Literal["to-those-who-qualify", "back", "bonus-pot", "best"], BeforeValidator(one_of(*GOES))
    ]
    """`to-those-who-qualify`: the pot is divided by the key among those that qualify, a ladder's step times
    the weight. `back`: it is divided among all, and the share of who does not qualify is not paid.
    `bonus-pot`: among all; what is not earned in the months, kinds and sub-pots of the pot that states it is
    collected, and divided in proportion to what each has earned there. `best`: among all; what is not earned
    goes to the best, by the key among them."""
    best: Annotated[int, Field(ge=1)] | None = None
    """How many are best. Who ties with the last of them is among them."""
    by: str | None = None
    """The name of the fact they are ranked by, the largest first."""
    per: str | None = None
    """A population series or day, when they are ranked per inhabitant."""

    @model_validator(mode="after")
    def _best_says_by_what(self) -> UnearnedWords:
        said = (self.best is not None, self.by is not None)
        if (self.goes == "best") is not all(said) or (self.goes != "best" and (any(said) or self.per)):
            raise Unreadable(
                "goes: best behöver best: (hur många) och by: (ett faktum); annars står de inte där",
                "goes: best needs best: (how many) and by: (a fact); otherwise they do not stand there",
            )
        return self


class EarmarkWords(Grounded):
    """One entry of `earmarks:` – a part of the pot that is for something, and what is reported on its use."""

    earmark: Name
    """Its name."""
    title: TextField
    """What the money is for."""
    amount: Money
    """How much of the pot. Each recipient has the same part of it as of the pot."""
    report: TextField | None = None
    """What must be reported on its use."""


class PaymentWords(Grounded):
    """`payment:` – when; and where known no later than which day, by whom, approved by whom."""

    when: TextField
    """When it is paid, in words."""
    latest: Day | None = None
    """No later than this day."""
    payer: TextField | None = None
    """Who pays."""
    approver: TextField | None = None
    """Who decides that it is paid."""


class ReportingWords(Grounded):
    """`reporting:` – what must be reported on the money, where that does not decide who gets it."""

    what: TextField
    """What must be reported."""
    latest: Day | None = None
    """No later than this day."""
    to: TextField | None = None
    """To whom."""


class PotWords(Grounded):
    """One entry of `pots:` – with `pots:` of its own it is settled only through them."""

    pot: Name
    """Its name, used once in the file."""
    title: TextField
    """What people call it."""
    amount: Money
    """How much. Sub-pots add up to it, exactly."""
    year: YearWord | None = None
    """Which of the agreement's years; left out, the first of them."""
    recipients: RecipientsWord | None = None
    """Whom it is for."""
    barred: BarredWords | None = None
    """Recipients that are listed and get nothing."""
    key: KeyWords | None = None
    """How it is divided. Must stand when there are several recipients."""
    split: SplitWords | None = None
    """Equal parts by month and kind."""
    qualify: QualifyWords | None = None
    """Who gets a share. Left out, everybody does."""
    earn: EarnWords | None = None
    """Price times number, up to the recipient's share by the key."""
    unearned: UnearnedWords | None = None
    """What happens to what is not earned. Stands with `qualify` or `earn`, and only then."""
    earmarks: tuple[EarmarkWords, ...] = ()
    """Parts of the pot that are for something."""
    payment: PaymentWords | None = None
    """When it is paid, and by whom."""
    reporting: ReportingWords | None = None
    """What is reported on the money without deciding who gets it."""
    pots: tuple[PotWords, ...] = ()
    """Sub-pots. What one does not state itself it takes over from here: `recipients`, `barred`, `key`,
    `split`, `qualify`, `earn`, `unearned`, `payment`."""
