"""CSV in its Swedish kinds, as a table: comma, semicolon or tab, told by the header.

A record is told by the line of the file it begins on, as an editor counts lines: a quoted value may hold line
breaks. Excel's first line `sep=;` is read past. Here does not belong in which encoding the file is
(`text_files`), nor what the columns mean.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TextIO

from vardvag.base.errors import Unreadable
from vardvag.base.texts import Text
from vardvag.events.formats.tables.table import Table
from vardvag.events.formats.tables.text_files import Encoding, LineTooLong, encoding_of, lines_of

LONGEST_VALUE = 131_072
"""Characters. The library has the same limit, unless somebody in the process has changed it."""

_DELIMITERS = {
    ";": Text("semikolon", "semicolon"),
    ",": Text("komma", "comma"),
    "\t": Text("tabb", "tab"),
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written: its encoding, what divides its cells, lines before the header."""

    encoding: Encoding
    delimiter: str
    skipped: int


def dialect_of(path: Path, names: Collection[str]) -> Dialect:
    """How a file is written, by a header of *names*. Unreadable when its encoding is none we read."""
    encoding = encoding_of(path)
    return Dialect(encoding, *_delimiter(path, encoding, names))


def open_delimited(path: Path, names: Collection[str]) -> Table:
    """A CSV file, in which columns of *names* are looked for. OSError when it cannot be opened."""
    try:
        dialect = dialect_of(path, names)
    except Unreadable as problem:
        table = Table(path.name, Text("okänd teckenkodning", "unknown encoding"))
        table.fault("encoding", _ENCODING, problem.text, row=1)
        return table
    encoding, skipped = dialect.encoding, dialect.skipped
    word = _DELIMITERS[dialect.delimiter]
    table = Table(path.name, Text(f"{encoding.name}, {word.sv}", f"{encoding.name}, {word.en}"))
    records = _records(path, encoding, dialect.delimiter, skipped, table)
    header: list[str] = next(records, (1, []))[1]
    table.header = tuple(name.strip() for name in header)
    if not table.refuse_too_wide(skipped + 1):
        table.records = (record for record in records if any(record[1]))
    return table


def _opened(path: Path, encoding: Encoding) -> TextIO:
    return path.open(encoding=encoding.codec, newline="")


def _delimiter(path: Path, encoding: Encoding, names: Collection[str]) -> tuple[str, int]:
    """What the header is divided by, and how many lines stand before it."""
    with _opened(path, encoding) as file:
        try:
            first = next(lines_of(file), "")
        except (UnicodeError, LineTooLong):
            return ",", 0  # told when the lines are read
    named = first.removeprefix("sep=").rstrip("\r\n")
    if first.startswith("sep=") and named in _DELIMITERS:
        return named, 1

    def likely(delimiter: str) -> tuple[int, int]:
        told = [name.strip(' "\r\n') for name in first.split(delimiter)]
        return sum(name in names for name in told), len(told)

    return max(_DELIMITERS, key=likely), 0


def _records(
    path: Path, encoding: Encoding, delimiter: str, skipped: int, table: Table
) -> Iterator[tuple[int, list[str]]]:
    """Each record, with the line it begins on. One that stops being a table is told."""
    with _opened(path, encoding) as file:
        line = 1
        try:
            read = [0]
            lines = lines_of(file, read)
            for _ in range(skipped):
                next(lines)
            line += skipped
            records = csv.reader(lines, delimiter=delimiter)
            for cells in records:
                if read[0] > LONGEST_VALUE and max(map(len, cells)) > LONGEST_VALUE:
                    raise csv.Error("a value that is too long: an end of quotation is lacking")
                read[0] = 0
                yield line, cells
                line = skipped + records.line_num + 1
        except csv.Error:
            table.fault("not-csv", _NOT_CSV, _SAVE_AS_CSV, line)
        except LineTooLong:
            table.fault("line-too-long", _TOO_LONG, _SAVE_AS_CSV, line)
        except UnicodeError:
            table.fault("encoding", _ENCODING, _SAVE_AS_UTF8, line)


def write_delimited(rows: Iterable[Mapping[str, str]], path: Path, header: Iterable[str]) -> int:
    """Write rows, given as their filled cells, as CSV, streamed; the answer is how many."""
    written = 0
    with DelimitedWriter(path, header) as out:
        for written, row in enumerate(rows, start=1):  # noqa: B007
            out.add(row)
    return written


class DelimitedWriter:
    """One open file of CSV to which rows are added, for a stream that falls on several files."""

    def __init__(self, path: Path, header: Iterable[str]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._rows = csv.DictWriter(self._file, tuple(header), lineterminator="\n", restval="")
        self._rows.writeheader()

    def add(self, row: Mapping[str, str]) -> None:
        """Write one row, given as its filled cells."""
        self._rows.writerow(row)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


_ENCODING = Text("Filens teckenkodning går inte att läsa", "The encoding of the file cannot be read")
_SAVE_AS_UTF8 = Text("Spara filen som CSV UTF-8", "Save the file as CSV UTF-8")
_NOT_CSV = Text("Filen är inte en CSV-fil", "The file is not a CSV file")
_SAVE_AS_CSV = Text("Spara den som CSV med komma eller semikolon", "Save it as CSV with comma or semicolon")
_TOO_LONG = Text("Raden är längre än en miljon tecken", "The line is longer than a million characters")
