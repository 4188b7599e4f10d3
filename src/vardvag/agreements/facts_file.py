"""Facts as a CSV file of cells: one row, one figure, with where it was read. Written and read back unchanged.

Columns (any order; those marked * may be left out or empty):

    measure, place (01…25 or SE), period (2019-09, 2025-H1, 2019), policy*, basis* (reported, derived),
    kind (ratio, share, count, amount, judgement, day), numerator*, denominator* (for ratio),
    value* (71,4 % · 12 · 182,5 mnkr · ja · 2019-10-14),
    status* (reported, missing, not_applicable; empty is reported),
    as_known* (day), judged_by* (for judgement), fingerprint*,
    source_title, source_url*, source_section*, source_date*, confidence*, note_sv*, note_en*

Comma or semicolon between; UTF-8, with or without a byte-order mark. A share is of a whole: one above 100 %
is refused when it is read, and likewise when it is written. BadInput carries every finding of the file.

Here does not belong which facts an agreement asks for.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from vardvag.agreements.facts import ABOVE_WHOLE, above_whole
from vardvag.base.cells import (
    Amount,
    Basis,
    Cell,
    CellKey,
    Count,
    Judgement,
    OnDay,
    PublishedShare,
    Ratio,
    Status,
    Value,
)
from vardvag.base.dated import Confidence, Source
from vardvag.base.days import Month
from vardvag.base.definitions import read_share
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.kronor import Kronor
from vardvag.base.regions import NATIONAL, REGIONS
from vardvag.base.texts import Text

COLUMNS = (
    "measure",
    "place",
    "period",
    "policy",
    "basis",
    "kind",
    "numerator",
    "denominator",
    "value",
    "status",
    "as_known",
    "judged_by",
    "fingerprint",
    "source_title",
    "source_url",
    "source_section",
    "source_date",
    "confidence",
    "note_sv",
    "note_en",
)
REQUIRED = ("measure", "place", "period", "kind", "source_title")
KINDS = ("ratio", "share", "count", "amount", "judgement", "day")
PLACES = (*(region.code for region in REGIONS), NATIONAL)

_HALF_YEAR_OR_YEAR = re.compile(r"[1-9]\d{3}(-H[12])?")
_YES_NO = {"ja": True, "yes": True, "true": True, "nej": False, "no": False, "false": False}
Row = Mapping[str, str]
T = TypeVar("T")


def read_facts(path: Path) -> tuple[Cell, ...]:
    """The cells in the file at *path*. BadInput with every finding when something is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(f"{path}: cannot be read as UTF-8 text: {problem}") from problem
    return parse_facts(text, path.name)


def parse_facts(text: str, file: str = "facts.csv") -> tuple[Cell, ...]:
    """The cells in *text*; *file* is only for messages."""
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        lines = [(reader.line_num, row) for row in reader if any(row)]
    except csv.Error as problem:
        raise BadInput(f"{file}: row {reader.line_num} cannot be read: {problem}") from problem
    columns = [name.strip() for name in lines[0][1]] if lines else []
    findings = _header_findings(columns, file)
    if findings:
        raise BadInput(Text(f"{file} kan inte användas", f"{file} cannot be used"), findings)
    cells: dict[tuple[CellKey, date | None], Cell] = {}
    for number, values in lines[1:]:
        reading = _RowReading(file, number, columns, values)
        cell = reading.cell()
        findings += reading.findings
        if cell is None:
            continue
        if (cell.key, cell.as_known) in cells:
            findings.append(reading.finding("duplicate", "measure", *_DUPLICATE))
        cells[cell.key, cell.as_known] = cell
    if findings:
        raise BadInput(Text(f"{file} kan inte användas", f"{file} cannot be used"), findings)
    return tuple(cells.values())


