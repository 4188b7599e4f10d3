"""Remove contacts from the store for good: months that have been kept long enough, or contacts by name.

Whether it is lawful is decided by whoever asks; why, and by whom, stands in the manifest. Here belongs
reading the list of contacts, with every fault at once; how they are removed is `warehouse/remove`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from vardvag.agreements.facts_fields import Fields
from vardvag.agreements.facts_places import read_place
from vardvag.base.days import Month
from vardvag.base.errors import BadInput, WrongUse
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.regions import REGIONS
from vardvag.base.texts import Text
from vardvag.events.checks.persons import looks_like_a_personnummer
from vardvag.events.formats.tables.opening import open_table
from vardvag.statistics.cube import CUT_STEPS, cube_steps
from vardvag.usecases.primary_care_waits import ASSESSMENT, CONTACT
from vardvag.warehouse.remove import Before, Named, Removed, remove

_COLUMNS = {
    "region": "place",
    "contact_id": "contact_id",
    "vardkontaktid": "contact_id",
    "kontakt": "contact_id",
}
"""What a heading may be called, in small letters."""

_CODES = {one.code for one in REGIONS}


def remove_months(
    store: Path, before: Month, *, by: str, reason: str, region: str | None = None, only_tell: bool = False
) -> Removed:
    """Remove the rows of report months before *before*, of *region* (code or name) or of all.

    WrongUse for a region that is none, for a *reason* or *by* that says nothing or holds a personnummer, or
    where there is no store.
    """
    place = None if region is None else read_place(region)
    if region is not None and place not in _CODES:
        raise WrongUse(
            Text(
                f"Det finns ingen region {region}; ange kod eller namn, som 08 eller Kalmar.",
                f"There is no region {region}; give its code or name, like 08 or Kalmar.",
            )
        )
    return _removed(store, Before(before, place), by, reason, only_tell)


def remove_named(store: Path, file: Path, *, by: str, reason: str, only_tell: bool = False) -> Removed:
    """Remove the contacts that are named in *file* (`read_named`); all of them or none.

    BadInput with every fault of the file, and for every contact that is not there. WrongUse as above.
    """
    return _removed(store, read_named(file), by, reason, only_tell)


def _removed(
    store: Path, chosen: Before | tuple[Named, ...], by: str, reason: str, only_tell: bool
) -> Removed:
    if not (store / "manifest.json").is_file():
        raise WrongUse(
            Text(f"Det finns inget lager i {store}.", f"There is no store in {store}."),
        )
    for text in (by, reason):
        if not text.strip() or looks_like_a_personnummer(text):
            raise WrongUse(
                Text(
                    "Vem och varför sparas: skriv det med ord, och utan personnummer eller id:n.",
                    "Who and why are kept: write them in words, without personnummer or ids.",
                )
            )
    now = Moment(datetime.now(UTC))
    return remove(store, chosen, cube_steps, CUT_STEPS, at=now, by=by, reason=reason, only_tell=only_tell)


def read_named(file: Path) -> tuple[Named, ...]:
    """The contacts that a table with the columns region and contact_id names (CSV, Excel or Parquet).

    An id is as its sender wrote it; that of a contact with primary care names both of its waits.
    """
    table = open_table(file, _COLUMNS)
    findings = list(table.faults)
    names = [_COLUMNS.get(written.strip().casefold(), "") for written in table.header]
    if not findings and sorted(name for name in names if name) != ["contact_id", "place"]:
        findings.append(
            Finding(
                "columns",
                Text(
                    "Filen ska ha en kolumn för region och en för kontaktens id",
                    "The file shall have a column for the region and one for the id of the contact",
                ),
                Text("Skriv rubrikerna region och contact_id", "Write the headings region and contact_id"),
                file=file.name,
                row=1,
                value=", ".join(table.header),
            )
        )
    named: dict[tuple[str, str], Named] = {}
    if not findings:
        for number, values in table.records:
            fields = Fields(file.name, number, names, table.header, values)
            one = _named(fields)
            if one is not None and (first := named.setdefault((one.region, one.ids[0]), one)) is not one:
                fields.note(
                    "twice",
                    "contact_id",
                    Text(
                        f"Kontakten står redan på rad {first.row}",
                        f"The contact stands in row {first.row} already",
                    ),
                    Text("Ta bort den ena raden", "Remove one of the rows"),
                )
            findings += fields.findings
        findings = [*table.faults, *findings]
    if not findings and not named:
        empty = Text("Filen har inga rader", "The file has no rows")
        findings.append(
            Finding(
                "empty",
                empty,
                Text("Skriv en kontakt på varje rad", "Write a contact in each row"),
                file=file.name,
            )
        )
    if findings:
        raise BadInput(
            Text("Inget togs bort: det finns fel i filen.", "Nothing was removed: the file holds errors."),
            findings,
        )
    return tuple(named.values())


def _named(fields: Fields) -> Named | None:
    remedy = Text("Skriv regionens kod eller namn", "Write the code or the name of the region")
    written = fields.text("place") if fields.need("place", _NO_REGION, remedy) else None
    place = None if written is None else read_place(written)
    if written is not None and place not in _CODES:
        fields.note("unknown-region", "place", Text("Regionen är okänd", "The region is unknown"), remedy)
    as_sent = Text("Skriv id:t som det sändes", "Write the id as it was sent")
    contact = fields.text("contact_id") if fields.need("contact_id", _NO_ID, as_sent) else None
    if fields.findings or place is None or contact is None:
        return None
    ids = (contact, f"{CONTACT}{contact}", f"{ASSESSMENT}{contact}")
    return Named(place, ids, fields.file, fields.row, fields.heading("contact_id"), contact)


_NO_REGION = Text("Regionen saknas", "The region is missing")
_NO_ID = Text("Kontaktens id saknas", "The id of the contact is missing")
