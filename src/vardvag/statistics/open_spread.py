"""How far apart the regions are, from one period to the next: equal care is a stated goal.

The lowest and the highest of the regions that are shown, how far apart they are, and the one as a multiple of
the other. A region that is hidden, missing or without anybody may lie outside: so how many are shown stands
with it, and two periods are compared among the regions that are shown in both.

Here does not belong how it is told (`pages.statistics`), nor the spread between policies (`spread`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from vardvag.base.cells import PublishedShare
from vardvag.base.regions import REGIONS
from vardvag.statistics.open_table import PERIOD, PLACE, OpenTable

_REGIONS = frozenset(one.code for one in REGIONS)

Numbers = Mapping[str, Fraction]
"""By region, its figure: per cent for a share, else days or contacts."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The regions of one period. `lowest` and `highest` are the codes of all that have the figure.

    `difference` is in percentage points, days or contacts; `ratio` is None where the lowest is 0. `regions`:
    how many there are in the table, of which `shown` have a figure.
    """

    period: str
    lowest: tuple[str, ...]
    highest: tuple[str, ...]
    least: Fraction
    most: Fraction
    shown: int
    regions: int

    @property
    def difference(self) -> Fraction:
        """How far apart they are."""
        return self.most - self.least

    @property
    def ratio(self) -> Fraction | None:
        """The highest as a multiple of the lowest."""
        return self.most / self.least if self.least else None


def spread(table: OpenTable, codes: Mapping[str, str], period: str) -> Spread | None:
    """The regions of *period* in the other *codes* of the table; None where fewer than two are shown."""
    return spread_of(period, numbers(table, codes, period), len(_regions(table)))


def spread_of(period: str, found: Numbers, regions: int) -> Spread | None:
    """The same of numbers at hand."""
    if len(found) < 2:
        return None
    least, most = min(found.values()), max(found.values())
    return Spread(
        period,
        tuple(code for code, number in found.items() if number == least),
        tuple(code for code, number in found.items() if number == most),
        least,
        most,
        len(found),
        regions,
    )


def spreads(table: OpenTable, codes: Mapping[str, str], periods: Iterable[str]) -> list[Spread]:
    """The spread of each of *periods* in which two regions or more are shown."""
    return [found for one in periods if (found := spread(table, codes, one)) is not None]


def change(
    table: OpenTable, codes: Mapping[str, str], before: str, after: str
) -> tuple[Spread, Spread] | None:
    """Two periods among the regions that are shown in both; None where those are fewer than two.

    So a difference between the two is one between the same regions.
    """
    first, second = numbers(table, codes, before), numbers(table, codes, after)
    both = first.keys() & second.keys()
    told = [
        spread_of(period, {code: found[code] for code in found if code in both}, len(_regions(table)))
        for period, found in ((before, first), (after, second))
    ]
    return (told[0], told[1]) if told[0] is not None and told[1] is not None else None


def numbers(table: OpenTable, codes: Mapping[str, str], period: str) -> Numbers:
    """The figure of every region that has one."""
    found: dict[str, Fraction] = {}
    for code in _regions(table):
        number = table.cell(**{**codes, PLACE: code, PERIOD: period}).number
        if number is not None:
            found[code] = number.share * 100 if isinstance(number, PublishedShare) else Fraction(number)
    return found


def _regions(table: OpenTable) -> list[str]:
    return [code for code in table.places if code in _REGIONS]
