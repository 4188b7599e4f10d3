"""The store as it was known on a day: the files to read, pinned, and what they cover.

A snapshot stays readable while later loads come in, because no file it names is ever changed. A file that is
gone or cut short is told as BadInput before anything is read. Here belongs reading; what is counted from it
is `statistics`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vardvag.base.days import Month
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.engines.duckdb_engine import text_literal
from vardvag.engines.steps import Step
from vardvag.events.model import Attached, Contact, Reported
from vardvag.warehouse.calls import standing
from vardvag.warehouse.manifest import CUBE_SHAPE, Load, read_manifest
from vardvag.warehouse.supersession import standing_steps

_NOTHING_REPLACED = """
SELECT '' AS region, '' AS contact_id, 0 AS load, '' AS replaced_by WHERE false
"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What had been received at one time. `asked` is the day asked for, None for everything known now.

    `removals` is how many times something has been removed from the store for good, whatever day is asked.
    """

    root: Path
    loads: tuple[Load, ...]
    asked: date | None = None
    removals: int = 0

    @property
    def standing(self) -> tuple[Load, ...]:
        """The loads that no later call has taken the place of."""
        return standing(self.loads)

    @property
    def as_known(self) -> date | None:
        """The day the figures are as known on: the day asked for, else that of the latest load."""
        if self.asked is not None:
            return self.asked
        return self.loads[-1].received_at.legal_day if self.loads else None

    @property
    def version(self) -> str:
        """Names exactly these data: the number and content of the last load, and how many removals since."""
        if not self.loads:
            return "0"
        removed = f"-r{self.removals}" if self.removals else ""
        return f"{self.loads[-1].sequence}-{self.loads[-1].content[:12]}{removed}"

    @property
    def cube_files(self) -> tuple[Path, ...]:
        """The additive cube of each load. BadInput when one has an older shape, and would count some as 0."""
        self._refuse_old_cubes()
        return tuple(self.root / load.cube for load in self.loads)

    def cut_files(self, cut: str) -> tuple[Path, ...]:
        """The additive cube by *cut* of each load. BadInput when a load was received without, or as above."""
        self._refuse_old_cubes()
        found = {load.sequence: one.file for load in self.loads for one in load.cuts if one.cut == cut}
        if lacking := [load for load in self.loads if load.sequence not in found]:
            raise _without_cut(self.root, cut, len(lacking))
        return tuple(self.root / found[load.sequence] for load in self.loads)

    def _refuse_old_cubes(self) -> None:
        if old := sum(load.cube_shape < CUBE_SHAPE for load in self.loads):
            raise _old_cubes(self.root, old)

    @property
    def superseded_files(self) -> tuple[Path, ...]:
        """Which contacts later loads replaced."""
        return tuple(self.root / load.superseded for load in self.loads if load.superseded)

    def contact_files(self, regions: frozenset[str] | None = None) -> tuple[Path, ...]:
        """Received contacts (of *regions*), superseded ones too; not those of calls that were replaced."""
        return tuple(
            self.root / partition.file
            for load in self.standing
            for partition in load.partitions
            if regions is None or partition.region in regions
        )

    def covers(self, region: str, month: Month, reported: Reported, *, primary: bool = False) -> bool:
        """Whether *region* has reported any done, or any waiting, contact for *month*, in specialised care or
        in primary care."""
        return any(
            partition.region == region
            and partition.month == month
            and partition.number(reported, primary=primary) > 0
            for load in self.standing
            for partition in load.partitions
        )

    def months_reported(
        self, region: str, reported: Reported | None = None, *, primary: bool = False
    ) -> tuple[Month, ...]:
        """The months for which *region* has reported contacts (of one kind) in the care, in order."""
        return tuple(
            sorted(
                {
                    partition.month
                    for load in self.standing
                    for partition in load.partitions
                    if partition.region == region and partition.number(reported, primary=primary)
                }
            )
        )

    def steps(self, prefix: str = "known") -> list[Step]:
        """Steps that make `<prefix>_monthly` and `<prefix>_latest`: the contacts that stand."""
        files = self.contact_files()
        if not files:
            raise LookupError("nothing had been received")
        return [
            Step(f"{prefix}_received", f"SELECT * FROM {parquet(files)}"),
            Step(f"{prefix}_replaced", replaced_rows(self.superseded_files)),
            *standing_steps(f"{prefix}_received", f"{prefix}_replaced", prefix),
        ]

    def attached(self) -> tuple[Attached, ...]:
        """The diagnoses, causes and procedures that stand, by contact. Needs memory for all of them."""
        from vardvag.engines.duckdb_engine import connect
        from vardvag.engines.steps import run_steps
        from vardvag.warehouse.attached import from_rows, standing_attached

        files = tuple(self.root / load.attached for load in self.standing if load.attached)
        if not files or not self.contact_files():
            return ()
        steps = [
            *self.steps(),
            Step("known_attached_received", self._attached_rows(files)),
            Step("known_removed", self._removed()),
            *standing_attached("known_attached_received", "known_latest", "known_removed", "known"),
        ]
        with connect() as connection:
            last = run_steps(connection, steps)
            return tuple(from_rows(connection.execute(f"SELECT * FROM {last} ORDER BY ALL").fetchall()))

    def _attached_rows(self, files: tuple[Path, ...]) -> str:
        """What was attached, and has not fallen: it says so where the rows that told have been removed."""
        last = self.loads[-1].sequence
        return f"SELECT * FROM ({until_rows(files)}) WHERE until IS NULL OR until > {last}"

    def _removed(self) -> str:
        """Which contacts were removed by which load, and from which load on what came of them is meant."""
        one_by_one = "SELECT region, contact_id, 0 AS since, load AS by_load FROM known_replaced"
        by_call = [
            f"SELECT DISTINCT region, contact_id, {gone.sequence} AS since, {load.sequence} AS by_load "
            f"FROM {parquet(tuple(self.root / part.file for part in gone.partitions))}"
            for load in self.loads
            for gone in self.loads
            if load.replaces == gone.sequence and gone.partitions
        ]
        return " UNION ALL ".join([one_by_one, *by_call])

    def received(self) -> Iterator[tuple[int, tuple[Contact, ...]]]:
        """Every load's number and rows as they were received, oldest first. Needs memory for one load.

        Rows that were removed are not there, nor those that only a removed row says are replaced
        (`still_replaced`).
        """
        from pyarrow import parquet as files

        from vardvag.events.arrow import from_table
        from vardvag.warehouse.still_replaced import still_replaced

        gone = still_replaced(self)
        for load in self.loads:
            paths = tuple(self.root / partition.file for partition in load.partitions)
            refuse_damaged(paths)
            tables = (files.read_table(path) for path in paths)
            contacts = (contact for table in tables for contact in from_table(table))
            left_out = gone.get(load.sequence, frozenset())
            yield (
                load.sequence,
                tuple(one for one in contacts if (one.region, one.contact_id) not in left_out),
            )


def _old_cubes(store: Path, loads: int) -> BadInput:
    return _to_be_upgraded(
        store,
        "store-old-cubes",
        Text("Lagrets histogram är av ett äldre slag.", "The cubes of the store are of an older kind."),
        Text(
            f"{loads} laddningar är mottagna av en tidigare version, och räknar inte allt som räknas nu",
            f"{loads} loads were received by an earlier version, and do not count all that is counted now",
        ),
    )


def _without_cut(store: Path, cut: str, loads: int) -> BadInput:
    return _to_be_upgraded(
        store,
        "store-without-cut",
        Text("Lagret saknar indelningen.", "The store lacks the cut."),
        Text(
            f"{loads} laddningar är inlästa utan indelningen {cut}",
            f"{loads} loads came without the cut {cut}",
        ),
    )


def _to_be_upgraded(store: Path, rule: str, told: Text, message: Text) -> BadInput:
    remedy = Text(
        f"Uppgradera lagret: vardvag migrate --warehouse {store}",
        f"Bring the store up to date: vardvag migrate --warehouse {store}",
    )
    return BadInput(told, [Finding(rule, message, remedy, file=str(store))])


def parquet(files: tuple[Path, ...]) -> str:
    """A table expression over *files* of the store. BadInput naming every one that is gone or cut short.

    A column that files of an earlier version lack is empty for their rows.
    """
    refuse_damaged(files)
    names = ", ".join(text_literal(str(path)) for path in files)
    return f"read_parquet([{names}], union_by_name = true)"


def until_rows(files: tuple[Path, ...]) -> str:
    """What was attached in *files*, with the load `until` which it stands, where it says so itself."""
    return (
        f"SELECT * FROM {parquet(files)} UNION ALL BY NAME SELECT CAST(NULL AS INTEGER) AS until WHERE false"
    )


def replaced_rows(files: tuple[Path, ...]) -> str:
    """The replaced contacts named in *files*; none when there are no files."""
    return f"SELECT * FROM {parquet(files)}" if files else _NOTHING_REPLACED


_MARK = b"PAR1"
"""A Parquet file begins and ends with it."""


def refuse_damaged(files: tuple[Path, ...]) -> None:
    """BadInput naming every one of *files* that is gone or cut short."""
    damaged = [path for path in files if not _whole(path)]
    if damaged and not any(_still_named(path) for path in damaged):
        raise BadInput(
            Text(
                "Lagret ändrades medan det lästes: uppgifter har tagits bort eller gjorts om.",
                "The store was changed while it was read: something has been removed or made anew.",
            ),
            [
                Finding(
                    rule="store-changed",
                    message=Text(
                        f"{len(damaged)} filer som frågan gällde finns inte längre i lagret",
                        f"{len(damaged)} files that were asked of are no longer in the store",
                    ),
                    remedy=Text("Fråga igen", "Ask again"),
                )
            ],
        )
    if damaged:
        raise BadInput(
            Text("Lagret är skadat.", "The store is damaged."),
            [
                Finding(
                    rule="store-damaged",
                    message=Text("Filen saknas eller är inte hel", "The file is missing or not whole"),
                    remedy=Text(
                        "Lägg tillbaka filen från en säkerhetskopia, eller ladda allt i en ny mapp",
                        "Put the file back from a backup, or load everything into a new folder",
                    ),
                    file=str(path),
                )
                for path in damaged
            ],
        )


def _still_named(path: Path) -> bool:
    """Whether the manifest of the store that *path* lies in names it now; true when nobody can say."""
    store = path.parents[2] if len(path.parents) > 2 else path.parent
    try:
        loads = read_manifest(store).loads
    except BadInput:
        return True
    return not loads or path in {store / file for load in loads for file in load.files}


def _whole(path: Path) -> bool:
    try:
        with path.open("rb") as opened:
            first = opened.read(len(_MARK))
            opened.seek(-len(_MARK), os.SEEK_END)
            return first == opened.read() == _MARK
    except OSError:  # not there, not to be read, or shorter than the mark
        return False
