"""Load contacts: read the files, and receive all of them into the store, or nothing.

One call is one load. A file that is a call of its own, and names an earlier one in ErsattningsId, takes the
place of all that one held; without rows it deletes it. What is attached to contacts (diagnoses, causes,
procedures) is loaded after them. A contact with primary care is received as its waits
(`primary_care_waits`). What a row must look like is said by the format's reader and `check_contacts`.
Importing this needs the extra [statistics]; without it the import raises MissingExtra.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from vardvag.base.days import Month
from vardvag.base.errors import BadInput, WrongUse
from vardvag.base.findings import Finding, Severity
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.events.arrow import to_table
from vardvag.events.formats import Reading, format_named
from vardvag.events.model import Attached, Contact, PrimaryCareContact
from vardvag.statistics.cube import CUT_STEPS, cube_steps
from vardvag.usecases.check_contacts import told_by_ending
from vardvag.usecases.primary_care_not_said import not_said
from vardvag.usecases.primary_care_waits import WAITS, waits_of
from vardvag.warehouse.attached import to_table as attached_table
from vardvag.warehouse.store import Store

Reader = Callable[[Path], Reading]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did. `new` is false when the same content had been received before, at `received_at`.

    `contacts` is how many were received, of them `primary` with primary care.

    `call` is what the load is called, `replaced` the call that it took the place of.
    """

    sequence: int
    new: bool
    received_at: Moment
    contacts: int
    regions: tuple[str, ...]
    months: tuple[Month, ...]
    warnings: tuple[Finding, ...] = ()
    call: str = ""
    replaced: str | None = None
    attached: int = 0
    primary: int = 0


def load_contacts(
    store: Store,
    paths: Sequence[Path],
    read: Reader | str | None = None,
    *,
    received_at: Moment | None = None,
    call: str | None = None,
) -> LoadReport:
    """Read *paths* by *read* (a reader, or a format's name) and load them as one, received now.

    Without *read*, each file is in the format that its ending and its columns tell (`told_by_ending`).
    *call* is what the receiver named the call, so that a later one can name it. BadInput with every finding
    of every file when one of them is an error, or when a call names one that is not there: then nothing is
    loaded. NotFound for an unknown format; WrongUse when `received_at` lies before the store's latest load,
    or is yet to come: nothing could be loaded after it; and when a call that replaces another is not loaded
    by itself.
    """
    readings = [_reader(read, path)(path) for path in paths]
    findings = [finding for reading in readings for finding in reading.findings]
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise BadInput(
            Text("Inget laddades: det finns fel i filerna.", "Nothing was loaded: the files hold errors."),
            findings,
        )
    contacts = [contact for reading in readings for contact in reading.contacts]
    primary = [one for reading in readings for one in reading.records if isinstance(one, PrimaryCareContact)]
    contacts += [wait for one in primary for wait in waits_of(one)]
    attached = [one for reading in readings for one in reading.records if isinstance(one, Attached)]
    replaces = _replaced_call(readings)
    if replaces is not None:
        # What the rows of such a call name is the call, not a contact.
        contacts = [replace(contact, replaces=None) for contact in contacts]
    return receive(
        store,
        contacts,
        received_at=received_at,
        warnings=[*findings, *not_said(primary)],
        attached=attached,
        call=call,
        replaces=replaces,
    )


def _replaced_call(readings: Sequence[Reading]) -> str | None:
    """The earlier call that is replaced: by the file that is the call, or by what is attached (in which only
    calls can be named)."""
    found = {reading.replaces_call for reading in readings} - {None}
    found |= {
        one.replaces
        for reading in readings
        for one in reading.records
        if isinstance(one, Attached) and one.replaces is not None
    }
    if found and (len(found) > 1 or len(readings) > 1):
        raise WrongUse(
            Text(
                "Ett anrop som ersätter ett annat läses in för sig, ett i taget.",
                "A call that replaces another is loaded by itself, one at a time.",
            )
        )
    return next(iter(found), None)


def _reader(read: Reader | str | None, path: Path) -> Reader:
    if callable(read):
        return read
    return format_named(read or told_by_ending(path)).read


def receive(
    store: Store,
    contacts: Iterable[Contact],
    *,
    received_at: Moment | None = None,
    warnings: Iterable[Finding] = (),
    attached: Iterable[Attached] = (),
    call: str | None = None,
    replaces: str | None = None,
) -> LoadReport:
    """Load contacts, and what is attached to contacts, that are already in memory, as one load.

    *call* names it, *replaces* the earlier call that it takes the place of. Errors as `load_contacts`.
    """
    now = Moment(datetime.now(UTC))
    received_at = received_at or now
    if received_at > not_before_latest(store, now):
        raise WrongUse(
            Text(
                f"Filerna kan inte ha tagits emot {received_at}: det har inte hänt än.",
                f"The files cannot have been received {received_at}: that is yet to come.",
            )
        )
    done = store.load(
        to_table(contacts),
        received_at,
        cube_steps,
        cuts=CUT_STEPS,
        attached=attached_table(attached),
        call=call,
        replaces=replaces,
    )
    waits = sum(partition.number(None, primary=True) for partition in done.load.partitions)
    primary = waits // WAITS
    return LoadReport(
        sequence=done.load.sequence,
        new=done.new,
        received_at=done.load.received_at,
        contacts=done.load.contacts - waits + primary,
        regions=tuple(sorted({partition.region for partition in done.load.partitions})),
        months=tuple(sorted({partition.month for partition in done.load.partitions})),
        warnings=tuple(warnings),
        call=done.load.call,
        replaced=replaces,
        attached=done.load.attached_rows,
        primary=primary,
    )


def not_before_latest(store: Store, now: Moment) -> Moment:
    """*now*, or the store's latest load where that is later: history has an order, and clocks lag."""
    loads = store.snapshot().loads
    return max(now, loads[-1].received_at) if loads else now
