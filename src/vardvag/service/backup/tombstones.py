"""Who has been destroyed since a backup was made, as a list that is kept outside every backup.

A backup cannot know what was destroyed after it. So the list is written out (`vardvag tombstones`) after each
destruction, kept where backups are kept, and demanded when one is put back. Here does not belong destroying.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text

Told = dict[str, Any]
_WORDS = ("person_id", "by", "rule", "decided_as")


def tombstone_lines(alias: str = "care") -> Iterator[str]:
    """Every tombstone as a line of JSON, in order of time."""
    from vardvag.service.store.models import Tombstone

    for one in Tombstone.objects.using(alias).order_by("at", "person_id"):
        yield line_of(one.person_id, one.at, one.by, one.rule, one.decided_as)


def line_of(person: str, at: datetime, by: str, rule: str, decided_as: str) -> str:
    """One tombstone as a line of JSON."""
    told = {"person_id": person, "at": at.isoformat(), "by": by, "rule": rule, "decided_as": decided_as}
    return json.dumps(told, ensure_ascii=False)


def read_tombstones(lines: Iterable[str]) -> dict[str, Told]:
    """The list again, by person. BadInput with every line that cannot be read."""
    found: dict[str, Told] = {}
    findings = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        told = _read(line)
        if told is None:
            findings.append(Finding("tombstone", _UNREADABLE, _ANEW, row=number))
        else:
            found[told["person_id"]] = told
    if findings:
        raise BadInput(
            Text("Listan över förstörda kan inte läsas", "The list of the destroyed cannot be read"), findings
        )
    return found


def _read(line: str) -> Told | None:
    try:
        told = json.loads(line)
        if not isinstance(told, dict) or set(told) != {*_WORDS, "at"}:
            return None
        at = datetime.fromisoformat(told["at"])
    except (ValueError, TypeError, RecursionError):
        return None
    if at.tzinfo is None or not all(isinstance(told[name], str) for name in _WORDS):
        return None
    return told | {"at": at}


_UNREADABLE = Text("Raden är ingen gravsten", "The line is no tombstone")
_ANEW = Text("Skriv listan på nytt med vardvag tombstones", "Write the list anew with vardvag tombstones")
