"""Tables that somebody has published, read as they were printed: every figure a cell, or why there is none.

A table is a folder in `published/`: `table.yaml` (what it says), `table.csv` (one printed row a line) and
`discrepancies.md`. What is printed instead of a figure is *missing*, *suppressed* or *not applicable*, and
never zero. A cell holds what was printed; a share whose two numbers were printed too holds these.

`period` is a month, a half-year, a season (`2017-spring`), a year or a day. What the publisher does not say
is written with X: `XXXX-01` is January of a year that is not stated, `XXXX-XX A` a snapshot of a month that
is not, told from others by a letter of ours. No agreement asks for such a period.

Here does not belong trying whether the figures follow from one another (`recount`).
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from vardvag.base.cells import Cell, CellKey, Count, PublishedShare, Ratio, Status
from vardvag.base.dated import Source
from vardvag.base.definitions import Definition, read_definition, validated
from vardvag.base.errors import BadInput, NotFound
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.measure import measures
from vardvag.statistics.published_row import FIXED, PrintedRow, RowReader
from vardvag.statistics.published_words import (
    KIND,
    NOT_STATED,
    Column,
    Discrepancy,
    ShareOf,
    TableFile,
)

FOLDER = Path(__file__).parent / "published"

Place = tuple[str | None, str, str | None, str, date | None]
"""What tells the rows of a table apart: kind, place, unit, period, as known."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure: `printed` None where `shown` is not reported. `row` is the line of `table.csv`."""

    column: str
    row: int
    shown: Shown
    printed: Count | PublishedShare | None
    cell: Cell


@dataclass(frozen=True)
class PublishedTable:
    """One table: `rows` as printed, `figures` by row and column in the order of the file."""

    id: str
    file: TableFile
    fingerprint: str
    rows: Mapping[int, PrintedRow] = field(repr=False)
    figures: Mapping[tuple[int, str], Figure] = field(repr=False)

    @property
    def title(self) -> Text:
        """What the table is called."""
        return self.file.title.text()

    @property
    def source(self) -> Source:
        """Where it was published."""
        return self.file.source.source()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every figure as a cell."""
        return tuple(figure.cell for figure in self.figures.values())

    def reason(self, row: int, column: str) -> Text | None:
        """Why the figure does not follow from the others, where that is known."""
        for one in self.file.discrepancies:
            if one.column == column and place_of(one) == self.rows[row].place_in_table:
                return one.reason.text()
        return None


def published_tables(folder: Path = FOLDER) -> Mapping[str, PublishedTable]:
    """Every table in *folder* by its id, the name of its folder. BadInput tells every fault of all."""
    return _built_in() if folder == FOLDER else _read_all(folder)


def published_table(name: str) -> PublishedTable:
    """The built-in table called *name*. NotFound names the nearest."""
    known = published_tables()
    if name not in known:
        raise NotFound(Text("Publicerad tabell", "published table"), name, known)
    return known[name]


def read_table(folder: Path) -> PublishedTable:
    """The table in *folder*. BadInput with every fault: file, row, column, value and remedy."""
    definition = read_definition(folder / "table.yaml")
    file = validated(definition, TableFile)
    findings: list[Finding] = []
    rows = _rows(folder / "table.csv", file, findings)
    findings += [*_misplaced(definition, file, rows.values()), *_other_than_measure(definition, file)]
    if findings:
        raise BadInput(
            Text(f"Tabellen {folder.name} kan inte användas", f"The table {folder.name} cannot be used"),
            findings,
        )
    figures = {
        (number, name): _figure(file, definition.fingerprint, row, name, column)
        for number, row in rows.items()
        for name, column in file.columns.items()
        if name in row.values
    }
    return PublishedTable(folder.name, file, definition.fingerprint, rows, figures)


@functools.cache
def _built_in() -> Mapping[str, PublishedTable]:
    return _read_all(FOLDER)


def _read_all(folder: Path) -> Mapping[str, PublishedTable]:
    read: dict[str, PublishedTable] = {}
    findings: list[Finding] = []
    for path in sorted(path.parent for path in folder.glob("*/table.yaml")):
        try:
            read[path.name] = read_table(path)
        except BadInput as problem:
            if not problem.findings:
                raise
            findings += problem.findings
    if findings:
        message = Text("En publicerad tabell kan inte användas", "A published table cannot be used")
        raise BadInput(message, findings)
    return read


def _rows(path: Path, file: TableFile, findings: list[Finding]) -> dict[int, PrintedRow]:
    """The rows of `table.csv` by their line; what is wrong is added to *findings*."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(
            Text(f"{path} kan inte läsas: {problem}", f"{path} cannot be read: {problem}")
        ) from problem
    lines = csv.reader(text.splitlines())
    header = next(lines, [])
    reader = RowReader(file, header, path.name)
    findings += reader.header_findings()
    if findings:
        return {}
    rows: dict[int, PrintedRow] = {}
    first_at: dict[Place, int] = {}
    for number, line in enumerate(lines, start=2):
        row, wrong = reader.read(number, line)
        findings += wrong
        if row is None:
            continue
        if row.place_in_table in first_at:
            findings.append(_twice(path.name, number, first_at[row.place_in_table]))
        first_at.setdefault(row.place_in_table, number)
        rows[number] = row
    return rows


