"""One row of a sheet of facts: its fields by column, and everything that is found to be wrong with them.

A field is text, or a date where the sheet keeps dates. A field that holds the error of a formula is told once
and is not read further.

Here does not belong what a row says when its fields are read (`facts_row`, `facts_values`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from vardvag.agreements.facts_words import meant, word
from vardvag.base.fields import read_day
from vardvag.base.findings import Finding
from vardvag.base.formulas import as_meant
from vardvag.base.texts import Text

Field = str | date
T = TypeVar("T")

_FORMULA_ERROR = re.compile(r"#+|#[A-ZÅÄÖ/0-9_]+[!?]?")


class Fields:
    """The filled fields of one row. `findings` grows while they are read.

    *names* are the columns' names, *written* the headings as they stand in the sheet, for what is told.
    """

    def __init__(
        self, file: str, row: int, names: Sequence[str], written: Sequence[str], values: Sequence[Field]
    ) -> None:
        self.file, self.row = file, row
        self.findings: list[Finding] = []
        self._written = {name: one.strip() for name, one in zip(names, written, strict=True) if name}
        self._values: dict[str, Field] = {}
        self._unreadable: set[str] = set()
        for place, given in enumerate(values):
            value = as_meant(given.strip()) if isinstance(given, str) else given
            if value == "":
                continue
            if place >= len(names) or not names[place]:
                self._stray(value)
                continue
            self._values[names[place]] = value
            if isinstance(value, str) and _FORMULA_ERROR.fullmatch(value):
                self._formula_error(names[place])

    def filled(self) -> frozenset[str]:
        """The columns in which something stands."""
        return frozenset(self._values)

    def get(self, column: str) -> Field | None:
        """What stands in *column*; None when nothing does, or what stands there has been told."""
        return None if column in self._unreadable else self._values.get(column)

    def text(self, column: str) -> str | None:
        """The same, as text."""
        value = self.get(column)
        return value.isoformat() if isinstance(value, date) else value

    def need(self, column: str, message: Text, remedy: Text) -> bool:
        """Whether *column* is filled; an empty one is told."""
        if column not in self._values:
            self.note("empty", column, message, remedy)
        return column in self._values

    def day(self, column: str) -> date | None:
        """The day in *column*."""
        return self.read(column, read_day, Text("Skriv en dag som 2019-12-20", "Write a day as 2019-12-20"))

    def one_of(self, column: str, allowed: Sequence[str]) -> str | None:
        """The word in *column*, which is one of *allowed* in either language."""
        value = self.text(column)
        if value is None:
            return None
        if (read := meant(column, value)) in allowed:
            return read
        self._unknown(column, value, allowed)
        return None

    def read(self, column: str, reader: Callable[[str], T], remedy: Text) -> T | None:
        """What *reader* makes of the text in *column*; *remedy* is told when it cannot read it."""
        text = self.text(column)
        if text is None:
            return None
        try:
            return reader(text)
        except ValueError:
            self.note("value", column, Text("Värdet kan inte läsas", "The value cannot be read"), remedy)
            return None

    def heading(self, column: str) -> str:
        """What *column* is called in this sheet."""
        return self._written.get(column, column)

    def note(self, rule: str, column: str, message: Text, remedy: Text) -> None:
        """Tell that something is wrong with what stands in *column*."""
        value = self._values.get(column)
        self.findings.append(
            Finding(
                rule,
                message,
                remedy,
                file=self.file,
                row=self.row,
                column=self.heading(column),
                value=None if value is None else str(value),
            )
        )

    def _unknown(self, column: str, value: str, allowed: Sequence[str]) -> None:
        swedish = [word(column, name, "sv") for name in allowed]
        names = {one.casefold(): at for words in (allowed, swedish) for at, one in enumerate(words)}
        near = difflib.get_close_matches(value.casefold(), names, n=1, cutoff=0.4)
        sv, en = f"Tillåtna: {', '.join(swedish)}", f"Allowed: {', '.join(allowed)}"
        if near:
            at = names[near[0]]
            sv, en = f"Menade du {swedish[at]}? {sv}", f"Did you mean {allowed[at]}? {en}"
        message = Text("Värdet är okänt", "The value is unknown")
        self.note(f"unknown-{column}", column, message, Text(sv, en))

    def _formula_error(self, column: str) -> None:
        self._unreadable.add(column)
        self.note(
            "formula-error",
            column,
            Text("Rutan visar ett formelfel", "The cell shows the error of a formula"),
            Text(
                "Rätta formeln, eller skriv värdet; saknas det, skriv status saknas",
                "Mend the formula, or write the value; when there is none, write status missing",
            ),
        )

    def _stray(self, value: Field) -> None:
        self.findings.append(
            Finding(
                "columns",
                Text("Ett värde står utanför kolumnerna", "A value stands outside the columns"),
                Text(
                    "Ge kolumnen en rubrik eller ta bort värdet; i en CSV-fil, sätt citattecken om värden "
                    "med skiljetecken i",
                    "Give the column a heading or remove the value; in a CSV file, quote values that hold "
                    "the separator",
                ),
                file=self.file,
                row=self.row,
                value=str(value),
            )
        )
