"""The caregiver's own key: which of her own patients a pseudonym is, joined to a list on her own computer.

A key file is CSV or Excel with the contact's id in one column and whatever the caregiver knows it by in the
others (a local number, a name, a telephone number). It is read for one call, and is neither kept nor sent:
nothing of the service reads it, and only `vardvag clocks --key` does. What stands in it is never repeated in
a finding, but for the id.

Here does not belong which contacts are on the list (`worklist`, `list_clocks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.events.checks.persons import looks_like_a_name, looks_like_a_personnummer
from vardvag.events.formats.tables.opening import open_table
from vardvag.events.formats.tables.table import Table
from vardvag.usecases.write_rows import Column, Row

ID_COLUMNS = ("VardkontaktId", "contact_id", "Kontakt", "Contact", "pathway")
"""What the column of the id may be called: as in a file of contacts, a list of clocks, a file of events."""

PREFIX = "own."
"""Stands before a column of the key where it is named among others."""

_NO_ID = Text(
    "Nyckelfilen har ingen kolumn för kontaktens id", "The key file has no column for the contact's id"
)
_NAME_IT = Text(f"Kalla en kolumn {ID_COLUMNS[0]}", f"Call a column {ID_COLUMNS[0]}")
_TWO_IDS = Text("Flera kolumner kan vara kontaktens id", "Several columns may be the contact's id")
_ONE_ID = Text("Ta bort alla utom en", "Remove all but one")
_ALONE = Text(
    "Nyckelfilen har bara id och inget att visa", "The key file has the id alone and nothing to show"
)
_ADD = Text("Lägg till en kolumn, till exempel lokalt nummer", "Add a column, such as a local number")
_NO_TITLE = Text("Kolumnen har ingen rubrik", "The column has no title")
_TITLE_IT = Text("Ge den en rubrik på första raden", "Give it a title on the first row")
_NO_HEADER = Text("Rubriken ser ut att vara en uppgift om någon", "The title seems to be about somebody")
_PUT_HEADER = Text("Lägg till en rad med rubriker överst", "Add a row of titles at the top")
_TWICE_TITLED = Text("Rubriken står två gånger", "The title stands twice")
_RENAME = Text("Ge kolumnen ett eget namn", "Give the column a name of its own")
_EMPTY_ID = Text("Raden har inget id", "The row has no id")
_FILL_IN = Text("Fyll i kontaktens id, eller ta bort raden", "Fill in the contact's id, or remove the row")
_TWICE = Text("Samma id står på flera rader", "The same id stands on several rows")
_KEEP_ONE = Text("Behåll den rad som är rätt", "Keep the row that is right")
_TOO_MANY = Text("Raden har fler celler än rubriker", "The row has more cells than titles")
_QUOTE = Text(
    "Sätt citattecken kring värden med skiljetecken i", "Put quotes round values that hold the delimiter"
)
_NO_ROWS = Text("Nyckelfilen har inga rader", "The key file has no rows")
_ADD_ROWS = Text("Lägg till en rad för varje kontakt", "Add a row for each contact")


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A key as read: the titles of its own columns, and what stands in them by contact id."""

    titles: tuple[str, ...]
    known: Mapping[str, tuple[str, ...]]

    def columns(self) -> list[Column]:
        """The key's columns, for a list."""
        return [Column(f"{PREFIX}{title}", title) for title in self.titles]

    def joined(self, rows: Iterable[Row]) -> list[Row]:
        """*rows* (each with `contact_id`) with the key's columns; None where the key does not have the id."""
        return [{**row, **self._cells(str(row["contact_id"]))} for row in rows]

    def unknown(self, rows: Iterable[Row]) -> int:
        """How many of the contacts of *rows* the key does not have."""
        return len({str(row["contact_id"]) for row in rows} - self.known.keys())

    def _cells(self, contact_id: str) -> dict[str, str | None]:
        cells = self.known.get(contact_id, ("",) * len(self.titles))
        return {f"{PREFIX}{title}": cell or None for title, cell in zip(self.titles, cells, strict=True)}


def read_own_key(path: Path) -> OwnKey:
    """Read a key file. BadInput with everything that is wrong with it; OSError when it cannot be opened."""
    table = open_table(path, ID_COLUMNS)
    header = tuple(title.strip() for title in table.header)
    findings = list(_header_findings(header)) if not table.faults else []
    places = [place for place, title in enumerate(header) if title in ID_COLUMNS]
    known: dict[str, tuple[str, ...]] = {}
    if not table.faults and len(places) == 1:
        findings += _rows(table, places[0], len(header), known)
    findings = [*table.faults, *findings]
    if findings:
        told = [replace(finding, file=path.name) for finding in findings]
        raise BadInput(Text(f"{path.name} kan inte användas", f"{path.name} cannot be used"), told)
    return OwnKey(tuple(title for place, title in enumerate(header) if place != places[0]), known)


def _header_findings(header: Sequence[str]) -> Iterator[Finding]:
    ids = [title for title in header if title in ID_COLUMNS]
    if not ids:
        yield Finding("key-id", _NO_ID, _NAME_IT, row=1)
    if len(ids) > 1:
        yield Finding("key-ids", _TWO_IDS, _ONE_ID, row=1, column=", ".join(ids))
    if len(header) == len(ids) == 1:
        yield Finding("key-alone", _ALONE, _ADD, row=1)
    for place, title in enumerate(header):
        if not title:
            yield Finding("key-title", _NO_TITLE, _TITLE_IT, row=1, column=f"#{place + 1}")
        elif looks_like_a_personnummer(title) or looks_like_a_name(title, is_id=False):
            yield Finding("key-header", _NO_HEADER, _PUT_HEADER, row=1, column=f"#{place + 1}")
        elif title in header[:place] and title not in ID_COLUMNS:
            yield Finding("key-title-twice", _TWICE_TITLED, _RENAME, row=1, column=f"#{place + 1}")


def _rows(table: Table, place: int, width: int, known: dict[str, tuple[str, ...]]) -> list[Finding]:
    """Fill *known*, and tell what is wrong with the rows. The place of a row is all that is told of it."""
    findings: list[Finding] = []
    for number, cells in table.records:
        texts = [cell.strip() for cell in cells]
        if any(texts[width:]):
            findings.append(Finding("key-cells", _TOO_MANY, _QUOTE, row=number))
        texts = [*texts[:width], *[""] * (width - len(texts))]
        name = texts.pop(place)
        if not name:
            findings.append(Finding("key-id-empty", _EMPTY_ID, _FILL_IN, row=number))
        elif name in known:
            shown = None if looks_like_a_personnummer(name) else name
            findings.append(Finding("key-id-twice", _TWICE, _KEEP_ONE, row=number, value=shown))
        else:
            known[name] = tuple(texts)
    if not known and not findings:
        findings.append(Finding("key-rows", _NO_ROWS, _ADD_ROWS))
    return findings
