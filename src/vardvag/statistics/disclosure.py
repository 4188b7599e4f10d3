"""The gate every public figure passes: small counts are hidden, and said to be hidden.

A stored cell is never suppressed: an agreement settles on what was counted. What leaves for a page, a file
or a terminal is a `PublishedRow`, made here. A row is suppressed when any count of contacts that it shows,
or that follows by subtraction within it, is above none and below the rule's fewest.

**By subtraction.** Where the country stands beside its regions, a single hidden region would follow from the
rest. So regions are hidden, fewest contacts first, until at least two are and together they are not few; and
when there is no region left to hide, the country is.

**What it does not do.** It looks at the rows of one call. A hidden number may still follow from the same
figure under another policy, on another basis, as known on another day, or from a measure with another limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from vardvag.base.cells import Basis, Cell, CellKey, PublishedShare, Ratio, Status
from vardvag.base.dated import Source
from vardvag.base.regions import NATIONAL
from vardvag.statistics.measure import Measure
from vardvag.statistics.rounding import rounded


class Shown(StrEnum):
    """What a published row tells: its figure, or why there is none."""

    REPORTED = "reported"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    SUPPRESSED = "suppressed"
    """There is a figure, and it counts, or would betray, so few people that it is not shown."""


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
    given = list(cells)
    hidden = _hidden(given, 1 if inside else measure.file.disclosure.fewest)
    return [_row(cell, measure, cell.key in hidden) for cell in given]


def _row(cell: Cell, measure: Measure, hidden: bool) -> PublishedRow:
    if cell.key.measure != measure.id:
        raise ValueError(f"{cell.key} does not belong to {measure.id}")
    status, within, counted = Shown(cell.status), None, None
    share = None
    if cell.status is Status.REPORTED:
        if not isinstance(cell.value, Ratio):
            raise TypeError(f"{cell.key} is not a share with both its numbers")
        if hidden:
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


def _hidden(cells: Sequence[Cell], fewest: int) -> set[CellKey]:
    """The cells not to show: those of few people, and those that would betray them."""
    hidden = {cell.key for cell in cells if isinstance(cell.value, Ratio) and _small(cell.value, fewest)}
    figures: dict[CellKey, dict[str, Ratio]] = {}
    for cell in cells:
        if isinstance(cell.value, Ratio):
            figures.setdefault(replace(cell.key, place=NATIONAL), {})[cell.key.place] = cell.value
    for country, places in figures.items():
        if NATIONAL in places and country not in hidden:
            small = {place for place in places if replace(country, place=place) in hidden}
            betraying = _betraying(places, small, fewest)
            hidden |= {replace(country, place=place) for place in betraying}
    return hidden


def _betraying(places: Mapping[str, Ratio], small: set[str], fewest: int) -> set[str]:
    """Which more to hide, so that the country less what is shown is not few people, nor one region."""
    if not small:
        return set()
    more: set[str] = set()
    others = sorted(
        (place for place in places if place not in small | {NATIONAL} and places[place].denominator),
        key=lambda place: (places[place].denominator, place),
    )
    for place in [*others, NATIONAL]:
        together = [places[one] for one in small | more]
        within, counted = sum(one.numerator for one in together), sum(one.denominator for one in together)
        if len(together) > 1 and not _small(Ratio(within, counted), fewest):
            break
        more.add(place)
    return more


def _small(ratio: Ratio, fewest: int) -> bool:
    """Whether a count in the row, or the difference between its two, is of so few that it must be hidden."""
    counts = (ratio.numerator, ratio.denominator, ratio.denominator - ratio.numerator)
    return any(0 < count < fewest for count in counts)
