"""List the legal clocks of a file of contacts, and who is about to pass a limit.

The file is in a contact format, or is Parquet as the store keeps it (then the bulk form runs). A contact that
stands in several months' files has one clock, by the latest it is known as. Here does not belong counting
them (`count_measure`) nor the law (`clocks`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vardvag.base.findings import Finding, Severity
from vardvag.clocks.model import GuaranteeClock
from vardvag.clocks.reference import clock_of_contact
from vardvag.events.model import Contact
from vardvag.usecases.check_contacts import read_checked


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


def list_clocks(path: Path, format_name: str | None = None) -> Clocks:
    """Every accepted contact's clock, by contact id. OSError for a file that cannot be opened."""
    if path.suffix.lower() == ".parquet":
        from vardvag.clocks.bulk import clocks_of_parquet

        return Clocks(tuple(clocks_of_parquet(path)))
    reading = read_checked(path, format_name).reading
    clocks = tuple(clock_of_contact(contact) for contact in latest_of_each(reading.contacts))
    return Clocks(clocks, reading.findings, reading.rejected_rows)


def latest_of_each(contacts: Iterable[Contact]) -> list[Contact]:
    """Each contact as its latest month knows it; held is later than waiting in the same month."""
    latest: dict[str, Contact] = {}
    for contact in contacts:
        known = latest.get(contact.contact_id)
        if known is None or _order(known) <= _order(contact):
            latest[contact.contact_id] = contact
    return [latest[name] for name in sorted(latest)]


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
