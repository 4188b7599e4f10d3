"""`primary-care-1`: contacts with primary care, from the day contact was sought, as CSV, Excel or Parquet.

**It is ours, not the national format.** SKR's and Socialstyrelsen's specification of primary care is not
public in full, so this holds what the law asks for and what is known to be reported, under the names of the
specialised model where it has the attribute, and four names of ours: `SoktKontakt` (contact was sought),
`FickKontakt` (contact was made), `BedomningBehovs` (an assessment was judged to be needed), `Bedomning` (it
was made). What is not known, stated in full in `NOT_KNOWN` and on the page of formats:

- the national specification and its schema;
- which code lists primary care has for the form of contact and the profession;
- how it is reported that a problem is new, worse, or has not responded to treatment;
- whether a contact not yet assessed is reported, and for which month;
- how the telephone measurement is delivered;
- whether deviation 3 is used.

A bare day or a day with a clock time may stand in the three. Here does not belong what is right or wrong
(`events/checks/primary_care`), nor which limits apply (`clocks`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from types import MappingProxyType

from vardvag.base.regions import by_information_model, region
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import GUARANTEED, SEXES
from vardvag.events.checks.catalogue import findings_in
from vardvag.events.checks.primary_care import ASSESSED, DAYS, MADE, NEEDED, PRIMARY_ATTRIBUTES, RULES, SOUGHT
from vardvag.events.checks.rule import Row, legal_day, reported_month
from vardvag.events.formats.cells import rows_of
from vardvag.events.formats.clock_times import clock_time, day_written
from vardvag.events.formats.reading import Reading, Rows, read_rows
from vardvag.events.formats.row_model import RowModel
from vardvag.events.formats.tables.delimited import write_delimited
from vardvag.events.formats.tables.opening import open_table
from vardvag.events.model import Deviation, PrimaryCareContact
from vardvag.events.spellings import Code

NAME = "primary-care-1"
SUFFIXES = (".csv", ".txt", ".tsv")
TITLE = Text("Kontakter med primärvården", "Contacts with primary care")

NOT_KNOWN = (
    Text(
        "Den nationella specifikationen för primärvården (variabler och delområden) och dess schema.",
        "The national specification of primary care (its variables and parts) and its schema.",
    ),
    Text(
        "Vilka kodlistor primärvården har för kontaktform och yrke; här gäller den specialiserade vårdens.",
        "Which code lists primary care has for the form of contact and the profession; here those of "
        "specialised care are used.",
    ),
    Text(
        "Hur det rapporteras att besväret är nytt, har förvärrats eller inte svarat på behandling, som "
        "gränsen för bedömning enligt regionernas anvisningar förutsätter.",
        "How it is reported that the problem is new, has become worse or has not responded to treatment, "
        "which the limit of assessment presumes according to regions' instructions.",
    ),
    Text(
        "Om en kontakt som ännu inte har bedömts rapporteras, och för vilken månad; statistiken bygger på "
        "genomförda.",
        "Whether a contact not yet assessed is reported, and for which month; the statistics rest on those "
        "done.",
    ),
    Text(
        "Hur telefonmätningen (besvarade samtal per dag) levereras; den är inte en rad per kontakt här.",
        "How the telephone measurement (calls answered a day) is delivered; it is not a row a contact here.",
    ),
    Text(
        "Om avvikelse 3 (SoV) används; enligt informationsmodellen används den bara av bl.a. BUP.",
        "Whether deviation 3 (SoV) is used; by the information model only child psychiatry and the like "
        "use it.",
    ),
)
"""What would have to be known for this to be the national format."""


def contact_of(row: Row) -> PrimaryCareContact:
    """A row without errors as a contact."""
    values = row.values
    needed = values.get(NEEDED)
    made, assessed = values.get(MADE), values.get(ASSESSED)
    return PrimaryCareContact(
        contact_id=values["VardkontaktId"],
        region=by_information_model(int(values["Regionkod"])).code,
        unit=values["HSAIdVardenhet"],
        month=reported_month(values["DatatGallerFor"]),
        sought_on=legal_day(values[SOUGHT]),
        contacted_on=None if made is None else legal_day(made),
        assessment_needed=None if needed is None else GUARANTEED[needed],
        assessed_on=None if assessed is None else legal_day(assessed),
        deviation=Deviation(int(values.get("Avvikelse", Deviation.NONE))),
        birth_year=int(values["FodelseAr"]),
        sex=SEXES[values["Kon"]],
        municipality=values["Lkf"],
        contact_form=values.get("Vardkontakt"),
        profession=values.get("Yrkeskategori"),
        listed_unit=values.get("HSAIdPatientListning"),
        sought_at=clock_time(values[SOUGHT]),
        contacted_at=None if made is None else clock_time(made),
        assessed_at=None if assessed is None else clock_time(assessed),
        replaces=values.get("ErsattningsId"),
        row=row.number,
    )


def row_of(contact: PrimaryCareContact) -> dict[str, str]:
    """A contact as the filled cells of a row, in the attributes' order."""
    made, assessed = contact.contacted_on, contact.assessed_on
    values: dict[str, str | None] = {
        "DatatGallerFor": str(contact.month),
        "Regionkod": str(region(contact.region).information_model_code),
        "HSAIdVardenhet": contact.unit,
        "VardkontaktId": contact.contact_id,
        SOUGHT: day_written(contact.sought_on, contact.sought_at),
        MADE: None if made is None else day_written(made, contact.contacted_at),
        NEEDED: {True: "1", False: "2", None: None}[contact.assessment_needed],
        ASSESSED: None if assessed is None else day_written(assessed, contact.assessed_at),
        "Vardkontakt": contact.contact_form,
        "Yrkeskategori": contact.profession,
        "Avvikelse": str(contact.deviation.value) if contact.deviation else None,
        "FodelseAr": str(contact.birth_year),
        "Kon": str(contact.sex),
        "Lkf": contact.municipality,
        "HSAIdPatientListning": contact.listed_unit,
        "ErsattningsId": contact.replaces,
    }
    return {name: value for name, value in values.items() if value is not None}


PRIMARY_ROWS = RowModel(
    NAME,
    TITLE,
    PRIMARY_ATTRIBUTES,
    partial(findings_in, rules=RULES),
    frozenset(rule.id for rule in RULES if rule.refuses_file),
    contact_of,
    row_of,
    days=("DatatGallerFor", *DAYS),
    codes=MappingProxyType(
        {
            "Lkf": Code.MUNICIPALITY,
            **dict.fromkeys(
                ("Regionkod", NEEDED, "FodelseAr", "Kon", "Vardkontakt", "Avvikelse"), Code.NUMBER
            ),
        }
    ),
)
"""Contacts with primary care."""
MODEL = PRIMARY_ROWS


def open_rows(path: Path) -> Rows:
    """Open a file. OSError when it cannot be opened; nothing else is raised."""
    return rows_of(open_table(path, PRIMARY_ATTRIBUTES), PRIMARY_ROWS)


def read(path: Path) -> Reading:
    """Read a file with every finding. OSError when it cannot be opened; nothing else is raised."""
    return read_rows(path.name, open_rows(path))


def write(contacts: Iterable[PrimaryCareContact], path: Path) -> int:
    """Write contacts as CSV, streamed; the answer is how many."""
    return write_delimited(map(row_of, contacts), path, PRIMARY_ATTRIBUTES)