def write_facts(cells: Iterable[Cell], path: Path) -> None:
    """Write *cells* so that `read_facts` gives them back unchanged.

    BadInput, and nothing is written, when a share is above 100 %: it could not be read back.
    """
    path.write_text(facts_text(cells), encoding="utf-8", newline="")


def facts_text(cells: Iterable[Cell]) -> str:
    """The same, as text."""
    cells = tuple(cells)
    if above := [finding for cell in cells if (finding := above_whole(cell))]:
        raise BadInput(Text("uppgifterna kan inte skrivas", "the facts cannot be written"), above)
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    for cell in cells:
        writer.writerow(fact_row(cell))
    return buffer.getvalue()


def fact_row(cell: Cell) -> dict[str, str]:
    """One cell as the columns of the file, all as text; columns that say nothing are left out."""
    key, source = cell.key, cell.source
    row = {
        "measure": key.measure,
        "place": key.place,
        "period": key.period,
        "policy": key.policy,
        "basis": key.basis.value if key.basis else None,
        "status": cell.status.value,
        "as_known": cell.as_known.isoformat() if cell.as_known else None,
        "fingerprint": cell.fingerprint,
        "source_title": source.title,
        "source_url": source.url,
        "source_section": source.section,
        "source_date": source.date.isoformat() if source.date else None,
        "confidence": source.confidence.value,
        "note_sv": source.note.sv if source.note else None,
        "note_en": source.note.en if source.note else None,
    } | _value_columns(cell.value)
    return {name: text for name, text in row.items() if text is not None}


def _value_columns(value: Value | None) -> dict[str, str | None]:
    if isinstance(value, Ratio):
        return {"kind": "ratio", "numerator": str(value.numerator), "denominator": str(value.denominator)}
    if isinstance(value, PublishedShare):
        scaled = value.share * 100 * 10**value.decimals
        if scaled.denominator != 1:
            raise ValueError(f"a share printed with {value.decimals} decimals cannot be {value.share}")
        whole, rest = divmod(int(scaled), 10**value.decimals)
        decimals = f",{rest:0{value.decimals}}" if value.decimals else ""
        return {"kind": "share", "value": f"{whole}{decimals} %"}
    if isinstance(value, Count):
        return {"kind": "count", "value": str(value.number)}
    if isinstance(value, Amount):
        return {"kind": "amount", "value": str(int(value.kronor))}
    if isinstance(value, Judgement):
        return {"kind": "judgement", "value": "yes" if value.met else "no", "judged_by": value.by}
    if isinstance(value, OnDay):
        return {"kind": "day", "value": value.day.isoformat()}
    return {"kind": "ratio"}


_DUPLICATE = (
    Text("Samma uppgift står på två rader", "The same fact stands on two rows"),
    Text("Ta bort den ena, eller ge olika as_known", "Remove one of them, or give different as_known"),
)


def _header_findings(columns: list[str], file: str) -> list[Finding]:
    allowed = ", ".join(COLUMNS)
    findings = []
    for name in columns:
        near = difflib.get_close_matches(name, COLUMNS, n=1, cutoff=0.5)
        if name not in COLUMNS:
            message = Text("Okänd kolumn", "Unknown column")
            remedy = Text(
                f"Menade du {near[0]}?" if near else f"Tillåtna: {allowed}",
                f"Did you mean {near[0]}?" if near else f"Allowed: {allowed}",
            )
        elif columns.count(name) > 1:
            message = Text("Kolumnen står två gånger", "The column stands twice")
            remedy = Text("Ta bort den ena", "Remove one of them")
        else:
            continue
        findings.append(Finding("column", message, remedy, file=file, row=1, column=name))
    findings += [
        Finding(
            "column",
            Text(f"Kolumnen {name} saknas", f"The column {name} is missing"),
            Text(f"Lägg till {name} i första raden", f"Add {name} to the first row"),
            file=file,
            row=1,
            column=name,
        )
        for name in REQUIRED
        if name not in columns
    ]
    return findings


