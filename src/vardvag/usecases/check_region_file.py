"""Check a region's own file of any kind: what is wrong, in how many rows, and whether it may be loaded.

Whoever checks works for one region, and a row that says another region is an error. Findings are counted by
rule and the first of each kept, so that a large file takes no more memory than a small one; every one is
handed to whoever asks. Of a table only the region and the month of each row are looked at beside the check
itself. Care events say no region, so none of them is another's.

Here does not belong what a right row is (`check_contacts`), nor the loading (`load_region_file`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from vardvag.base.days import Month
from vardvag.base.errors import NotFound
from vardvag.base.findings import Finding, Severity
from vardvag.base.regions import by_information_model
from vardvag.base.regions import region as region_of
from vardvag.base.texts import Text
from vardvag.events.checks.rule import Row
from vardvag.events.checks.summary import FindingsSummary, RuleCount
from vardvag.events.formats import format_named
from vardvag.events.formats.cells import CellReader
from vardvag.events.formats.mapping.reader import MappedFormat
from vardvag.events.formats.reading import RowFormat
from vardvag.events.formats.row_model import RowModel
from vardvag.events.formats.row_models import row_models
from vardvag.events.formats.skr_rows import CONTACT_ROWS
from vardvag.events.formats.store_parquet import is_of_store
from vardvag.events.formats.tables.opening import open_table
from vardvag.usecases.check_contacts import DEFAULT_FORMAT, check_contacts, told_by_ending

SHOWN = 20
"""Findings of each rule that are kept; the rest are handed on and counted."""

REGION, MONTH = "Regionkod", "DatatGallerFor"

_REMEDY = Text(
    "Ta bort raden, eller rätta Regionkod; en annan regions kontakter läses in av den regionen",
    "Remove the row, or correct Regionkod; another region's contacts are loaded by that region",
)


@dataclass(frozen=True, slots=True)
class CheckedRegionFile:
    """A file as checked for one region. `title` is what its rows are, `found` what the file was taken for.

    `removes_call` is the earlier call that a file without rows, itself a call, asks to have removed. Whether
    such a call has been received is not known here (`load_region_file.removable`).
    """

    name: str
    region: str
    format_name: str
    title: Text
    holds_contacts: bool
    found: Text
    rows_read: int
    accepted_rows: int
    summary: FindingsSummary
    months: tuple[Month, ...]
    removes_call: str | None = None

    @property
    def rejected_rows(self) -> int:
        """How many rows were not accepted."""
        return self.rows_read - self.accepted_rows

    @property
    def errors(self) -> int:
        """How many findings keep it from being loaded."""
        return self.summary.number(Severity.ERROR)

    @property
    def loadable(self) -> bool:
        """Whether there is something to load and nothing against it; warnings may remain. Only contacts of
        specialised care are kept in the store."""
        return self.holds_contacts and not self.errors and bool(self.accepted_rows)

    @property
    def by_rule(self) -> tuple[RuleCount, ...]:
        """The findings by rule, errors first, each rule where it was first broken."""
        return self.summary.rules


def check_region_file(
    path: Path,
    name: str,
    region: str,
    format_name: str | None = None,
    every: Callable[[Finding], None] | None = None,
) -> CheckedRegionFile:
    """Check the file in *path*, called *name*, for *region* (its code), handing *every* finding on.

    Errors as `check_contacts`.
    """
    chosen = format_name or told_by_ending(path)
    summary, at_fault = FindingsSummary(SHOWN), set[int]()

    def tell(finding: Finding) -> None:
        named = replace(finding, file=name)
        summary.add(named)
        if finding.severity is Severity.ERROR and finding.row is not None:
            at_fault.add(finding.row)
        if every is not None:
            every(named)

    [checked] = check_contacts([path], chosen, first=0, every=tell)
    foreign, months = 0, set[Month]()
    if checked.accepted_rows:  # else no row was accepted, and none can be another region's
        for number, code, month in _places(path, chosen):
            if number in at_fault:
                continue
            if code is None or code == region:
                months |= {month} if month is not None else set()
            else:
                foreign += 1
                tell(foreign_row(number, code, region))
    form = format_named(chosen)
    return CheckedRegionFile(
        name,
        region,
        form.NAME,
        getattr(form, "TITLE", Text(form.NAME, form.NAME)),
        _model(chosen).record_of is CONTACT_ROWS.record_of,
        checked.found,
        checked.rows_read,
        checked.accepted_rows - foreign,
        summary,
        tuple(sorted(months)),
        _removed_call(path, form) if not (checked.rows_read or summary.number(Severity.ERROR)) else None,
    )


def _removed_call(path: Path, form: object) -> str | None:
    """The call that a file without rows and without errors asks to have removed."""
    return form.open_rows(path).replaces_call if isinstance(form, RowFormat) else None


def foreign_row(row: int | None, code: str, region: str) -> Finding:
    """The error of a row that says region *code* in a file of *region*."""
    name = region_of(region).name
    return Finding(
        "other-region",
        Text(
            f"Raden gäller en annan region än {name}",
            f"The row is of another region than {name}",
        ),
        _REMEDY,
        row=row,
        column=REGION,
        value=str(region_of(code).information_model_code),
    )


def _model(format_name: str) -> RowModel:
    model = getattr(format_named(format_name), "MODEL", None)
    return model if isinstance(model, RowModel) else row_models()[DEFAULT_FORMAT]


def _places(path: Path, format_name: str) -> Iterator[tuple[int, str | None, Month | None]]:
    """The number of each row, the code of its region and its month, where the row says them."""
    form, model = format_named(format_name), _model(format_name)
    if REGION not in model.attributes or not isinstance(form, RowFormat):
        return
    table = None if isinstance(form, MappedFormat) else open_table(path, model.attributes)
    if table is None or REGION not in table.header or is_of_store(table.header):
        for row in form.open_rows(path).rows:
            yield row.number, _region_of(row), row.month
        return
    asked = [name for name in (REGION, MONTH) if name in table.header]
    places = [table.header.index(name) for name in asked]
    reader = CellReader(table.file, asked, model)
    known: dict[tuple[str, ...], tuple[str | None, Month | None]] = {}
    for number, cells in table.records:
        told = tuple(cells[place] if place < len(cells) else "" for place in places)
        if told not in known:
            row = reader.row(number, told)
            known[told] = _region_of(row), row.month
        yield number, *known[told]


def _region_of(row: Row) -> str | None:
    try:
        return by_information_model(int(row.value(REGION))).code
    except (ValueError, NotFound):
        return None  # told as a finding of its own
