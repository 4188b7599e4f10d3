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
    """The name of the fact, a yes or no."""
    by: TextField
    """Who decides."""


class ReportWords(Strict):
    """`report:` – handed in no later than a day; the fact is the receiver's yes or no, or the day itself."""

    fact: str
    """The name of the fact: a yes or no by who received it, or the day it was received."""
    due: Day
    """The last day."""


class LevelWords(Strict):
    """`at_least:` – a share, or a number, reaches a level.

    `over` says how several periods are taken: each of them, the average of their shares, or all their numbers
    together.
    """

    fact: str
    """The name of the fact: a share, or a number for `number`."""
    share: ShareWord | None = None
    """The share to reach."""
    number: Annotated[int, Field(ge=0)] | None = None
    """The number to reach."""
    over: Annotated[
        Literal["each", "average", "together"], BeforeValidator(one_of("each", "average", "together"))
    ] = "each"
    """`each`: in every one of the periods. `average`: the mean of the periods' shares, each counting the
    same. `together`: the share of all their numbers added."""

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
    """The name of the fact, with `periods: each-month`."""
    more_than: ShareWord
    """By more than this; `0 %` is any improvement."""
    compares: Compares = "relative"
    """What the improvement is measured in: `relative`, as a part of what it was, or percentage `points`."""


class FewerWords(Strict):
    """`fewer:` – a number or share below that of the same month the year before.

    By more than a part of what it was.
    """

    fact: str
    """The name of the fact, with `periods: each-month`."""
    by_more_than: ShareWord
    """By more than this part of what it was; `0 %` is any decrease."""


class StepWords(Strict):
    """One step of a ladder: what must be passed, and how much of the share it earns."""

    more_than: ShareWord | None = None
    """Passed when the improvement is above this."""
    at_least: ShareWord | None = None
    """Passed when the improvement is this or more."""
    earns: ShareWord
    """The part of the share it earns, above 0 and at most 100 %."""

    @model_validator(mode="after")
    def _one_bound(self) -> StepWords:
        exactly_one(self, ("more_than", "at_least"))
        if not 0 < self.earns <= 1:
            raise Unreadable("earns är större än 0 % och högst 100 %", "earns is above 0 % and at most 100 %")
        return self


class LadderWords(Strict):
    """`ladder:` – improvement in steps that each earn a part of the share."""

    fact: str
    """The name of the fact, with `periods: each-month`."""
    compares: Compares = "relative"
    """As for `improved`."""
    steps: tuple[StepWords, ...] = Field(min_length=1)
    """The steps, rising both in what must be passed and in what it earns. The highest one passed counts."""

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
    """What people call it, so that “does not meet …” reads well."""
    judged: JudgedWords | None = None
    """Somebody decides yes or no."""
    report: ReportWords | None = None
    """Something is handed in on time."""
    at_least: LevelWords | None = None
    """A share or a number reaches a level."""
    improved: ImprovedWords | None = None
    """Larger than the year before."""
    fewer: FewerWords | None = None
    """Smaller than the year before."""
    ladder: LadderWords | None = None
    """Improvement in steps."""
    any: tuple[str, ...] = ()
    """One of these conditions is enough."""
    all: tuple[str, ...] = ()
    """All of these conditions are required."""
    stand_in: str | None = None
    """The name of a yes-or-no fact, used where the figure itself leaves the condition undecided."""

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
    """What people see, where the measure is none that Vårdväg counts."""
    measure: MeasureWord
    """Which measure: one, or one for each kind of the split."""
    periods: PeriodsWord
    """Which periods. Of a list, a condition must hold in every one unless it says `over`."""
    policy: Name | None = None
    """Which exclusion policy, where a figure depends on it."""
    basis: Annotated[Basis, BeforeValidator(one_of("reported", "derived"))] | None = None
    """How waiting is counted, where a figure depends on it: as `reported`, or `derived` from decision and
    end."""
    rounding: RoundingWord = None
    """How shares are rounded, half up, before they are compared; left out, not at all."""
