"""Make a backup: the rows of one part's database as they stand at one moment, into an encrypted file.

    {"form": 2, "made_at": …, "part": "care", "version": …, "destroyed": [who was so already]}   first
    {"table": "care.person", "columns": [...]}       before the rows of a table
    [...]                                            a row
    {"of": person, "row": "…"}                       a row about a person, sealed with her own key (base64)
    {"counts": {"care.person": 3, …}}                last

So whoever has the key of the file still cannot read what is about somebody whose own key has been destroyed.
Here does not belong how the file is encrypted (`sealed_file`), nor what is left out (`tables`).
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from vardvag import __version__
from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PersonId
from vardvag.service.backup.sealed_file import write_sealed
from vardvag.service.backup.snapshot import one_moment
from vardvag.service.backup.tables import PERSON, TOMBSTONE, columns_of, kept_models, owner_of, to_line
from vardvag.service.store.person_keys import PersonKeys

FORM = 2
_AT_A_TIME = 2_000


def make_backup(part: str, file: Path, key: bytes, now: Moment, keys: PersonKeys) -> dict[str, int]:
    """Write a backup of *part* (`care` or `region`) to *file*, whole or not at all; rows by table.

    What is about a person is sealed with her key among *keys*, which are kept before the file is there. The
    site may run meanwhile, and somebody be destroyed: what is about her cannot be opened then.

    FileExistsError when *file* is there: no backup is overwritten.
    """
    if file.exists():
        raise FileExistsError(17, "Finns redan (already there)", str(file))
    counts: dict[str, int] = {}
    unfinished = file.with_name(f".{file.name}.part")
    unfinished.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            with one_moment(part):
                write_sealed(out, _lines(part, now, counts, keys), key)
            out.flush()
            os.fsync(out.fileno())
        os.link(unfinished, file)  # refuses what has come there meanwhile, as a rename would not
        _sync(file.parent)
    finally:
        unfinished.unlink(missing_ok=True)
    return counts


def _lines(part: str, now: Moment, counts: dict[str, int], keys: PersonKeys) -> Iterator[str]:
    models = kept_models(part)
    for model in models:
        if model._meta.label_lower == PERSON:
            people = model._default_manager.using(part).values_list("pk", flat=True)
            keys.make(PersonId(one) for one in people.iterator(chunk_size=_AT_A_TIME))
    destroyed = [
        str(person)
        for model in models
        if model._meta.label_lower == TOMBSTONE
        for person in model._default_manager.using(part).order_by("pk").values_list("pk", flat=True)
    ]
    first = {"form": FORM, "made_at": now.utc.isoformat(), "part": part, "version": __version__}
    yield _json(first | {"destroyed": destroyed})
    for model in models:
        name, columns = model._meta.label_lower, columns_of(model)
        yield _json({"table": name, "columns": columns})
        counts[name] = 0
        owner = owner_of(model)
        rows = model._default_manager.using(part).order_by("pk")
        told = rows.values_list(*columns) if owner is None else rows.values_list(*columns, owner)
        with nullcontext() if owner is None else keys.at_work():
            for row in told.iterator(chunk_size=_AT_A_TIME):
                counts[name] += 1
                if owner is None or row[-1] is None:
                    yield _json(to_line(row[: len(columns)]))
                else:
                    sealed = keys.seal(PersonId(row[-1]), _json(to_line(row[:-1])).encode())
                    yield _json({"of": row[-1], "row": base64.b64encode(sealed).decode()})
    yield _json({"counts": counts})


def _json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _sync(folder: Path) -> None:
    """Make the name outlast a power loss, where folders can be synced."""
    if hasattr(os, "O_DIRECTORY"):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
