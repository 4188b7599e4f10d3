"""Which rows of a file may share an id with another: found before the rules run, in memory that stays flat.

Every row gets a fingerprint of what may stand once only, and one of its id, computed column by column. Rows
with equal fingerprints are *candidates*: the rules look at those alone, and by the texts themselves, so a
fingerprint that two ids share by chance costs a look and nothing more. A large file is sorted by fingerprint
into parts on disk first, each small enough to be gone through in memory.

Here does not belong what a double is (`identity`).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import ipc

from vardvag.events.checks.bulk.ahead import ahead
from vardvag.events.checks.bulk.columns import Columns, Memory
from vardvag.events.checks.rule import reported_month

NAMES = ("Regionkod", "DatatGallerFor", "VardkontaktId", "ErsattningsId")
"""The columns that are read for this."""

PART = 1_000_000
"""So many fingerprints are gone through at a time."""

_ODD = pa.scalar(0x9E3779B97F4A7C15, pa.uint64())
_HALF = pa.scalar(32, pa.uint64())
_WORD, _MOST_WORDS = 8, 4
_NOTHING = pa.scalar(b"", pa.binary())
_PAIRS = pa.schema([("mark", pa.uint64()), ("row", pa.int64())])
_ROOM = 4


@dataclass(frozen=True, slots=True)
class Candidates:
    """Numbers of rows, in order: those that may stand twice, and those that may be about a replacement."""

    doubled: pa.Array
    replaced: pa.Array


def find_doubles(batches: Iterable[pa.RecordBatch], rows: int) -> Candidates:
    """The candidates among *rows* rows, given as batches of the columns `NAMES`."""
    memory: Memory = {}
    parts = 1
    while parts * PART < rows:
        parts *= 2
    with _Spill(parts) as keys, _Spill(parts) as ids, _Spill(parts) as replaced:
        first = 0
        for marked in ahead(lambda batch: _marked(Columns(batch, memory)), batches):
            found = (marked.keys, marked.ids, marked.replaced)
            for spill, pairs in zip((keys, ids, replaced), found, strict=True):
                if pairs is not None:
                    spill.add(pairs[0], pc.add(pairs[1], first))
            first += marked.rows
        doubled = [row for mark, row in keys.parts() for row in _sharing(mark, row)]
        named = []
        if replaced.rows:
            named = [
                row
                for (mark, row), (other, other_row) in zip(ids.parts(), replaced.parts(), strict=True)
                for row in (*_meeting(mark, row, other), *_meeting(other, other_row, mark))
            ]
    return Candidates(_in_order(doubled), _in_order(named))


_Pairs = tuple[pa.Array, pa.Array]
"""Marks, and the places in the batch of the rows that have them."""


@dataclass(frozen=True, slots=True)
class _Marked:
    """A batch's marks: of what may stand once, of each contact, and of those replaced."""

    rows: int
    keys: _Pairs | None = None
    ids: _Pairs | None = None
    replaced: _Pairs | None = None


def _marked(columns: Columns) -> _Marked:
    region = _code(columns, "Regionkod", hash)
    places = counting(columns.rows)
    contact, other = columns["VardkontaktId"], columns["ErsattningsId"]
    keys = ids = replaced = None
    if contact is not None:
        of_id = pc.bit_wise_xor(fingerprints(contact.texts_in_rows()), region)
        of_key = pc.multiply(pc.bit_wise_xor(of_id, _code(columns, "DatatGallerFor", _month)), _ODD)
        keys = _where(contact.filled, of_key, places)
        if "ErsattningsId" in columns.names:
            ids = _where(contact.filled, of_id, places)
    if other is not None:
        of_other = pc.bit_wise_xor(fingerprints(other.texts_in_rows()), region)
        replaced = _where(other.filled, of_other, places)
    return _Marked(columns.rows, keys, ids, replaced)


def _where(mask: pa.Array, marks: pa.Array, places: pa.Array) -> _Pairs:
    return marks.filter(mask), places.filter(mask)


def counting(number: int) -> pa.Array:
    """0, 1, 2 … so many."""
    if not number:
        return pa.array([], pa.int64())
    return pc.subtract(pc.cumulative_sum(pa.repeat(pa.scalar(1, pa.int64()), number)), 1)


def _month(text: str) -> int:
    """A number for a month however it is written; the same for all that cannot be read."""
    try:
        return reported_month(text).index + 1
    except ValueError:
        return 0


def _code(columns: Columns, name: str, ask: object) -> pa.Array:
    """A number for each row's value, mixed; 0 where there is none."""
    column = columns[name]
    if column is None:
        return pa.repeat(pa.scalar(0, pa.uint64()), columns.rows)
    numbers = [(number * 0x9E3779B97F4A7C15) % 2**64 for number in column.answers("code", ask)]  # type: ignore[arg-type]
    return pa.array(numbers, pa.uint64()).take(column.places).fill_null(0)


