"""Check files of contacts: everything that is wrong, and how much would be accepted. Changes nothing.

Here does not belong taking files into the store (`load_contacts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vardvag.base.errors import WrongUse
from vardvag.base.findings import Severity
from vardvag.base.texts import Text
from vardvag.events.formats import Reading, format_named, formats

DEFAULT_FORMAT = "skr-1.1"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file and what reading it gave."""

    path: Path
    format_name: str
    reading: Reading

    @property
    def clean(self) -> bool:
        """Whether every row is accepted and nothing is wrong with the file; warnings may remain."""
        return not any(finding.severity is Severity.ERROR for finding in self.reading.findings)


def check_contacts(paths: Sequence[Path], format_name: str | None = None) -> list[CheckedFile]:
    """Read each file with every finding. OSError for one that cannot be opened, NotFound for the format.

    Without *format_name* the format is told by the file's ending, else it is `skr-1.1`.
    """
    return [read_checked(path, format_name) for path in paths]


def read_checked(path: Path, format_name: str | None = None) -> CheckedFile:
    """One file, as `check_contacts`."""
    name = format_name or told_by_ending(path)
    return CheckedFile(path, name, format_named(name).read(path))


def told_by_ending(path: Path) -> str:
    """The format that claims the file's ending, `skr-1.1` first. WrongUse when none does."""
    ending = path.suffix.lower()
    claiming = [name for name, one in formats().items() if ending in one.SUFFIXES]
    if DEFAULT_FORMAT in claiming or not claiming:
        if claiming or ending not in (".xlsx", ".xml", ".parquet"):
            return DEFAULT_FORMAT
        raise WrongUse(
            Text(
                f"{path.name}: inget format läser {ending}-filer; spara den som CSV",
                f"{path.name}: no format reads {ending} files; save it as CSV",
            )
        )
    return claiming[0]
