"""The cells an agreement is settled from, found by key, as they were known on a day.

Here does not belong reading them from a file (`facts_file`), nor judging them (`judge`).
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from vardvag.agreements.shares import Between, share_between
from vardvag.base.cells import Cell, CellKey, PublishedShare, Ratio
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text

ABOVE_WHOLE = (
    Text("Andelen är större än 100 %", "The share is above 100 %"),
    Text("Kontrollera täljare och nämnare", "Check the numbers"),
)
"""What is said of a share above the whole, and how it is mended."""


class FactUsed(NamedTuple):
    """A cell that was asked for; `cell` is None when nobody has given it."""

    key: CellKey
    cell: Cell | None

    @property
    def is_missing(self) -> bool:
        """True when there is no value."""
        return self.cell is None or self.cell.value is None


class Column(dict[str, FactUsed]):
    """The cells of one measure, period, policy and basis, by place; who has none is asked for too."""

    def __init__(self, pattern: CellKey) -> None:
        super().__init__()
        self.pattern = pattern

    def __missing__(self, place: str) -> FactUsed:
        """Nobody has given it; kept for the next time."""
        used = self[place] = FactUsed(replace(self.pattern, place=place), None)
        return used


class FactBook:
    """Every cell by its key; of several versions, the last one known on *as_of* (None: the last of all).

    A cell without `as_known` is older than any that has one. The order of *cells* changes nothing: of two
    that say the same but name different sources, the one whose source comes first in writing is kept.

    BadInput, with every finding, when two versions from the same day differ, also where a later version
    replaces both, and when a share is above 100 %: agreements compare shares of a whole.
    """

    def __init__(self, cells: Iterable[Cell], as_of: date | None = None) -> None:
        self.as_of = as_of
        self._cells: dict[CellKey, Cell] = {}
        # By the cell itself, which the book keeps: a cell is looked at once for each settlement.
        self._bounds: dict[int | None, dict[int, Between | None]] = defaultdict(dict)
        self._columns: dict[tuple[object, ...], Column] = {}
        crowded: dict[CellKey, list[Cell]] = {}
        findings = []
        if as_of is not None:
            cells = [cell for cell in cells if cell.as_known is None or cell.as_known <= as_of]
        put = self._cells.setdefault
        for cell in cells:
            if above := above_whole(cell):
                findings.append(above)
            first = put(cell.key, cell)
            if first is not cell:
                crowded.setdefault(cell.key, [first]).append(cell)
        for key, versions in crowded.items():
            days: dict[date, list[Cell]] = {}
            for cell in sorted(versions, key=_in_writing):
                days.setdefault(_day(cell), []).append(cell)
            findings += [
                _contradiction(same_day[0])
                for same_day in days.values()
                if len({(cell.value, cell.status) for cell in same_day}) > 1
            ]
            self._cells[key] = days[max(days)][0]
        if findings:
            findings.sort(key=lambda finding: finding.value or "")
            raise BadInput(Text("uppgifterna kan inte användas", "the facts cannot be used"), findings)
        self._measures = {key.measure for key in self._cells}
        self.before: FactBook | None = None
        """The book that this one supposes something else than; None when nothing is supposed."""
        self.supposed_places: frozenset[str] = frozenset()
        """Whose facts are supposed."""

    def supposing(self, cells: Iterable[Cell]) -> FactBook:
        """The same book with *cells* instead of what it has under their keys, or beside it.

        BadInput for a share above 100 %. What is known of the cells that stay is shared, so that it is quick.
        """
        supposed = FactBook(cells)
        book = copy.copy(self)
        book._cells = self._cells | supposed._cells
        book._measures = self._measures | supposed._measures
        book._bounds = defaultdict(dict, {decimals: dict(known) for decimals, known in self._bounds.items()})
        book._columns = dict(self._by_column())
        book.before = self.before or self
        book.supposed_places = self.supposed_places | {key.place for key in supposed._cells}
        for key, cell in supposed._cells.items():
            column = copy.copy(book.column(key))
            column[key.place] = FactUsed(key, cell)
            book._columns[_column_of(key)] = column
        return book

    def __iter__(self) -> Iterator[Cell]:
        return iter(sorted(self._cells.values(), key=_in_writing))

    def get(self, key: CellKey) -> Cell | None:
        """The cell, or None when nobody has given it."""
        return self._cells.get(key)

    def column(self, pattern: CellKey) -> Column:
        """The cells that are like *pattern* but for their place."""
        columns, wanted = self._by_column(), _column_of(pattern)
        column = columns.get(wanted)
        if column is None:
            column = columns[wanted] = Column(pattern)
        return column

    def _by_column(self) -> dict[tuple[object, ...], Column]:
        columns = self._columns
        if not columns:
            for key, cell in self._cells.items():
                wanted = key.measure, key.period, key.policy, key.basis
                column = columns.get(wanted)
                if column is None:
                    column = columns[wanted] = Column(key)
                column[key.place] = FactUsed(key, cell)
        return columns

    def has(self, measure: str) -> bool:
        """Whether there is any cell of *measure*."""
        return measure in self._measures

    def between(self, cell: Cell, decimals: int | None) -> Between | None:
        """Between what numbers the share in *cell* lies as it is compared; None when it holds none."""
        known, at = self._bounds[decimals], id(cell)
        if at in known:
            return known[at]
        share = known[at] = share_between(cell.value, decimals)
        return share

    def others(self, key: CellKey) -> list[CellKey]:
        """Keys of the same measure, place and period under another policy or basis: near, but not it."""
        wanted = (key.measure, key.place, key.period)
        return [known for known in self._cells if (known.measure, known.place, known.period) == wanted]


def _column_of(key: CellKey) -> tuple[object, ...]:
    """What the cells of a column have in common: all but the place."""
    return key.measure, key.period, key.policy, key.basis


def said(key: CellKey) -> str:
    """The key on one line: `done-operation-within-60 · 08 · 2019-09 · pvv · derived`."""
    told = f"{key.measure} · {key.place} · {key.period}"
    if key.policy is not None:
        told += f" · {key.policy}"
    return told if key.basis is None else f"{told} · {key.basis}"


def above_whole(cell: Cell) -> Finding | None:
    """What is wrong with a cell whose share is above 100 %; None for every other cell.

    A share of nobody (0 of 0) is not above; 1 of 0 is.
    """
    value = cell.value
    if isinstance(value, Ratio):
        above = value.numerator > value.denominator
    else:
        above = isinstance(value, PublishedShare) and value.share > 1
    return Finding("share-above-whole", *ABOVE_WHOLE, value=said(cell.key)) if above else None


def _in_writing(cell: Cell) -> tuple[str, str, str]:
    """An order that is the same whatever order the cells came in."""
    return said(cell.key), repr(cell.source), repr(cell)


def _day(cell: Cell) -> date:
    return cell.as_known or date.min


def _contradiction(cell: Cell) -> Finding:
    return Finding(
        "contradiction",
        Text("Samma uppgift har två olika värden", "The same fact has two different values"),
        Text(
            "Behåll ett av dem, eller ge as_known så att det syns vilket som är senast",
            "Keep one of them, or give as_known so that the later one shows",
        ),
        value=said(cell.key),
    )
