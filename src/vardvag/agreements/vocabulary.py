"""The words an agreement file is written in, and what each may hold: strict YAML.

Every value says where it was read (`source:`, a name from `sources:`), or that no public document says it
(`assumption:`, with the reasoning in Swedish and English), or both: the rule is public, a detail of it is
not. A new kind of condition, key or split is a new model here, one branch in `build` and one rule in
`judge` or `settle`.

Here does not belong whether names refer to something that exists (`references`), nor what the words do
(`model`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from vardvag.base.cells import Basis
from vardvag.base.days import Month
from vardvag.base.errors import Unreadable
from vardvag.base.fields import Day, Money, Share, SourceField, Strict, TextField


def _one_of(*allowed: str) -> Callable[[object], object]:
    """A check that a word is one of *allowed*; if not, all of them are told, and the nearest."""

    def check(value: object) -> object:
        if isinstance(value, str) and value in allowed:
            return value
        near = difflib.get_close_matches(str(value), allowed, n=1, cutoff=0.5)
        words = ", ".join(allowed)
        raise Unreadable(
            f"Skriv ett av: {words}." + (f" Menade du {near[0]}?" if near else ""),
            f"Write one of: {words}." + (f" Did you mean {near[0]}?" if near else ""),
        )

    return check


def _month(value: object) -> Month:
    return Month.parse(str(value))


def _read_recipients(value: object) -> object:
    """`regions` or `skr` as that one word; a list of region codes as it is."""
    return value if isinstance(value, list) and value else (_one_of(REGIONS_WORD, SKR_WORD)(value),)


def _read_measure(value: object) -> object:
    """One measure for all kinds is kept under EVERY_KIND; one for each kind as it is."""
    return {EVERY_KIND: value} if isinstance(value, str) else value


def _read_periods(value: object) -> object:
    """`each-month` as no periods of its own; otherwise a list of months, half-years or years."""
    if value == EACH_MONTH:
        return ()
    if isinstance(value, list) and value and all(_PERIOD.fullmatch(str(period)) for period in value):
        return value
    raise Unreadable(
        "Skriv each-month, eller en lista med månader (2019-09), halvår (2025-H1) eller år (2019)",
        "Write each-month, or a list of months (2019-09), half-years (2025-H1) or years (2019)",
    )


def _read_rounding(value: object) -> object:
    """`exact` as None; otherwise how many decimals of a per cent."""
    if value == "exact":
        return None
    if type(value) is int and 0 <= value <= 6:
        return value
    raise Unreadable(
        "Skriv exact, eller antalet decimaler i procent (0–6)",
        "Write exact, or the number of decimals of a per cent (0–6)",
    )


REGIONS_WORD = "regions"
SKR_WORD = "skr"
EACH_MONTH = "each-month"
EVERY_KIND = ""
_PERIOD = re.compile(r"[1-9][0-9]{3}(-(0[1-9]|1[0-2]|H[12]))?")

MonthWord = Annotated[Month, BeforeValidator(_month)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
"""A name inside the file: lower case, digits, hyphens."""


class Grounded(Strict):
    """Anything that holds a value: it names its source, or is marked an assumption with its reasoning."""

    source: str | None = None
    assumption: TextField | None = None

    @model_validator(mode="after")
    def _says_where_it_comes_from(self) -> Grounded:
        if self.source is None and self.assumption is None:
            raise Unreadable(
                "Lägg till source: (ett namn ur sources) eller assumption: med skäl på sv och en",
                "Add source: (a name from sources) or assumption: with its reasoning in sv and en",
            )
        return self


class SumWords(Grounded):
    """`sum:` – the whole agreement; the pots must add up to it."""

    amount: Money


class KeyWords(Grounded):
    """`key:` – by the inhabitants of a series (`population:`), or the same to each (`equal: true`)."""

    population: str | None = None
    equal: bool = False

    @model_validator(mode="after")
    def _one_key(self) -> KeyWords:
        if (self.population is not None) is self.equal:
            raise Unreadable(
                "Skriv antingen population: eller equal: true", "Write either population: or equal: true"
            )
        return self


class SplitWords(Grounded):
    """`split:` – the pot is divided into equal parts, one per month and kind, each settled by itself."""

    months: tuple[MonthWord, ...] = Field(min_length=1)
    kinds: dict[Name, TextField] = Field(default_factory=dict)


class QualifyWords(Grounded):
    """`qualify:` – which of the named conditions give a share: `any` of them, or `all`."""

    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_combination(self) -> QualifyWords:
        if bool(self.any) is bool(self.all):
            raise Unreadable(
                "Skriv antingen any: [villkor, …] eller all: [villkor, …]",
                "Write either any: [condition, …] or all: [condition, …]",
            )
        return self


class UnearnedWords(Grounded):
    """`unearned:` – what happens to the share of those that do not qualify."""

    goes: Annotated[
        Literal["to-those-who-qualify", "back"], BeforeValidator(_one_of("to-those-who-qualify", "back"))
    ]


class PaymentWords(Grounded):
    """`payment:` – when, and by whom if that is known."""

    when: TextField
    payer: TextField | None = None


class PotWords(Grounded):
    """One entry of `pots:`."""

    pot: Name
    title: TextField
    amount: Money
    recipients: Annotated[tuple[str, ...], BeforeValidator(_read_recipients)]
    key: KeyWords | None = None
    split: SplitWords | None = None
    qualify: QualifyWords | None = None
    unearned: UnearnedWords | None = None
    payment: PaymentWords | None = None


class JudgedWords(Strict):
    """`judged:` – a yes or no that somebody decided."""

    fact: str
    by: TextField


class ReportWords(Strict):
    """`report:` – something handed in no later than a day; the fact is the receiver's yes or no."""

    fact: str
    due: Day


