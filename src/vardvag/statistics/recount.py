"""Published figures against one another: does a printed share follow from the numbers beside it?

A figure is tried when its table says from which others it follows; a share that says nothing of the kind
cannot be tried, and is told as such. Numbers are compared exactly and shares as printed, rounded half up. A
row is one publication: what was printed of the same month on another day is a revision, not a conflict.

Here does not belong reading the tables (`published_table`), nor what we count ourselves (`counting`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from vardvag.base.cells import CellKey, Count, PublishedShare
from vardvag.base.texts import Text
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.published_table import Figure, PublishedTable, sum_of
from vardvag.statistics.published_words import Column, ShareOf, ValueKind
from vardvag.statistics.rounding import rounded


class Following(StrEnum):
    """How a printed figure stands to the figures it should follow from."""

    REPRODUCED = "reproduced"
    """The printed digits follow: the same number, or the share rounded half up."""
    WITHIN_ROUNDING = "within_rounding"
    """The exact share lies half-way between two prints, and the other one was printed."""
    EXPLAINED = "explained"
    """It does not follow, and the table's file says why."""
    NOT_COMPUTABLE = "not_computable"
    """The numbers it should follow from are not published, or not all of them."""
    UNEXPLAINED = "unexplained"
    """It does not follow, and we do not know why."""


FOLLOWING_WORDS = {
    Following.REPRODUCED: Text("återskapat", "reproduced"),
    Following.WITHIN_ROUNDING: Text("inom avrundningen", "within rounding"),
    Following.EXPLAINED: Text("förklarad avvikelse", "explained difference"),
    Following.NOT_COMPUTABLE: Text("kan inte räknas om", "not computable"),
    Following.UNEXPLAINED: Text("oförklarad avvikelse", "unexplained difference"),
}


@dataclass(frozen=True, slots=True)
class Recounted:
    """One printed figure beside what follows from the others of its row (None: nothing does).

    `exact` is a number, or the exact share of one. `reason` says why an explained one differs.
    """

    table: str
    figure: Figure
    exact: int | Fraction | None
    following: Following
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Printing:
    """One print of a figure: in which table and row, and on which day it was known at the earliest."""

    table: str
    row: int
    as_known: date
    printed: Count | PublishedShare


@dataclass(frozen=True, slots=True)
class Revision:
    """The same figure printed otherwise on a later day. `printings` in the order of their days."""

    key: CellKey
    printings: tuple[Printing, ...]


def recount(tables: Iterable[PublishedTable]) -> tuple[Recounted, ...]:
    """Every printed figure that should follow from others, and every printed share, in the tables' order."""
    return tuple(one for table in tables for one in _recounted(table))


def revisions(tables: Iterable[PublishedTable]) -> tuple[Revision, ...]:
    """Every figure that was printed with another value on another day, whichever tables that was in."""
    return tuple(
        Revision(key, tuple(printings))
        for key, printings in _printings(tables).items()
        if len({one.printed for one in printings}) > 1 and len({one.as_known for one in printings}) > 1
    )


def contradictions(tables: Iterable[PublishedTable]) -> tuple[Revision, ...]:
    """Every figure that was printed with two values on the same day."""
    found = []
    for key, printings in _printings(tables).items():
        days = {one.as_known for one in printings}
        if any(len({one.printed for one in printings if one.as_known == day}) > 1 for day in days):
            found.append(Revision(key, tuple(printings)))
    return tuple(found)


def _printings(tables: Iterable[PublishedTable]) -> Mapping[CellKey, list[Printing]]:
    """Every dated print by what it is a figure of, oldest first."""
    found: dict[CellKey, list[Printing]] = {}
    for table in tables:
        for figure in table.figures.values():
            if figure.printed is not None and figure.cell.as_known is not None:
                printing = Printing(table.id, figure.row, figure.cell.as_known, figure.printed)
                found.setdefault(figure.cell.key, []).append(printing)
    return {key: sorted(several, key=lambda one: one.as_known) for key, several in found.items()}


def _recounted(table: PublishedTable) -> Iterator[Recounted]:
    for (row, name), figure in table.figures.items():
        column = table.file.columns[name]
        if figure.shown is not Shown.REPORTED or not (column.terms or column.value is ValueKind.SHARE):
            continue
        exact, following = _share(table, row, column, figure), Following.NOT_COMPUTABLE
        if column.sum_of is not None and isinstance(figure.printed, Count):
            exact, following = _sum(table, row, column.sum_of, figure.printed.number)
        elif column.share_of is not None and isinstance(figure.printed, PublishedShare):
            following = _followed(exact, column.share_of, table, row, figure.printed)
        reason = table.reason(row, name) if following is Following.UNEXPLAINED else None
        if reason is not None:
            following = Following.EXPLAINED
        yield Recounted(table.id, figure, exact, following, reason)


def _share(table: PublishedTable, row: int, column: Column, figure: Figure) -> int | Fraction | None:
    """The exact share of the numbers in the row; None where they were not all printed, or are of nobody."""
    return figure.cell.share if column.share_of is not None and not _is_printed(figure) else None


def _is_printed(figure: Figure) -> bool:
    """Whether the cell holds only what was printed, because its two numbers were not."""
    return figure.cell.value == figure.printed


def _followed(
    exact: int | Fraction | None, of: ShareOf, table: PublishedTable, row: int, printed: PublishedShare
) -> Following:
    if exact is None:
        nobody = sum_of(table.rows[row], of.denominator) == 0
        return Following.UNEXPLAINED if nobody else Following.NOT_COMPUTABLE
    share = Fraction(exact)
    if rounded(share, printed.decimals) == printed:
        return Following.REPRODUCED
    half_a_step = Fraction(1, 2 * 100 * 10**printed.decimals)
    tied = abs(share - printed.share) == half_a_step
    return Following.WITHIN_ROUNDING if tied else Following.UNEXPLAINED


def _sum(
    table: PublishedTable, row: int, terms: list[str], printed: int
) -> tuple[int | Fraction | None, Following]:
    """The sum of the row's columns. What is not printed adds nothing if the rest is the whole sum already."""
    values = table.rows[row].values
    held = [term for term in terms if isinstance(values[term.removeprefix("-")][1], Count)]
    known = sum_of(table.rows[row], held)
    if known is None or not held:
        return None, Following.NOT_COMPUTABLE
    if len(held) == len(terms) or all(not term.startswith("-") for term in terms):
        if known == printed:
            return known, Following.REPRODUCED
        if len(held) == len(terms) or known > printed:
            return known, Following.UNEXPLAINED
    return None, Following.NOT_COMPUTABLE


def shown_exact(value: int | Fraction | None) -> str | None:
    """An exact figure to read: a number, or a per cent with two decimals, half up."""
    if value is None or isinstance(value, int):
        return None if value is None else str(value)
    hundredths = (2 * value * 10_000 + 1) // 2
    return f"{hundredths // 100},{hundredths % 100:02}"
