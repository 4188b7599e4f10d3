"""What every kind of file with a table in it gives: a header, and cells below it.

Here does not belong how any kind is read, nor what the columns mean (`cells`, `mapping`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vardvag.base.findings import Finding
from vardvag.base.texts import Text

MOST_COLUMNS = 500
"""Of a header. The national model has 39."""


@dataclass(slots=True)
class Table:
    """A table that is read once, a record at a time: its number as the user counts it, and its cells.

    `found` says what the file was taken for. `faults` are about the file; more may be added while records are
    read. A table whose header cannot be made out has an error among them and no records.
    """

    file: str
    found: Text
    header: tuple[str, ...] = ()
    records: Iterator[tuple[int, Sequence[str]]] = field(default_factory=lambda: iter(()))
    faults: list[Finding] = field(default_factory=list)

    def fault(
        self, rule: str, message: Text, remedy: Text, row: int | None = None, value: str | None = None
    ) -> None:
        """Tell something that is wrong with the file, so that no row of it is accepted."""
        self.faults.append(Finding(rule, message, remedy, file=self.file, row=row, value=value))

    def refuse_too_wide(self, row: int) -> bool:
        """Whether the header, on *row*, has more columns than are read; then it is told."""
        wide = len(self.header) > MOST_COLUMNS
        if wide:
            message = Text("Rubrikraden har för många kolumner", "The header has too many columns")
            remedy = Text(
                f"Högst {MOST_COLUMNS} kolumner läses; är skiljetecknet ett annat?",
                f"At most {MOST_COLUMNS} columns are read; is the delimiter another?",
            )
            self.fault("too-many-columns", message, remedy, row, str(len(self.header)))
        return wide