def _twice(name: str, number: int, first: int) -> Finding:
    return Finding(
        "row-twice",
        Text(f"Raden finns redan på rad {first}", f"The row stands already in row {first}"),
        Text("Ta bort den ena, eller skilj dem åt", "Remove one of them, or tell them apart"),
        file=name,
        row=number,
        column=FIXED[0],
    )


def place_of(discrepancy: Discrepancy) -> Place:
    """Which row a discrepancy is about."""
    one = discrepancy
    return (one.kind, one.place, one.unit, one.period, one.as_known)


def _misplaced(definition: Definition, file: TableFile, rows: Iterable[PrintedRow]) -> Iterator[Finding]:
    """A discrepancy of a row or column that is not in the table explains nothing."""
    places = {row.place_in_table for row in rows}
    for number, one in enumerate(file.discrepancies):
        if one.column not in file.columns or (places and place_of(one) not in places):
            yield definition.finding(
                ("discrepancies", number),
                "no-such-row",
                Text("Avvikelsen hör inte till någon rad", "The discrepancy belongs to no row"),
                Text(
                    "Ange kind, place, unit, period, as_known och column som i table.csv",
                    "Give kind, place, unit, period, as_known and column as in table.csv",
                ),
                one.column,
            )


def _other_than_measure(definition: Definition, file: TableFile) -> Iterator[Finding]:
    """A column that bears the name of a measure of ours is counted as it is, or has another name."""
    ours = measures()
    for name, column in file.columns.items():
        for kind in file.kinds or [""]:
            measure = ours.get(column.measure.replace(KIND, kind))
            if measure is None:
                continue
            basis_fits = file.basis in measure.file.bases if measure.file.bases else file.basis is None
            policy_fits = column.policy in (NOT_STATED, *measure.file.policies.allowed)
            if column.limit != measure.limit or not policy_fits or not basis_fits:
                yield definition.finding(
                    ("columns", name),
                    "other-than-measure",
                    Text(
                        f"Gräns, uteslutning eller grund är en annan än i måttet {measure.id}",
                        f"Limit, exclusion policy or basis is another than in the measure {measure.id}",
                    ),
                    Text("Rätta den, eller ge måttet ett annat namn", "Mend it, or give it another name"),
                )


def _figure(file: TableFile, fingerprint: str, row: PrintedRow, name: str, column: Column) -> Figure:
    shown, printed = row.values[name]
    key = CellKey(
        column.measure.replace(KIND, row.kind or ""),
        row.place if row.unit is None else f"{row.place}/{row.unit}",
        row.period,
        column.policy,
        file.basis if column.policy is not None else None,
    )
    status = {Shown.REPORTED: Status.REPORTED, Shown.NOT_APPLICABLE: Status.NOT_APPLICABLE}.get(
        shown, Status.MISSING
    )
    ratio = ratio_of(column.share_of, row) if column.share_of is not None else None
    value = None if printed is None else ratio or printed
    source = file.source.source()
    told = Source(
        source.title,
        row.url or source.url,
        source.section,
        source.date,
        source.confidence,
        _hidden() if shown is Shown.SUPPRESSED else source.note,
    )
    return Figure(name, row.row, shown, printed, Cell(key, value, told, status, row.as_known, fingerprint))


def _hidden() -> Text:
    return Text("Utgivaren visar inte talet", "The publisher does not show the figure")


def ratio_of(of: ShareOf, row: PrintedRow) -> Ratio | None:
    """Both numbers of a share, where they were printed in *row*."""
    numerator, denominator = (sum_of(row, terms) for terms in (of.numerator, of.denominator))
    if numerator is None or denominator is None or numerator < 0 or denominator < 0:
        return None
    return Ratio(numerator, denominator)


def sum_of(row: PrintedRow, terms: Iterable[str]) -> int | None:
    """The sum of the columns *terms* in *row*; None as soon as one of them holds no figure."""
    total = 0
    for term in terms:
        _, printed = row.values[term.removeprefix("-")]
        if not isinstance(printed, Count):
            return None
        total += -printed.number if term.startswith("-") else printed.number
    return total
