"""The words of `conditions:` and `facts:` – what a condition tries, and which figures it asks for.

A condition has exactly one kind of test. Beside it may stand `stand_in`, a yes or no that is used where the
figure itself is not public.

Here does not belong when a condition is met (`judge`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from vardvag.agreements.words import (
    Grounded,
    MeasureWord,
    Name,
    PeriodsWord,
    RoundingWord,
    ShareWord,
    exactly_one,
    one_of,
)
from vardvag.base.cells import Basis
from vardvag.base.errors import Unreadable
from vardvag.base.fields import Day, Strict, TextField

TESTS = ("judged", "report", "at_least", "improved", "fewer", "ladder")
"""The kinds of test that ask for a fact."""

Compares = Annotated[Literal["relative", "points"], BeforeValidator(one_of("relative", "points"))]


class JudgedWords(Strict):
    """`judged:` – a yes or no that somebody decided."""

    fact: str
    by: TextField


class ReportWords(Strict):
    """`report:` – handed in no later than a day; the fact is the receiver's yes or no, or the day itself."""

    fact: str
    due: Day


class LevelWords(Strict):
    """`at_least:` – a share, or a number, reaches a level.

    `over` says how several periods are taken: each of them, the average of their shares, or all their numbers
    together.
    """

    fact: str
    share: ShareWord | None = None
    number: Annotated[int, Field(ge=0)] | None = None
    over: Annotated[
        Literal["each", "average", "together"], BeforeValidator(one_of("each", "average", "together"))
    ] = "each"

    @model_validator(mode="after")
    def _one_level(self) -> LevelWords:
        if (self.share is None) is (self.number is None):
            raise Unreadable("Skriv antingen share: eller number:", "Write either share: or number:")
        return self


class ImprovedWords(Strict):
    """`improved:` – larger than in the same month the year before, by more than `more_than`.

    `relative` compares with a part of what it was, `points` with percentage points.
    """

    fact: str
    more_than: ShareWord
    compares: Compares = "relative"


class FewerWords(Strict):
    """`fewer:` – a number or share below that of the same month the year before.

    By more than a part of what it was.
    """

    fact: str
    by_more_than: ShareWord


class StepWords(Strict):
    """One step of a ladder: what must be passed, and how much of the share it earns."""

    more_than: ShareWord | None = None
    at_least: ShareWord | None = None
    earns: ShareWord

    @model_validator(mode="after")
    def _one_bound(self) -> StepWords:
        exactly_one(self, ("more_than", "at_least"))
        if not 0 < self.earns <= 1:
            raise Unreadable("earns är större än 0 % och högst 100 %", "earns is above 0 % and at most 100 %")
        return self


class LadderWords(Strict):
    """`ladder:` – improvement in steps that each earn a part of the share."""

    fact: str
    compares: Compares = "relative"
    steps: tuple[StepWords, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _rises(self) -> LadderWords:
        either = [(step.more_than, step.at_least) for step in self.steps]
        bounds = [bound for pair in either for bound in pair if bound is not None]
        earns = [step.earns for step in self.steps]
        if bounds != sorted(set(bounds)) or earns != sorted(set(earns)):
            raise Unreadable(
                "Stegen ska stiga: både gränsen och earns högre för varje steg",
                "The steps rise: both the bound and earns are higher for each",
            )
        return self


class ConditionWords(Grounded):
    """One entry of `conditions:` – exactly one kind of test, or `any:`/`all:` of other conditions."""

    title: TextField
    judged: JudgedWords | None = None
    report: ReportWords | None = None
    at_least: LevelWords | None = None
    improved: ImprovedWords | None = None
    fewer: FewerWords | None = None
    ladder: LadderWords | None = None
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    stand_in: str | None = None

    @model_validator(mode="after")
    def _exactly_one_test(self) -> ConditionWords:
        exactly_one(self, (*TESTS, "any", "all"))
        if self.stand_in is not None and (self.any or self.all):
            raise Unreadable(
                "stand_in står vid det enskilda villkoret, inte vid any eller all",
                "stand_in stands with the single condition, not with any or all",
            )
        return self

    @property
    def fact(self) -> str | None:
        """The fact its test asks for; None for `any` and `all`."""
        tests = (self.judged, self.report, self.at_least, self.improved, self.fewer, self.ladder)
        return next((test.fact for test in tests if test is not None), None)

    @property
    def compares_months(self) -> bool:
        """Whether it looks at the same month of the year before."""
        return self.improved is not None or self.fewer is not None or self.ladder is not None


class FactWords(Grounded):
    """One entry of `facts:` – the measure, periods, policy and basis that a name stands for.

    `periods: each-month` means the month of the pot's part; a list means all of them.
    """

    title: TextField | None = None
    measure: MeasureWord
    periods: PeriodsWord
    policy: Name | None = None
    basis: Annotated[Basis, BeforeValidator(one_of("reported", "derived"))] | None = None
    rounding: RoundingWord = None
