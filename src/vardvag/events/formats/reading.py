"""What every reader gives: rows one at a time, and from them what was accepted and everything found.

A format is a module of this folder with `NAME`, `SUFFIXES`, `read` and `write` (see the package). One that
can be read a row at a time has `open_rows` too, and makes its `read` by `read_rows`. Here does not belong how
any one format is read, nor what a right row is (`events/checks`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text
from vardvag.events.checks.rule import Row, SeenFile
from vardvag.events.formats.row_model import Fact, RowModel
from vardvag.events.formats.skr_rows import CONTACT_ROWS
from vardvag.events.model import Contact


@dataclass(slots=True)
class Rows:
    """A file opened as rows of attribute names and texts, that are read once, one at a time.

    `found` says what the file was taken for: encoding, delimiter. `faults` are about the file itself: more
    may be added while rows are read (a file that is broken in the middle), and an error among them rejects
    every row. `model` says what the rows are about. `replaces_call` names the earlier call that the file, a
    call, takes the place of.
    """

    found: str | Text
    header: tuple[str, ...]
    rows: Iterator[Row]
    faults: list[Finding] = field(default_factory=list)
    model: RowModel = CONTACT_ROWS
    replaces_call: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as read. `found` says what it was taken for: encoding, delimiter.

    Always `rows_read == accepted_rows + rejected_rows`. A row is rejected by any finding that is an error;
    a value that names a person, or an error in the file itself, rejects every row. `replaces_call` is as in
    `Rows`; a call that names one and has no row deletes it.
    """

    records: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    rows_read: int
    rejected_rows: int
    found: str | Text
    replaces_call: str | None = None

    def __post_init__(self) -> None:
        if self.rows_read != self.accepted_rows + self.rejected_rows:
            raise ValueError("rows read are those accepted and those rejected")

    @property
    def accepted_rows(self) -> int:
        """How many rows were accepted."""
        return len(self.records)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """The contacts of specialised care among them: all, unless the format is about something else."""
        return tuple(record for record in self.records if isinstance(record, Contact))


class Format(Protocol):
    """What a module of a format holds. `NAME` is versioned (`skr-1.1`), `SUFFIXES` the usual file endings."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def read(self, path: Path) -> Reading:
        """Read a file; OSError when it cannot be opened, every other fault is a finding."""
        ...

    def write(self, contacts: Iterable[Contact], path: Path) -> int:
        """Write contacts; the answer is how many."""
        ...


@runtime_checkable
class RowFormat(Format, Protocol):
    """A format that can be read a row at a time, and so at any size.

    Those of Vårdväg have a `TITLE`, and a `MODEL` that says what their rows are about, for the pages.
    """

    def open_rows(self, path: Path) -> Rows:
        """Open a file; OSError when that cannot be done, every other fault is a finding."""
        ...


UNREADABLE_ROW = "cells"
"""The fault of a row whose cells cannot be told apart, and that is judged no further."""


class Judging(Iterator[Fact | Finding]):
    """The rows of a file judged one at a time: what was found, and each record accepted, as they come.

    The counts are right at any time, also when nobody reads on. A file is `refused` by what may first be
    found at its end; whoever keeps records as they come must then let all of them go.
    """

    def __init__(self, name: str, rows: Rows) -> None:
        self.name = name
        self._rows = rows
        self.rows_read = self._accepted = 0
        self.refused = False
        self._steps = self._judge(rows)

    @property
    def found(self) -> str | Text:
        """What the file was taken for. How its days are written is known when all of it has been read."""
        return self._rows.found

    @property
    def accepted_rows(self) -> int:
        """How many rows have been accepted."""
        return 0 if self.refused else self._accepted

    @property
    def rejected_rows(self) -> int:
        """How many have not."""
        return self.rows_read - self.accepted_rows

    def __iter__(self) -> Judging:
        return self

    def __next__(self) -> Fact | Finding:
        return next(self._steps)

    def _judge(self, rows: Rows) -> Iterator[Fact | Finding]:
        told = len(rows.faults)
        for fault in rows.faults[:told]:
            yield self._noted(fault)
        without_header = self.refused  # then what stands below it cannot be judged, only counted
        seen, model = SeenFile(self.name, rows.header), rows.model
        for row in rows.rows:
            self.rows_read += 1
            if without_header:
                continue
            findings = _found_in(row, seen, model)
            self.refused = self.refused or any(finding.rule in model.refusing for finding in findings)
            if not any(finding.severity is Severity.ERROR for finding in findings):
                self._accepted += 1
                record = model.record_of(row)
                yield from findings
                yield record
            else:
                yield from findings
        for fault in rows.faults[told:]:
            yield self._noted(fault)

    def _noted(self, fault: Finding) -> Finding:
        self.refused = self.refused or fault.severity is Severity.ERROR
        return fault


def _found_in(row: Row, seen: SeenFile, model: RowModel) -> list[Finding]:
    """What is wrong with a row. One that the reader could not make out is judged no further, and neither is a
    value of which it has told an error."""
    if not row.faults:
        return model.findings_in(row, seen)
    if any(fault.rule == UNREADABLE_ROW for fault in row.faults):
        return list(row.faults)
    return beside_faults(row.faults, model.findings_in(row, seen), model.refusing)


def beside_faults(
    faults: Iterable[Finding], findings: Sequence[Finding], refusing: Collection[str]
) -> list[Finding]:
    """What the reader has told of a row, and then what the rules found in it.

    A value that names a person is repeated by neither.
    """
    told = {fault.column for fault in faults if fault.severity is Severity.ERROR}
    secret = {finding.column for finding in findings if finding.rule in refusing}
    kept = [fault for fault in faults if fault.column not in secret]
    return [*kept, *(one for one in findings if one.column not in told or one.column in secret)]


def read_rows(name: str, rows: Rows) -> Reading:
    """Everything in the file called *name*, in memory, with every finding."""
    judging = Judging(name, rows)
    records: list[Fact] = []
    findings: list[Finding] = []
    for one in judging:
        if isinstance(one, Finding):
            findings.append(one)
        else:
            records.append(one)
    kept = () if judging.refused else tuple(records)
    return Reading(
        kept,
        tuple(findings),
        judging.rows_read,
        judging.rejected_rows,
        judging.found,
        rows.replaces_call,
    )
