"""One line of a published table: where it belongs, and what stands in each column, as it was printed.

Here belongs reading the signs of a line; what the columns mean is `published_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from vardvag.base.cells import Count, PublishedShare
from vardvag.base.errors import Unreadable
from vardvag.base.fields import read_day
from vardvag.base.findings import Finding
from vardvag.base.regions import NATIONAL, REGIONS
from vardvag.base.texts import Text
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.published_words import Column, TableFile, ValueKind

FIXED = ("place", "period")
"""Columns that every table has."""

OTHERS = ("kind", "unit", "as_known", "url", "note")
"""Columns that a table may have beside its own."""

_PERIOD = re.compile(
    r"[12][0-9]{3}(-(0[1-9]|1[0-2]|H[12]|spring|autumn))?|XXXX-(0[1-9]|1[0-2])|XXXX-XX [A-Z]"
)
_COUNT = re.compile(r"[0-9]{1,3}([ \u00a0][0-9]{3})+|[0-9]{1,12}")
_SHARE = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,6}))?")

Value = tuple[Shown, Count | PublishedShare | None]


@dataclass(frozen=True)
class PrintedRow:
    """One printed row; `row` is its line in the file, `values` holds every column of the table."""

    row: int
    kind: str | None
    place: str
    unit: str | None
    period: str
    as_known: date | None
    url: str | None
    note: str | None
    values: dict[str, Value] = field(repr=False)

    @property
    def place_in_table(self) -> tuple[str | None, str, str | None, str, date | None]:
        """What tells it from the other rows."""
        return (self.kind, self.place, self.unit, self.period, self.as_known)


class RowReader:
    """Reads the lines of one table below *header*."""

    def __init__(self, file: TableFile, header: Sequence[str], name: str) -> None:
        self.file, self.header, self.name = file, list(header), name
        self.places = {NATIONAL, *(one.code for one in REGIONS), *file.other_places}

    def header_findings(self) -> Iterator[Finding]:
        """Columns that are not there, that nobody knows, or that stand twice."""
        needed = [*FIXED, *self.file.columns, *(["kind"] if self.file.kinds else [])]
        for column in needed:
            if column not in self.header:
                yield self._finding(
                    "no-column",
                    Text("Kolumnen saknas", "The column is missing"),
                    Text("Lägg till den", "Add it"),
                    1,
                    column,
                )
        always = ", ".join([*FIXED, *OTHERS])
        for number, column in enumerate(self.header):
            if column not in {*needed, *OTHERS} or column in self.header[:number]:
                yield self._finding(
                    "unknown-column",
                    Text("Kolumnen är okänd eller står två gånger", "The column is unknown or stands twice"),
                    Text(
                        f"Ta bort den eller beskriv den i table.yaml. Finns alltid: {always}",
                        f"Remove it or describe it in table.yaml. Always known: {always}",
                    ),
                    1,
                    column,
                )

    def read(self, number: int, line: Sequence[str]) -> tuple[PrintedRow | None, list[Finding]]:
        """The row on line *number*, or None, and all that is wrong with it."""
        if len(line) != len(self.header):
            return None, [
                self._finding(
                    "fields",
                    Text(
                        f"Raden har {len(line)} fält, rubriken {len(self.header)}",
                        f"The row has {len(line)} fields, the header {len(self.header)}",
                    ),
                    Text("Rätta antalet kommatecken", "Mend the number of commas"),
                    number,
                    None,
                )
            ]
        texts = {name: text.strip() for name, text in zip(self.header, line, strict=True)}
        findings = [*self._misplaced(number, texts)]
        as_known = None
        try:
            as_known = read_day(texts["as_known"]) if texts.get("as_known") else None
        except Unreadable as problem:
            findings.append(self._unreadable(number, "as_known", texts["as_known"], problem))
        values: dict[str, Value] = {}
        for name, column in self.file.columns.items():
            try:
                values[name] = self._value(column, texts[name])
            except Unreadable as problem:
                findings.append(self._unreadable(number, name, texts[name], problem))
        if findings:
            return None, findings
        row = PrintedRow(
            number,
            texts.get("kind") or None,
            texts["place"],
            texts.get("unit") or None,
            texts["period"],
            as_known,
            texts.get("url") or None,
            texts.get("note") or None,
            values,
        )
        return row, []

    def _misplaced(self, number: int, texts: dict[str, str]) -> Iterator[Finding]:
        """What is wrong with where and when the row belongs."""
        if texts["place"] not in self.places:
            yield self._finding(
                "no-such-place",
                Text("Platsen finns inte", "There is no such place"),
                Text(
                    "Skriv SE, en länskod som 08, eller en plats ur other_places",
                    "Write SE, a county's code like 08, or a place of other_places",
                ),
                number,
                "place",
                texts["place"],
            )
        if not _PERIOD.fullmatch(texts["period"]) and not _is_day(texts["period"]):
            yield self._finding(
                "no-such-period",
                Text("Perioden kan inte läsas", "The period cannot be read"),
                Text(
                    "Skriv 2019-09, 2017-H1, 2017-spring, 2019, en dag, XXXX-01 eller XXXX-XX A",
                    "Write 2019-09, 2017-H1, 2017-spring, 2019, a day, XXXX-01 or XXXX-XX A",
                ),
                number,
                "period",
                texts["period"],
            )
        if self.file.kinds and texts["kind"] not in self.file.kinds:
            yield self._finding(
                "no-such-kind",
                Text("Sorten finns inte", "There is no such kind"),
                Text(
                    f"Skriv en av {', '.join(self.file.kinds)}", f"Write one of {', '.join(self.file.kinds)}"
                ),
                number,
                "kind",
                texts["kind"],
            )
        url = texts.get("url")
        if url and not url.startswith(("https://", "http://")):
            yield self._finding(
                "no-address",
                Text("Adressen är inte öppen", "The address is not public"),
                Text("Börja den med https://", "Begin it with https://"),
                number,
                "url",
                url,
            )

    def _value(self, column: Column, text: str) -> Value:
        """What is printed. Unreadable for what is neither a figure nor a mark of the table."""
        mark = self.file.marks.get(text or "empty")
        if mark is not None:
            return Shown(mark), None
        if not text:
            return Shown.MISSING, None
        if column.value is ValueKind.COUNT and _COUNT.fullmatch(text):
            return Shown.REPORTED, Count(int(re.sub(r"\D", "", text)))
        if column.value is ValueKind.SHARE and (match := _SHARE.fullmatch(text)):
            return Shown.REPORTED, _share(match, column.decimals or 0)
        marks = ", ".join(self.file.marks) or "–"
        raise Unreadable(
            f"skriv ett tal, eller förklara tecknet under marks i table.yaml (nu: {marks})",
            f"write a number, or explain the sign under marks in table.yaml (now: {marks})",
        )

    def _unreadable(self, number: int, column: str, value: str, problem: Unreadable) -> Finding:
        message = Text("Värdet kan inte läsas", "The value cannot be read")
        sv, en = (told[:1].upper() + told[1:] for told in (problem.text.sv, problem.text.en))
        return self._finding("value", message, Text(sv, en), number, column, value)

    def _finding(
        self, rule: str, message: Text, remedy: Text, row: int, column: str | None, value: str | None = None
    ) -> Finding:
        return Finding(rule, message, remedy, file=self.name, row=row, column=column, value=value)


def _share(match: re.Match[str], decimals: int) -> PublishedShare:
    whole, printed = match[1], match[2] or ""
    if len(printed) > decimals:
        raise Unreadable(
            f"andelen har {len(printed)} decimaler, kolumnen {decimals}: rätta den ena",
            f"the share has {len(printed)} decimals, the column {decimals}: mend one of them",
        )
    share = Fraction(int(whole + printed), 100 * 10 ** len(printed))
    if share > 1:
        raise Unreadable("andelen är över 100 %: rätta den", "the share is above 100 %: mend it")
    return PublishedShare(share, decimals)


def _is_day(text: str) -> bool:
    try:
        read_day(text)
    except Unreadable:
        return False
    return True