class _RowReading:
    """One row on its way to a cell; notes everything that is wrong with it."""

    def __init__(self, file: str, number: int, columns: list[str], values: list[str]) -> None:
        self.file, self.number = file, number
        self.findings: list[Finding] = []
        self.row: Row = {
            name: value.strip() for name, value in zip(columns, values, strict=False) if value.strip()
        }
        if len(values) > len(columns):
            self.note(
                "columns",
                "measure",
                Text("Raden har fler fält än rubrikraden", "The row has more fields than the header"),
                Text("Sätt citattecken om värden med skiljetecken i", "Quote values that hold the separator"),
            )

    def cell(self) -> Cell | None:
        """The cell, or None when something is wrong with the row."""
        for name in REQUIRED:
            if name not in self.row:
                self.note(
                    "empty",
                    name,
                    Text("Rutan är tom", "The field is empty"),
                    Text(f"Fyll i {name}", f"Fill in {name}"),
                )
        place, period = self.one_of("place", PLACES), self.period()
        basis = self.one_of("basis", [basis.value for basis in Basis])
        kind = self.one_of("kind", KINDS)
        status = Status(self.one_of("status", [status.value for status in Status]) or "reported")
        value = self.value(kind) if status is Status.REPORTED and kind else None
        if status is not Status.REPORTED and {"numerator", "denominator", "value"} & set(self.row):
            self.note(
                "value-not-reported",
                "status",
                Text("En uppgift som saknas kan inte ha ett värde", "A missing fact cannot have a value"),
                Text("Ta bort värdet eller ändra status", "Remove the value or change the status"),
            )
        as_known, source = self.day("as_known"), self.source()
        if self.findings or source is None:
            return None
        key = CellKey(
            self.row["measure"],
            place or "",
            period or "",
            self.row.get("policy"),
            Basis(basis) if basis else None,
        )
        return Cell(key, value, source, status, as_known, self.row.get("fingerprint"))

    def value(self, kind: str) -> Value | None:
        if kind == "ratio":
            numerator, denominator = self.number_in("numerator"), self.number_in("denominator")
            if numerator is None or denominator is None:
                return None
            if numerator > denominator:
                self.note("share-above-whole", "numerator", *ABOVE_WHOLE)
                return None
            return Ratio(numerator, denominator)
        if kind == "count":
            count = self.number_in("value")
            return None if count is None else Count(count)
        if "value" not in self.row:
            self.note(
                "empty",
                "value",
                Text("Värdet saknas", "The value is missing"),
                Text(
                    "Fyll i value, eller skriv status missing: saknas är inte noll",
                    "Fill in value, or write status missing: absent is not zero",
                ),
            )
            return None
        if kind == "day":
            day = self.day("value")
            return None if day is None else OnDay(day)
        return {"share": self.share, "amount": self.amount, "judgement": self.judgement}[kind]()

    def share(self) -> Value | None:
        text = self.row["value"]
        share = self.read("value", read_share, Text("Skriv en andel som 71,4 %", "Write a share as 71,4 %"))
        if share is not None and share > 1:
            self.note("share-above-whole", "value", *ABOVE_WHOLE)
            return None
        if share is not None and "/" in text:
            self.note(
                "value",
                "value",
                Text("Ett bråk är inte en publicerad andel", "A fraction is not a published share"),
                Text("Skriv kind ratio med täljare och nämnare", "Write kind ratio with both numbers"),
            )
            return None
        _, _, decimals = text.rstrip("% \u00a0").replace(",", ".").partition(".")
        return None if share is None else PublishedShare(share, len(decimals))

    def amount(self) -> Value | None:
        kronor = self.read(
            "value", Kronor.parse, Text("Skriv ett belopp som 182,5 mnkr", "Write an amount as 182,5 mnkr")
        )
        return None if kronor is None else Amount(kronor)

    def judgement(self) -> Value | None:
        word = self.row["value"].lower()
        if word not in _YES_NO:
            self.note(
                "value",
                "value",
                Text("Det är varken ja eller nej", "It is neither yes nor no"),
                Text("Skriv ja eller nej", "Write yes or no"),
            )
            return None
        if "judged_by" not in self.row:
            self.note(
                "empty",
                "judged_by",
                Text("Det framgår inte vem som har bedömt", "It does not say who decided"),
                Text("Fyll i judged_by", "Fill in judged_by"),
            )
            return None
        return Judgement(_YES_NO[word], self.row["judged_by"])

    def period(self) -> str | None:
        text = self.row.get("period")
        if text is None or _HALF_YEAR_OR_YEAR.fullmatch(text):
            return text
        month = self.read(
            "period",
            Month.parse,
            Text(
                "Skriv en månad 2019-09, ett halvår 2025-H1 eller ett år 2019",
                "Write a month 2019-09, a half-year 2025-H1 or a year 2019",
            ),
        )
        return None if month is None else str(month)

    def source(self) -> Source | None:
        confidence = self.one_of("confidence", [one.value for one in Confidence]) or "official"
        note_sv, note_en = self.row.get("note_sv"), self.row.get("note_en")
        day = self.day("source_date")
        try:
            return Source(
                self.row.get("source_title", "?"),
                self.row.get("source_url"),
                self.row.get("source_section"),
                day,
                Confidence(confidence),
                Text(note_sv or note_en or "", note_en or note_sv or "") if note_sv or note_en else None,
            )
        except ValueError:
            self.note(
                "source",
                "source_title",
                Text("Källan säger för lite", "The source says too little"),
                Text(
                    "Fyll i source_url eller source_section; ett antagande behöver note_sv",
                    "Fill in source_url or source_section; an assumption needs note_en",
                ),
            )
            return None

    def day(self, column: str) -> date | None:
        if column not in self.row:
            return None
        return self.read(column, _day, Text("Skriv en dag som 2019-12-20", "Write a day as 2019-12-20"))

    def number_in(self, column: str) -> int | None:
        if column not in self.row:
            self.note(
                "empty",
                column,
                Text("Talet saknas", "The number is missing"),
                Text(
                    f"Fyll i {column}, eller skriv status missing: saknas är inte noll",
                    f"Fill in {column}, or write status missing: absent is not zero",
                ),
            )
            return None
        return self.read(column, _count, Text("Skriv ett helt tal", "Write a whole number"))

    def one_of(self, column: str, allowed: Iterable[str]) -> str | None:
        words, value = tuple(allowed), self.row.get(column)
        if value is None or value in words:
            return value
        near = difflib.get_close_matches(value, words, n=1, cutoff=0.4)
        told = ", ".join(words)
        self.note(
            f"unknown-{column}",
            column,
            Text("Värdet är okänt", "The value is unknown"),
            Text(
                (f"Menade du {near[0]}? " if near else "") + f"Tillåtna: {told}",
                (f"Did you mean {near[0]}? " if near else "") + f"Allowed: {told}",
            ),
        )
        return None

    def read(self, column: str, reader: Callable[[str], T], remedy: Text) -> T | None:
        try:
            return reader(self.row[column])
        except ValueError:
            self.note(
                column if column == "period" else "value",
                column,
                Text("Värdet kan inte läsas", "The value cannot be read"),
                remedy,
            )
            return None

    def note(self, rule: str, column: str, message: Text, remedy: Text) -> None:
        self.findings.append(self.finding(rule, column, message, remedy))

    def finding(self, rule: str, column: str, message: Text, remedy: Text) -> Finding:
        return Finding(
            rule,
            message,
            remedy,
            file=self.file,
            row=self.number,
            column=column,
            value=self.row.get(column),
        )


def _day(text: str) -> date:
    if len(text) != len("2019-12-20"):
        raise ValueError(text)
    return date.fromisoformat(text)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)
