"""Read supplied numbers: a sheet of region, period and two numbers, with every fault of it at once.

CSV in the Swedish kinds, Excel or Parquet. A row that only says whose figure it asks for is one that nobody
has filled in: it is missing, which is not zero. Here does not belong what a heading may be called
(`supplied_columns`), nor what becomes of the numbers (`tell_supplied`).
"""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import dataclass
from pathlib import Path

from vardvag.agreements.facts_fields import Fields
from vardvag.agreements.facts_periods import read_period
from vardvag.agreements.facts_places import read_place
from vardvag.agreements.facts_values import read_value
from vardvag.base.cells import Ratio, Status
from vardvag.base.errors import BadInput, Unreadable
from vardvag.base.fields import read_day
from vardvag.base.findings import Finding
from vardvag.base.regions import NATIONAL, REGIONS
from vardvag.base.texts import Text
from vardvag.events.formats.tables.opening import open_table
from vardvag.statistics.supplied import SuppliedMeasure
from vardvag.statistics.supplied_cells import Length, SuppliedRow, length_of
from vardvag.statistics.supplied_limits import PathwayLimits
from vardvag.usecases.supplied_columns import heading_findings, known_headings, recognised

_CODES = {one.code for one in REGIONS}
_STATUSES = [one.value for one in Status]
_NUMBERS = {"numerator", "denominator"}


@dataclass(frozen=True, slots=True)
class SuppliedSheet:
    """What a sheet holds: its rows, how long their periods are, and which file it is."""

    file: str
    version: str
    """The first letters of the file's SHA-256."""
    length: Length
    rows: tuple[SuppliedRow, ...]


def read_supplied(path: Path, measure: SuppliedMeasure, limits: PathwayLimits | None = None) -> SuppliedSheet:
    """The numbers of *measure* in the file at *path*; *limits* says which pathways there are.

    BadInput with every fault, each with its row, column, value and remedy.
    """
    try:
        version = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        table = open_table(path, known_headings(measure.per_pathway))
    except OSError as problem:
        why = problem.strerror or str(problem)
        finding = Finding(
            "file",
            Text(f"Filen kan inte läsas: {why}", f"The file cannot be read: {why}"),
            Text("Kontrollera namnet och att filen får läsas", "Check its name, and that it may be read"),
            file=str(path),
        )
        raise _unusable(path, [finding]) from problem
    findings = list(table.faults) or heading_findings(table.header, measure.per_pathway, path.name)
    if findings:
        raise _unusable(path, findings)
    names = recognised(table.header, measure.per_pathway)
    reader = _Reader(measure, limits)
    for number, values in table.records:
        reader.add(Fields(path.name, number, names, table.header, values))
    findings = [*table.faults, *reader.findings]
    if not findings and reader.length is None:
        findings.append(_empty(path.name))
    if findings or reader.length is None:
        raise _unusable(path, findings)
    return SuppliedSheet(path.name, version, reader.length, tuple(reader.rows.values()))


