"""A file of any size as a stream: each fact accepted and everything found, in flat memory, with counts.

Here does not belong a file read whole (`formats`), nor what a right row is (`checks`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vardvag.base.findings import Finding
from vardvag.events.formats import format_named
from vardvag.events.formats.reading import Format, Judging, Reading, RowFormat
from vardvag.events.formats.row_model import Fact


def stream(path: Path, form: Format | str = "skr-1.1") -> Judging | WholeReading:
    """The file judged row by row. OSError when it cannot be opened, NotFound for an unknown format.

    What is given is `accepted_rows`, `rejected_rows`, `rows_read` and `refused` at any time, and what the
    file was taken for (`found`). A format that can only be read whole is, and then given out of memory.
    """
    form = format_named(form) if isinstance(form, str) else form
    if isinstance(form, RowFormat):
        return Judging(path.name, form.open_rows(path))
    return WholeReading(form.read(path))


class WholeReading(Iterator[Fact | Finding]):
    """A file that was read whole, given as a stream: all findings, then all records."""

    def __init__(self, reading: Reading) -> None:
        self.found = reading.found
        self.rows_read, self.accepted_rows = reading.rows_read, reading.accepted_rows
        self.rejected_rows = reading.rejected_rows
        self.refused = bool(reading.findings) and not reading.records
        self._steps = iter((*reading.findings, *reading.records))

    def __iter__(self) -> WholeReading:
        return self

    def __next__(self) -> Fact | Finding:
        return next(self._steps)
