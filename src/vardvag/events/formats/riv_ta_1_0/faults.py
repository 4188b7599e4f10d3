"""What is wrong with one file of XML, told once by its name however often it stands there.

Here does not belong what is wrong with a record (`records`, `events/checks`).
"""

from __future__ import annotations

from dataclasses import replace

from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import Attribute, Required
from vardvag.events.checks.header import header_findings
from vardvag.events.formats.riv_ta_1_0 import words
from vardvag.events.formats.riv_ta_1_0.pieces import Characters, Element, Refused
from vardvag.events.formats.riv_ta_1_0.schema import APART


class FileFaults:
    """The faults of the file called *file*, in the order they were met."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Finding] = []
        self._told: set[str] = set()

    def unknown_attributes(self, piece: Element, known: tuple[str, ...]) -> None:
        """Tell attributes that the element should not have; one about people refuses the file."""
        attributes = {name: Attribute(name, Required.NEVER) for name in known}
        for name in piece.attributes:
            if name not in attributes and not name.startswith(APART) and self._new(f"@{name}"):
                found = header_findings((*known, name), self.file, attributes)
                self.faults += [replace(one, row=piece.line) for one in found]

    def unknown_element(self, piece: Element) -> None:
        """Tell an element that the schema does not have where it stands."""
        name = piece.name.rpartition(" ")[2]
        if self._new(name):
            self.add("element-unknown", words.UNKNOWN, words.AS_SCHEMA, piece.line, None, name[:60])

    def text(self, piece: Characters) -> None:
        """Warn of text in an element."""
        if self._new("#text"):
            self.add("text", words.TEXT, words.AS_ATTRIBUTES, piece.line, severity=Severity.WARNING)

    def refused(self, refused: Refused) -> None:
        """Tell why reading ended, with line and column."""
        self.add(refused.rule, refused.message, refused.remedy, refused.line, str(refused.column))

    def add(
        self,
        rule: str,
        message: Text,
        remedy: Text,
        line: int,
        column: str | None = None,
        value: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Tell one thing."""
        self.faults.append(Finding(rule, message, remedy, severity, self.file, line, column, value))

    def _new(self, what: str) -> bool:
        """Whether *what* has not been told. How many names a file may have is limited (`parsing`)."""
        if what in self._told:
            return False
        self._told.add(what)
        return True