class _Reader:
    """The rows read so far. `findings` grows with what is wrong with them."""

    def __init__(self, measure: SuppliedMeasure, limits: PathwayLimits | None) -> None:
        self.measure, self.limits = measure, limits
        self.rows: dict[tuple[str | None, str, str], SuppliedRow] = {}
        self.findings: list[Finding] = []
        self.length: Length | None = None
        self._at: dict[tuple[str | None, str, str], int] = {}
        self._first = 0

    def add(self, fields: Fields) -> None:
        """Read one row."""
        place, period, pathway = self._place(fields), self._period(fields), self._pathway(fields)
        status, value = _value(fields)
        key = (pathway, place or "", period or "")
        if not fields.findings:
            self._once(fields, key)
        if not fields.findings:
            self.rows[key] = SuppliedRow(key[1], key[2], value, status, pathway)
        self.findings += fields.findings

    def _place(self, fields: Fields) -> str | None:
        empty = Text("Regionen saknas", "The region is missing")
        if not fields.need("place", empty, Text("Fyll i kod eller namn", "Fill in its code or name")):
            return None
        text = fields.text("place")
        if text is None:
            return None
        place = read_place(text)
        if place in _CODES:
            return place
        if place == NATIONAL:
            message = Text("Riket räknas som summan av regionerna", "The country is the sum of the regions")
            fields.note("country", "place", message, Text("Ta bort raden", "Remove the row"))
        else:
            message = Text("Regionen är okänd", "The region is unknown")
            fields.note("unknown-place", "place", message, _region_remedy(text))
        return None

    def _period(self, fields: Fields) -> str | None:
        empty = Text("Perioden saknas", "The period is missing")
        if not fields.need("period", empty, _PERIODS):
            return None
        text = fields.text("period")
        if text is None:
            return None
        try:
            period = read_period(text)
            length = length_of(period)
        except Unreadable:
            length = None
        if length is None:
            fields.note("period", "period", _NO_PERIOD, _made_a_date(text) or _PERIODS)
            return None
        if self.length is None:
            self.length, self._first = length, fields.row
        elif length is not self.length:
            first = self.length.called
            message = Text(
                f"Perioden är ett annat slag ({length.called.sv}) än på rad {self._first} ({first.sv})",
                f"The period is of another kind ({length.called.en}) than in row {self._first} ({first.en})",
            )
            remedy = Text("Lämna varje slag i ett eget blad", "Give each kind in a sheet of its own")
            fields.note("period-length", "period", message, remedy)
            return None
        return period

    def _pathway(self, fields: Fields) -> str | None:
        if self.limits is None:
            return None
        empty = Text("Vårdförloppet saknas", "The pathway is missing")
        known = ", ".join(self.limits.pathways)
        if not fields.need("pathway", empty, Text(f"Fyll i ett av: {known}", f"Fill in one of: {known}")):
            return None
        text = fields.text("pathway")
        if text is None:
            return None
        found = self.limits.called(text)
        if found is not None:
            return found.id
        near = self.limits.nearest(text)
        sv, en = (f"Menade du {near}? ", f"Did you mean {near}? ") if near else ("", "")
        fields.note(
            "unknown-pathway",
            "pathway",
            Text(
                "Vårdförloppet har ingen gräns i filen med gränser", "The file of limits has no limit of it"
            ),
            Text(
                f"{sv}Lägg till det i filen, med dagar och källa. Där finns: {known}",
                f"{en}Add it to the file, with days and source. There are: {known}",
            ),
        )
        return None

    def _once(self, fields: Fields, key: tuple[str | None, str, str]) -> None:
        first = self._at.setdefault(key, fields.row)
        if first != fields.row:
            message = Text(f"Samma uppgift står på rad {first}", f"The same figure stands on row {first}")
            fields.note("duplicate", "place", message, Text("Ta bort den ena", "Remove one of them"))


def _value(fields: Fields) -> tuple[Status, Ratio | None]:
    """The two numbers of a row, or why there are none."""
    told = fields.one_of("status", _STATUSES)
    filled = bool(_NUMBERS & fields.filled())
    if told is None and not filled:
        return Status.MISSING, None
    status = Status(told or Status.REPORTED)
    if status is Status.REPORTED:
        value = read_value("ratio", fields)
        return status, value if isinstance(value, Ratio) else None
    if filled:
        fields.note(
            "value-not-reported",
            "status",
            Text("En uppgift som saknas kan inte ha ett tal", "A missing figure cannot have a number"),
            Text("Ta bort talen eller ändra status", "Remove the numbers or change the status"),
        )
    return status, None


def _made_a_date(text: str) -> Text | None:
    """How a month is written so that it stays one, where a spreadsheet has made its first day of it."""
    try:
        day = read_day(text)
    except Unreadable:
        return None
    if day.day != 1:
        return None
    return Text(
        f"Kalkylprogrammet har gjort ett datum av månaden: skriv {day:%YM%m}, eller gör rutan till text",
        f"The spreadsheet made a date of the month: write {day:%YM%m}, or make the cell text",
    )


def _region_remedy(text: str) -> Text:
    """How a region is written, and which one may be meant."""
    names = {one.name.casefold(): f"{one.code} {one.name}" for one in REGIONS}
    near = difflib.get_close_matches(text.casefold(), names, n=1, cutoff=0.6)
    sv, en = (f"Menade du {names[near[0]]}? ", f"Did you mean {names[near[0]]}? ") if near else ("", "")
    return Text(
        f"{sv}Skriv regionens kod (01–25) eller namn", f"{en}Write the region's code (01–25) or its name"
    )


def _empty(file: str) -> Finding:
    return Finding(
        "empty",
        Text("Bladet har inga rader", "The sheet has no rows"),
        Text("Fyll i en rad per region och period", "Fill in a row for each region and period"),
        file=file,
        row=2,
    )


def _unusable(path: Path, findings: list[Finding]) -> BadInput:
    return BadInput(Text(f"{path.name} kan inte användas", f"{path.name} cannot be used"), findings)


_NO_PERIOD = Text("Perioden kan inte läsas", "The period cannot be read")
_PERIODS = Text(
    "Skriv en månad 2024-01, ett halvår 2024-H1 eller ett år 2024",
    "Write a month 2024-01, a half-year 2024-H1 or a year 2024",
)
