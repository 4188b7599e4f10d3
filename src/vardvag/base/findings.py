"""What is wrong with an input, told in the user's words: where, what stands there, what to do.

A finding is data. A reader collects all of them before anything is refused, so that a person mends
a file once. Here belongs the shape of a finding; not the rules that make them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from vardvag.base.texts import Language, Text

_NBSP = "\u00a0"  # as an amount is printed; in quotes it would be told as its number
_CONTROL = re.compile(r"[\x00-\x1f]")


class Severity(StrEnum):
    """`error`: the row (or file) is not accepted. `warning`: accepted, and worth a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    `row` is the line of the file as a person counts it: the header is row 1. `column` is the name in
    the header, or the key in a definition file (`pots.0.amount`). `value` is what stands there, raw.
    """

    rule: str
    message: Text
    remedy: Text
    severity: Severity = Severity.ERROR
    file: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None

    @property
    def seen(self) -> str | None:
        """The value as any file can carry it, and a person see it."""
        return self.value if self.value is None else visible(self.value)

    def place(self, language: Language = "en") -> str:
        """Where it is: `file.csv, row 3, column Fas`, or `file.csv, rad 3, kolumn Fas`."""
        row, column = ("rad", "kolumn") if language == "sv" else ("row", "column")
        parts = [
            self.file or "",
            f"{row} {self.row}" if self.row is not None else "",
            f"{column} {self.column}" if self.column is not None else "",
        ]
        return ", ".join(part for part in parts if part)

    def sentence(self, language: Language = "en") -> str:
        """The whole finding on one line, for a terminal or a log."""
        where = self.place(language)
        shown = f" ({self.value.replace(_NBSP, ' ')!r})" if self.value is not None else ""
        text = f"{self.message.in_language(language)}{shown} → {self.remedy.in_language(language)}"
        return f"{where}: {text}" if where else text


def visible(text: str) -> str:
    """*text* with each control character written as `\\x07`."""
    return text if text.isprintable() else _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
