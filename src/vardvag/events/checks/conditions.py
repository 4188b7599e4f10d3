"""Rules about when an attribute must have a value, and when it must not: the model's own words.

The receiver's schema knows no such conditions and accepts the row, so what is told here is a warning. Here
does not belong what is required always (`values`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from vardvag.base.findings import Severity
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import EMERGENCY, GUARANTEED
from vardvag.events.checks.rule import Row, Rule, SeenFile
from vardvag.events.checks.sources import MODEL, NOT_COVERED
from vardvag.events.checks.thresholds import threshold
from vardvag.events.spellings import number_of

FIRST_VISIT, OPERATION, EXAMINATION, RETURN_VISIT, EMERGENCY_VISIT = "12345"
WITH_ACTIVITY = frozenset({OPERATION, EXAMINATION})
WITHOUT_ACTIVITY = frozenset({FIRST_VISIT, RETURN_VISIT, EMERGENCY_VISIT})
NEVER_GUARANTEED = frozenset({EXAMINATION, RETURN_VISIT, EMERGENCY_VISIT})
SEVERAL_SPECIALITIES, NO_EMERGENCY = "1", "0"
CHOSE_TO_WAIT, SPECIAL_CAUSE = "1", "3"

GUARANTEE_DAYS = threshold("guarantee-days")
OLDEST_CHILD = threshold("oldest-child")


def _no_target_date(row: Row, _: SeenFile) -> Iterator[str]:
    if row.value("Fas") == RETURN_VISIT and not row.value("MedicinsktMaldatum"):
        yield "MedicinsktMaldatum"


def _no_activity(row: Row, _: SeenFile) -> Iterator[str]:
    if row.value("Fas") in WITH_ACTIVITY and not row.value("Aktivitet"):
        yield "Aktivitet"


def _an_activity(row: Row, _: SeenFile) -> Iterator[str]:
    if row.value("Fas") in WITHOUT_ACTIVITY and row.value("Aktivitet"):
        yield "Aktivitet"


def _times_elsewhere(row: Row, _: SeenFile) -> Iterator[str]:
    if row.value("TypAkutverksamhet") != SEVERAL_SPECIALITIES:
        yield from (name for name in EMERGENCY if name in row.values)


def _no_emergency_type(row: Row, _: SeenFile) -> Iterator[str]:
    if row.value("Fas") == EMERGENCY_VISIT and row.value("TypAkutverksamhet") == NO_EMERGENCY:
        yield "TypAkutverksamhet"


def _guaranteed(row: Row, _: SeenFile) -> Iterator[str]:
    if row.value("Fas") in NEVER_GUARANTEED and GUARANTEED.get(row.value("Vardgaranti")):
        yield "Vardgaranti"


def _no_child(row: Row, _: SeenFile) -> Iterator[str]:
    if row.value("Avvikelse") != SPECIAL_CAUSE:
        return
    year, month = row.value("FodelseAr"), row.month
    if month is not None and year.isdecimal() and month.year - number_of(year) > OLDEST_CHILD:
        yield "Avvikelse"


def _has_not_waited(row: Row, _: SeenFile) -> Iterator[str]:
    """PvV of one who had not waited longer than the limit when held, or at the month's end."""
    if row.value("Avvikelse") != CHOSE_TO_WAIT or (month := row.month) is None:
        return
    decided, waited_until = row.day("BeslutAktivitet"), row.day("StartAktivitet")
    if not row.done:
        waited_until = month.last_day
    phase = row.value("Fas")
    if waited_until is None or decided is None:
        return
    if phase in (FIRST_VISIT, OPERATION) and GUARANTEED.get(row.value("Vardgaranti")):
        within = waited_until - decided <= timedelta(days=GUARANTEE_DAYS)
    elif phase == RETURN_VISIT and (target := row.day("MedicinsktMaldatum")) is not None:
        within = waited_until <= target
    else:
        return
    if within:
        yield "Avvikelse"


