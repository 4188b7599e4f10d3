"""Give the user her own file back as a workbook in which everything that was found is marked.

Every value stands as text where it stood; cells at fault are coloured and carry a note with what is wrong and
what to do, a column says the same in words, and a sheet lists all. What names a person is taken out of the
copy, wherever it stands, and that is said. The original is not touched. A CSV file becomes a workbook.

Here does not belong what is wrong (`check_contacts`), nor how the copy looks (`marked_copy`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vardvag.base.errors import Unreadable, WrongUse
from vardvag.base.findings import Finding
from vardvag.base.texts import Language, Text
from vardvag.base.workbooks import read_workbook
from vardvag.events.checks.attributes import ATTRIBUTES
from vardvag.events.checks.catalogue import REFUSING
from vardvag.events.checks.identity import holds_a_personnummer
from vardvag.events.formats.tables.delimited import open_delimited
from vardvag.events.formats.tables.workbook import MOST_ROWS, likeliest_sheet, text_of
from vardvag.usecases.check_contacts import check_contacts
from vardvag.usecases.marked_copy import Cell, Line, MarkedCopy

_WORKBOOK = b"PK\x03\x04"
_OTHER_KINDS = (b"PAR1", b"<", b"\xef\xbb\xbf<")
_PERSONAL_COLUMN = "column-personal"
_CSV_SHEET = "Kontakter"

Numbered = tuple[int, Sequence[str]]
"""A row as the user counts it in her file, and its cells."""


@dataclass(frozen=True, slots=True)
class MarkedWorkbook:
    """What was made: where, how many findings it lists, cells it marks, and values that were taken out."""

    path: Path
    findings: int
    marked_cells: int
    values_taken_out: int


@dataclass(frozen=True, slots=True)
class _Source:
    """The user's sheets in order, and the one that was checked: its name, its header and on which row."""

    sheets: Sequence[tuple[str, Sequence[Numbered]]]
    checked: str
    header: tuple[str, ...]
    header_row: int
    left_out: tuple[str, ...] = ()
    is_sheet: bool = True

    @property
    def places(self) -> dict[str, int]:
        """Where each column stands; `#3` is the third, whatever it is called."""
        named = {name: place for place, name in reversed(list(enumerate(self.header))) if name}
        return named | {f"#{place + 1}": place for place in range(len(self.header))}


def mark_workbook(
    path: Path,
    out: Path,
    format_name: str | None = None,
    language: Language = "sv",
    found: Iterable[Finding] | None = None,
) -> MarkedWorkbook:
    """Check *path* (Excel or CSV) and write the marked copy to *out*, or mark what has been *found* already.

    WrongUse when *out* is the file itself or no `.xlsx`, and when the file is of another kind or larger than
    a sheet of Excel; OSError when it cannot be opened.
    """
    _refuse(path, out)
    findings: list[Finding] = [] if found is None else list(found)
    if found is None:
        check_contacts([path], format_name, every=findings.append)
    source = _source(path)
    places = source.places
    cells: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        row = _row(finding, source)
        if row is not None:
            cells[row].append(finding)
    personal = {
        places[one.column] for one in findings if one.rule == _PERSONAL_COLUMN and one.column in places
    }
    at: dict[int, int] = {}
    with MarkedCopy(out, language) as copy:
        for name, rows in source.sheets:
            width = max((len(row) for _, row in rows), default=0)
            if name == source.checked:
                width = max(width, len(source.header))
                lines = _marked(rows, source, cells, personal, at)
                copy.add_sheet(name, lines, width, _in_copy(source.header_row, source, rows))
            else:
                copy.add_sheet(name, (Line(number, list(map(_cleaned, row))) for number, row in rows), width)
        listed = ((_address(one, source, at), one) for one in findings)
        copy.add_list(listed, [*_remarks(copy), *map(_not_copied, source.left_out)])
    return MarkedWorkbook(out, len(findings), copy.marked_cells, copy.values_taken_out)


def can_be_marked(path: Path) -> bool:
    """Whether a file is of a kind that can be marked: Excel or CSV. OSError when it cannot be opened."""
    with path.open("rb") as file:
        return not file.read(4).startswith(_OTHER_KINDS)


def _refuse(path: Path, out: Path) -> None:
    if out.suffix.lower() != ".xlsx":
        raise WrongUse(Text(f"{out.name}: kopian är en .xlsx-fil", f"{out.name}: the copy is an .xlsx file"))
    if not can_be_marked(path):
        raise WrongUse(
            Text(
                f"{path.name}: bara Excel och CSV kan märkas; skriv fynden till en fil i stället",
                f"{path.name}: only Excel and CSV can be marked; write the findings to a file instead",
            )
        )
    if out.exists() and out.samefile(path):
        raise WrongUse(
            Text(
                f"{out.name} är filen själv; ge kopian ett annat namn",
                f"{out.name} is the file itself; give the copy another name",
            )
        )


