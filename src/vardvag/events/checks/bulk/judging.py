"""A file of contacts judged in bulk: the findings, the counts, and what units' months add up to.

What comes out is what `Judging` gives for the same file row by row, without the contacts themselves. Here
does not belong which rows a rule looks at (`masks`, `doubles`), nor how a file is read (`sources`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text
from vardvag.events.checks.bulk.ahead import ahead
from vardvag.events.checks.bulk.columns import Columns, Memory
from vardvag.events.checks.bulk.doubles import Candidates
from vardvag.events.checks.bulk.masks import MASKS, WHOLE_FILE
from vardvag.events.checks.bulk.sources import Batch, ParquetSource, Source
from vardvag.events.checks.bulk.unit_months import UnitMonthSums
from vardvag.events.checks.bulk.values import Mask, Values, either
from vardvag.events.checks.catalogue import REFUSING, RULES, findings_in
from vardvag.events.checks.header import header_findings
from vardvag.events.checks.plausible import Plausibility
from vardvag.events.checks.rule import Rule, SeenFile
from vardvag.events.formats.cells import CellReader
from vardvag.events.formats.reading import beside_faults
from vardvag.events.formats.skr_rows import CONTACT_ROWS, contact_of
from vardvag.events.formats.tables.parquet import texts_of
from vardvag.events.formats.tables.table import Table

AT_A_TIME = 64_000
"""Rows in a batch: enough that a question costs little a row, few enough that several fit in memory."""

_MENDED = "mended"


@dataclass(slots=True)
class _Asked:
    """One batch with the rows that each rule is to look at."""

    batch: Batch
    values: Values
    masks: dict[str, pa.Array]


class BulkJudging(Iterator[Finding]):
    """The findings of a file, in the order of its rows; the counts are right at any time.

    `plausibility` is whole when all has been read. OSError when the file cannot be opened.
    """

    def __init__(self, source: Source | Path) -> None:
        self.source = ParquetSource(source) if isinstance(source, Path) else source
        self.rows_read = self._accepted = 0
        self.refused = False
        self.plausibility = Plausibility()
        self._steps = self._judge()

    @property
    def found(self) -> Text:
        """What the file was taken for; how its days are written is known when all has been read."""
        return self.source.table.found

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
        table = self.source.table
        if not table.faults:
            table.faults += header_findings(table.header, table.file, CONTACT_ROWS.attributes)
        yield from self._told(table)
        if self.refused:  # the header is wrong: what stands below it is only counted
            for _ in table.records:
                self.rows_read += 1
        else:
            yield from self._judge_rows(table)
        yield from self._told(table)

    def _told(self, table: Table) -> Iterator[Finding]:
        """The faults of the file that have come; an error among them refuses it."""
        faults, table.faults[:] = tuple(table.faults), ()
        for fault in faults:
            self.refused = self.refused or fault.severity is Severity.ERROR
            yield fault

    def _judge_rows(self, table: Table) -> Iterator[Finding]:
        candidates = self.source.candidates(AT_A_TIME)
        sums = UnitMonthSums()
        seen, reader = SeenFile(table.file, table.header), CellReader(table.file, table.header, CONTACT_ROWS)
        for asked in _asked(self.source.batches(AT_A_TIME), candidates):
            yield from self._judge_batch(asked, seen, reader, sums)
        sums.add_to(self.plausibility)

    def _judge_batch(
        self, asked: _Asked, seen: SeenFile, reader: CellReader, sums: UnitMonthSums
    ) -> Iterator[Finding]:
        """What the rules find in the rows they are to look at; all other rows are accepted."""
        rules, apart = _rules_by_row(asked.masks), asked.batch.apart
        places = pa.array(sorted({*rules, *apart}), pa.int64())
        rejected: list[int] = []
        blank = 0
        for place, cells in zip(places.to_pylist(), _cells(asked.batch.rows, places), strict=True):
            if not any(cells) and place not in apart:
                blank += 1
                rejected.append(place)
                continue
            row = apart.get(place) or reader.row(asked.batch.numbers[place], cells)
            found: Sequence[Finding]
            if place in apart:
                found = row.faults
            else:
                found = findings_in(row, seen, rules[place])
                if row.faults:
                    found = beside_faults(row.faults, found, REFUSING)
            if any(finding.severity is Severity.ERROR for finding in found):
                rejected.append(place)
            self.refused = self.refused or any(finding.rule in REFUSING for finding in found)
            yield from found
        rows = asked.batch.rows.num_rows
        self.rows_read += rows - blank
        self._accepted += rows - len(rejected)
        self._add_up(asked, rejected, reader, sums)

    def _add_up(self, asked: _Asked, rejected: list[int], reader: CellReader, sums: UnitMonthSums) -> None:
        """Add the accepted rows to their units' months; those with a hard date one by one."""
        hard = asked.values.any_hard
        apart = set(rejected)
        if hard is not None:
            places = pc.indices_nonzero(hard)
            for place, cells in zip(places.to_pylist(), _cells(asked.batch.rows, places), strict=True):
                if place not in apart:
                    self.plausibility.add(contact_of(reader.row(0, cells)))
                    apart.add(place)
        accepted = asked.values.all
        if apart:
            flags = bytearray(b"\x01" * asked.batch.rows.num_rows)
            for place in apart:
                flags[place] = 0
            accepted = pa.array(flags, pa.uint8()).cast(pa.bool_())
        sums.add(asked.values, accepted)


def _asked(batches: Iterator[Batch], candidates: Candidates) -> Iterator[_Asked]:
    """Each batch with its masks, in order."""
    memory: Memory = {}

    def numbered() -> Iterator[tuple[Batch, int]]:
        first = 0
        for batch in batches:
            yield batch, first
            first += batch.rows.num_rows

    return ahead(lambda one: _ask(*one, candidates, memory), numbered())


def _ask(batch: Batch, first: int, candidates: Candidates, memory: Memory) -> _Asked:
    columns = Columns(batch.rows, memory)
    values = Values(columns)
    masks = {rule: mask for rule, ask in MASKS.items() if (mask := ask(values)) is not None}
    mended = either(*(column.mended for name in columns.names if (column := columns[name]) is not None))
    if mended is not None:
        masks[_MENDED] = mended
    for rule, kind in WHOLE_FILE.items():
        mask = _within(getattr(candidates, kind), first, batch.rows.num_rows)
        if mask is not None:
            masks[rule] = mask
    return _Asked(batch, values, masks)


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
