"""Definition files: strict YAML whose every fault is told with file, line, key and remedy, all at once.

Limits, measures, exclusion policies and agreements are all written so. A scalar is text unless it is
plainly a whole number, `true`, `false` or empty: `01` stays a region code, `no` a word, `2019-09-30` and
`71 %` are read by the field that expects them, and a decimal is never a float.

A definition's *fingerprint* is the SHA-256 of its file (line ends as LF): issued files are never edited,
so the fingerprint names exactly what a result was computed from.

Here does not belong what the keys mean: that is a pydantic model where the definition is used.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from vardvag.base.dated import Confidence, Source
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_PERCENT = re.compile(r"(\d+)(?:[,.](\d+))?\s*%")
_RATIO = re.compile(r"(\d+)\s*/\s*([1-9]\d*)")

Where = tuple[str | int, ...]
Day = date
"""The class under a name that no field takes: a field called `date` hides it where pydantic looks."""
M = TypeVar("M", bound=BaseModel)


class Strict(BaseModel):
    """Base of the models that definition files are checked against: no unknown key, nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class TextField(Strict):
    """`{sv: …, en: …}`."""

    sv: str
    en: str

    def text(self) -> Text:
        """As the pair used everywhere else."""
        return Text(self.sv, self.en)


class SourceField(Strict):
    """`source: {title, url, section, date, confidence, note}`."""

    title: str
    url: str | None = None
    section: str | None = None
    date: Day | None = None
    confidence: Confidence = Confidence.OFFICIAL
    note: TextField | None = None

    def source(self) -> Source:
        """As the source used everywhere else. ValueError when it says too little."""
        note = self.note.text() if self.note else None
        return Source(self.title, self.url, self.section, self.date, self.confidence, note)


def read_share(value: object) -> Fraction:
    """`71 %`, `0,5 %` or `3/4` as an exact fraction. ValueError for anything else."""
    text = str(value).strip()
    if match := _PERCENT.fullmatch(text):
        decimals = match[2] or ""
        return Fraction(int(match[1] + decimals), 100 * 10 ** len(decimals))
    if match := _RATIO.fullmatch(text):
        return Fraction(int(match[1]), int(match[2]))
    raise ValueError("write a share as 71 % or 3/4")


def _read_kronor(value: object) -> Kronor:
    return value if isinstance(value, Kronor) else Kronor.parse(str(value))


Money = Annotated[Kronor, BeforeValidator(_read_kronor)]
"""A field holding an amount: `182 500 000 kr`, `1 280 mnkr`."""

Share = Annotated[Fraction, BeforeValidator(read_share)]
"""A field holding a share: `71 %`, `3/4`."""


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
    """Read one file. BadInput for YAML that cannot be read, or a key that stands twice."""
    try:
        raw = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(f"{path}: cannot be read: {problem}") from problem
    return parse_definition(raw, path)


def parse_definition(raw: str, path: Path) -> Definition:
    """Read the text of one definition file; *path* is only for messages."""
    fingerprint = hashlib.sha256(raw.encode()).hexdigest()
    definition = Definition(path, None, fingerprint, {})
    findings: list[Finding] = []
    try:
        node = yaml.compose(raw, Loader=yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader)
        data = _plain(node, (), definition, findings) if node is not None else {}
    except (yaml.YAMLError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        finding = Finding(
            "yaml",
            Text("Filen är inte giltig YAML", "The file is not valid YAML"),
            Text(
                "Kontrollera indrag, kolon och citattecken",
                "Check the indentation, colons and quotes",
            ),
            file=path.name,
            row=mark.line + 1 if mark else None,
            value=str(getattr(problem, "problem", None) or problem)[:200],
        )
        raise BadInput(f"{path.name} is not valid YAML", [finding]) from problem
    if findings:
        raise BadInput(f"{path.name} cannot be used", findings)
    return Definition(path, data, fingerprint, definition.lines)


def validated(definition: Definition, model: type[M]) -> M:
    """The definition as *model*. BadInput holds every fault, each with its line and remedy."""
    try:
        return model.model_validate(definition.data)
    except ValidationError as problem:
        findings = [_told(definition, model, error) for error in problem.errors(include_url=False)]
        raise BadInput(f"{definition.path.name} cannot be used", findings) from problem


def _plain(node: yaml.Node, where: Where, into: Definition, findings: list[Finding]) -> Any:
    """A YAML node as plain data; notes the line of every key and every key that stands twice."""
    into.lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*where, i), into, findings) for i, child in enumerate(node.value)]
    data: dict[str, Any] = {}
    for key_node, child in node.value:
        key = str(key_node.value)
        here = (*where, key)
        into.lines[here] = key_node.start_mark.line + 1
        if key in data:
            message = Text(f"Nyckeln {key} står två gånger", f"The key {key} stands twice")
            findings.append(
                into.finding(here, "key-twice", message, Text("Ta bort den ena", "Remove one of them"))
            )
        data[key] = _plain(child, here, into, findings)
    return data


def _scalar(node: yaml.ScalarNode) -> str | int | bool | None:
    text = str(node.value)
    if node.style:  # the C loader calls plain style an empty text, the Python one None
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    return int(text) if _INTEGER.fullmatch(text) else text


def _told(definition: Definition, model: type[BaseModel], error: Any) -> Finding:
    """One pydantic error in the words of a person who edits the file."""
    where = tuple(part for part in error["loc"])
    kind, value = error["type"], error.get("input")
    shown = value if isinstance(value, str | int) else None
    if kind == "extra_forbidden":
        known = _known_keys(model, where[:-1])
        near = difflib.get_close_matches(str(where[-1]), known, n=1, cutoff=0.5)
        allowed = ", ".join(known)
        remedy = (
            Text(
                f"Menade du {near[0]}? Tillåtna: {allowed}",
                f"Did you mean {near[0]}? Allowed: {allowed}",
            )
            if near
            else Text(f"Tillåtna: {allowed}", f"Allowed: {allowed}")
        )
        return definition.finding(
            where, "unknown-key", Text("Okänd nyckel", "Unknown key"), remedy, where[-1]
        )
    if kind == "missing":
        return definition.finding(
            where,
            "missing-key",
            Text(f"Nyckeln {where[-1]} saknas", f"The key {where[-1]} is missing"),
            Text(f"Lägg till {where[-1]}", f"Add {where[-1]}"),
        )
    said = str(error["msg"]).removeprefix("Value error, ")
    return definition.finding(
        where,
        "value",
        Text("Värdet kan inte användas", "The value cannot be used"),
        Text(said, said),
        shown,
    )


def _known_keys(model: type[BaseModel], where: Where) -> list[str]:
    """The keys allowed at *where* in *model*, as far as its annotations say."""
    current: list[type[BaseModel]] = [model]
    for part in where:
        step: list[type[BaseModel]] = []
        for one in current:
            if isinstance(part, str) and part in one.model_fields:
                step.extend(_models_in(one.model_fields[part].annotation))
            else:
                step.append(one)
        current = step or current
    return sorted({name for one in current for name in one.model_fields})


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in getattr(annotation, "__args__", ()) for model in _models_in(inner)]
