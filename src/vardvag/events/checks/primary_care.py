"""Contacts with primary care: their attributes, and the rules about a row of them.

The national specification of primary care is not public in full; what is known, and what is not, stands in
`formats/primary_care_1`. Here does not belong how a file is read, nor the limits (`clocks`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vardvag.base.findings import Severity
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import ATTRIBUTES, Attribute, Required
from vardvag.events.checks.plain import plain_rules
from vardvag.events.checks.rule import Row, Rule, SeenFile
from vardvag.events.checks.sources import ARITHMETIC, OURS
from vardvag.events.spellings import number_of

SOUGHT, MADE, NEEDED, ASSESSED = "SoktKontakt", "FickKontakt", "BedomningBehovs", "Bedomning"

DAYS = (SOUGHT, MADE, ASSESSED)
"""The attributes that hold a day or a time."""


def _as_in_specialised_care(name: str, required: Required) -> Attribute:
    return replace(ATTRIBUTES[name], required=required)


PRIMARY_ATTRIBUTES = {
    one.name: one
    for one in (
        _as_in_specialised_care("DatatGallerFor", Required.ALWAYS),
        _as_in_specialised_care("Regionkod", Required.ALWAYS),
        _as_in_specialised_care("HSAIdVardenhet", Required.ALWAYS),
        _as_in_specialised_care("VardkontaktId", Required.ALWAYS),
        Attribute(SOUGHT, Required.ALWAYS),
        Attribute(MADE, Required.NEVER),
        replace(ATTRIBUTES["Vardgaranti"], name=NEEDED, required=Required.NEVER),
        Attribute(ASSESSED, Required.NEVER),
        _as_in_specialised_care("Vardkontakt", Required.NEVER),
        _as_in_specialised_care("Yrkeskategori", Required.NEVER),
        _as_in_specialised_care("Avvikelse", Required.NEVER),
        _as_in_specialised_care("FodelseAr", Required.ALWAYS),
        _as_in_specialised_care("Kon", Required.ALWAYS),
        _as_in_specialised_care("Lkf", Required.ALWAYS),
        _as_in_specialised_care("HSAIdPatientListning", Required.NEVER),
        _as_in_specialised_care("ErsattningsId", Required.NEVER),
    )
}
"""Every attribute by its name, in the order a file is written."""


def _before_it_was_sought(row: Row, _: SeenFile) -> Iterator[str]:
    sought = row.day(SOUGHT)
    for name in (MADE, ASSESSED):
        day = row.day(name)
        if sought is not None and day is not None and day < sought:
            yield name


def _after_the_month(row: Row, _: SeenFile) -> Iterator[str]:
    if (month := row.month) is None:
        return
    for name in DAYS:
        day = row.day(name)
        if day is not None and day > month.last_day:
            yield name


def _born_later(row: Row, _: SeenFile) -> Iterator[str]:
    year, month = row.value("FodelseAr"), row.month
    if month is not None and year.isdecimal() and number_of(year) > month.year:
        yield "FodelseAr"


def _assessed_without_need(row: Row, _: SeenFile) -> Iterator[str]:
    if row.value(NEEDED)[:1].casefold() in ("2", "n", "f") and row.value(ASSESSED):
        yield NEEDED


def _twice(row: Row, seen: SeenFile) -> Iterator[str]:
    contact = row.value("VardkontaktId")
    if contact and not seen.keys.add((row.value("Regionkod"), str(row.month), contact)):
        yield "VardkontaktId"


RULES: tuple[Rule, ...] = (
    *plain_rules(
        PRIMARY_ATTRIBUTES, days=DAYS, ids=("VardkontaktId", "ErsattningsId"), month="DatatGallerFor"
    ),
    Rule(
        "twice",
        Text(
            "Samma VardkontaktId står två gånger för månaden",
            "The same VardkontaktId stands twice in the month",
        ),
        Text("Ta bort den ena raden", "Remove one of the rows"),
        _twice,
        columns=("VardkontaktId",),
        source=OURS,
    ),
    Rule(
        "order",
        Text("Det hände innan patienten sökte kontakt", "It happened before contact was sought"),
        Text(f"Rätta {SOUGHT}, {MADE} eller {ASSESSED}", f"Correct {SOUGHT}, {MADE} or {ASSESSED}"),
        _before_it_was_sought,
        columns=(MADE, ASSESSED),
        source=ARITHMETIC,
    ),
    Rule(
        "future",
        Text("Datumet ligger efter den månad raden gäller", "The date is after the month of the row"),
        Text("Rätta datumet eller DatatGallerFor", "Correct the date or DatatGallerFor"),
        _after_the_month,
        columns=DAYS,
        source=ARITHMETIC,
    ),
    Rule(
        "unborn",
        Text("Patienten är född efter den månad raden gäller", "Born after the month of the row"),
        Text("Rätta FodelseAr", "Correct FodelseAr"),
        _born_later,
        columns=("FodelseAr",),
        source=ARITHMETIC,
    ),
    Rule(
        "assessed-without-need",
        Text("Bedömd fast ingen bedömning behövdes", "Assessed although no assessment was needed"),
        Text(f"Kontrollera {NEEDED} och {ASSESSED}", f"Check {NEEDED} and {ASSESSED}"),
        _assessed_without_need,
        severity=Severity.WARNING,
        columns=(NEEDED,),
        source=OURS,
    ),
)
"""Every rule about a row, in the order its findings are told."""
