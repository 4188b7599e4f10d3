"""A row of the national model 1.1 as a `Contact`, and back: the identity on rows in their usual spelling.

The usual spelling is the one that is written: days as 2019-09-30, times as 2019-09-30T14:05:00 in Swedish
time, the month as 2019-09, Vardgaranti 1 or 2, codes as the model lists them. What the model requires and a
contact need not hold is written as the model's word for none, or from the other ids.

Here does not belong what is right or wrong (`events/checks`), nor how a file is laid out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from vardvag.base.regions import REGIONS, region
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import ATTRIBUTES, DATES, GUARANTEED, SEXES
from vardvag.events.checks.catalogue import REFUSING, findings_in
from vardvag.events.checks.rule import Row, legal_day, reported_month
from vardvag.events.formats.clock_times import DAY_LENGTH, clock_time, day_written, moment_of, moment_written
from vardvag.events.formats.row_model import RowModel
from vardvag.events.model import NATIONAL_PHASES, NO_DETAILS, Contact, Details, Deviation, Reported
from vardvag.events.spellings import Code

_NO_HOSPITAL, _NO_HOSPITAL_NAME, _NO_EMERGENCY = "00000", "Sjukhus saknas", "0"

_TEXTS = MappingProxyType(
    {
        "HSAIdEnhet": "part_of_unit",
        "Aktivitet": "activity",
        "AktivitetKVA": "activity_kva",
        "AktivitetICD": "activity_icd",
        "HSAIdPatientListning": "listed_unit",
        "Remittent": "referrer",
        "RemissId": "referral_id",
    }
)
_DAYS = MappingProxyType(
    {
        "MedicinsktMaldatum": ("medical_target", "medical_target_at"),
        "RemissDatum": ("referred_on", "referred_at"),
        "AnkomstDatum": ("arrived_on", "arrived_at"),
    }
)
_MOMENTS = MappingProxyType(
    {
        "TidStartAkut": "emergency_began_at",
        "TidBedomning": "emergency_assessed_at",
        "TidAvslut": "emergency_ended_at",
    }
)


_PLACES = {str(one.information_model_code): (one.code, one.hsa_prefixes[0]) for one in REGIONS}
_PHASES = {str(phase.value): phase for phase in NATIONAL_PHASES}
_DEVIATIONS = {str(deviation.value): deviation for deviation in Deviation} | {None: Deviation.NONE}
_TOLD_APART = frozenset(
    (
        *_TEXTS,
        *_DAYS,
        *_MOMENTS,
        "VardAvbruten",
        "Remittenttyp",
        "Sjukhus",
        "SjukhusNamn",
        "TypAkutverksamhet",
    )
)


def contact_of(row: Row) -> Contact:
    """A row without errors as a contact."""
    values = row.values
    get = values.get
    region_code, region_hsa_id = _PLACES[values["Regionkod"]]
    unit, decided, started = values["HSAIdVardenhet"], values["BeslutAktivitet"], get("StartAktivitet")
    found: dict[str, Any] = {}
    if values["HSAIdRegion"] != region_hsa_id:
        found["region_hsa_id"] = values["HSAIdRegion"]
    if values["HSAIdVardgivare"] != caregiver_of(unit):
        found["caregiver"] = values["HSAIdVardgivare"]
    if len(decided) > DAY_LENGTH:
        found["decided_at"] = clock_time(decided)
    if started is not None and len(started) > DAY_LENGTH:
        found["started_at"] = clock_time(started)
    if not _TOLD_APART.isdisjoint(values):
        found |= _told_apart(values, done=started is not None)
    return Contact(
        contact_id=values["VardkontaktId"],
        region=region_code,
        unit=unit,
        month=reported_month(values["DatatGallerFor"]),
        reported=Reported.WAITING if started is None else Reported.DONE,
        phase=_PHASES[values["Fas"]],
        speciality=values["Mvo"],
        guaranteed=GUARANTEED[values["Vardgaranti"]],
        deviation=_DEVIATIONS[get("Avvikelse")],
        decided_on=legal_day(decided),
        started_on=None if started is None else legal_day(started),
        birth_year=int(values["FodelseAr"]),
        sex=SEXES[values["Kon"]],
        municipality=values["Lkf"],
        contact_form=values["Vardkontakt"],
        profession=values["Yrkeskategori"],
        booking=int(values["Bokningssatt"]),
        replaces=get("ErsattningsId"),
        row=row.number,
        details=Details(**found) if found else NO_DETAILS,
    )


def _told_apart(values: Mapping[str, str], *, done: bool) -> dict[str, Any]:
    """What the columns that only details are kept of say."""
    found: dict[str, Any] = {name: values[column] for column, name in _TEXTS.items() if column in values}
    for column, (day, moment) in _DAYS.items():
        if column in values:
            found[day] = legal_day(values[column])
            found[moment] = clock_time(values[column])
    for column, name in _MOMENTS.items():
        if column in values:
            found[name] = moment_of(values[column])
    if "VardAvbruten" in values:
        found["broken_off"] = True
    if "Remittenttyp" in values:
        found["referrer_type"] = int(values["Remittenttyp"])
    none = (_NO_HOSPITAL, _NO_HOSPITAL_NAME, _NO_EMERGENCY) if done else (None, None, None)
    if (hospital := values.get("Sjukhus")) != none[0]:
        found["hospital"] = hospital
    if (hospital_name := values.get("SjukhusNamn")) != none[1]:
        found["hospital_name"] = hospital_name
    if (emergency := values.get("TypAkutverksamhet")) != none[2] and emergency is not None:
        found["emergency_type"] = int(emergency)
    return found


def row_of(contact: Contact) -> dict[str, str]:
    """A contact as the filled cells of a row, in the attributes' order."""
    details = contact.details
    place = region(contact.region)
    values: dict[str, str] = {
        "DatatGallerFor": str(contact.month),
        "Regionkod": str(place.information_model_code),
        "HSAIdRegion": details.region_hsa_id or place.hsa_prefixes[0],
        "HSAIdVardgivare": details.caregiver or caregiver_of(contact.unit),
        "HSAIdVardenhet": contact.unit,
        "VardkontaktId": contact.contact_id,
        "Vardgaranti": "1" if contact.guaranteed else "2",
        "Fas": str(contact.phase.value),
        "Mvo": contact.speciality,
        "FodelseAr": str(contact.birth_year),
        "Kon": str(contact.sex),
        "Lkf": contact.municipality,
        "Bokningssatt": str(contact.booking),
        "Vardkontakt": contact.contact_form,
        "Yrkeskategori": contact.profession,
        "BeslutAktivitet": day_written(contact.decided_on, details.decided_at),
    }
    if contact.deviation:
        values["Avvikelse"] = str(contact.deviation.value)
    if contact.replaces is not None:
        values["ErsattningsId"] = contact.replaces
    if contact.started_on is not None:
        values |= {
            "Sjukhus": _NO_HOSPITAL,
            "SjukhusNamn": _NO_HOSPITAL_NAME,
            "TypAkutverksamhet": _NO_EMERGENCY,
            "StartAktivitet": day_written(contact.started_on, details.started_at),
        }
    if details is not NO_DETAILS:
        values |= _row_of_details(details)
    return {name: values[name] for name in ATTRIBUTES if name in values}


