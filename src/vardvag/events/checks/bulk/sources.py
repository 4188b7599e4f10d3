"""Where batches of rows come from: a Parquet file, or a CSV file a stretch at a time.

Both are read twice, once for the ids and once for all. A row of CSV whose cells cannot be told apart stands
in its batch as an empty one, and beside it as the row that says so. Here does not belong what is asked of a
batch (`judging`).
"""

from __future__ import annotations

import codecs
import contextlib
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from vardvag.base.texts import Text
from vardvag.events.checks.bulk.columns import WIDE
from vardvag.events.checks.bulk.doubles import NAMES, Candidates, find_doubles
from vardvag.events.checks.rule import Row
from vardvag.events.formats.cells import CellReader, forms_found
from vardvag.events.formats.skr_rows import CONTACT_ROWS
from vardvag.events.formats.tables.delimited import LONGEST_VALUE, Dialect, dialect_of, open_delimited
from vardvag.events.formats.tables.parquet import FIRST_ROW, open_parquet, tell_broken
from vardvag.events.formats.tables.table import Table
from vardvag.events.spellings import Form, day_spelled

_BROKEN = (pa.ArrowException, ValueError, OSError)
_SHORTEST_ROW = 40
"""Bytes; by it the rows of a CSV file are at most so many."""
_CELLS_AT_A_TIME = 500_000
_BLOCK = 8_000_000
_CHUNK = 1 << 20
_ARROWS_CODECS = {"utf-8": "utf8", "utf-8-sig": "utf8", "cp1252": "cp1252"}
_FEW = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows: their texts by column, their numbers in the file, and those that stand `apart`, by place."""

    rows: pa.RecordBatch
    numbers: Sequence[int]
    apart: Mapping[int, Row] = field(default_factory=dict)


class Source(Protocol):
    """A file that is read in batches. `table` is the file opened: its header, and what is wrong with it."""

    table: Table

    def candidates(self, at_a_time: int) -> Candidates:
        """The rows that may share an id with another, found by reading the ids alone."""
        ...

    def batches(self, at_a_time: int) -> Iterator[Batch]:
        """Every row. What breaks off in the middle is told in the table's faults."""
        ...


