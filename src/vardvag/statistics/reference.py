"""The same numbers in plain Python, contact by contact: slow, obvious, and what the engines must agree with.

Nothing here is shared with the SQL: not the cube, not the difference array, not the rules of replacement.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

from vardvag.base.cells import Basis, Ratio
from vardvag.base.days import Month, days_waited, months
from vardvag.events.model import Contact, Reported
from vardvag.statistics.length import Length
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy
from vardvag.warehouse.snapshot import Snapshot

Known = Mapping[tuple[str, str], Mapping[Month, Contact]]
"""By region and contact id: what stands of the contact in each report month."""


def known(
    received: Iterable[tuple[int, Iterable[Contact]]], gone: Collection[int | None] = frozenset()
) -> Known:
    """What stands of everything received, load by load in order, by the rules in `warehouse.supersession`.

    *gone* are the numbers of loads that a later call took the place of (`warehouse.calls`): of those no row
    stands, but what they replaced stays replaced.
    """
    stands: dict[tuple[str, str], dict[Month, Contact]] = {}
    for number, load in received:
        rows = list(load)
        others: set[tuple[str, str]] = set()
        for row in rows:
            if row.replaces is not None:
                stands.pop((row.region, row.replaces), None)
                if row.replaces != row.contact_id:
                    others.add((row.region, row.replaces))
        new: dict[tuple[str, str], dict[Month, Contact]] = {}
        for row in rows:
            if (row.region, row.contact_id) in others or number in gone:
                continue
            of_contact = new.setdefault((row.region, row.contact_id), {})
            if row.month not in of_contact or row.reported is Reported.DONE:
                of_contact[row.month] = row
        for key, of_contact in new.items():
            stands.setdefault(key, {}).update(of_contact)
    return stands


def tally(
    snapshot: Snapshot,
    measure: Measure,
    policy: ExclusionPolicy,
    basis: Basis | None,
    first: Month,
    last: Month,
) -> Mapping[tuple[str, Month], Ratio]:
    """Count *measure* for every month from *first* to *last* over a snapshot of the store."""
    gone = {load.replaces for load in snapshot.loads}
    return count_contacts(known(snapshot.received(), gone), measure, policy, basis, first, last)


def count_contacts(
    stands: Known,
    measure: Measure,
    policy: ExclusionPolicy,
    basis: Basis | None,
    first: Month,
    last: Month,
) -> Mapping[tuple[str, Month], Ratio]:
    """Count *measure* for every month from *first* to *last*, one contact after the other."""
    counted: dict[tuple[str, Month], Ratio] = {}
    for month, contact, days in counted_waits(stands, measure, policy, basis, first, last):
        so_far = counted.get((contact.region, month), Ratio(0, 0))
        within = measure.within(days)
        counted[contact.region, month] = Ratio(so_far.numerator + within, so_far.denominator + 1)
    return counted


def counted_waits(
    stands: Known,
    measure: Measure,
    policy: ExclusionPolicy,
    basis: Basis | None,
    first: Month,
    last: Month,
) -> Iterator[tuple[Month, Contact, int]]:
    """Everybody whom *measure* counts, in each month, and the days waited then."""
    latest = [of_contact[max(of_contact)] for of_contact in stands.values()]
    for month in months(first, last):
        if basis is Basis.REPORTED:
            contacts = [of_contact[month] for of_contact in stands.values() if month in of_contact]
        else:
            contacts = latest
        for contact in contacts:
            if basis is None:
                days = length_in(contact, month, measure.length)
            elif basis is Basis.REPORTED:
                days = days_as_reported(contact, month)
            else:
                days = days_waiting(contact, month.last_day)
            if days is None or contact.phase != measure.phase:
                continue
            if measure.only_guaranteed and not contact.guaranteed:
                continue
            if measure.specialities is not None and contact.speciality not in measure.specialities:
                continue
            if not policy.leaves_out(contact.deviation, over_limit=not measure.within(days)):
                yield month, contact, days


def days_waiting(contact: Contact, day: date) -> int | None:
    """Days waited at the end of *day* by decision and end; None when not waiting then."""
    if contact.decided_on > day:
        return None
    if contact.reported is Reported.DONE and (contact.started_on is None or contact.started_on <= day):
        return None
    return days_waited(contact.decided_on, day)


def length_in(contact: Contact, month: Month, length: Length) -> int | None:
    """The *length* of a contact that was held in *month*, in its unit; None when it was not, or has none."""
    if length is Length.WAIT:
        return days_of_completed(contact, month)
    if contact.reported is not Reported.DONE or contact.started_on is None or contact.started_on not in month:
        return None
    said = contact.details
    if length is Length.PAST_TARGET:
        target = said.medical_target
        return None if target is None else contact.started_on.toordinal() - target.toordinal()
    until = said.emergency_assessed_at if length is Length.UNTIL_ASSESSED else said.emergency_ended_at
    if said.emergency_began_at is None or until is None or until < said.emergency_began_at:
        return None
    return -((said.emergency_began_at.utc - until.utc) // timedelta(minutes=1))


def days_of_completed(contact: Contact, month: Month) -> int | None:
    """Days waited when the wait ended in *month*; None when it did not."""
    if contact.reported is not Reported.DONE or contact.started_on is None:
        return None
    if contact.started_on not in month or contact.started_on < contact.decided_on:
        return None
    return days_waited(contact.decided_on, contact.started_on)


def days_as_reported(contact: Contact, month: Month) -> int | None:
    """Days waited at the end of *month* when its file calls the contact waiting; None otherwise."""
    if contact.reported is not Reported.WAITING or contact.decided_on > month.last_day:
        return None
    return days_waited(contact.decided_on, month.last_day)
