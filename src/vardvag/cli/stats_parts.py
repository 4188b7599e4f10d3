"""What the rows of every figure of `vardvag stats` share: the place, where the figure comes from, its status.

Here does not belong what a figure has of its own (`stats_figures`, `stats_flows`, `stats_time_to_care`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from vardvag.base.cells import Cell
from vardvag.base.dated import Source
from vardvag.base.regions import NATIONAL, region
from vardvag.base.texts import Text
from vardvag.cli.output import Column
from vardvag.statistics.disclosure import Shown

COUNTRY = Text("Riket", "Sweden")

PARTLY = "partly_suppressed"
STATUSES = {
    "reported": Text("redovisat", "reported"),
    "missing": Text("saknas", "missing"),
    "not_applicable": Text("ej tillämpligt", "not applicable"),
    "suppressed": Text("dold", "suppressed"),
    PARTLY: Text("delvis dold", "partly suppressed"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the notes need of a row, whichever figure it tells."""

    place: str
    source: Source
    as_known: date | None
    hidden: bool

    @classmethod
    def of_cell(cls, cell: Cell, statuses: Collection[str]) -> Told:
        """Of a row whose numbers have these *statuses*."""
        return cls(cell.key.place, cell.source, cell.as_known, Shown.SUPPRESSED in statuses)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, ready to print: its rows by the columns' keys, and what must be said of it."""

    title: Text
    rows: Sequence[dict[str, object]]
    columns: Sequence[Column]
    notes: Sequence[Text]
    told: Sequence[Told]


def called(text: Text, language: str) -> str:
    """*text* in the language of the command."""
    return text.in_language("en" if language == "en" else "sv")


def place_columns(language: str) -> list[Column]:
    """Where and when."""
    return [
        Column("place", called(Text("Kod", "Code"), language)),
        Column("name", "Region"),
        Column("period", called(Text("Månad", "Month"), language)),
    ]


def last_columns(table: bool, *more: str) -> list[Column]:
    """The status; and beside a table for reading everything that makes the figure what it is."""
    known = ("measure", "policy", "basis", "figure", *more, "as_known", "fingerprint", "source")
    return [Column("status", "Status"), *([] if table else [Column(key, key) for key in known])]


def shared(cell: Cell, figure: str, statuses: Sequence[str], table: bool) -> dict[str, object]:
    """What a row of *figure* has in common with every other; *cell* is one of its numbers."""
    key, status = cell.key, row_status(statuses)
    return {
        "place": key.place,
        "name": COUNTRY if key.place == NATIONAL else region(key.place).name,
        "period": key.period,
        "status": STATUSES[status] if table else status,
        "measure": key.measure,
        "policy": key.policy,
        "basis": key.basis,
        "figure": figure,
        "as_known": cell.as_known,
        "fingerprint": cell.fingerprint,
        "source": f"{cell.source.title}, {cell.source.section}",
    }


def row_status(statuses: Sequence[str]) -> str:
    """The status of a row of several numbers: a number that has no value by its nature says nothing of it."""
    found = set(statuses)
    if Shown.MISSING in found:
        return Shown.MISSING
    if Shown.SUPPRESSED in found:
        return PARTLY if Shown.REPORTED in found else Shown.SUPPRESSED
    return Shown.REPORTED if Shown.REPORTED in found else Shown.NOT_APPLICABLE
