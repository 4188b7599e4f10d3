"""List the legal clocks of a file of contacts, and who is about to pass a limit.

The file is in a contact format; of Parquet as the store keeps it the bulk form runs. A contact is
known by its region and its id. One that stands in several months' files has one clock, by the latest it is
known as; one that another row of the file replaces has none. Here does not belong counting them
(`count_measure`) nor the law (`clocks`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text
from vardvag.clocks.limit_files import find_limits, statute
from vardvag.clocks.limits import by_phase
from vardvag.clocks.model import GuaranteeClock
from vardvag.clocks.reference import clock_of_contact
from vardvag.events.formats.skr_rows import CONTACT_ROWS
from vardvag.events.formats.store_parquet import is_of_store
from vardvag.events.formats.tables.parquet import open_parquet
from vardvag.events.model import Contact
from vardvag.usecases.check_contacts import read_checked

_HEADER = 1
"""The row of the header: what is wrong there, or with no row at all, is wrong with the file."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of one file, and what was wrong with rows that have none."""

    clocks: tuple[GuaranteeClock, ...]
    findings: tuple[Finding, ...] = ()
    rejected_rows: int = 0

    @property
    def refused(self) -> bool:
        """Whether anything in the file was not accepted."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def list_clocks(path: Path, format_name: str | None = None, limits: str | None = None) -> Clocks:
    """Every accepted contact's clock, by contact id. OSError for a file that cannot be opened.

    *limits* names other limits than the guarantee's, or a file of them. BadInput, with what is wrong with the
    file, when that kept every row from being read.
    """
    under = None if limits is None else by_phase(find_limits(limits).limits)
    if path.suffix.lower() == ".parquet" and not _has_national_names(path):
        from vardvag.clocks.bulk import clocks_of_parquet

        return Clocks(tuple(clocks_of_parquet(path, under)))
    reading = read_checked(path, format_name).reading
    of_file = [finding for finding in reading.findings if finding.row in (None, _HEADER)]
    if not reading.contacts and any(finding.severity is Severity.ERROR for finding in of_file):
        raise BadInput(
            Text(f"Ingen rad i {path.name} kunde läsas.", f"No row of {path.name} could be read."), of_file
        )
    clocks = tuple(clock_of_contact(contact, under) for contact in latest_of_each(reading.contacts))
    return Clocks(clocks, reading.findings, reading.rejected_rows)


def _has_national_names(path: Path) -> bool:
    """Whether a Parquet file holds the columns of the national model, and not those of the store."""
    header = open_parquet(path).header
    return not is_of_store(header) and not CONTACT_ROWS.attributes.keys().isdisjoint(header)


def titles_of_limits(limits: str | None = None) -> dict[str, Text]:
    """What the limits asked for are called, by name; the guarantee's when *limits* is None."""
    found = statute() if limits is None else find_limits(limits)
    return {limit.name: limit.title for limit in found.limits}


def latest_of_each(contacts: Iterable[Contact]) -> list[Contact]:
    """Each contact as its latest month knows it; held is later than waiting in the same month.

    By id, then region. Without those that another contact of their region replaces; one that names itself
    replaces what was sent before the file, not itself.
    """
    latest: dict[tuple[str, str], Contact] = {}
    replaced: set[tuple[str, str]] = set()
    for contact in contacts:
        name = contact.contact_id, contact.region
        if contact.replaces is not None and contact.replaces != contact.contact_id:
            replaced.add((contact.replaces, contact.region))
        known = latest.get(name)
        if known is None or _order(known) <= _order(contact):
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


def _order(contact: Contact) -> tuple[int, bool]:
    return contact.month.index, contact.started_on is not None
