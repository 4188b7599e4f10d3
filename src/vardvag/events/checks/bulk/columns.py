"""One batch of rows as columns of trimmed texts, and questions about them that are asked once a value.

Most columns hold few different values: codes, units, years. So a column is kept as its different values and
where each stands, and a rule's own Python answers once for each value. A column of ids, in which every value
differs, is kept as texts, and is asked only what can be asked of all at once.

Here does not belong what is asked (`masks`), nor how a date is read (`stamps`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from vardvag.base.errors import MissingExtra
from vardvag.events.checks.attributes import DATES, SENDERS_IDS
from vardvag.events.formats.skr_rows import CONTACT_ROWS
from vardvag.events.formats.tables.parquet import texts_of
from vardvag.events.spellings import code_mended, day_spelled

try:
    import pyarrow as pa
    import pyarrow.compute as pc
except ImportError as absent:
    raise MissingExtra("statistics", "checking Parquet") from absent

WIDE = (*SENDERS_IDS, *DATES)
"""The columns in which values differ from row to row."""

Memory = dict[tuple[str, str], Any]
"""What has been answered, by question and value; kept from batch to batch."""

_CAST = (
    *(pa.types.is_integer, pa.types.is_boolean, pa.types.is_date, pa.types.is_timestamp),
    *(pa.types.is_large_string, pa.types.is_null),
)
"""The types that Arrow writes as the reader of rows does."""
_SPACES = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
_UNASKED = object()
_FEWER = 20
"""Every pair of values is asked about when they are so many times fewer than the rows."""
_MANY = 200_000
"""More answers than this are not kept: a column that ought to hold codes holds something else."""


class Column:
    """One column: `texts` are its different values when it has few, and `places` where each stands.

    A wide column has `wide`, the texts row by row, instead. Both are trimmed, and an empty text is null. The
    few values are also mended as the reader of rows mends them; `mended` are the rows where that is told.
    """

    def __init__(self, name: str, array: pa.Array, memory: Memory) -> None:
        self.name = name
        self._memory = memory
        self.rows = len(array)
        self.wide: pa.Array | None = None
        self.texts: Sequence[str] = ()
        self.places: pa.Array = None
        self.mended: pa.Array | None = None
        if name in WIDE:
            self.wide = _trimmed(_as_strings(array))
        else:
            self._keep(array)

    def _keep(self, array: pa.Array) -> None:
        if not pa.types.is_dictionary(array.type) or len(array.dictionary) > len(array):
            array = _as_strings(array).dictionary_encode()
        values, places = _as_strings(array.dictionary).to_pylist(), array.indices
        trimmed = [None if value is None else value.strip() or None for value in values]
        read = [None if value is None else self._read(value) for value in trimmed]
        if self.name in CONTACT_ROWS.codes and read != trimmed:
            spoilt = [one != other for one, other in zip(read, trimmed, strict=True)]
            self.mended = pa.array(spoilt, pa.bool_()).take(places).fill_null(False)
        if read != values or len(set(read)) < len(read):
            texts = list(dict.fromkeys(value for value in read if value is not None))
            at = {value: place for place, value in enumerate(texts)}
            moved = pa.array([None if v is None else at[v] for v in read], pa.int32())
            values, places = texts, moved.take(places)
        self.texts, self.places = values, places

    def _read(self, text: str) -> str:
        """A value as the reader of rows gives it on."""
        if self.name in CONTACT_ROWS.codes:
            return code_mended(text, CONTACT_ROWS.codes[self.name])
        if self.name in CONTACT_ROWS.days:
            spelled = day_spelled(text)
            return text if spelled is None else spelled.iso
        return text

    @cached_property
    def filled(self) -> pa.Array:
        """Whether each row has a value here."""
        return (self.wide if self.wide is not None else self.places).is_valid()

    @cached_property
    def is_full(self) -> bool:
        """Whether every row has."""
        return not (self.wide if self.wide is not None else self.places).null_count

    def answers(self, question: str, ask: Callable[[str], Any]) -> list[Any]:
        """What *ask* says of each different value; *question* names it, for the memory."""
        memory = self._memory
        if len(memory) > _MANY:
            memory.clear()
        found = []
        for text in self.texts:
            answer = memory.get((question, text), _UNASKED)
            if answer is _UNASKED:
                memory[question, text] = answer = ask(text)
            found.append(answer)
        return found

    def where(self, question: str, ask: Callable[[str], bool]) -> pa.Array | None:
        """The rows whose value *ask* says yes to; None when there is none. Not for a wide column."""
        return self.where_answered(self.answers(question, ask))

    def where_answered(self, answers: Sequence[bool]) -> pa.Array | None:
        """The rows whose value was answered yes; None when no value was."""
        if not any(answers):
            return None
        return pa.array(answers, pa.bool_()).take(self.places).fill_null(False)

    def numbers(self, question: str, ask: Callable[[str], int | None]) -> pa.Array:
        """A number for each row; null where there is no value, or *ask* says None."""
        return pa.array(self.answers(question, ask), pa.int32()).take(self.places)

    def texts_in_rows(self) -> pa.Array:
        """The value of each row."""
        return self.wide if self.wide is not None else pa.array(self.texts, pa.string()).take(self.places)


class Columns:
    """One batch. A column that is not there, or in which nothing stands, is None."""

    def __init__(self, batch: pa.RecordBatch, memory: Memory) -> None:
        self.rows = batch.num_rows
        self._batch = batch
        self._memory = memory
        self._made: dict[str, Column | None] = {}
        self.names = tuple(batch.schema.names)

    def __getitem__(self, name: str) -> Column | None:
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> Column | None:
        if name not in self.names:
            return None
        array = self._batch.column(self.names.index(name))
        if array.null_count == len(array):
            return None
        column = Column(name, array, self._memory)
        return column if pc.any(column.filled).as_py() else None

    def pair(self, one: str, other: str, ask: Callable[[str, str], bool]) -> pa.Array | None:
        """The rows whose two values *ask* says yes to, asked once a pair; None when there is none."""
        first, second = self[one], self[other]
        if first is None or second is None:
            return None
        size = pa.scalar(len(second.texts), pa.int64())
        pairs = pc.add(pc.multiply(first.places.cast(pa.int64()), size), second.places.cast(pa.int64()))
        if len(first.texts) * len(second.texts) * _FEWER <= self.rows:
            answers = [ask(one, other) for one in first.texts for other in second.texts]
        else:
            encoded = pairs.dictionary_encode()
            pairs = encoded.indices
            answers = [
                pair is not None
                and ask(first.texts[pair // len(second.texts)], second.texts[pair % len(second.texts)])
                for pair in encoded.dictionary.to_pylist()
            ]
        if not any(answers):
            return None
        return pa.array(answers, pa.bool_()).take(pairs).fill_null(False)


def _as_strings(array: pa.Array) -> pa.Array:
    """The texts of a column, as a reader of rows would have them."""
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_timestamp(array.type):
        array = array.cast(pa.timestamp("us", array.type.tz), safe=False)
    if pa.types.is_string(array.type):
        return array
    if any(is_one(array.type) for is_one in _CAST):
        return array.cast(pa.string())
    return pa.array(texts_of(array), pa.string())  # as the reader of rows writes it


def _trimmed(texts: pa.Array) -> pa.Array:
    """Without the spaces around, and null for what is empty."""
    texts = pc.utf8_trim(texts, _SPACES)
    empty = pc.equal(pc.binary_length(texts), 0)
    return pc.if_else(empty, pa.scalar(None, pa.string()), texts) if pc.any(empty).as_py() else texts