RULES = (
    Rule(
        "target-date",
        Text("Återbesök utan medicinskt måldatum", "A return visit without its medical target date"),
        Text("Fyll i MedicinsktMaldatum", "Fill in MedicinsktMaldatum"),
        _no_target_date,
        severity=Severity.WARNING,
        columns=("MedicinsktMaldatum",),
        source=MODEL,
        breaks=({"Fas": "4", "Vardgaranti": "2"},),
    ),
    Rule(
        "activity-missing",
        Text(
            "Operation, åtgärd eller undersökning utan Aktivitet",
            "An operation, procedure or examination without Aktivitet",
        ),
        Text(
            "Fyll i koden ur SKR:s åtgärds- och vårdutbudsförteckning",
            "Fill in the code from SKR's list of activities",
        ),
        _no_activity,
        severity=Severity.WARNING,
        columns=("Aktivitet",),
        source=MODEL,
        breaks=({"Fas": "2"},),
    ),
    Rule(
        "activity-unexpected",
        Text(
            "Aktivitet ska vara tom utom för operation, åtgärd och undersökning",
            "Aktivitet is to be empty but for operations, procedures and examinations",
        ),
        Text("Töm Aktivitet, eller rätta Fas", "Empty Aktivitet, or correct Fas"),
        _an_activity,
        severity=Severity.WARNING,
        columns=("Aktivitet",),
        source=MODEL,
        breaks=({"Aktivitet": "AB123"},),
    ),
    Rule(
        "emergency-times",
        Text(
            "Uppgiften ges bara för akutmottagningar med flera specialiteter (TypAkutverksamhet 1)",
            "Given only for emergency departments with several specialities (TypAkutverksamhet 1)",
        ),
        Text("Töm den, eller rätta TypAkutverksamhet", "Empty it, or correct TypAkutverksamhet"),
        _times_elsewhere,
        severity=Severity.WARNING,
        columns=EMERGENCY,
        source=MODEL,
        breaks=({"TidBedomning": "2019-09-03T10:30"},),
    ),
    Rule(
        "emergency-type",
        Text(
            "Akut kontakt utan typ av akutverksamhet (TypAkutverksamhet är 0)",
            "An emergency contact without its type of department (TypAkutverksamhet is 0)",
        ),
        Text(
            "Skriv 1–5; alla akuta besök rapporteras med typ",
            "Write 1–5; every emergency visit is reported with it",
        ),
        _no_emergency_type,
        severity=Severity.WARNING,
        columns=("TypAkutverksamhet",),
        source=MODEL,
        breaks=({"Fas": "5", "Vardgaranti": "2"},),
    ),
    Rule(
        "guarantee-phase",
        Text(
            "Vårdgarantin omfattar inte undersökningar, återbesök eller akut vård",
            "The guarantee does not cover examinations, return visits or emergency care",
        ),
        Text("Rätta Vardgaranti till 2, eller rätta Fas", "Correct Vardgaranti to 2, or correct Fas"),
        _guaranteed,
        severity=Severity.WARNING,
        columns=("Vardgaranti",),
        source=NOT_COVERED,
        breaks=({"Fas": "4", "MedicinsktMaldatum": "2019-10-01"},),
    ),
    Rule(
        "special-cause",
        Text(
            "Särskilt orsakad väntan används bara i barn- och ungdomspsykiatri och berörda enheter;"
            " patienten är vuxen",
            "SoV is used by child psychiatry and related units alone; the patient is an adult",
        ),
        Text("Rätta Avvikelse eller FodelseAr", "Correct Avvikelse or FodelseAr"),
        _no_child,
        severity=Severity.WARNING,
        columns=("Avvikelse",),
        source=MODEL,
        breaks=({"Avvikelse": "3"},),
    ),
    Rule(
        "chosen-within-limit",
        Text(
            "Patientvald väntan, men patienten har inte väntat längre än gränsen",
            "Patient-chosen waiting, but the patient has not waited longer than the limit",
        ),
        Text(
            "Kontrollera Avvikelse: PvV är för den som har väntat längre än gränsen och tackat nej",
            "Check Avvikelse: PvV is for those who have waited longer than the limit and declined an offer",
        ),
        _has_not_waited,
        severity=Severity.WARNING,
        columns=("Avvikelse",),
        source=MODEL,
        breaks=({"Avvikelse": "1"},),
    ),
)
"""The rules of this family, in the order they are told."""
