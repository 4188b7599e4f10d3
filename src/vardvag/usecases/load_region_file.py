"""Load a region's own file of contacts, and tell which figures that changed.

Whoever loads works for one region, and loads only that region's contacts: a row of another is an error. Here
does not belong what is wrong with a file (`check_region_file`) nor the loading itself (`load_contacts`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from vardvag.base.cells import Ratio
from vardvag.base.days import Month
from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.events.formats import Reading, format_named
from vardvag.usecases.check_contacts import told_by_ending
from vardvag.usecases.check_region_file import foreign_row
from vardvag.usecases.count_measure import count_measure, find_measure
from vardvag.usecases.load_contacts import LoadReport, load_contacts, not_before_latest
from vardvag.usecases.show_received import show_received
from vardvag.warehouse.calls import named, unknown_call
from vardvag.warehouse.store import Store

WATCHED = ("waiting-first-visit-within-90", "waiting-operation-within-90")
"""The figures that are compared before and after: those the guarantee's two limits are followed by."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of one month before and after a load; None where there was none."""

    measure: str
    month: Month
    before: Ratio | None
    after: Ratio | None


@dataclass(frozen=True, slots=True)
class RegionLoad:
    """What a load did to the store and to the figures."""

    report: LoadReport
    changes: tuple[FigureChange, ...]


def load_region_file(
    store: Store, path: Path, name: str, region: str, now: Moment, format_name: str | None = None
) -> RegionLoad:
    """Load the file in *path*, called *name*, received *now* (never before the latest load).

    BadInput with every finding when anything is wrong with it, a row of another region included: then
    nothing is loaded. So too for a file of something else than contacts of specialised care.
    """
    before = _figures(store, region)
    report = load_contacts(
        store,
        [path],
        lambda one: _own_call(
            store, _read_for(one, name, region, format_name or told_by_ending(path)), region
        ),
        received_at=not_before_latest(store, now),
    )
    after = _figures(store, region) if report.new else before
    keys = sorted({*before, *after})
    changes = [FigureChange(*key, before.get(key), after.get(key)) for key in keys]
    return RegionLoad(report, tuple(change for change in changes if change.before != change.after))


@dataclass(frozen=True, slots=True)
class RemovableCall:
    """A call that a deletion would remove: what it is called, when it came, and what it held."""

    name: str
    received_at: Moment
    contacts: int
    months: tuple[Month, ...]


def removable(store: Store, name: str, region: str) -> RemovableCall:
    """What the call *name* holds of *region*'s, all of which a deletion removes.

    BadInput when no call of that name stands, or it holds another region's: the one is as unknown as the
    other.
    """
    loads = store.snapshot().loads
    own = [load for load in loads if {part.region for part in load.partitions} == {region}]
    if not any(load.call == name for load in own):
        raise unknown_call(name)
    found = named(loads, name)
    months = tuple(sorted({part.month for part in found.partitions}))
    return RemovableCall(name, found.received_at, found.contacts, months)


def _read_for(path: Path, name: str, region: str, format_name: str) -> Reading:
    """The reading of a file with an error for each row of another region than *region*."""
    reading = format_named(format_name).read(path)
    if len(reading.contacts) != len(reading.records):
        raise BadInput(
            Text(
                f"{name} håller annat än kontakter i specialiserad vård, och läses inte in",
                f"{name} holds something else than contacts in specialised care, and is not loaded",
            )
        )
    own = tuple(contact for contact in reading.contacts if contact.region == region)
    foreign = [contact for contact in reading.contacts if contact.region != region]
    told = (*reading.findings, *(foreign_row(one.row, one.region, region) for one in foreign))
    named = tuple(replace(finding, file=name) for finding in told)
    rejected = reading.rejected_rows + len(foreign)
    return Reading(own, named, reading.rows_read, rejected, reading.found, reading.replaces_call)


def _own_call(store: Store, reading: Reading, region: str) -> Reading:
    """The reading, unless it is a call that takes the place of one with more than *region*'s contacts: that
    one is no more known here than one that is not there."""
    for load in store.snapshot().loads if reading.replaces_call is not None else ():
        if load.call == reading.replaces_call and {part.region for part in load.partitions} != {region}:
            raise unknown_call(load.call)
    return reading


def _figures(store: Store, region: str) -> dict[tuple[str, Month], Ratio]:
    """The watched figures of every month the region has sent, by the policy each measure starts from."""
    months = show_received(store, region)
    if not months:
        return {}
    figures = {}
    for name in WATCHED:
        cells = count_measure(store, find_measure(name), first=months[0].month, last=months[-1].month)
        for cell in cells:
            if cell.key.place == region and isinstance(cell.value, Ratio):
                figures[name, Month.parse(cell.key.period)] = cell.value
    return figures
