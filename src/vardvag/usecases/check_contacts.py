"""Check files of contacts: everything that is wrong, and how much would be accepted. Changes nothing.

A file is read as a stream, of any size: findings are counted by rule and the first of each kept, and every
one is handed to whoever asks for all. Parquet with the national names, and a large CSV file, is checked in
bulk. Unit months that are not plausible are warned of when the whole file has been seen.

Here does not belong taking files into the store (`load_contacts`), nor marking a workbook (`mark_workbook`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from vardvag.base.errors import WrongUse
from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text
from vardvag.events.checks.plausible import Plausibility
from vardvag.events.checks.summary import FIRST, FindingsSummary
from vardvag.events.formats import Reading, format_named, formats
from vardvag.events.formats.store_parquet import is_of_store
from vardvag.events.formats.tables.delimited import open_delimited
from vardvag.events.formats.tables.opening import opener_of
from vardvag.events.formats.tables.parquet import open_parquet
from vardvag.events.formats.telling import told_by_header
from vardvag.events.model import Contact
from vardvag.events.stream import stream

if TYPE_CHECKING:
    from vardvag.events.checks.bulk.judging import BulkJudging
    from vardvag.events.formats.reading import Judging
    from vardvag.events.stream import WholeReading

DEFAULT_FORMAT = "skr-1.1"
BULK_FORMATS = ("skr-1.1", "skr-1.1-parquet")
"""The formats that Parquet is checked in bulk as; a large CSV file is as the first."""

LARGE_CSV = 2_000_000
"""Bytes. A smaller file is checked before Arrow has been loaded; the findings are the same."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file and everything that reading it gave, in memory."""

    path: Path
    format_name: str
    reading: Reading

    @property
    def clean(self) -> bool:
        """Whether every row is accepted and nothing is wrong with the file; warnings may remain."""
        return not any(finding.severity is Severity.ERROR for finding in self.reading.findings)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file as checked. Always `rows_read == accepted_rows + rejected_rows`.

    `found` says what the file was taken for.
    """

    path: Path
    format_name: str
    found: Text
    rows_read: int
    accepted_rows: int
    summary: FindingsSummary

    @property
    def rejected_rows(self) -> int:
        """How many rows were not accepted."""
        return self.rows_read - self.accepted_rows

    @property
    def clean(self) -> bool:
        """Whether every row is accepted and nothing is wrong with the file; warnings may remain."""
        return not self.summary.number(Severity.ERROR)


def check_contacts(
    paths: Sequence[Path],
    format_name: str | None = None,
    *,
    first: int = FIRST,
    every: Callable[[Finding], None] | None = None,
) -> list[CheckedFile]:
    """Check each file, keeping the *first* findings of each rule and handing *every* one on as it comes.

    OSError for a file that cannot be opened, NotFound for the format. Without *format_name* the format is
    told by the file's ending and header, else it is `skr-1.1`.
    """
    return [_checked(path, format_name or told_by_ending(path), first, every) for path in paths]


def _checked(
    path: Path, format_name: str, first: int, every: Callable[[Finding], None] | None
) -> CheckedFile:
    judging = _judging(path, format_name)
    summary, plausibility = FindingsSummary(first), Plausibility()

    def tell(finding: Finding) -> None:
        summary.add(finding)
        if every is not None:
            every(finding)

    for one in judging:
        if isinstance(one, Finding):
            tell(one)
        elif isinstance(one, Contact):
            plausibility.add(one)
    months = getattr(judging, "plausibility", plausibility)
    if not judging.refused:
        for finding in months.findings(path.name):
            tell(finding)
    found = judging.found if isinstance(judging.found, Text) else Text(judging.found, judging.found)
    return CheckedFile(path, format_name, found, judging.rows_read, judging.accepted_rows, summary)


def _judging(path: Path, format_name: str) -> BulkJudging | Judging | WholeReading:
    """The findings of a file as they come: of columns where that can be, of rows else."""
    opener = opener_of(path)
    if format_name in BULK_FORMATS and find_spec("pyarrow") is not None:
        if opener is open_parquet and not is_of_store(open_parquet(path).header):
            return _in_bulk(path, "ParquetSource")
        if opener is open_delimited and format_name == DEFAULT_FORMAT and path.stat().st_size > LARGE_CSV:
            return _in_bulk(path, "DelimitedSource")
    return stream(path, format_named(format_name))


def _in_bulk(path: Path, source: Literal["ParquetSource", "DelimitedSource"]) -> BulkJudging:
    from vardvag.events.checks.bulk import sources  # lazily: only large files need Arrow
    from vardvag.events.checks.bulk.judging import BulkJudging

    return BulkJudging(getattr(sources, source)(path))


def read_checked(path: Path, format_name: str | None = None) -> ReadFile:
    """One file with all its contacts and findings in memory. Errors as `check_contacts`."""
    name = format_name or told_by_ending(path)
    return ReadFile(path, name, format_named(name).read(path))


def told_by_ending(path: Path) -> str:
    """The format that claims the file's ending, `skr-1.1` first; of several, the one its header is of.

    WrongUse when none claims it; OSError when the file cannot be opened.
    """
    ending = path.suffix.lower()
    claiming = [name for name, one in formats().items() if ending in one.SUFFIXES]
    if not claiming and ending == ".xml":
        raise WrongUse(
            Text(
                f"{path.name}: inget format läser {ending}-filer; spara den som CSV",
                f"{path.name}: no format reads {ending} files; save it as CSV",
            )
        )
    likely = DEFAULT_FORMAT if DEFAULT_FORMAT in claiming or not claiming else claiming[0]
    return told_by_header(path, likely) if likely.startswith(DEFAULT_FORMAT) else likely
