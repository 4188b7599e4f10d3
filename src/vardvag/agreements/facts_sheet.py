"""A sheet of facts, from a CSV file or a workbook, read row by row: cells with their places, and findings.

Here does not belong where the rows come from (`facts_file`, `facts_workbook`), nor what one row says
(`facts_row`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vardvag.agreements.facts_fields import Field, Fields
from vardvag.agreements.facts_row import is_unfilled, read_row
from vardvag.agreements.facts_words import column_findings, recognised
from vardvag.base.cells import Cell, CellKey
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell and where it was read, so that a finding can point there."""

    cell: Cell
    file: str
    row: int
    column: str
    """What the sheet calls the column of the measure."""

    @property
    def known_key(self) -> tuple[CellKey, date | None]:
        """What may have only one value: the figure, as it was known on a day."""
        return self.cell.key, self.cell.as_known

    def finding(self, rule: str, message: Text, remedy: Text) -> Finding:
        """A finding about this cell's row."""
        return Finding(
            rule,
            message,
            remedy,
            file=self.file,
            row=self.row,
            column=self.column,
            value=self.cell.key.measure,
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one file, and what is wrong with it."""

    file: str
    placed: tuple[Placed, ...]
    findings: tuple[Finding, ...]

    def accepted(self) -> tuple[Cell, ...]:
        """The cells. BadInput with every finding when there is one."""
        if self.findings:
            told = Text(f"{self.file} kan inte användas", f"{self.file} cannot be used")
            raise BadInput(told, self.findings)
        return tuple(one.cell for one in self.placed)


def unreadable(file: str, message: Text, remedy: Text) -> Reading:
    """The reading of a file in which no row could be read."""
    return Reading(file, (), (Finding("file", message, remedy, file=file),))


def read_sheet(
    file: str, lines: Iterable[tuple[int, Sequence[Field]]], others: Iterable[str] = ()
) -> Reading:
    """Read *lines*, each with the number a person knows it by; the first that is not blank has the headings.

    *file* is only for what is told; *others* are the recipients that an agreement names itself.
    """
    numbered = ((number, values) for number, values in lines if any(_filled(value) for value in values))
    header_row, header = next(numbered, (1, ()))
    written = [str(value) for value in header]
    findings = column_findings(written, file, header_row)
    if findings:
        return Reading(file, (), tuple(findings))
    names, others = recognised(written), tuple(others)
    placed: dict[tuple[CellKey, date | None], Placed] = {}
    for number, values in numbered:
        fields = Fields(file, number, names, written, values)
        cell = None if is_unfilled(fields) else read_row(fields, others)
        findings += fields.findings
        if cell is None:
            continue
        one = Placed(cell, file, number, fields.heading("measure"))
        if (first := placed.setdefault(one.known_key, one)) is not one:
            findings.append(_twice(first, one))
    return Reading(file, tuple(placed.values()), tuple(findings))


def contradictions(readings: Iterable[Reading]) -> list[Finding]:
    """Every figure of which two files give different values, as known on the same day. The same is fine."""
    first: dict[tuple[CellKey, date | None], Placed] = {}
    findings = []
    for one in (placed for reading in readings for placed in reading.placed):
        before = first.setdefault(one.known_key, one)
        if (before.cell.value, before.cell.status) != (one.cell.value, one.cell.status):
            findings.append(_different(before, one))
    return findings


def _filled(value: Field) -> bool:
    return bool(value.strip()) if isinstance(value, str) else True


def _twice(first: Placed, one: Placed) -> Finding:
    return one.finding(
        "duplicate",
        Text(f"Samma uppgift står på rad {first.row}", f"The same fact stands on row {first.row}"),
        Text(
            "Ta bort den ena, eller ge olika dagar i känd den",
            "Remove one of them, or give different as_known",
        ),
    )


def _different(first: Placed, one: Placed) -> Finding:
    return one.finding(
        "contradiction",
        Text(
            f"Samma uppgift har ett annat värde i {first.file}, rad {first.row}",
            f"The same fact has another value in {first.file}, row {first.row}",
        ),
        Text(
            "Behåll ett av dem, eller ge känd den (as_known) så att det syns vilket som är senast",
            "Keep one of them, or give as_known so that the later one shows",
        ),
    )
