"""Definition files: strict YAML whose every fault is told with file, line, key and remedy, all at once.

Limits, measures, exclusion policies and agreements are all written so. How YAML is read stands in
`yaml_text`, what a field may hold in `fields`, how all faults are found at once in `checking`, and how one is
worded in `faults`.

A definition's *fingerprint* is the SHA-256 of its text (line ends as LF): issued files are never edited,
so the fingerprint names exactly what a result was computed from.

Here does not belong what the keys mean: that is a pydantic model where the definition is used.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from vardvag.base.checking import checked
from vardvag.base.errors import BadInput
from vardvag.base.fields import Day, Money, Share, SourceField, Strict, TextField, read_day, read_share
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.base.yaml_text import LONGEST, Where, read_yaml

__all__ = [
    "Day",
    "Definition",
    "Money",
    "Share",
    "SourceField",
    "Strict",
    "TextField",
    "Where",
    "parse_definition",
    "read_day",
    "read_definition",
    "read_share",
    "validated",
]

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Definition:
    """One file as read: its data, the line of every key, and its fingerprint.

    `faults` are those that do not keep the text from being read: a key that stands twice. `written` says of a
    place what it is called in the file, where that is something else: the right name of a misspelt key, or
    the place that an amendment changes. What stands in no file (a "what if") has line 0.
    `unsure` are places where something else may have been meant than what is there: what follows from it is
    not told.
    """

    path: Path
    data: Any
    fingerprint: str
    lines: dict[Where, int] = field(repr=False)
    faults: tuple[tuple[Where, Finding], ...] = ()
    written: dict[Where, Where] = field(default_factory=dict, repr=False)
    unsure: tuple[Where, ...] = ()

    def line(self, where: Where) -> int | None:
        """The line of the nearest enclosing key of *where*."""
        for length in range(len(where), -1, -1):
            if where[:length] in self.lines:
                return self.lines[where[:length]]
        return None

    def as_written(self, where: Where) -> Where:
        """*where* by the names that stand in the file."""
        for length in range(len(where), 0, -1):
            if where[:length] in self.written:
                return (*self.written[where[:length]], *where[length:])
        return where

    def finding(self, where: Where, rule: str, message: Text, remedy: Text, value: object = None) -> Finding:
        """A finding at *where* in this file."""
        row = self.line(where)
        return Finding(
            rule=rule,
            message=message,
            remedy=remedy,
            file=None if row == 0 else self.path.name,
            row=row or None,
            column=".".join(map(str, self.as_written(where))) or None,
            value=None if value is None else str(value),
        )


def read_definition(path: Path) -> Definition:
    """Read one file. BadInput when it cannot be opened or is not the YAML that definitions are written in."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            raw = file.read(LONGEST + 1)  # one more than may be read tells that it is too long
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise BadInput(Text(f"{path} kan inte läsas: {why}", f"{path} cannot be read: {why}")) from problem
    except UnicodeDecodeError as problem:
        raise BadInput(
            Text(
                f"{path} är inte UTF-8 (byte {problem.start + 1}); spara filen som UTF-8",
                f"{path} is not UTF-8 (byte {problem.start + 1}); save the file as UTF-8",
            )
        ) from problem
    return parse_definition(raw, path)


def parse_definition(raw: str, path: Path) -> Definition:
    """Read the text of one definition file; *path* is only for messages. BadInput as `read_definition`.

    What is wrong with single keys of it is kept, and told with all else by `validated`.
    """
    read = read_yaml(raw, path.name)
    fingerprint = hashlib.sha256(raw.encode()).hexdigest()
    return Definition(path, read.data, fingerprint, read.lines, read.faults)


def validated(definition: Definition, model: type[M]) -> M:
    """The definition as *model*. BadInput holds every fault, each with its line and remedy."""
    found = checked(definition, model)
    if found.words is None or found.findings:
        name = definition.path.name
        raise BadInput(
            Text(f"{name} kan inte användas", f"{name} cannot be used"),
            sorted(found.findings, key=lambda finding: finding.row or 0),
        )
    return found.words
