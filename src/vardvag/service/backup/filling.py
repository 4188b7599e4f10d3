"""Fill an empty database, line by line, with what a backup says. What is about a person takes her own key.

Whoever has been destroyed, by the backup's own tombstones or by the list of those destroyed since, is left
out with every row that points to her, directly or not; her tombstone is put there. Rows of the log stay, as
they do when somebody is destroyed. Here does not belong the transaction around it (`restore`).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from vardvag.base.errors import BadInput, NotFound
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.contracts.identifiers import PersonId
from vardvag.service.backup.make import FORM
from vardvag.service.backup.tables import (
    END_OF_LOG,
    PERSON,
    TOMBSTONE,
    columns_of,
    from_line,
    kept_models,
    pointers_of,
)
from vardvag.service.backup.tombstones import Told
from vardvag.service.store.person_keys import PersonKeys

_AT_A_TIME = 1_000
FORMS = (1, FORM)
"""Forms of the file that are read. In the first, nothing was sealed with a person's own key."""


@dataclass
class Restored:
    """What was put back: when the backup was made, rows by table, and what was left out of the destroyed."""

    made_at: str
    rows: dict[str, int] = field(default_factory=dict)
    destroyed: int = 0
    """People who were destroyed after the backup was made."""
    left_out: int = 0
    """Rows of the destroyed, also of those who were so before, that were not put back."""


class Filling:
    """The database *part* being filled, without the destroyed: *destroyed* tells of them, *keys* are those of
    everybody else, at work."""

    def __init__(self, part: str, destroyed: Mapping[str, Told], keys: PersonKeys) -> None:
        self._part = part
        self._keys = keys
        self._without_key: set[str] = set()
        self._models = {one._meta.label_lower: one for one in kept_models(part)}
        self._destroyed = destroyed
        self._gone: dict[type[models.Model], set[Any]] = {}
        self._waiting: list[models.Model] = []

    def fill(self, lines: Iterator[str]) -> Restored:
        """Put everything in. BadInput when it is of another part or version, or not all there."""
        since, restored = self._begin(lines)
        model: type[models.Model] = models.Model
        columns: tuple[str, ...] = ()
        read: dict[str, int] = {}
        counted: object = None
        for line in lines:
            said = json.loads(line)
            if isinstance(said, list) or "of" in said:
                read[model._meta.label_lower] += 1
                row = said if isinstance(said, list) else self._opened(said, restored)
                if row is not None:
                    self._put(model, from_line(model, columns, row), restored)
            elif "table" in said:
                self._keep(model)
                model, columns = self._table(said)
                read[model._meta.label_lower] = 0
            else:
                counted = said["counts"]
        self._keep(model)
        if self._without_key:
            raise BadInput(_NOT_RESTORED, [_keyless(one) for one in sorted(self._without_key)])
        if counted != read:
            raise _refused("backup-counts", _OTHER_COUNTS, _OTHER_COPY)
        self._bury(since, restored)
        return restored

    def _begin(self, lines: Iterator[str]) -> tuple[dict[str, Told], Restored]:
        """Who has been destroyed since; and the outcome, begun."""
        first = json.loads(next(lines, "{}"))
        if first.get("form") not in FORMS or first.get("part") != self._part:
            raise _refused("backup-part", _OTHER_PART, _ITS_PART)
        before = set(first["destroyed"])
        since = {person: told for person, told in self._destroyed.items() if person not in before}
        if PERSON in self._models:
            self._gone[self._models[PERSON]] = before | set(since)
        return since, Restored(first["made_at"], dict.fromkeys(self._models, 0), len(since))

    def _opened(self, said: Mapping[str, str], restored: Restored) -> list[Any] | None:
        """The row that is about somebody; None when she has been destroyed, or her key is not there."""
        person = PersonId(said["of"])
        if person in self._gone.get(self._models[PERSON], ()):
            restored.left_out += 1
            return None
        try:
            row: list[Any] = json.loads(self._keys.open(person, base64.b64decode(said["row"])))
        except NotFound:
            self._without_key.add(person)
            return None
        return row

    def _table(self, said: Mapping[str, Any]) -> tuple[type[models.Model], tuple[str, ...]]:
        model = self._models.get(said["table"])
        columns = tuple(said["columns"])
        unknown = [said["table"]] if model is None else sorted(set(columns) - set(columns_of(model)))
        if model is None or unknown:
            raise _refused("backup-table", _NEWER, _NEWER_VERSION, ", ".join(unknown))
        return model, columns

    def _put(self, model: type[models.Model], values: dict[str, Any], restored: Restored) -> None:
        gone = self._gone.setdefault(model, set())
        name = model._meta.pk.attname if model._meta.pk else "pk"
        if values[name] in gone or any(
            values.get(column) in self._gone[target]
            for column, target in pointers_of(model).items()
            if target in self._gone
        ):
            gone.add(values[name])
            restored.left_out += 1
            return
        restored.rows[model._meta.label_lower] += 1
        if model._meta.model_name == END_OF_LOG:
            model._default_manager.using(self._part).filter(pk=values.pop(name)).update(**values)
            return
        self._waiting.append(model(**values))
        if len(self._waiting) >= _AT_A_TIME:
            self._keep(model)

    def _keep(self, model: type[models.Model]) -> None:
        if self._waiting:
            model._default_manager.using(self._part).bulk_create(self._waiting)
            self._waiting = []

    def _bury(self, since: Mapping[str, Told], restored: Restored) -> None:
        """Put the tombstones there of those destroyed since the backup was made."""
        if since:
            tombstone = self._models[TOMBSTONE]
            tombstone._default_manager.using(self._part).bulk_create(
                tombstone(**one) for one in since.values()
            )
            restored.rows[TOMBSTONE] += len(since)


def _refused(rule: str, message: Text, remedy: Text, value: str | None = None) -> BadInput:
    return BadInput(_NOT_RESTORED, [Finding(rule, message, remedy, value=value)])


def _keyless(person: str) -> Finding:
    return Finding("backup-person-key", _NO_KEY, _GIVE_KEYS, value=person)


_NO_KEY = Text(
    "Personens nyckel finns inte, och ingenting säger att den är förstörd",
    "The person's key is not there, and nothing says that it was destroyed",
)
_GIVE_KEYS = Text(
    "Sätt VARDVAG_PERSON_KEYS till filen med nycklarna, eller ge den senaste listan med --tombstones",
    "Set VARDVAG_PERSON_KEYS to the file of keys, or give the newest list with --tombstones",
)
_NOT_RESTORED = Text("Ingenting har återställts", "Nothing has been restored")
_OTHER_PART = Text("Kopian är av en annan del", "The backup is of another part")
_ITS_PART = Text("Säg vilken del den är av med --part", "Say which part it is of with --part")
_NEWER = Text(
    "Kopian har en tabell eller kolumn som den här versionen inte känner",
    "The backup has a table or column that this version does not know",
)
_NEWER_VERSION = Text("Använd versionen som gjorde kopian", "Use the version that made the backup")
_OTHER_COUNTS = Text(
    "Kopian har inte så många rader som den säger", "The backup has not as many rows as it says"
)
_OTHER_COPY = Text("Ta en annan kopia", "Take another backup")
