"""A Parquet file of contacts judged in bulk: the findings, the counts, and what units' months add up to.

What comes out is what `Judging` gives for the same file row by row, without the contacts themselves. Here
does not belong which rows a rule looks at (`masks`, `doubles`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text
from vardvag.events.checks.bulk.ahead import ahead
from vardvag.events.checks.bulk.columns import WIDE, Columns, Memory
from vardvag.events.checks.bulk.doubles import NAMES, Candidates, find_doubles
from vardvag.events.checks.bulk.masks import MASKS, WHOLE_FILE
from vardvag.events.checks.bulk.unit_months import UnitMonthSums
from vardvag.events.checks.bulk.values import Mask, Values, either
from vardvag.events.checks.catalogue import REFUSING, RULES, findings_in
from vardvag.events.checks.plausible import Plausibility
from vardvag.events.checks.rule import Rule, SeenFile
from vardvag.events.formats.cells import CellReader, rows_of
from vardvag.events.formats.reading import beside_faults
from vardvag.events.formats.skr_rows import CONTACT_ROWS, contact_of
from vardvag.events.formats.tables.parquet import FIRST_ROW, open_parquet, tell_broken, texts_of
from vardvag.events.formats.tables.table import Table

AT_A_TIME = 64_000
"""Rows in a batch: enough that a question costs little a row, few enough that several fit in memory."""

_BROKEN = (pa.ArrowException, ValueError, OSError)
_MENDED = "mended"


class _BrokenFile(Exception):
    """A file that stops being Parquet in the middle."""


@dataclass(slots=True)
class _Asked:
    """One batch with the rows that each rule is to look at."""

    batch: pa.RecordBatch
    first: int
    values: Values
    masks: dict[str, pa.Array]


class BulkJudging(Iterator[Finding]):
    """The findings of a file, in the order of its rows; the counts are right at any time.

    `plausibility` is whole when all has been read. OSError when the file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.path = path
        self.rows_read = self._accepted = 0
        self.refused = False
        self.plausibility = Plausibility()
        self._table = open_parquet(path)
        self.found: Text = self._table.found
        self._steps = self._judge()

    @property
    def accepted_rows(self) -> int:
        """How many rows have been accepted."""
        return 0 if self.refused else self._accepted

    @property
    def rejected_rows(self) -> int:
        """How many have not."""
        return self.rows_read - self.accepted_rows

    def __iter__(self) -> BulkJudging:
        return self

    def __next__(self) -> Finding:
        return next(self._steps)

    def _judge(self) -> Iterator[Finding]:
        table = self._table
        rows = rows_of(table, CONTACT_ROWS)
        yield from self._told(table)
        if self.refused:  # the header is wrong: what stands below it is only counted
            for _ in rows.rows:
                self.rows_read += 1
        else:
            table.faults.clear()
            try:
                yield from self._judge_rows(table)
            except _BrokenFile:
                tell_broken(table, FIRST_ROW + self.rows_read)
        yield from self._told(table)

    def _told(self, table: Table) -> Iterator[Finding]:
        """The faults of the file that have come; an error among them refuses it."""
        faults, table.faults[:] = tuple(table.faults), ()
        for fault in faults:
            self.refused = self.refused or fault.severity is Severity.ERROR
            yield fault

    def _judge_rows(self, table: Table) -> Iterator[Finding]:
        with _opened(self.path) as file:
            names = file.schema_arrow.names
            ids = [name for name in names if name.strip() in NAMES]
            candidates = find_doubles(_batches(file, ids), file.metadata.num_rows)
        sums = UnitMonthSums()
        few = [name for name in names if name.strip() not in WIDE]
        seen, reader = SeenFile(self.name, table.header), CellReader(self.name, table.header, CONTACT_ROWS)
        with _opened(self.path, few) as file:
            for asked in _asked(_batches(file), candidates):
                yield from self._judge_batch(asked, seen, reader, sums)
        sums.add_to(self.plausibility)

    def _judge_batch(
        self, asked: _Asked, seen: SeenFile, reader: CellReader, sums: UnitMonthSums
    ) -> Iterator[Finding]:
        """What the rules find in the rows they are to look at; all other rows are accepted."""
        rules = _rules_by_row(asked.masks)
        places = pa.array(sorted(rules), pa.int64())
        rejected: list[int] = []
        blank = 0
        for place, cells in zip(places.to_pylist(), _cells(asked.batch, places), strict=True):
            if not any(cells):
                blank += 1
                rejected.append(place)
                continue
            row = reader.row(FIRST_ROW + asked.first + place, cells)
            found: Sequence[Finding] = findings_in(row, seen, rules[place])
            if row.faults:
                found = beside_faults(row.faults, found, REFUSING)
            if any(finding.severity is Severity.ERROR for finding in found):
                rejected.append(place)
            self.refused = self.refused or any(finding.rule in REFUSING for finding in found)
            yield from found
        rows = asked.batch.num_rows
        self.rows_read += rows - blank
        self._accepted += rows - len(rejected)
        self._add_up(asked, rejected, reader, sums)

    def _add_up(self, asked: _Asked, rejected: list[int], reader: CellReader, sums: UnitMonthSums) -> None:
        """Add the accepted rows to their units' months; those with a hard date one by one."""
        hard = asked.values.any_hard
        apart = set(rejected)
        if hard is not None:
            places = pc.indices_nonzero(hard)
            for place, cells in zip(places.to_pylist(), _cells(asked.batch, places), strict=True):
                if place not in apart:
                    self.plausibility.add(contact_of(reader.row(0, cells)))
                    apart.add(place)
        accepted = asked.values.all
        if apart:
            flags = bytearray(b"\x01" * asked.batch.num_rows)
            for place in apart:
                flags[place] = 0
            accepted = pa.array(flags, pa.uint8()).cast(pa.bool_())
        sums.add(asked.values, accepted)


