"""`skr-1.1`: the national contact model for specialised care, version 1.1, as CSV.

The header holds the names of the model's attributes, in any order, and two that in RIV-TA belong to the call:
`DatatGallerFor` (the month) and `ErsattningsId`. A file may hold contacts that were held and contacts that
wait, of one month or many: a row with `StartAktivitet` is of the first kind, one without of the second.

UTF-8 with or without byte order mark; comma or semicolon, told by the header. What a `Contact` does not keep
is written as the model's word for "none" (hospital 00000) or from the unit's id, and is not read back.
A row is told by the line of the file it begins on, as an editor counts lines: a quoted value may hold line
breaks. Here does not belong what is right or wrong (`events/checks`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

from vardvag.base.findings import Finding, Severity
from vardvag.base.regions import by_information_model, region
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import ATTRIBUTES, GUARANTEED, Required
from vardvag.events.checks.catalogue import REFUSING, findings_in
from vardvag.events.checks.rule import Row, SeenFile, legal_day, reported_month
from vardvag.events.formats.reading import Reading
from vardvag.events.model import Contact, Deviation, Phase, Reported

NAME = "skr-1.1"
SUFFIXES = (".csv", ".txt")

_WRITTEN = tuple(
    name
    for name, attribute in ATTRIBUTES.items()
    if attribute.required is not Required.NEVER or name in ("Avvikelse", "StartAktivitet", "ErsattningsId")
)


def read(path: Path) -> Reading:
    """Read a file with every finding. OSError when it cannot be opened; nothing else is raised."""
    name = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        return _unread(
            _file_finding("encoding", name, _NOT_UTF8, _SAVE_AS_UTF8, row=1), f"byte {problem.start}"
        )
    first_line = text.partition("\n")[0]
    delimiter = ";" if first_line.count(";") > first_line.count(",") else ","
    found = f"UTF-8, {'semikolon / semicolon' if delimiter == ';' else 'komma / comma'}"
    try:
        return _read_text(text, name, delimiter, found)
    except csv.Error:
        return _unread(_file_finding("not-csv", name, _NOT_CSV, _SAVE_AS_CSV), found)


def _read_text(text: str, name: str, delimiter: str, found: str) -> Reading:
    """The whole file once it is text. csv.Error when it is no table at all."""
    rows = _numbered(text, delimiter)
    _, cells = next(rows, (1, []))
    header = tuple(cell.strip() for cell in cells)
    faults = list(_header_findings(header, name))
    if any(fault.severity is Severity.ERROR for fault in faults):
        count = sum(1 for _, cells in rows if any(cells))
        return Reading((), tuple(faults), count, count, found)
    return _read_rows(rows, header, name, faults, found)


def _numbered(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record, with the line of the file it begins on. csv.Error when it is no table at all."""
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for cells in records:
        yield line, cells
        line = records.line_num + 1


def _read_rows(
    rows: Iterator[tuple[int, list[str]]],
    header: tuple[str, ...],
    name: str,
    faults: list[Finding],
    found: str,
) -> Reading:
    """Every row below a good header: a contact, or findings that reject it."""
    seen = SeenFile(name, header)
    contacts: list[Contact] = []
    count, refused = 0, False
    for line, cells in rows:
        if not any(cells):
            continue
        count += 1
        if len(cells) != len(header):
            faults.append(_file_finding("cells", name, _WRONG_CELLS, _QUOTE, row=line, value=str(len(cells))))
            continue
        texts = zip(header, map(str.strip, cells), strict=True)
        row = Row(line, {column: value for column, value in texts if value})
        told = findings_in(row, seen)
        faults.extend(told)
        refused = refused or any(finding.rule in REFUSING for finding in told)
        if not any(finding.severity is Severity.ERROR for finding in told):
            contacts.append(_contact(row))
    accepted = () if refused else tuple(contacts)
    return Reading(accepted, tuple(faults), count, count - len(accepted), found)


def _contact(row: Row) -> Contact:
    """A row without errors as a contact."""
    value = row.value
    return Contact(
        contact_id=value("VardkontaktId"),
        region=by_information_model(int(value("Regionkod"))).code,
        unit=value("HSAIdVardenhet"),
        month=reported_month(value("DatatGallerFor")),
        reported=Reported.DONE if row.done else Reported.WAITING,
        phase=Phase(int(value("Fas"))),
        speciality=value("Mvo"),
        guaranteed=GUARANTEED[value("Vardgaranti")],
        deviation=Deviation(int(value("Avvikelse") or Deviation.NONE)),
        decided_on=legal_day(value("BeslutAktivitet")),
        started_on=row.day("StartAktivitet"),
        birth_year=int(value("FodelseAr")),
        sex=int(value("Kon")),
        municipality=value("Lkf"),
        contact_form=value("Vardkontakt"),
        profession=value("Yrkeskategori"),
        booking=int(value("Bokningssatt")),
        replaces=value("ErsattningsId") or None,
        row=row.number,
    )


