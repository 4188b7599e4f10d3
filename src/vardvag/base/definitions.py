"""Definition files: strict YAML whose every fault is told with file, line, key and remedy, all at once.

Limits, measures, exclusion policies and agreements are all written so. How YAML is read stands in
`yaml_text`, what a field may hold in `fields`, and how a fault is worded in `faults`.

A definition's *fingerprint* is the SHA-256 of its text (line ends as LF): issued files are never edited,
so the fingerprint names exactly what a result was computed from.

Here does not belong what the keys mean: that is a pydantic model where the definition is used.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from vardvag.base.errors import BadInput
from vardvag.base.faults import fault
from vardvag.base.fields import Day, Money, Share, SourceField, Strict, TextField, read_day, read_share
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.base.yaml_text import Where, read_yaml

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
    """One file as read: its data, the line of every key, and its fingerprint."""

    path: Path
    data: Any
    fingerprint: str
    lines: dict[Where, int] = field(repr=False)

    def line(self, where: Where) -> int | None:
        """The line of the nearest enclosing key of *where*."""
        for length in range(len(where), -1, -1):
            if where[:length] in self.lines:
                return self.lines[where[:length]]
        return None

    def finding(self, where: Where, rule: str, message: Text, remedy: Text, value: object = None) -> Finding:
        """A finding at *where* in this file."""
        return Finding(
            rule=rule,
            message=message,
            remedy=remedy,
            file=self.path.name,
            row=self.line(where),
            column=".".join(map(str, where)) or None,
            value=None if value is None else str(value),
        )


def read_definition(path: Path) -> Definition:
    """Read one file. BadInput when it cannot be opened or is not the YAML that definitions are written in."""
    try:
        raw = path.read_text(encoding="utf-8-sig")
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
    """Read the text of one definition file; *path* is only for messages. BadInput as `read_definition`."""
    data, lines = read_yaml(raw, path.name)
    return Definition(path, data, hashlib.sha256(raw.encode()).hexdigest(), lines)


def validated(definition: Definition, model: type[M]) -> M:
    """The definition as *model*. BadInput holds every fault, each with its line and remedy."""
    try:
        return model.model_validate(definition.data)
    except ValidationError as problem:
        name = definition.path.name
        raise BadInput(
            Text(f"{name} kan inte användas", f"{name} cannot be used"),
            [_placed(definition, error, model) for error in problem.errors(include_url=False)],
        ) from problem


def _placed(definition: Definition, error: Any, model: type[BaseModel]) -> Finding:
    where: Where = tuple(error["loc"])
    told = fault(error, model)
    value = where[-1] if told.rule == "unknown-key" else error.get("input")
    shown = value if isinstance(value, str | int) and told.rule != "missing-key" else None
    return definition.finding(where, *told, shown)
