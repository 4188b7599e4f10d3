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
    equal: bool = False
    table: WeightsWord | None = None
    count: str | None = None
    amounts: str | None = None
    fixed: Money | None = None

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


class SplitWords(Grounded):
    """`split:` – the pot is divided into equal parts, one per month and kind, each settled by itself."""

    months: tuple[MonthWord, ...] = ()
    kinds: dict[Name, TextField] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _of_something(self) -> SplitWords:
        if not self.months and not self.kinds:
            raise Unreadable("Skriv months: eller kinds:, eller båda", "Write months: or kinds:, or both")
        return self


class QualifyWords(Grounded):
    """`qualify:` – which of the named conditions give a share: `any` of them, or `all`."""

    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_combination(self) -> QualifyWords:
        exactly_one(self, ("any", "all"))
        return self


class EarnWords(Grounded):
    """`earn:` – a price times a counted volume, above a reference where one is given.

    Never more than the recipient's share of the pot by the key.
    """

    price: PriceWord
    volume: str
    above: str | None = None


class UnearnedWords(Grounded):
    """`unearned:` – what happens to the money that is not earned.

    `best` with how many, and `by:` which fact, `per:` inhabitants of a population series where it is so.
    """

    goes: Annotated[
        Literal["to-those-who-qualify", "back", "bonus-pot", "best"], BeforeValidator(one_of(*GOES))
    ]
    best: Annotated[int, Field(ge=1)] | None = None
    by: str | None = None
    per: str | None = None

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
    title: TextField
    amount: Money
    report: TextField | None = None


class PaymentWords(Grounded):
    """`payment:` – when; and where known no later than which day, by whom, approved by whom."""

    when: TextField
    latest: Day | None = None
    payer: TextField | None = None
    approver: TextField | None = None


class ReportingWords(Grounded):
    """`reporting:` – what must be reported on the money, where that does not decide who gets it."""

    what: TextField
    latest: Day | None = None
    to: TextField | None = None


class PotWords(Grounded):
    """One entry of `pots:` – with `pots:` of its own it is settled only through them."""

    pot: Name
    title: TextField
    amount: Money
    year: YearWord | None = None
    recipients: RecipientsWord | None = None
    barred: BarredWords | None = None
    key: KeyWords | None = None
    split: SplitWords | None = None
    qualify: QualifyWords | None = None
    earn: EarnWords | None = None
    unearned: UnearnedWords | None = None
    earmarks: tuple[EarmarkWords, ...] = ()
    payment: PaymentWords | None = None
    reporting: ReportingWords | None = None
    pots: tuple[PotWords, ...] = ()