def _row_of_details(details: Details) -> dict[str, str]:
    values: dict[str, str] = {}
    for column, name in _TEXTS.items():
        if (text := getattr(details, name)) is not None:
            values[column] = text
    for column, (day_name, moment_name) in _DAYS.items():
        if (day := getattr(details, day_name)) is not None:
            values[column] = day_written(day, getattr(details, moment_name))
    for column, name in _MOMENTS.items():
        if (moment := getattr(details, name)) is not None:
            values[column] = moment_written(moment)
    if details.broken_off:
        values["VardAvbruten"] = "1"
    if details.hospital is not None:
        values["Sjukhus"] = details.hospital
    if details.hospital_name is not None:
        values["SjukhusNamn"] = details.hospital_name
    for column, number in (
        ("TypAkutverksamhet", details.emergency_type),
        ("Remittenttyp", details.referrer_type),
    ):
        if number is not None:
            values[column] = str(number)
    return values


@lru_cache(maxsize=65_536)
def caregiver_of(unit: str) -> str:
    """The caregiver whose id the unit's id begins with: `SE2321000073-U1` is of SE2321000073."""
    return unit.partition("-")[0].strip() or unit


CONTACT_ROWS = RowModel(
    "skr-1.1",
    Text("Kontakter i specialiserad vård", "Contacts in specialised care"),
    ATTRIBUTES,
    findings_in,
    REFUSING,
    contact_of,
    row_of,
    days=("DatatGallerFor", *DATES),
    codes=MappingProxyType(
        {
            "Sjukhus": Code.HOSPITAL,
            "Lkf": Code.MUNICIPALITY,
            **dict.fromkeys(
                ("Regionkod", "Vardgaranti", "Fas", "Mvo", "FodelseAr", "Kon", "Bokningssatt", "Vardkontakt"),
                Code.NUMBER,
            ),
            **dict.fromkeys(("Avvikelse", "TypAkutverksamhet", "VardAvbruten", "Remittenttyp"), Code.NUMBER),
            "Aktivitet": Code.NUMBER,
        }
    ),
)
"""Contacts in specialised care as the national model 1.1 has them."""