class LevelWords(Strict):
    """`at_least:` – the share reaches a level."""

    fact: str
    share: Share


class ImprovedWords(Strict):
    """`improved:` – larger than in the same month the year before, relatively, by more than `more_than`."""

    fact: str
    more_than: Share


class ConditionWords(Grounded):
    """One entry of `conditions:`; exactly one kind of test."""

    title: TextField
    judged: JudgedWords | None = None
    report: ReportWords | None = None
    at_least: LevelWords | None = None
    improved: ImprovedWords | None = None

    @model_validator(mode="after")
    def _exactly_one_test(self) -> ConditionWords:
        if sum(test is not None for test in (self.judged, self.report, self.at_least, self.improved)) != 1:
            raise Unreadable(
                "Ett villkor har exakt ett av judged, report, at_least, improved",
                "A condition has exactly one of judged, report, at_least, improved",
            )
        return self


class FactWords(Grounded):
    """One entry of `facts:` – the measure, period, policy and basis that a name stands for.

    `periods: each-month` means the month of the pot's part; a list means that the condition must hold in
    each.
    """

    measure: Annotated[dict[str, Name], BeforeValidator(_read_measure)]
    periods: Annotated[tuple[str, ...], BeforeValidator(_read_periods)]
    policy: str | None = None
    basis: Annotated[Basis, BeforeValidator(_one_of("reported", "derived"))] | None = None
    rounding: Annotated[int | None, BeforeValidator(_read_rounding)] = None


class AgreementWords(Strict):
    """A whole file."""

    agreement: Name
    title: TextField
    parties: tuple[TextField, ...] = Field(min_length=2)
    status: Annotated[
        Literal["announced", "decided", "in-force", "ended"],
        BeforeValidator(_one_of("announced", "decided", "in-force", "ended")),
    ]
    replaces: tuple[str, ...] = ()
    about: TextField
    sum: SumWords
    pots: tuple[PotWords, ...] = Field(min_length=1)
    conditions: dict[Name, ConditionWords] = Field(default_factory=dict)
    facts: dict[Name, FactWords] = Field(default_factory=dict)
    sources: dict[Name, SourceField]