class ParquetSource:
    """A Parquet file. What Arrow would read ahead would stay in memory, so it does not."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.table = open_parquet(path)

    def candidates(self, at_a_time: int) -> Candidates:
        """See `Source`. Where the file breaks off is told when all of it is read."""

        def ids() -> Iterator[pa.RecordBatch]:
            names = [name for name in file.schema_arrow.names if name.strip() in NAMES]
            with contextlib.suppress(*_BROKEN):
                yield from map(_renamed, file.iter_batches(at_a_time, columns=names))

        with self._opened() as file:
            return find_doubles(ids(), file.metadata.num_rows)

    def batches(self, at_a_time: int) -> Iterator[Batch]:
        """See `Source`. Columns that hold few different values are kept as those."""
        with self._opened() as file:
            few = [
                one.name
                for one in file.schema_arrow
                if pa.types.is_string(one.type) and one.name.strip() not in WIDE
            ]
        number = FIRST_ROW
        with self._opened(few) as file:
            batches = file.iter_batches(at_a_time)
            while True:
                try:
                    rows = next(batches)
                    rows.validate(full=True)  # texts that are no UTF-8, numbers of no value
                except StopIteration:
                    return
                except _BROKEN:
                    tell_broken(self.table, number)
                    return
                yield Batch(_renamed(rows), range(number, number + rows.num_rows))
                number += rows.num_rows

    def _opened(self, few: list[str] | None = None) -> parquet.ParquetFile:
        return parquet.ParquetFile(self.path, read_dictionary=few, pre_buffer=False)


class DelimitedSource:
    """A CSV file. One without quotes, in which every line is a row, is read by Arrow; others as any table."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.table = open_delimited(path, CONTACT_ROWS.attributes)
        self._plain = None if self.table.faults else PlainCsv.of(path, self.table.header)

    def candidates(self, at_a_time: int) -> Candidates:
        """See `Source`. The file is opened anew for this."""
        most_rows = self.path.stat().st_size // _SHORTEST_ROW + 1
        if self._plain is not None:
            try:
                return find_doubles(self._plain.read(NAMES), most_rows)
            except pa.ArrowException:  # a line has more or fewer cells than the header
                self._plain = None
        return find_doubles(self._ids(at_a_time), most_rows)

    def _ids(self, at_a_time: int) -> Iterator[pa.RecordBatch]:
        table = open_delimited(self.path, CONTACT_ROWS.attributes)
        places = [place for place, name in enumerate(table.header) if name in NAMES]
        width = len(table.header)
        names = [table.header[place] for place in places]
        nothing = [""] * len(places)
        ids = (
            [cells[place] for place in places] if len(cells) == width else nothing
            for _, cells in table.records
        )
        while stretch := list(itertools.islice(ids, at_a_time)):
            yield _batch(names, stretch)

    def batches(self, at_a_time: int) -> Iterator[Batch]:
        """See `Source`. How days are written is said when all has been read."""
        table, forms = self.table, set[Form]()
        days = [name for name in table.header if name in CONTACT_ROWS.days]
        for batch in self._plain.batches() if self._plain is not None else self._stretches(at_a_time):
            for name in days:
                forms |= _forms(batch.rows.column(name))
            yield batch
        if said := forms_found(forms):
            table.found = Text(f"{table.found.sv}, {said.sv}", f"{table.found.en}, {said.en}")

    def _stretches(self, at_a_time: int) -> Iterator[Batch]:
        table, header = self.table, self.table.header
        width = len(header)
        at_a_time = min(at_a_time, max(1, _CELLS_AT_A_TIME // max(1, width)))
        reader = CellReader(table.file, header, CONTACT_ROWS)
        while stretch := list(itertools.islice(table.records, at_a_time)):
            apart = {
                place: reader.row(number, cells)
                for place, (number, cells) in enumerate(stretch)
                if len(cells) != width
            }
            for place in apart:
                stretch[place] = (stretch[place][0], [""] * width)
            rows = _batch(header, [cells for _, cells in stretch])
            yield Batch(rows, [number for number, _ in stretch], apart)


@dataclass(frozen=True, slots=True)
class PlainCsv:
    """A CSV file in which nothing is quoted and every line is a row, so that Arrow reads it as we would."""

    path: Path
    header: tuple[str, ...]
    dialect: Dialect

    @classmethod
    def of(cls, path: Path, header: tuple[str, ...]) -> PlainCsv | None:
        """The file as such a one; None when it is another."""
        dialect = dialect_of(path, CONTACT_ROWS.attributes)
        if dialect.encoding.codec not in _ARROWS_CODECS or len(set(header)) < len(header):
            return None
        left = b"\n"
        decoder = codecs.getincrementaldecoder(dialect.encoding.codec)()
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                try:
                    decoder.decode(chunk)  # a byte order mark is no promise
                except UnicodeError:
                    return None
                told = left + chunk
                if b'"' in chunk or b"\0" in chunk or b"\n\n" in told or b"\n\r" in told:
                    return None
                if told.count(b"\r") != told.count(b"\r\n") + told.endswith(b"\r"):
                    return None
                *lines, left = told.split(b"\n")
                if max(map(len, (*lines, left))) > LONGEST_VALUE:
                    return None
                left = b"\n" + left if lines else left
        return None if left.endswith(b"\r") else cls(path, header, dialect)

    def read(self, names: Collection[str]) -> Iterator[pa.RecordBatch]:
        """Some columns of every row, a block at a time. ArrowInvalid for a line that has other cells."""
        wanted = [name for name in self.header if name in names]
        kinds = {name: pa.string() if name in WIDE else _FEW for name in wanted}
        reading = arrow_csv.ReadOptions(
            column_names=list(self.header),
            skip_rows=self.dialect.skipped + 1,
            block_size=_BLOCK,
            encoding=_ARROWS_CODECS[self.dialect.encoding.codec],
        )
        parsing = arrow_csv.ParseOptions(delimiter=self.dialect.delimiter, quote_char=False)
        converting = arrow_csv.ConvertOptions(column_types=kinds, include_columns=wanted)
        with arrow_csv.open_csv(self.path, reading, parsing, converting) as blocks:
            yield from blocks

    def batches(self) -> Iterator[Batch]:
        """Every row, with the line it stands on."""
        number = self.dialect.skipped + 2
        for rows in self.read(self.header):
            yield Batch(rows, range(number, number + rows.num_rows))
            number += rows.num_rows


def _batch(names: Sequence[str], stretch: Sequence[Sequence[str]]) -> pa.RecordBatch:
    columns = [pa.array(column, pa.string()) for column in zip(*stretch, strict=True)]
    return pa.RecordBatch.from_arrays(columns, list(names))


def _forms(column: pa.Array) -> set[Form]:
    """The ways in which the days of a column are written."""
    column = column.dictionary if pa.types.is_dictionary(column.type) else column
    iso = pc.or_(pc.match_like(column, "____-__-__"), pc.match_like(column, "____-__-__T%"))
    other = pc.unique(column.filter(pc.invert(iso))).to_pylist() if not pc.all(iso).as_py() else []
    found = {Form.ISO} if pc.any(iso).as_py() else set()
    spelled = (day_spelled(text.strip()) for text in other)
    return found | {one.form for one in spelled if one is not None}


def _renamed(rows: pa.RecordBatch) -> pa.RecordBatch:
    """With names trimmed, as a header's are."""
    return rows.rename_columns([name.strip() for name in rows.schema.names])
