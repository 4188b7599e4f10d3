"""The gate every public figure passes: small counts are hidden, and said to be hidden.

A stored cell is never suppressed: an agreement settles on what was counted. What leaves for a page, a file
or a terminal is a `PublishedRow`, made here. A row is suppressed when any count of contacts that it shows,
or that follows by subtraction within it, is above none and below the rule's fewest.

**By subtraction.** Where the country stands beside its regions, a single hidden region would follow from the
rest. So more are hidden, fewest contacts first, until none follows and those hidden are together not few
(`hiding`); the country too, when it is the smallest left to hide.

**What it does not do.** It looks at the rows of one call. A hidden number may still follow from the same
figure under another policy, on another basis, as known on another day, or from a measure with another limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from vardvag.base.cells import Basis, Cell, CellKey, PublishedShare, Ratio, Status
from vardvag.base.dated import Source
from vardvag.base.regions import NATIONAL
from vardvag.statistics.hiding import Number, Table
from vardvag.statistics.measure import Disclosure, Rounding
from vardvag.statistics.rounding import rounded


class Rules(Protocol):
    """What a measure's file says of how its figures may be shown."""

    @property
    def rounding(self) -> Rounding:
        """Decimals of a per cent."""

    @property
    def disclosure(self) -> Disclosure:
        """Of how few people nothing is shown."""


class Told(Protocol):
    """A measure, whoever counts it."""

    @property
    def id(self) -> str:
        """Its name in a cell's key."""

    @property
    def file(self) -> Rules:
        """Its file."""


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


def published(cells: Iterable[Cell], measure: Told, *, inside: bool = False) -> list[PublishedRow]:
    """The rows to show of *cells*, which all belong to *measure*.

    `inside` hides nothing: for those who may see the contacts themselves. TypeError for a cell that is not
    a share with both its numbers; ValueError for one of another measure.
    """
    given = list(cells)
    hidden = _hidden(given, 1 if inside else measure.file.disclosure.fewest)
    return [_row(cell, measure, cell.key in hidden) for cell in given]


def _row(cell: Cell, measure: Told, hidden: bool) -> PublishedRow:
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
    figures: dict[CellKey, dict[str, Ratio]] = {}
    for cell in cells:
        if isinstance(cell.value, Ratio):
            figures.setdefault(replace(cell.key, place=NATIONAL), {})[cell.key.place] = cell.value
    return {
        replace(country, place=place)
        for country, places in figures.items()
        for place, _ in _table(places, fewest).hide()
    }


def _table(places: Mapping[str, Ratio], fewest: int) -> Table:
    """Those within and those over, of every place: the same table as `figure_gate` makes of a month.

    A country that does not stand beside its regions is not known.
    """
    numbers = [
        Number(
            (place, None),
            "country" if place == NATIONAL else "whole",
            "whole" if place == NATIONAL else "country",
            (ratio.numerator, ratio.denominator - ratio.numerator),
        )
        for place, ratio in places.items()
    ]
    if NATIONAL not in places:
        parts = tuple(map(sum, zip(*(one.parts for one in numbers), strict=True)))
        numbers.append(Number((NATIONAL, None), "country", "whole", parts, hidden=True, decided=True))
    return Table(numbers, fewest)
