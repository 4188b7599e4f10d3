"""List the legal clocks of a file, in every format, and who is about to pass a limit.

Contacts of specialised care and of primary care have a clock for each limit that they are about; care events
have those of their pathway, as they stand on a day. Of Parquet as the store keeps it the bulk form runs. A
contact is known by its region and its id. One that stands in several months' files has one clock, by the
latest it is known as; one that another row of the file replaces has none. Of a pathway with a row that was
not accepted no clock is listed: the row may have held the pause.

Here does not belong counting them (`count_measure`), the law (`clocks`), nor what is to be done (`worklist`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from vardvag.base.errors import BadInput, WrongUse
from vardvag.base.findings import Finding, Severity
from vardvag.base.moments import STOCKHOLM
from vardvag.base.texts import Text
from vardvag.clocks.facts import ENDS_IN, in_force
from vardvag.clocks.limit_files import find_limits, statute
from vardvag.clocks.limits import About, Limit, by_phase
from vardvag.clocks.model import GuaranteeClock
from vardvag.clocks.primary import clocks_of_primary
from vardvag.clocks.reference import clock_of_contact, clocks_under
from vardvag.events.formats import format_named
from vardvag.events.formats.reading import Reading, RowFormat
from vardvag.events.formats.row_model import Fact
from vardvag.events.formats.row_models import row_models
from vardvag.events.formats.store_parquet import is_of_store
from vardvag.events.formats.tables.parquet import open_parquet
from vardvag.events.model import Attached, CareEvent, Contact, EventKind, PrimaryCareContact
from vardvag.usecases.check_contacts import read_checked, told_by_ending

C = TypeVar("C", Contact, PrimaryCareContact)

_HEADER = 1
"""The row of the header: what is wrong there, or with no row at all, is wrong with the file."""


@dataclass(frozen=True, slots=True)
class ListedClock:
    """One clock with what the file says of its wait; a text is empty where the file does not say.

    `events` are those of its pathway, None where the file holds contacts: those do not tell what was done.
    `booked_for` is the day that the latest booking of what is waited for is about.
    """

    clock: GuaranteeClock
    region: str = ""
    unit: str = ""
    speciality: str = ""
    events: tuple[CareEvent, ...] | None = None
    booked_for: date | None = None


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of one file, and what was wrong with rows that have none.

    `left_out` are the pathways that have rows which were not accepted.
    """

    listed: tuple[ListedClock, ...]
    findings: tuple[Finding, ...] = ()
    rejected_rows: int = 0
    left_out: tuple[str, ...] = ()

    @property
    def clocks(self) -> tuple[GuaranteeClock, ...]:
        """The clocks alone."""
        return tuple(one.clock for one in self.listed)

    @property
    def refused(self) -> bool:
        """Whether anything in the file was not accepted."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def list_clocks(
    path: Path, format_name: str | None = None, limits: str | None = None, as_of: date | None = None
) -> Clocks:
    """Every accepted contact's or pathway's clocks, by id. OSError for a file that cannot be opened.

    *limits* names other limits than the guarantee's, or a file of them; *as_of* is the day that events are
    asked on, today in Sweden when left out. BadInput, with what is wrong with the file, when that kept every
    row from being read; WrongUse for a format that is not about waits.
    """
    if path.suffix.lower() == ".parquet" and format_name is None and not _has_national_names(path):
        from vardvag.clocks.bulk import clocks_of_parquet

        under = None if limits is None else by_phase(find_limits(limits).limits)
        return Clocks(tuple(map(ListedClock, clocks_of_parquet(path, under))))
    return clocks_of_reading(path, read_checked(path, format_name).reading, format_name, limits, as_of)


def _has_national_names(path: Path) -> bool:
    """Whether a Parquet file holds the columns of a model of rows, and not those of the store."""
    header = open_parquet(path).header
    names = {name for model in row_models().values() for name in model.attributes}
    return not is_of_store(header) and not names.isdisjoint(header)


def clocks_of_reading(
    path: Path,
    reading: Reading,
    format_name: str | None = None,
    limits: str | None = None,
    as_of: date | None = None,
) -> Clocks:
    """The same of a file that has been read. Errors as `list_clocks`."""
    of_file = [finding for finding in reading.findings if finding.row in (None, _HEADER)]
    if not reading.records and any(finding.severity is Severity.ERROR for finding in of_file):
        raise BadInput(
            Text(f"Ingen rad i {path.name} kunde läsas.", f"No row of {path.name} could be read."), of_file
        )
    if any(isinstance(record, Attached) for record in reading.records):
        raise WrongUse(
            Text(
                f"{path.name} håller diagnoser och åtgärder; klockor hör till kontakterna de sitter på",
                f"{path.name} holds diagnoses and procedures; clocks belong to the contacts they are of",
            )
        )
    day = today_in_sweden() if as_of is None else as_of
    left_out = _spoilt_pathways(path, reading, format_name)
    records = reading.records
    if reading.replaces_call is not None:  # what the rows of such a file name is a call, not a contact
        records = tuple(replace(one, replaces=None) if isinstance(one, Contact) else one for one in records)
    found = _listed(records, limits, day, frozenset(left_out))
    return Clocks(tuple(found), reading.findings, reading.rejected_rows, left_out)


def today_in_sweden() -> date:
    """The day it is."""
    return datetime.now(STOCKHOLM).date()


def _listed(
    records: Sequence[Fact], limits: str | None, as_of: date, left_out: frozenset[str]
) -> Iterator[ListedClock]:
    under = None if limits is None else find_limits(limits).limits
    phases = None if under is None else by_phase(under)
    for contact in latest_of_each(one for one in records if isinstance(one, Contact)):
        clock = clock_of_contact(contact, phases)
        yield ListedClock(clock, contact.region, contact.unit, contact.speciality)
    for primary in _latest(
        (one for one in records if isinstance(one, PrimaryCareContact)),
        lambda one: (one.month.index, one.assessed_on is not None, one.contacted_on is not None),
    ):
        for clock in clocks_of_primary(primary, under):
            yield ListedClock(clock, primary.region, primary.unit)
    events = [one for one in records if isinstance(one, CareEvent) and one.pathway not in left_out]
    yield from _of_events(events, statute().limits if under is None else under, as_of)


def _of_events(events: Iterable[CareEvent], under: Sequence[Limit], as_of: date) -> Iterator[ListedClock]:
    about = {limit.name: limit.about for limit in under}
    pathways: dict[str, list[CareEvent]] = defaultdict(list)
    for event in events:
        pathways[event.pathway].append(event)
    for name in sorted(pathways):
        happened = tuple(pathways[name])
        latest = max(happened, key=lambda event: (event.on, event.recorded_at))
        for clock in clocks_under(under, happened, as_of):
            booked_for = _booked_for(in_force(happened, as_of), about[clock.limit])
            yield ListedClock(clock, unit=latest.unit, events=happened, booked_for=booked_for)


def _booked_for(happened: Iterable[CareEvent], about: About) -> date | None:
    bookings = [one for one in happened if one.kind is EventKind.BOOKED and one.phase in ENDS_IN[about]]
    return max(bookings, key=lambda one: (one.on, one.recorded_at)).for_day if bookings else None


def _spoilt_pathways(path: Path, reading: Reading, format_name: str | None) -> tuple[str, ...]:
    """The pathways of the rows that were not accepted, where a file holds events and a row names one."""
    rows = {one.row for one in reading.findings if one.severity is Severity.ERROR and one.row is not None}
    if not rows or not any(isinstance(record, CareEvent) for record in reading.records):
        return ()
    form = format_named(format_name or told_by_ending(path))
    if not isinstance(form, RowFormat):
        return ()
    named = (row.values.get("pathway") for row in form.open_rows(path).rows if row.number in rows)
    return tuple(sorted({name for name in named if name}))


def titles_of_limits(limits: str | None = None) -> dict[str, Text]:
    """What the limits asked for are called, by name; the guarantee's when *limits* is None."""
    found = statute() if limits is None else find_limits(limits)
    return {limit.name: limit.title for limit in found.limits}


