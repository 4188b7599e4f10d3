"""`events-1`: care events, one a row, for local systems: decisions, offers, waivers, holds, restarts, breach.

A row is one thing that happened or was decided on one pathway (`events/model.py`); a correction is a new row
that names the one it `supersedes`. `on` is the day, or `at` the time; `for_day` is the day an offer, a
booking or an agreement is about. `recorded_at` is the sender's time stamp, and `received_at` ours: left out,
it is when the event was recorded. From events come clocks with pauses, waivers and restarts, which a file of
contacts cannot hold; what contacts made of them lose is listed in `events/projection.py`.

Here does not belong what is right or wrong (`events/checks/care_events`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from vardvag.base.texts import Text
from vardvag.events.checks.care_events import DAYS, EVENT_ATTRIBUTES, RULES
from vardvag.events.checks.catalogue import findings_in
from vardvag.events.checks.rule import Row, legal_day
from vardvag.events.formats.cells import rows_of
from vardvag.events.formats.clock_times import moment_of, moment_written
from vardvag.events.formats.reading import Reading, Rows, read_rows
from vardvag.events.formats.row_model import RowModel
from vardvag.events.formats.tables.delimited import write_delimited
from vardvag.events.formats.tables.opening import open_table
from vardvag.events.model import CareEvent, EventKind, Phase
from vardvag.events.spellings import Code

NAME = "events-1"
SUFFIXES = (".csv", ".txt", ".tsv")
TITLE = Text("Händelser i vårdkedjor", "Care events")


def event_of(row: Row) -> CareEvent:
    """A row without errors as an event."""
    values = row.values
    at, for_day = values.get("at"), values.get("for_day")
    recorded_at = moment_of(values["recorded_at"])
    return CareEvent(
        event_id=values["event_id"],
        pathway=values["pathway"],
        kind=EventKind(values["kind"]),
        phase=Phase(int(values["phase"])),
        on=legal_day(values["on"] if at is None else at),
        unit=values["unit"],
        source=values["source"],
        recorded_at=recorded_at,
        received_at=moment_of(values["received_at"]) if "received_at" in values else recorded_at,
        supersedes=values.get("supersedes"),
        at=None if at is None else moment_of(at),
        for_day=None if for_day is None else legal_day(for_day),
    )


def row_of(event: CareEvent) -> dict[str, str]:
    """An event as the filled cells of a row, in the attributes' order."""
    values: dict[str, str | None] = {
        "event_id": event.event_id,
        "pathway": event.pathway,
        "kind": event.kind.value,
        "phase": str(event.phase.value),
        "on": str(event.on),
        "at": None if event.at is None else moment_written(event.at),
        "for_day": None if event.for_day is None else str(event.for_day),
        "unit": event.unit,
        "source": event.source,
        "recorded_at": moment_written(event.recorded_at),
        "received_at": None if event.received_at == event.recorded_at else moment_written(event.received_at),
        "supersedes": event.supersedes,
    }
    return {name: value for name, value in values.items() if value is not None}


EVENT_ROWS = RowModel(
    NAME,
    TITLE,
    EVENT_ATTRIBUTES,
    partial(findings_in, rules=RULES),
    frozenset(rule.id for rule in RULES if rule.refuses_file),
    event_of,
    row_of,
    days=DAYS,
    codes={"phase": Code.NUMBER},
)
"""Care events."""
MODEL = EVENT_ROWS


def open_rows(path: Path) -> Rows:
    """Open a file. OSError when it cannot be opened; nothing else is raised."""
    return rows_of(open_table(path, EVENT_ATTRIBUTES), EVENT_ROWS)


def read(path: Path) -> Reading:
    """Read a file with every finding. OSError when it cannot be opened; nothing else is raised."""
    return read_rows(path.name, open_rows(path))


def write(events: Iterable[CareEvent], path: Path) -> int:
    """Write events as CSV, streamed; the answer is how many."""
    return write_delimited(map(row_of, events), path, EVENT_ATTRIBUTES)
