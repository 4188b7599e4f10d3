"""`skr-1.1`: the national contact model for specialised care, version 1.1, as CSV.

The header holds the names of the model's attributes, in any order, and two that in RIV-TA belong to the call:
`DatatGallerFor` (the month) and `ErsattningsId`. A file may hold contacts that were held and contacts that
wait, of one month or many: a row with `StartAktivitet` is of the first kind, one without of the second.

UTF-8 with or without byte order mark; comma or semicolon, told by the header.
A row is told by the line of the file it begins on, as an editor counts lines: a quoted value may hold line
breaks. Here does not belong what is right or wrong (`events/checks`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import ATTRIBUTES
from vardvag.events.checks.header import header_findings
from vardvag.events.checks.rule import Row
from vardvag.events.formats.reading import Reading, Rows, read_rows
from vardvag.events.formats.skr_rows import row_of
from vardvag.events.model import Contact

NAME = "skr-1.1"
SUFFIXES = (".csv", ".txt")


def read(path: Path) -> Reading:
    """Read a file with every finding. OSError when it cannot be opened; nothing else is raised."""
    return read_rows(path.name, open_rows(path))


def open_rows(path: Path) -> Rows:
    """Open a file. OSError when it cannot be opened; nothing else is raised."""
    name = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        fault = _file_finding("encoding", name, _NOT_UTF8, _SAVE_AS_UTF8, row=1)
        return Rows(f"byte {problem.start}", (), iter(()), [fault])
    first_line = text.partition("\n")[0]
    delimiter = ";" if first_line.count(";") > first_line.count(",") else ","
    found = f"UTF-8, {'semikolon / semicolon' if delimiter == ';' else 'komma / comma'}"
    records = _numbered(text, delimiter)
    faults: list[Finding] = []
    try:
        _, cells = next(records, (1, []))
    except csv.Error:
        return Rows(found, (), iter(()), [_file_finding("not-csv", name, _NOT_CSV, _SAVE_AS_CSV)])
    header = tuple(cell.strip() for cell in cells)
    faults += header_findings(header, name)
    return Rows(found, header, _rows(records, header, name, faults), faults)


def _numbered(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record, with the line of the file it begins on. csv.Error when it is no table at all."""
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for cells in records:
        yield line, cells
        line = records.line_num + 1


def _rows(
    records: Iterator[tuple[int, list[str]]], header: tuple[str, ...], name: str, faults: list[Finding]
) -> Iterator[Row]:
    """The rows below the header; a file that stops being a table is told in *faults*."""
    try:
        for line, cells in records:
            if not any(cells):
                continue
            texts = zip(header, map(str.strip, cells), strict=False)
            values = {column: value for column, value in texts if value}
            if len(cells) == len(header):
                yield Row(line, values)
            else:
                wrong = _file_finding("cells", name, _WRONG_CELLS, _QUOTE, row=line, value=str(len(cells)))
                yield Row(line, values, faults=(wrong,))
    except csv.Error:
        faults.append(_file_finding("not-csv", name, _NOT_CSV, _SAVE_AS_CSV))


def write(contacts: Iterable[Contact], path: Path) -> int:
    """Write contacts as one file, streamed; the answer is how many."""
    written = 0
    with Writer(path) as out:
        for contact in contacts:
            out.add(contact)
            written += 1
    return written


class Writer:
    """One open file to which contacts are added, for a stream that falls on several files."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._rows = csv.DictWriter(self._file, tuple(ATTRIBUTES), lineterminator="\n", restval="")
        self._rows.writeheader()

    def add(self, contact: Contact) -> None:
        """Write one row."""
        self._rows.writerow(row_of(contact))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


_NOT_UTF8 = Text("Filen är inte i teckenkodningen UTF-8", "The file is not encoded in UTF-8")
_SAVE_AS_UTF8 = Text("Spara den som CSV UTF-8", "Save it as CSV UTF-8")
_NOT_CSV = Text("Filen är inte en CSV-fil", "The file is not a CSV file")
_SAVE_AS_CSV = Text("Spara den som CSV med komma eller semikolon", "Save it as CSV with comma or semicolon")
_WRONG_CELLS = Text("Raden har fel antal celler", "The row has the wrong number of cells")
_QUOTE = Text(
    "Sätt citattecken om värden som innehåller skiljetecknet", "Put quotes around values with the delimiter"
)


def _file_finding(
    rule: str,
    file: str,
    message: Text,
    remedy: Text,
    severity: Severity = Severity.ERROR,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
) -> Finding:
    return Finding(rule, message, remedy, severity, file, row, column, value)