def fingerprints(texts: pa.Array) -> pa.Array:
    """A number of 64 bits for each text, the same for the same text; of a long one, of its head and tail."""
    binary = texts.fill_null("").cast(pa.binary())
    length = pc.binary_length(binary)
    longest = pc.max(length).as_py() or 0
    words = min(_MOST_WORDS, max(1, -(-longest // _WORD)))
    padded = pc.binary_join_element_wise(pa.scalar(bytes(_WORD * words), pa.binary()), binary, _NOTHING)
    mark = pc.multiply(length.cast(pa.uint64()), _ODD)
    for place in range(words):
        # Each text is as long as its padding at least, so every slice has a word's length.
        word = pc.binary_slice(padded, -_WORD * (place + 1), -_WORD * place or None)
        mark = pc.bit_wise_xor(mark, _mixed(word, place))
    if longest > _WORD * _MOST_WORDS:
        ended = pc.binary_join_element_wise(binary, pa.scalar(bytes(_WORD), pa.binary()), _NOTHING)
        head = _mixed(pc.binary_slice(ended, 0, _WORD), _MOST_WORDS)
        mark = pc.if_else(pc.greater(length, _WORD * _MOST_WORDS), pc.bit_wise_xor(mark, head), mark)
    return mark


def _mixed(word: pa.Array, place: int) -> pa.Array:
    """Eight bytes as a number, mixed by where they stand; 0 for nothing, so that padding adds nothing."""
    number = pa.Array.from_buffers(pa.uint64(), len(word), [None, _data(word)])
    for _ in range(place + 1):
        number = pc.multiply(number, _ODD)
        number = pc.bit_wise_xor(number, pc.shift_right(number, _HALF))
    return pc.multiply(number, _ODD)


def _data(array: pa.Array) -> pa.Buffer:
    """The bytes of an array of texts of equal length."""
    buffer = array.buffers()[2]
    return buffer if buffer is not None else pa.py_buffer(b"")


def _sharing(marks: pa.Array, rows: pa.Array) -> Iterator[int]:
    """The rows whose mark another row has too.

    Each mark points at a place in a table; the last row to point there stays. A row that finds another there
    shares its mark, or only the place: the latter go another round, by other bits.
    """
    bits = 0
    while len(marks) > 1:
        size = 1 << (_ROOM * len(marks) - 1).bit_length()
        places = pc.bit_wise_and(
            pc.shift_right(marks, pa.scalar(bits, pa.uint64())), pa.scalar(size - 1, pa.uint64())
        )
        places = places.cast(pa.int32())
        options = pc.InversePermutationOptions(max_index=size - 1, output_type=pa.int32())
        stayed = pc.call_function("inverse_permutation", [places], options).take(places)
        moved = pc.indices_nonzero(pc.not_equal(stayed, counting(len(marks))))
        winners = stayed.take(moved)
        same = pc.equal(marks.take(moved), marks.take(winners))
        yield from rows.take(moved.filter(same)).to_pylist()
        yield from rows.take(winners.filter(same)).to_pylist()
        left = moved.filter(pc.invert(same))
        marks, rows, bits = marks.take(left), rows.take(left), (bits + 7) % 40


def _meeting(marks: pa.Array, rows: pa.Array, others: pa.Array) -> list[int]:
    """The rows whose mark is among *others*."""
    found: list[int] = rows.filter(pc.is_in(marks, value_set=others)).to_pylist()
    return found


def _in_order(rows: list[int]) -> pa.Array:
    return pa.array(sorted(set(rows)), pa.int64())


class _Spill:
    """Marks with their rows, in so many parts: one in memory, several on disk."""

    def __init__(self, parts: int) -> None:
        self._number = parts
        self._held: list[pa.RecordBatch] = []
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._writers: list[ipc.RecordBatchStreamWriter] = []
        self.rows = 0

    def __enter__(self) -> Self:
        if self._number > 1:
            self._folder = tempfile.TemporaryDirectory()
            self._writers = [ipc.new_stream(self._path(part), _PAIRS) for part in range(self._number)]
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for writer in self._writers:
            writer.close()
        if self._folder is not None:
            self._folder.cleanup()

    def _path(self, part: int) -> str:
        assert self._folder is not None
        return str(Path(self._folder.name) / str(part))

    def add(self, marks: pa.Array, rows: pa.Array) -> None:
        """More of them."""
        self.rows += len(marks)
        batch = pa.record_batch([marks, rows], schema=_PAIRS)
        if not self._writers:
            self._held.append(batch)
            return
        shift = pa.scalar(48, pa.uint64())
        part = pc.bit_wise_and(pc.shift_right(marks, shift), pa.scalar(self._number - 1, pa.uint64()))
        for number, writer in enumerate(self._writers):
            writer.write_batch(batch.filter(pc.equal(part, pa.scalar(number, pa.uint64()))))

    def parts(self) -> Iterator[tuple[pa.Array, pa.Array]]:
        """Each part whole: marks, rows. Nothing can be added after."""
        if self._folder is None:
            yield _columns(pa.Table.from_batches(self._held, _PAIRS))
            return
        for writer in self._writers:
            writer.close()
        for part in range(self._number):
            with pa.OSFile(self._path(part)) as file:
                yield _columns(ipc.open_stream(file).read_all())


def _columns(table: pa.Table) -> tuple[pa.Array, pa.Array]:
    whole = table.combine_chunks()
    if not whole.num_rows:
        return pa.array([], pa.uint64()), pa.array([], pa.int64())
    return whole.column(0).chunk(0), whole.column(1).chunk(0)
