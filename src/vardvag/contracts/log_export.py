"""A log as a file that anybody can verify: one line of JSON for the log, each row and each checkpoint.

The first line says which log it is, how many rows and checkpoints follow, and the form. Each line is
written in one way only (keys in order, no spaces to choose), so that any byte that was changed shows. Here
do not belong the checks of the chain (`log`) nor of the signatures (`log_seal`).
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.log import FIRST_SCHEME, SCHEME, LogEntry, LogRow, Removed
from vardvag.contracts.log_seal import Checkpoint

FORM, FIRST_FORM = "vardvag-log-2", "vardvag-log-1"
"""The first form is read too: nothing had been removed from what it holds."""
_ENTRY = {field.name: field.type for field in dataclasses.fields(LogEntry)}
_ROW = ("number", "previous", "digest", "scheme", *_ENTRY)
_SEAL = ("number", "digest", "at", "previous", "signature")
_HEX = re.compile(r"(?:[0-9a-f]{64}|[0-9a-f]{128})")


@dataclass(frozen=True, slots=True)
class Exported:
    """What a file holds, and what is wrong with it as a file. `row` in a finding is the file's line."""

    log: str
    rows: tuple[LogRow, ...]
    seals: tuple[Checkpoint, ...]
    removed: Removed | None
    findings: tuple[Finding, ...]


def export_lines(
    log: str,
    number: int,
    rows: Iterable[LogRow],
    seals: Sequence[Checkpoint],
    removed: Removed | None = None,
) -> Iterator[str]:
    """The lines of the file, each with its end. *number* is how many *rows* follow the *removed*."""
    gone = removed and dataclasses.asdict(removed) | {"at": removed.at.utc.isoformat()}
    yield _line({"form": FORM, "log": log, "rows": number, "checkpoints": len(seals), "removed": gone})
    for row in rows:
        said = dataclasses.asdict(row.entry) | {"when": row.entry.when.utc.isoformat()}
        place = {name: getattr(row, name) for name in ("number", "previous", "digest", "scheme")}
        yield _line({"row": place | said})
    for seal in seals:
        held = {name: getattr(seal, name) for name in _SEAL} | {"at": seal.at.utc.isoformat()}
        yield _line({"checkpoint": held})


def read_export(lines: Iterable[str]) -> Exported:
    """What the file holds. A line that is not as one would be written is told, and left out."""
    findings: list[Finding] = []
    rows: list[LogRow] = []
    seals: list[Checkpoint] = []
    head: dict[str, Any] = {}
    for number, line in enumerate(lines, start=1):
        try:
            told = json.loads(line)
            if not isinstance(told, dict) or _line(told) != line:
                raise ValueError
            if number == 1:
                head = _head(told)
            elif set(told) == {"row"} and not seals:
                rows.append(_row(told["row"]))
            else:
                seals.append(_seal(head["log"], told))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            findings.append(_finding("log-form", number, _FORM, _BACKUP))
    if not head:
        findings = findings or [_finding("log-form", 1, _FORM, _BACKUP)]
        return Exported("", tuple(rows), tuple(seals), None, tuple(findings))
    if (head["rows"], head["checkpoints"]) != (len(rows), len(seals)):
        findings.append(_finding("log-count", 1, _COUNT, _BACKUP))
    return Exported(head["log"], tuple(rows), tuple(seals), head["removed"], tuple(findings))


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _head(told: dict[str, Any]) -> dict[str, Any]:
    first = told["form"] == FIRST_FORM
    whole = {"form", "log", "rows", "checkpoints"} | (set() if first else {"removed"})
    counts = [told["rows"], told["checkpoints"]]
    if set(told) != whole or told["form"] not in (FORM, FIRST_FORM) or not isinstance(told["log"], str):
        raise ValueError
    if any(type(count) is not int for count in counts):
        raise ValueError
    return told | {"removed": None if first else _removed(told["removed"])}


def _removed(told: dict[str, Any] | None) -> Removed | None:
    if told is None:
        return None
    if set(told) != {"number", "digest", "at", "by"} or type(told["number"]) is not int:
        raise ValueError
    if told["number"] < 1 or not isinstance(told["by"], str):
        raise ValueError
    return Removed(told["number"], _hex(told["digest"]), _moment(told["at"]), told["by"])


def _row(told: dict[str, Any]) -> LogRow:
    if set(told) != set(_ROW) or type(told["number"]) is not int:
        raise ValueError
    if type(told["scheme"]) is not int or told["scheme"] not in (FIRST_SCHEME, SCHEME):
        raise ValueError
    said = {name: told[name] for name in _ENTRY} | {"when": _moment(told["when"])}
    for name, kind in _ENTRY.items():
        value = said[name]
        if name != "when" and not _is(value, str(kind)):
            raise ValueError
    return LogRow(
        told["number"], LogEntry(**said), _hex(told["previous"]), _hex(told["digest"]), told["scheme"]
    )


def _is(value: object, kind: str) -> bool:
    """Whether a value is of the kind that the entry's field is written with."""
    if value is None:
        return kind.endswith("| None")
    return isinstance(value, bool if kind == "bool" else str)


def _seal(log: str, told: dict[str, Any]) -> Checkpoint:
    held = told["checkpoint"]
    if set(told) != {"checkpoint"} or set(held) != set(_SEAL) or type(held["number"]) is not int:
        raise ValueError
    at, signature = _moment(held["at"]), _hex(held["signature"])
    return Checkpoint(log, held["number"], _hex(held["digest"]), at, _hex(held["previous"]), signature)


def _moment(text: str) -> Moment:
    moment = Moment.parse(text)
    if moment.utc.isoformat() != text:
        raise ValueError
    return moment


def _hex(text: str) -> str:
    if not isinstance(text, str) or not _HEX.fullmatch(text):
        raise ValueError
    return text


_FORM = Text("Raden är inte skriven som loggen skriver den", "The line is not written as the log writes it")
_COUNT = Text(
    "Filen har inte så många rader och kontrollpunkter som den säger",
    "The file does not have as many rows and checkpoints as it says",
)
_BACKUP = Text(
    "Exportera loggen på nytt, eller jämför med en säkerhetskopia.",
    "Export the log again, or compare with a backup.",
)


def _finding(rule: str, line: int, message: Text, remedy: Text) -> Finding:
    return Finding(rule=rule, message=message, remedy=remedy, row=line, column="line")
