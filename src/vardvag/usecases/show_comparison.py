"""Show two built-in agreements side by side: what each gave every recipient, in kronor and per inhabitant.

Each is settled for show as on its own page, from its own facts. A region's inhabitants are the same under
both: those of one year-end, which is named. Here does not belong a "what if" of one agreement
(`show_scenario`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from vardvag.agreements.compare import Comparison, Difference, compare
from vardvag.agreements.recipients import is_region
from vardvag.base.kronor import Kronor
from vardvag.base.regions import population
from vardvag.usecases.per_inhabitant import year_end
from vardvag.usecases.show_settlement import ShownSettlement, show_settlement


@dataclass(frozen=True, slots=True)
class Beside:
    """One recipient under both. `first` and `second` are kronor per inhabitant, None where there is none.

    That is while an amount is undetermined, and for who has no inhabitants.
    """

    difference: Difference
    first: Fraction | None
    second: Fraction | None


@dataclass(frozen=True)
class ShownComparison:
    """Two agreements. `series` names the year-end that the inhabitants are of."""

    first: ShownSettlement
    second: ShownSettlement
    comparison: Comparison
    rows: tuple[Beside, ...]
    series: str


def show_comparison(first: str, second: str, cells: Path) -> ShownComparison:
    """The built-in agreements *first* and *second*. NotFound; BadInput when the file *cells* is faulty."""
    one, other = show_settlement(first, cells), show_settlement(second, cells)
    together = compare(one.settlement, other.settlement)
    series = year_end(max(*one.settlement.agreement.years, *other.settlement.agreement.years))
    people = population(series)
    rows = tuple(
        Beside(each, _each(each.before, people.get(who)), _each(each.after, people.get(who)))
        for each in together.differences
        for who in (each.recipient if is_region(each.recipient) else "",)
    )
    return ShownComparison(one, other, together, rows, series)


def _each(amount: Kronor | None, people: int | None) -> Fraction | None:
    return None if amount is None or not people else Fraction(int(amount), people)
