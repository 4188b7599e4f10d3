"""The cells an agreement is settled from, found by key, as they were known on a day.

Here does not belong reading them from a file (`facts_file`), nor judging them (`judge`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from vardvag.base.cells import Cell, CellKey
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text


class FactBook:
    """Every cell by its key; of several versions, the last one known on *as_of* (None: the last of all).

    A cell without `as_known` is older than any that has one. BadInput when two versions from the same day
    differ.
    """

    def __init__(self, cells: Iterable[Cell], as_of: date | None = None) -> None:
        self._cells: dict[CellKey, Cell] = {}
        findings = []
        for cell in cells:
            if as_of is not None and cell.as_known is not None and cell.as_known > as_of:
                continue
            known = self._cells.setdefault(cell.key, cell)
            if _day(cell) > _day(known):
                self._cells[cell.key] = cell
            elif _day(cell) == _day(known) and (cell.value, cell.status) != (known.value, known.status):
                findings.append(_contradiction(cell))
        if findings:
            raise BadInput(
                Text("uppgifterna säger emot varandra", "the facts contradict each other"), findings
            )

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._cells.values())

    def get(self, key: CellKey) -> Cell | None:
        """The cell, or None when nobody has given it."""
        return self._cells.get(key)

    def others(self, key: CellKey) -> list[CellKey]:
        """Keys of the same measure, place and period under another policy or basis: near, but not it."""
        wanted = (key.measure, key.place, key.period)
        return [known for known in self._cells if (known.measure, known.place, known.period) == wanted]


def said(key: CellKey) -> str:
    """The key on one line: `done-operation-within-60 · 08 · 2019-09 · pvv · derived`."""
    parts = (key.measure, key.place, key.period, key.policy, key.basis.value if key.basis else None)
    return " · ".join(part for part in parts if part)


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