def write(contacts: Iterable[Contact], path: Path) -> int:
    """Write contacts as one file, streamed; the answer is how many."""
    written = 0
    with Writer(path) as out:
        for contact in contacts:
            out.add(contact)
            written += 1
    return written


class Writer:
    """One open file to which contacts are added, for a stream that falls on several files."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._rows = csv.DictWriter(self._file, _WRITTEN, lineterminator="\n", restval="")
        self._rows.writeheader()

    def add(self, contact: Contact) -> None:
        """Write one row."""
        self._rows.writerow(_values(contact))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _values(contact: Contact) -> dict[str, object]:
    """A contact under the model's names."""
    place = region(contact.region)
    values: dict[str, object] = {
        "DatatGallerFor": contact.month,
        "Regionkod": place.information_model_code,
        "HSAIdRegion": place.hsa_prefixes[0],
        "HSAIdVardgivare": contact.unit.partition("-")[0],
        "HSAIdVardenhet": contact.unit,
        "VardkontaktId": contact.contact_id,
        "Vardgaranti": 1 if contact.guaranteed else 2,
        "Fas": contact.phase.value,
        "Mvo": contact.speciality,
        "FodelseAr": contact.birth_year,
        "Kon": contact.sex,
        "Lkf": contact.municipality,
        "Bokningssatt": contact.booking,
        "Vardkontakt": contact.contact_form,
        "Yrkeskategori": contact.profession,
        "Avvikelse": contact.deviation.value or "",
        "BeslutAktivitet": contact.decided_on,
        "ErsattningsId": contact.replaces or "",
    }
    if contact.started_on is not None:
        values |= {
            "Sjukhus": "00000",
            "SjukhusNamn": "Sjukhus saknas",
            "TypAkutverksamhet": 0,
            "StartAktivitet": contact.started_on,
        }
    return values


_NOT_UTF8 = Text("Filen är inte i teckenkodningen UTF-8", "The file is not encoded in UTF-8")
_SAVE_AS_UTF8 = Text("Spara den som CSV UTF-8", "Save it as CSV UTF-8")
_NOT_CSV = Text("Filen är inte en CSV-fil", "The file is not a CSV file")
_SAVE_AS_CSV = Text("Spara den som CSV med komma eller semikolon", "Save it as CSV with comma or semicolon")
_WRONG_CELLS = Text("Raden har fel antal celler", "The row has the wrong number of cells")
_QUOTE = Text(
    "Sätt citattecken om värden som innehåller skiljetecknet", "Put quotes around values with the delimiter"
)
_MISSING = Text("Kolumnen saknas", "The column is missing")
_ADD = Text(
    "Lägg till kolumnen; namnen står i informationsmodellen 1.1", "Add the column as named in the model 1.1"
)
_UNKNOWN = Text("Okänd kolumn; den läses inte", "Unknown column; it is not read")
_RENAME = Text("Ta bort den, eller rätta namnet", "Remove it, or correct its name")
_TWICE = Text("Kolumnen står två gånger", "The column stands twice")
_PERSONAL = Text(
    "Kolumnen ser ut att hålla personuppgifter; filen tas inte emot",
    "The column seems to name people; refused",
)
_PERSONAL_WORDS = ("personnummer", "samordningsnummer", "fornamn", "förnamn", "efternamn", "patientnamn")


def _header_findings(header: tuple[str, ...], file: str) -> Iterator[Finding]:
    """What is wrong with the header. A column that names people is an error, one not known a warning."""
    for name, attribute in ATTRIBUTES.items():
        if attribute.required is Required.ALWAYS and name not in header:
            yield _file_finding("column-missing", file, _MISSING, _ADD, row=1, column=name)
    for place, name in enumerate(header):
        if name in header[:place]:
            yield _file_finding("column-twice", file, _TWICE, _RENAME, row=1, column=name)
        elif name.casefold() in _PERSONAL_WORDS:
            yield _file_finding("column-personal", file, _PERSONAL, _RENAME, row=1, column=name)
        elif name not in ATTRIBUTES:
            yield _file_finding(
                "column-unknown", file, _UNKNOWN, _RENAME, Severity.WARNING, row=1, column=name
            )


def _file_finding(
    rule: str,
    file: str,
    message: Text,
    remedy: Text,
    severity: Severity = Severity.ERROR,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
) -> Finding:
    return Finding(rule, message, remedy, severity, file, row, column, value)


def _unread(finding: Finding, found: str) -> Reading:
    """A file in which not even the rows can be told apart."""
    return Reading((), (finding,), 0, 0, found)
