"""What every reader gives: the contacts accepted, everything found, and how the file was read.

A format is a module of this folder with `NAME`, `read` and `write` (see the package). Here does not
belong how any one format is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from vardvag.base.findings import Finding
from vardvag.events.model import Contact


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as read. `found` says what it was taken for: encoding, delimiter.

    Always `rows_read == accepted_rows + rejected_rows`. A row is rejected by any finding that is an error;
    a value that names a person rejects every row.
    """

    contacts: tuple[Contact, ...]
    findings: tuple[Finding, ...]
    rows_read: int
    rejected_rows: int
    found: str

    def __post_init__(self) -> None:
        if self.rows_read != self.accepted_rows + self.rejected_rows:
            raise ValueError("rows read are those accepted and those rejected")

    @property
    def accepted_rows(self) -> int:
        """How many rows became contacts."""
        return len(self.contacts)


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