def latest_of_each(contacts: Iterable[Contact]) -> list[Contact]:
    """Each contact as its latest month knows it; held is later than waiting in the same month.

    By id, then region. Without those that another contact of their region replaces; one that names itself
    replaces what was sent before the file, not itself.
    """
    return _latest(contacts, lambda one: (one.month.index, one.started_on is not None))


def _latest(contacts: Iterable[C], order: Callable[[C], tuple[int, ...]]) -> list[C]:
    latest: dict[tuple[str, str], C] = {}
    replaced: set[tuple[str, str]] = set()
    for contact in contacts:
        name = contact.contact_id, contact.region
        if contact.replaces is not None and contact.replaces != contact.contact_id:
            replaced.add((contact.replaces, contact.region))
        known = latest.get(name)
        if known is None or order(known) <= order(contact):
            latest[name] = contact
    return [latest[name] for name in sorted(latest.keys() - replaced)]


def due_within(clocks: Iterable[GuaranteeClock], days: int, as_of: date) -> list[GuaranteeClock]:
    """Those still waiting whose last day within is *as_of* or one of the *days* that follow, soonest first.

    A bounded clock counts by its earliest day: whoever plans must not be late by trusting an unknown pause.
    """
    return sorted(
        (
            clock
            for clock in clocks
            if clock.stopped_on is None
            and clock.last_day is not None
            and 0 <= (clock.last_day - as_of).days <= days
        ),
        key=lambda clock: (clock.last_day or date.max, clock.pathway),
    )