def _source(path: Path) -> _Source:
    with path.open("rb") as file:
        if file.read(4) == _WORKBOOK:
            return _of_workbook(path)
    table = open_delimited(path, ATTRIBUTES)
    rows: list[Numbered] = [(1, table.header)]
    for record in table.records:
        if len(rows) > MOST_ROWS:
            raise _too_large(path)
        rows.append(record)
    return _Source([(_CSV_SHEET, rows)], _CSV_SHEET, table.header, 1, is_sheet=False)


def _of_workbook(path: Path) -> _Source:
    try:
        sheets = read_workbook(path.read_bytes())
    except Unreadable as problem:
        raise WrongUse(
            Text(f"{path.name}: {problem.text.sv}", f"{path.name}: {problem.text.en}")
        ) from problem
    checked, place = likeliest_sheet(sheets, frozenset(ATTRIBUTES))
    if checked.too_large:
        raise _too_large(path)
    told = [
        (sheet.name, [(number, [text_of(cell) for cell in row]) for number, row in enumerate(sheet.rows, 1)])
        for sheet in sheets
        if not sheet.too_large
    ]
    header = tuple(map(text_of, checked.rows[place])) if checked.rows else ()
    left_out = tuple(sheet.name for sheet in sheets if sheet.too_large)
    return _Source(told, checked.name, header, place + 1, left_out)


def _too_large(path: Path) -> WrongUse:
    return WrongUse(
        Text(
            f"{path.name} är större än vad som får plats i ett blad; skriv fynden till en fil i stället",
            f"{path.name} is larger than a sheet; write the findings to a file instead",
        )
    )


def _row(finding: Finding, source: _Source) -> int | None:
    """The row of the file that a finding is about; what is wrong with the header is told there."""
    if finding.rule.startswith("column-"):
        return source.header_row
    return finding.row


def _marked(
    rows: Iterable[Numbered],
    source: _Source,
    cells: dict[int, list[Finding]],
    personal: set[int],
    at: dict[int, int],
) -> Iterator[Line]:
    """The lines of the sheet that was checked. *at* learns in which row of the copy each row stands."""
    places = source.places
    names = dict(enumerate(source.header))
    for position, (number, row) in enumerate(rows, start=1):
        line = number if source.is_sheet else position
        at[number] = line
        found: dict[int, list[Finding]] = defaultdict(list)
        of_row = []
        for finding in cells.get(number, ()):
            place = places.get(finding.column or "")
            if place is None:
                of_row.append(finding)
            else:
                found[place].append(finding)
        told = []
        for place in range(max([len(row), *(place + 1 for place in found)])):
            text = row[place] if place < len(row) else ""
            taken_out = bool(text) and (
                holds_a_personnummer(names.get(place, ""), text)
                or any(one.rule in REFUSING for one in found[place])
                or (place in personal and number != source.header_row)
            )
            told.append(Cell("" if taken_out else text, tuple(found[place]), taken_out))
        yield Line(line, told, tuple(of_row))


def _in_copy(row: int, source: _Source, rows: Sequence[Numbered]) -> int:
    """The row of the copy in which the header stands."""
    if source.is_sheet:
        return row
    return next((at for at, (number, _) in enumerate(rows, start=1) if number == row), 1)


def _cleaned(text: str) -> Cell:
    """A cell of a sheet that was not checked: as it is, unless it names a person."""
    taken_out = holds_a_personnummer("", text)
    return Cell("" if taken_out else text, (), taken_out)


def _address(finding: Finding, source: _Source, at: dict[int, int]) -> str:
    """The cell of the copy that a finding is about, as Excel calls it: `F12`."""
    row = _row(finding, source)
    if row is None or row not in at:
        return ""
    place = source.places.get(finding.column or "")
    return str(at[row]) if place is None else f"{_letters(place)}{at[row]}"


def _letters(place: int) -> str:
    """Column 0 is A, 26 is AA."""
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _remarks(copy: MarkedCopy) -> list[Text]:
    if not copy.values_taken_out:
        return []
    number = copy.values_taken_out
    return [
        Text(
            f"{number} värden som ser ut att vara personuppgifter är borttagna ur den här kopian.",
            f"{number} values that seem to name people have been taken out of this copy.",
        )
    ]


def _not_copied(sheet: str) -> Text:
    return Text(
        f"Bladet {sheet} är större än vad som läses, och står inte i kopian.",
        f"The sheet {sheet} is larger than what is read, and is not in the copy.",
    )
