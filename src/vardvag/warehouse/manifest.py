"""The one file that says what the store holds: every load in the order it was received.

What the manifest names is part of the store; a file it does not name is the rest of a load that was
interrupted. The manifest is replaced as a whole, so a store is always as before a load or as after it. It is
written, empty, before the first load: folders of loads without it are a store that has lost its manifest.
A name is never used for two files: what is made anew gets the number of the time it was made in its name.
Here does not belong the writing itself (`durable`, `store`), nor removing what it does not name (`sweep`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from vardvag.base.days import Month
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.events.model import Reported
from vardvag.warehouse.removals import Removal

SCHEMA_VERSION = 4
"""Raised when the stored files change their shape, or a reader of the last shape would count wrongly."""

_READ = (1, 2, 3, SCHEMA_VERSION)
"""The versions that are read. In the first no load replaced another; before the third none had cuts; before
the fourth there was no wait in primary care, and no load said which shape its cubes have."""

CUBE_SHAPE = 4
"""Raised when the cubes hold more kinds of rows than before: an older one would count those as 0."""

_SHAPE_UNSAID = 3
"""What a load has that does not say: this, or an older one."""

FILE = "manifest.json"

FOLDER = "loads"

_OURS = re.compile(r"\d{6}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Partition:
    """The contacts of one region and report month in one load. `file` is relative to the store.

    `done` and `waiting` are rows of specialised care. Those of waits in primary care are counted apart,
    because a region that has sent only one of the two has not reported the other.
    """

    region: str
    month: Month
    file: str
    done: int
    waiting: int
    primary_done: int = 0
    primary_waiting: int = 0

    @property
    def contacts(self) -> int:
        """How many rows there are."""
        return self.done + self.waiting + self.primary_done + self.primary_waiting

    def number(self, reported: Reported | None, *, primary: bool = False) -> int:
        """How many rows of one care are done, or waiting; both for None."""
        done, waiting = (self.primary_done, self.primary_waiting) if primary else (self.done, self.waiting)
        return {Reported.DONE: done, Reported.WAITING: waiting, None: done + waiting}[reported]


@dataclass(frozen=True, slots=True)
class CutFile:
    """A load's cube by one cut. `file` is relative to the store."""

    cut: str
    file: str


