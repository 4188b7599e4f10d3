"""Load contacts: read the files, and receive all of them into the store, or nothing.

One call is one load. What a row must look like is said by the format's reader and `check_contacts`.
Importing this needs the extra [statistics]; without it the import raises MissingExtra.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from vardvag.base.days import Month
from vardvag.base.errors import BadInput, WrongUse
from vardvag.base.findings import Finding, Severity
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.events.arrow import to_table
from vardvag.events.formats import Reading, format_named
from vardvag.events.model import Contact
from vardvag.statistics.cube import cube_steps
from vardvag.warehouse.store import Store

Reader = Callable[[Path], Reading]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did. `new` is false when the same content had been received before, at `received_at`."""

    sequence: int
    new: bool
    received_at: Moment
    contacts: int
    regions: tuple[str, ...]
    months: tuple[Month, ...]
    warnings: tuple[Finding, ...] = ()


def load_contacts(
    store: Store,
    paths: Sequence[Path],
    read: Reader | str = "skr-1.1",
    *,
    received_at: Moment | None = None,
) -> LoadReport:
    """Read *paths* by *read* (a reader, or a format's name) and load them as one, received now.

    BadInput with every finding of every file when one of them is an error: then nothing is loaded.
    NotFound for an unknown format; WrongUse when `received_at` lies before the store's latest load, or is
    yet to come: nothing could be loaded after it.
    """
    reader = format_named(read).read if isinstance(read, str) else read
    readings = [reader(path) for path in paths]
    findings = [finding for reading in readings for finding in reading.findings]
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise BadInput(
            Text("Inget laddades: det finns fel i filerna.", "Nothing was loaded: the files hold errors."),
            findings,
        )
    contacts = [contact for reading in readings for contact in reading.contacts]
    return receive(store, contacts, received_at=received_at, warnings=findings)


def receive(
    store: Store,
    contacts: Iterable[Contact],
    *,
    received_at: Moment | None = None,
    warnings: Iterable[Finding] = (),
) -> LoadReport:
    """Load contacts that are already in memory, as one load. Errors as `load_contacts`."""
    now = Moment(datetime.now(UTC))
    received_at = received_at or now
    if received_at > not_before_latest(store, now):
        raise WrongUse(
            Text(
                f"Filerna kan inte ha tagits emot {received_at}: det har inte hänt än.",
                f"The files cannot have been received {received_at}: that is yet to come.",
            )
        )
    done = store.load(to_table(contacts), received_at, cube_steps)
    return LoadReport(
        sequence=done.load.sequence,
        new=done.new,
        received_at=done.load.received_at,
        contacts=done.load.contacts,
        regions=tuple(sorted({partition.region for partition in done.load.partitions})),
        months=tuple(sorted({partition.month for partition in done.load.partitions})),
        warnings=tuple(warnings),
    )


def not_before_latest(store: Store, now: Moment) -> Moment:
    """*now*, or the store's latest load where that is later: history has an order, and clocks lag."""
    loads = store.snapshot().loads
    return max(now, loads[-1].received_at) if loads else now
