"""How a marked copy looks: cells as text, colours with words beside them, a column and a sheet that tell all.

A fault is never told by colour alone: the cell carries a note, the row a text in the column to the right, and
the last sheet lists everything with the cell it is about. Nothing that stands in a cell is run: all is text.

Here does not belong which cells are at fault (`mark_workbook`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Language, Text

MOST_NOTES = 20_000
"""More notes than this make a workbook slow to open; what is beyond them is told in words alone."""

_LONGEST_TEXT = 32_000
_LONGEST_NAME = 31
_WIDTH, _WIDE = 16, 80

_WORDS = {Severity.ERROR: Text("FEL", "ERROR"), Severity.WARNING: Text("VARNING", "WARNING")}
_TAKEN_OUT = Text("värdet är borttaget ur kopian", "the value has been taken out of the copy")
_COLUMN = Text("Fel", "Faults")
_HEADINGS = (
    Text("Cell", "Cell"),
    Text("Rad i filen", "Row in the file"),
    Text("Kolumn", "Column"),
    Text("Värde", "Value"),
    Text("Regel", "Rule"),
    Text("Grad", "Severity"),
    Text("Vad som är fel", "What is wrong"),
    Text("Gör så här", "What to do"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the copy: its text, what is wrong with it, and whether the text was taken out."""

    text: str
    findings: tuple[Finding, ...] = ()
    taken_out: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the copy: its number (the first is 1), its cells, and what is wrong with the row itself."""

    number: int
    cells: Sequence[Cell]
    findings: tuple[Finding, ...] = ()


class MarkedCopy:
    """An open workbook to which sheets are added in order."""

    def __init__(self, path: Path, language: Language) -> None:
        import xlsxwriter  # lazily: only a workbook needs it

        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(path, options)
        self._language = language
        self._text = self._book.add_format({"num_format": "@"})
        self._bold = self._book.add_format({"num_format": "@", "bold": True})
        self._wrapped = self._book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self._marked = {
            Severity.ERROR: self._colour("#FFC7CE", "#9C0006"),
            Severity.WARNING: self._colour("#FFEB9C", "#7F4F00"),
        }
        self._names: set[str] = set()
        self._notes = self.marked_cells = self.values_taken_out = 0

    def _colour(self, background: str, text: str) -> Any:
        return self._book.add_format(
            {"num_format": "@", "bg_color": background, "font_color": text, "bold": True}
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def add_sheet(self, name: str, lines: Iterable[Line], width: int, header: int | None = None) -> None:
        """A sheet of the user's. With *header* (the row of it) it is the one that was checked: then a column
        to the right of *width* columns tells in words what is wrong with each row."""
        self._names.add(name.casefold())
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, max(0, width - 1), _WIDTH, self._text)
        if header is not None:
            sheet.set_column(width, width, _WIDE, self._text)
            sheet.freeze_panes(header, 0)
        for line in lines:
            for place, cell in enumerate(line.cells):
                self._write(sheet, line.number - 1, place, cell)
            if header is not None:
                self._tell(sheet, line, width, line.number == header)

    def _write(self, sheet: Any, row: int, place: int, cell: Cell) -> None:
        if not (cell.findings or cell.taken_out):
            if cell.text:
                sheet.write_string(row, place, cell.text[:_LONGEST_TEXT], self._text)
            return
        worst = min((one.severity for one in cell.findings), key=_gravity, default=Severity.ERROR)
        self.marked_cells += 1
        self.values_taken_out += cell.taken_out
        if cell.text:
            sheet.write_string(row, place, cell.text[:_LONGEST_TEXT], self._marked[worst])
        else:
            sheet.write_blank(row, place, None, self._marked[worst])
        if self._notes < MOST_NOTES:
            self._notes += 1
            note = "\n".join(self._sentence(one) for one in cell.findings)
            if cell.taken_out:
                note = f"{note}\n{self._said(_TAKEN_OUT)}".strip()
            sheet.write_comment(row, place, note[:_LONGEST_TEXT], {"x_scale": 2, "y_scale": 1.5})

    def _tell(self, sheet: Any, line: Line, place: int, is_header: bool) -> None:
        """The row's faults in words, in the column to the right."""
        told = [self._sentence(one) for one in line.findings]
        told += [
            self._sentence(one, named=True) + (f" ({self._said(_TAKEN_OUT)})" if cell.taken_out else "")
            for cell in line.cells
            for one in cell.findings
        ]
        if is_header:
            told.insert(0, self._said(_COLUMN))
        if told:
            text = "; ".join(told)[:_LONGEST_TEXT]
            sheet.write_string(line.number - 1, place, text, self._bold if is_header else self._text)

    def _sentence(self, finding: Finding, named: bool = False) -> str:
        where = f" {finding.column}" if named and finding.column else ""
        message, remedy = self._said(finding.message), self._said(finding.remedy)
        return f"{self._said(_WORDS[finding.severity])}{where}: {message} → {remedy} [{finding.rule}]"

    def add_list(self, rows: Iterable[tuple[str, Finding]], remarks: Sequence[Text]) -> None:
        """The last sheet: every finding with its cell, after *remarks* about the copy."""
        sheet = self._book.add_worksheet(self._free_name(self._said(_COLUMN)))
        widths = (8, 12, 22, 22, 22, 12, 60, 60)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width, self._wrapped)
        at = 0
        for remark in remarks:
            sheet.write_string(at, 0, self._said(remark), self._text)
            at += 1
        for place, heading in enumerate(_HEADINGS):
            sheet.write_string(at, place, self._said(heading), self._bold)
        for line, (cell, finding) in enumerate(rows, start=at + 1):
            told = (
                cell,
                "" if finding.row is None else str(finding.row),
                finding.column or "",
                finding.seen or "",
                finding.rule,
                self._said(_WORDS[finding.severity]),
                self._said(finding.message),
                self._said(finding.remedy),
            )
            for place, text in enumerate(told):
                if text:
                    sheet.write_string(line, place, text[:_LONGEST_TEXT], self._wrapped)

    def _free_name(self, name: str) -> str:
        """*name*, or the first numbered one that no sheet of the user's has."""
        free, number = name, 1
        while free.casefold() in self._names:
            number += 1
            free = f"{name[: _LONGEST_NAME - 4]} {number}"
        return free

    def _said(self, text: Text) -> str:
        return text.in_language(self._language)


def _gravity(severity: Severity) -> bool:
    return severity is not Severity.ERROR