@dataclass(frozen=True, slots=True)
class Load:
    """One reception, all of it.

    `content` is the SHA-256 of what was received, whatever has been removed of it since. `cube` adds to the
    cubes of the loads before it.
    `superseded` names the contacts this load replaced, wherever they stand (None when it replaced none).
    `call` is what the load is called, by its receiver or by its folder; `replaces` is the number of the load
    that this one took the place of (`calls`). `attached` is the file of what is attached to contacts, and
    `attached_rows` how many they are. `cuts` are cubes like `cube`, split in other ways. `cube_shape` says
    which kinds of rows they all have (`CUBE_SHAPE`).
    """

    sequence: int
    content: str
    received_at: Moment
    partitions: tuple[Partition, ...]
    cube: str
    superseded: str | None
    call: str = ""
    replaces: int | None = None
    attached: str | None = None
    attached_rows: int = 0
    cuts: tuple[CutFile, ...] = ()
    cube_shape: int = CUBE_SHAPE

    @property
    def contacts(self) -> int:
        """How many rows were received, and have not been removed since."""
        return sum(partition.contacts for partition in self.partitions)

    @property
    def folder(self) -> str:
        """Where its files lie, relative to the store."""
        return self.cube.rpartition("/")[0]

    @property
    def files(self) -> tuple[str, ...]:
        """Every file of it, relative to the store."""
        some = (self.cube, self.superseded, self.attached)
        parts = (*(part.file for part in self.partitions), *(one.file for one in self.cuts))
        return (*parts, *(file for file in some if file is not None))

    def touches(self, other: Load) -> bool:
        """Whether it may have changed what *other* said: the same month of a region, or a replacement."""
        if self.replaces == other.sequence:
            return True
        regions = {partition.region for partition in self.partitions}
        months = {(partition.region, partition.month) for partition in self.partitions}
        return any(
            (partition.region, partition.month) in months
            or (self.superseded is not None and partition.region in regions)
            for partition in other.partitions
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything received, oldest first. `made_anew` is how many times files of loads have been made anew.

    `removals` tell what is no longer there, and `loads` never of what was.
    """

    loads: tuple[Load, ...] = ()
    made_anew: int = 0
    removals: tuple[Removal, ...] = ()

    def known_on(self, day: date | None) -> tuple[Load, ...]:
        """The loads received up to and including the Swedish calendar day *day*; all of them for None."""
        return tuple(load for load in self.loads if day is None or load.received_at.legal_day <= day)

    def holding(self, content: str) -> Load | None:
        """The load that received exactly this content and is still the last word on it, if there is one.

        What was said, corrected, and said once more is news again: a later load that covers one of the same
        months of a region, or replaced contacts of the region, stands between. A load of which something has
        been removed does not hold what it received.
        """
        reduced = {number for removal in self.removals for number in removal.loads}
        for load in reversed(self.loads):
            if load.content == content and load.sequence not in reduced:
                later = self.loads[self.loads.index(load) + 1 :]
                return None if any(after.touches(load) for after in later) else load
        return None

    def to_json(self) -> bytes:
        """As it is stored."""
        loads = [_load_as_data(load) for load in self.loads]
        data = {
            "schema_version": SCHEMA_VERSION,
            "made_anew": self.made_anew,
            "removals": [removal.to_data() for removal in self.removals],
            "loads": loads,
        }
        text = json.dumps(data, indent=1)
        return text.encode() + b"\n"


def folder_name(sequence: int, content: str) -> str:
    """What the folder of a load is called in `loads`."""
    return f"{sequence:06}-{content[:12]}"


def load_folders(store: Path) -> list[Path]:
    """The folders in `loads` that loads have made, whole or not, known by their names."""
    return [
        path
        for path in (store / FOLDER).glob("*")
        if _OURS.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
    ]


def read_manifest(store: Path) -> Manifest:
    """The manifest of the store in *store*; an empty one where nothing has been loaded.

    BadInput when it was written by another version of Vårdväg, is not a manifest, or is lost: there are
    folders of loads and no manifest that names them.
    """
    path = store / FILE
    loaded = load_folders(store)  # looked for first: a manifest is there before any folder is
    try:
        data = json.loads(path.read_bytes())
        version = data["schema_version"]
        if version in _READ:
            loads = tuple(_load_from_data(load) for load in data["loads"])
            removals = tuple(Removal.from_data(one) for one in data.get("removals", ()))
            return Manifest(loads, data.get("made_anew", 0), removals)
    except FileNotFoundError:
        if loaded:
            raise _lost(store, len(loaded)) from None
        return Manifest()
    except (ValueError, KeyError, TypeError) as problem:
        raise BadInput(
            Text(
                f"{path} är inte ett lagers manifest: {problem}",
                f"{path} is not the manifest of a store: {problem}",
            )
        ) from problem
    raise BadInput(
        Text(
            f"{path} har schemaversion {version}; den här versionen av Vårdväg läser {SCHEMA_VERSION}",
            f"{path} has schema version {version}; this version of Vårdväg reads {SCHEMA_VERSION}",
        )
    )


def _lost(store: Path, folders: int) -> BadInput:
    finding = Finding(
        rule="manifest-lost",
        message=Text(
            f"Det finns {folders} laddningar i {FOLDER} men inget {FILE} som säger vilka som gäller",
            f"There are {folders} loads in {FOLDER} but no {FILE} that says which of them hold",
        ),
        remedy=Text(
            f"Lägg tillbaka {FILE} från en säkerhetskopia, eller ladda allt i en ny mapp",
            f"Put {FILE} back from a backup, or load everything into a new folder",
        ),
        file=FILE,
    )
    return BadInput(
        Text(
            f"Lagret i {store} är skadat; inget ändrades.",
            f"The store in {store} is damaged; nothing changed.",
        ),
        [finding],
    )


def _load_as_data(load: Load) -> dict[str, Any]:
    return {
        "sequence": load.sequence,
        "content": load.content,
        "received_at": load.received_at.utc.isoformat(),
        "cube": load.cube,
        "superseded": load.superseded,
        "call": load.call,
        "replaces": load.replaces,
        "attached": load.attached,
        "attached_rows": load.attached_rows,
        "cuts": {one.cut: one.file for one in load.cuts},
        "cube_shape": load.cube_shape,
        "partitions": [
            {
                "region": p.region,
                "month": str(p.month),
                "file": p.file,
                "done": p.done,
                "waiting": p.waiting,
                "primary_done": p.primary_done,
                "primary_waiting": p.primary_waiting,
            }
            for p in load.partitions
        ],
    }


def _load_from_data(data: dict[str, Any]) -> Load:
    return Load(
        sequence=data["sequence"],
        content=data["content"],
        received_at=Moment(datetime.fromisoformat(data["received_at"]).astimezone(UTC)),
        cube=data["cube"],
        superseded=data["superseded"],
        call=data.get("call") or data["cube"].split("/")[-2],
        replaces=data.get("replaces"),
        attached=data.get("attached"),
        attached_rows=data.get("attached_rows", 0),
        cuts=tuple(CutFile(cut, file) for cut, file in data.get("cuts", {}).items()),
        cube_shape=data.get("cube_shape", _SHAPE_UNSAID),
        partitions=tuple(
            Partition(
                p["region"],
                Month.parse(p["month"]),
                p["file"],
                p["done"],
                p["waiting"],
                p.get("primary_done", 0),
                p.get("primary_waiting", 0),
            )
            for p in data["partitions"]
        ),
    )
