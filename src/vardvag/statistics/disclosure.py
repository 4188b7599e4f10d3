"""The gate every public figure passes: small counts are hidden, and said to be hidden.

A stored cell is never suppressed: an agreement settles on what was counted. What leaves for a page, a file
or a terminal is a `PublishedRow`, made here. A row is suppressed when any count of contacts that it shows,
or that follows by subtraction within it, is above none and below the rule's fewest.

**What it does not do.** It looks at one row at a time. A hidden region may follow from the national figure
minus the other regions, or from another policy or another day's version of the same figure. Hiding more so
that this is not possible (complementary suppression) is not built.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vardvag.base.cells import Basis, Cell, PublishedShare, Ratio, Status
from vardvag.base.dated import Source
from vardvag.statistics.measure import Measure
from vardvag.statistics.rounding import rounded


class Shown(StrEnum):
    """What a published row tells: its figure, or why there is none."""

    REPORTED = "reported"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    SUPPRESSED = "suppressed"
    """There is a figure, and it counts so few people that it is not shown."""


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One row as anybody may see it. `within`, `counted` and `share` are None unless `status` is reported.

    `share` is None too where nobody was counted: a share of nobody is no figure.
    """

    measure: str
    place: str
    period: str
    policy: str | None
    basis: Basis | None
    status: Shown
    within: int | None
    counted: int | None
    share: PublishedShare | None
    source: Source
    as_known: date | None
    fingerprint: str | None


def published(cells: Iterable[Cell], measure: Measure, *, inside: bool = False) -> list[PublishedRow]:
    """The rows to show of *cells*, which all belong to *measure*.

    `inside` hides nothing: for those who may see the contacts themselves. TypeError for a cell that is not
    a share with both its numbers; ValueError for one of another measure.
    """
    fewest = 1 if inside else measure.file.disclosure.fewest
    return [_row(cell, measure, fewest) for cell in cells]


def _row(cell: Cell, measure: Measure, fewest: int) -> PublishedRow:
    if cell.key.measure != measure.id:
        raise ValueError(f"{cell.key} does not belong to {measure.id}")
    status, within, counted = Shown(cell.status), None, None
    share = None
    if cell.status is Status.REPORTED:
        if not isinstance(cell.value, Ratio):
            raise TypeError(f"{cell.key} is not a share with both its numbers")
        if _small(cell.value, fewest):
            status = Shown.SUPPRESSED
        else:
            within, counted = cell.value.numerator, cell.value.denominator
            exact = cell.value.share
            share = None if exact is None else rounded(exact, measure.file.rounding.decimals)
    return PublishedRow(
        measure=cell.key.measure,
        place=cell.key.place,
        period=cell.key.period,
        policy=cell.key.policy,
        basis=cell.key.basis,
        status=status,
        within=within,
        counted=counted,
        share=share,
        source=cell.source,
        as_known=cell.as_known,
        fingerprint=cell.fingerprint,
    )


def _small(ratio: Ratio, fewest: int) -> bool:
    """Whether a count in the row, or the difference between its two, is of so few that it must be hidden."""
    counts = (ratio.numerator, ratio.denominator, ratio.denominator - ratio.numerator)
    return any(0 < count < fewest for count in counts)
