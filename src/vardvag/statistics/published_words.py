"""The keys of `table.yaml`: what a published table says, and how its figures follow from one another.

Beside it stand `table.csv`, one printed row a line, and `discrepancies.md`. Here does not belong reading the
rows (`published_table`), nor trying whether they add up (`recount`).
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from vardvag.base.cells import Basis
from vardvag.base.definitions import Day, SourceField, Strict, TextField
from vardvag.base.errors import Unreadable
from vardvag.statistics.breaks import BreakField
from vardvag.statistics.policy import policies

NOT_STATED = "not-stated"
"""The policy of a figure whose publisher does not say who is left out: never equal to one that we know."""

KIND = "{kind}"
"""Stands in a measure's name for the row's kind."""

_TERM = re.compile(r"-?[a-z][a-z0-9_]*")


class ValueKind(StrEnum):
    """What a column holds."""

    COUNT = "count"
    """A number of contacts, people or units."""
    SHARE = "share"
    """A per cent, printed without its sign."""


class Manner(StrEnum):
    """How the publisher rounds a share."""

    HALF_UP = "half-up"


class Mark(StrEnum):
    """What a sign printed instead of a figure means. None of them is zero."""

    MISSING = "missing"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"


class ShareOf(Strict):
    """The columns whose sums make the share; a name after `-` is taken away."""

    numerator: Annotated[list[str], Field(min_length=1)]
    denominator: Annotated[list[str], Field(min_length=1)]


class Column(Strict):
    """One printed column: `share_of` or `sum_of` say from which others it follows, where it does."""

    title: TextField
    value: ValueKind
    measure: str
    policy: str | None = None
    """Who is left out; absent where there is no such choice."""
    limit: Annotated[int, Field(ge=0)] | None = None
    """Days; a wait of exactly so many is within."""
    decimals: Annotated[int, Field(ge=0, le=6)] | None = None
    share_of: ShareOf | None = None
    sum_of: Annotated[list[str], Field(min_length=1)] | None = None
    under: dict[str, ShareOf] = Field(default_factory=dict)
    """The same share of the printed numbers under other policies."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        is_share = self.value is ValueKind.SHARE
        if is_share is not (self.decimals is not None):
            raise Unreadable(
                "en andel anger decimals, ett antal gör det inte", "a share states decimals, a count does not"
            )
        if (self.share_of and not is_share) or (self.sum_of and is_share):
            raise Unreadable(
                "share_of hör till en andel och sum_of till ett antal",
                "share_of belongs to a share and sum_of to a count",
            )
        known = [NOT_STATED, *policies()]
        for policy in [*([self.policy] if self.policy else []), *self.under]:
            if policy not in known:
                raise Unreadable(
                    f"uteslutningen {policy} finns inte; finns: {', '.join(known)}",
                    f"there is no exclusion policy {policy}; known: {', '.join(known)}",
                )
        if self.under and (self.share_of is None or self.policy is None or self.policy in self.under):
            raise Unreadable(
                "under hör till en andel med share_of och policy, och anger andra uteslutningar",
                "under belongs to a share with share_of and policy, and gives other exclusion policies",
            )
        return self

    @property
    def terms(self) -> list[str]:
        """Every column this one follows from, with its `-` where it is taken away."""
        shares = [self.share_of] if self.share_of is not None else []
        named = [[*of.numerator, *of.denominator] for of in [*shares, *self.under.values()]]
        return [*(self.sum_of or []), *(term for terms in named for term in terms)]


class Rounding(Strict):
    """How the shares of the table are rounded, and how that is known."""

    manner: Manner
    source: SourceField


class Discrepancy(Strict):
    """A printed figure that does not follow from the others, and why. It names one row and column."""

    place: str
    period: str
    column: str
    reason: TextField
    kind: str | None = None
    unit: str | None = None
    as_known: Day | None = None


class TableFile(Strict):
    """The keys of `table.yaml`."""

    title: TextField
    publisher: TextField
    definition: TextField
    source: SourceField
    left_out: SourceField | None = None
    """Who says which policy the figures follow."""
    basis: Basis | None = None
    as_known: TextField | None = None
    """What the column `as_known` holds, where it does."""
    rounding: Rounding
    marks: dict[str, Mark] = Field(default_factory=dict)
    """Signs printed instead of a figure. An empty field is `missing` unless it stands here (as `empty`)."""
    kinds: dict[str, TextField] = Field(default_factory=dict)
    other_places: dict[str, TextField] = Field(default_factory=dict)
    """Places that are neither the country nor a region."""
    columns: Annotated[dict[str, Column], Field(min_length=1)]
    discrepancies: list[Discrepancy] = Field(default_factory=list)
    breaks: list[BreakField] = Field(default_factory=list)
    """From which periods its figures are not comparable with those before."""
    author: str
    checker: str | None
    review_by: Day

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for source in (self.source, self.rounding.source, self.left_out):
            if source is not None:
                source.source()
        counts = {name for name, column in self.columns.items() if column.value is ValueKind.COUNT}
        for name, column in self.columns.items():
            wrong = [term for term in column.terms if not _TERM.fullmatch(term)]
            wrong += [term for term in column.terms if term.removeprefix("-") not in counts]
            if wrong:
                told = ", ".join(dict.fromkeys(wrong))
                raise Unreadable(
                    f"{name} följer av {told}, som inte är en kolumn med antal",
                    f"{name} follows from {told}, which is no column of counts",
                )
            if KIND in column.measure and not self.kinds:
                raise Unreadable(
                    f"{name} har {KIND} i sitt mått, men tabellen har inga kinds",
                    f"{name} has {KIND} in its measure, but the table has no kinds",
                )
        if self.left_out is None and any(column.policy for column in self.columns.values()):
            raise Unreadable(
                "left_out säger var det står vilka som inte räknas",
                "left_out says where it is told who is not counted",
            )
        return self
