"""A table as data: caption, columns with their units, rows, a sum row, a note.

Cells are already written for people (`formats`), or are one of the few richer kinds: `Link`, `StatusWord`.
None is shown as a dash that a screen reader reads as *uppgift saknas*: absent is never zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

StatusKind = Literal["within", "soon", "over", "rest"]


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere. `hidden` continues the words for those who hear them out of their row."""

    text: str
    url: str
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class StatusWord:
    """A status: always a word, beside its shape and colour."""

    kind: StatusKind
    word: str


@dataclass(frozen=True, slots=True)
class Column:
    """`title` over the column and, under it, the `unit` of its figures. Numbers stand to the right."""

    title: str
    unit: str = ""
    number: bool = False


Value = str | Link | StatusWord | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `strong` sets it off (my own region). The first cell is the row's heading."""

    cells: Sequence[Value]
    strong: bool = False


@dataclass(frozen=True)
class Table:
    """A table. `total` is the sum row, with as many cells as there are columns."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row | Sequence[Value]]
    total: Sequence[Value] | None = None
    note: str = ""
    full: bool = field(default=False, kw_only=True)
    """Whether it fills the width of its place."""
    stacked: bool = field(default=False, kw_only=True)
    """Whether each row stands as a block of its own on a narrow screen: for many columns and few rows."""

    def __post_init__(self) -> None:
        for cells in [*(row.cells for row in self.laid_out), *([self.total] if self.total else [])]:
            if len(cells) != len(self.columns):
                raise ValueError(
                    f"{self.caption}: a row has {len(cells)} cells for {len(self.columns)} columns"
                )

    @property
    def laid_out(self) -> list[Row]:
        """The rows, all of one kind."""
        return [row if isinstance(row, Row) else Row(row) for row in self.rows]

    @property
    def body(self) -> list[tuple[Row, list[tuple[Column, Value]]]]:
        """Each row with its cells paired with their columns."""
        return [(row, list(zip(self.columns, row.cells, strict=True))) for row in self.laid_out]

    @property
    def foot(self) -> list[tuple[Column, Value]]:
        """The sum row's cells paired with their columns."""
        return list(zip(self.columns, self.total or (), strict=False))