def _asked(batches: Iterator[pa.RecordBatch], candidates: Candidates) -> Iterator[_Asked]:
    """Each batch with its masks, in order."""
    memory: Memory = {}

    def numbered() -> Iterator[tuple[pa.RecordBatch, int]]:
        first = 0
        for batch in batches:
            yield batch, first
            first += batch.num_rows

    return ahead(lambda one: _ask(*one, candidates, memory), numbered())


def _ask(batch: pa.RecordBatch, first: int, candidates: Candidates, memory: Memory) -> _Asked:
    columns = Columns(batch, memory)
    values = Values(columns)
    masks = {rule: mask for rule, ask in MASKS.items() if (mask := ask(values)) is not None}
    mended = either(*(column.mended for name in columns.names if (column := columns[name]) is not None))
    if mended is not None:
        masks[_MENDED] = mended
    for rule, kind in WHOLE_FILE.items():
        mask = _within(getattr(candidates, kind), first, batch.num_rows)
        if mask is not None:
            masks[rule] = mask
    return _Asked(batch, first, values, masks)


def _within(rows: pa.Array, first: int, number: int) -> Mask:
    """Those of the candidates that lie in a batch, as a mask."""
    begins, ends = pc.search_sorted(rows, pa.array([first, first + number], pa.int64())).to_pylist()
    if begins == ends:
        return None
    flags = bytearray(number)
    for row in rows.slice(begins, ends - begins).to_pylist():
        flags[row - first] = 1
    return pa.array(flags, pa.uint8()).cast(pa.bool_())


_BY_ID = {rule.id: rule for rule in RULES}


def _rules_by_row(masks: dict[str, pa.Array]) -> dict[int, list[Rule]]:
    """For each row that is pointed at, the rules that are to look at it, in the order they are told."""
    found: dict[int, list[Rule]] = {}
    for name in (_MENDED, *_BY_ID):
        if name in masks:
            rule = _BY_ID.get(name)
            for place in pc.indices_nonzero(masks[name]).to_pylist():
                rules = found.setdefault(place, [])
                if rule is not None:
                    rules.append(rule)
    return found


def _cells(batch: pa.RecordBatch, places: pa.Array) -> Iterator[tuple[str, ...]]:
    """The cells of some rows, as the reader of rows would have them."""
    if not len(places):
        return iter(())
    return zip(*(texts_of(column) for column in batch.take(places).columns), strict=True)


def _opened(path: Path, few: list[str] | None = None) -> parquet.ParquetFile:
    """The file; columns of *few* values are kept as those. What is read ahead would stay in memory."""
    return parquet.ParquetFile(path, read_dictionary=few, pre_buffer=False)


def _batches(file: parquet.ParquetFile, columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
    """The file a batch at a time, names trimmed as a header's are. _BrokenFile where it stops being one."""
    batches = file.iter_batches(AT_A_TIME, columns=columns)
    while True:
        try:
            batch = next(batches)
        except StopIteration:
            return
        except _BROKEN as problem:
            raise _BrokenFile from problem
        yield batch.rename_columns([name.strip() for name in batch.schema.names])
