"""Check and load a region's own file of contacts: what is wrong, whether it may be loaded, what it changed.

Whoever loads works for one region, and loads only that region's contacts: a row of another is an error. Here
does not belong what a right row is (`check_contacts`) nor the loading itself (`load_contacts`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from vardvag.base.cells import Ratio
from vardvag.base.days import Month
from vardvag.base.findings import Finding, Severity
from vardvag.base.moments import Moment
from vardvag.base.regions import region as region_of
from vardvag.base.texts import Text
from vardvag.events.formats import Reading, format_named
from vardvag.events.model import Contact
from vardvag.usecases.count_measure import count_measure, find_measure
from vardvag.usecases.load_contacts import LoadReport, load_contacts, not_before_latest
from vardvag.usecases.show_received import show_received
from vardvag.warehouse.store import Store

FORMAT = "skr-1.1"
WATCHED = ("waiting-first-visit-within-90", "waiting-operation-within-90")
"""The figures that are compared before and after: those the guarantee's two limits are followed by."""

_REMEDY = Text(
    "Ta bort raden, eller rätta Regionkod; en annan regions kontakter läses in av den regionen",
    "Remove the row, or correct Regionkod; another region's contacts are loaded by that region",
)


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """Everything found by one rule with one message."""

    rule: str
    message: Text
    remedy: Text
    severity: Severity
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CheckedRegionFile:
    """A file as read for one region."""

    name: str
    region: str
    reading: Reading

    @property
    def errors(self) -> int:
        """How many findings keep it from being loaded."""
        return sum(finding.severity is Severity.ERROR for finding in self.reading.findings)

    @property
    def loadable(self) -> bool:
        """Whether there is something to load and nothing against it; warnings may remain."""
        return not self.errors and bool(self.reading.contacts)

    @property
    def months(self) -> tuple[Month, ...]:
        """The report months of the rows accepted."""
        return tuple(sorted({contact.month for contact in self.reading.contacts}))

    @property
    def by_rule(self) -> tuple[RuleFindings, ...]:
        """The findings by rule, errors first, each rule where it was first broken."""
        groups: dict[tuple[str, Text, Text, Severity], list[Finding]] = {}
        for finding in self.reading.findings:
            key = (finding.rule, finding.message, finding.remedy, finding.severity)
            groups.setdefault(key, []).append(finding)
        told = [RuleFindings(*key, tuple(found)) for key, found in groups.items()]
        return tuple(sorted(told, key=lambda group: group.severity is not Severity.ERROR))


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


def check_region_file(path: Path, name: str, region: str) -> CheckedRegionFile:
    """Read the file in *path*, called *name*, for *region* (its code). OSError as `check_contacts`."""
    return CheckedRegionFile(name, region, _read_for(path, name, region))


def load_region_file(store: Store, path: Path, name: str, region: str, now: Moment) -> RegionLoad:
    """Load the file, received *now* (never before the latest load).

    BadInput with every finding when anything is wrong with it, a row of another region included: then
    nothing is loaded.
    """
    before = _figures(store, region)
    report = load_contacts(
        store,
        [path],
        lambda one: _read_for(one, name, region),
        received_at=not_before_latest(store, now),
    )
    after = _figures(store, region) if report.new else before
    keys = sorted({*before, *after})
    changes = [FigureChange(*key, before.get(key), after.get(key)) for key in keys]
    return RegionLoad(report, tuple(change for change in changes if change.before != change.after))


def _read_for(path: Path, name: str, region: str) -> Reading:
    """The reading of a file with an error for each row of another region than *region*."""
    reading = format_named(FORMAT).read(path)
    own = tuple(contact for contact in reading.contacts if contact.region == region)
    foreign = [contact for contact in reading.contacts if contact.region != region]
    findings = (*reading.findings, *(_foreign(contact, region) for contact in foreign))
    named = tuple(replace(finding, file=name) for finding in findings)
    return Reading(own, named, reading.rows_read, reading.rejected_rows + len(foreign), reading.found)


def _foreign(contact: Contact, region: str) -> Finding:
    return Finding(
        "other-region",
        Text(
            f"Raden gäller en annan region än {region_of(region).name}",
            f"The row is of another region than {region_of(region).name}",
        ),
        _REMEDY,
        row=contact.row,
        column="Regionkod",
        value=str(region_of(contact.region).information_model_code),
    )


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
