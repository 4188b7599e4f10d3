"""What contacts with primary care do not say, so that they are not counted: how many, a warning a column.

What is missing is what their clocks say is missing. Here does not belong what then becomes of the contact
(`primary_care_waits`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text
from vardvag.clocks.limits import About
from vardvag.events.checks.primary_care import NEEDED
from vardvag.events.model import PrimaryCareContact
from vardvag.usecases.primary_care_waits import clock_of

_NOT_COVERED = Text(
    "räknas inte bland dem som vårdgarantin omfattar", "not counted among those the guarantee covers"
)

_COLUMNS = {
    "assessment_needed": (
        NEEDED,
        Text("om en bedömning behövs", "whether an assessment is needed"),
        Text("räknas inte som väntan på bedömning", "not counted as waits for an assessment"),
    ),
    "municipality": ("Lkf", Text("var patienten bor", "where the patient lives"), _NOT_COVERED),
    "listed_unit": (
        "HSAIdPatientListning",
        Text("var patienten är listad", "where the patient is listed"),
        _NOT_COVERED,
    ),
    "profession": ("Yrkeskategori", Text("vem som gjorde bedömningen", "who assessed"), _NOT_COVERED),
    "pause_dates": (
        "Avvikelse",
        Text(
            "vilken tid som inte räknas, och före den 1 juli 2010 är reglerna inte kända",
            "what time is not counted, and before 1 July 2010 the rules are not known",
        ),
        _NOT_COVERED,
    ),
}
"""By what a clock says is missing: the column, what it would say, and what follows when it does not."""


def not_said(contacts: Iterable[PrimaryCareContact]) -> tuple[Finding, ...]:
    """A warning for each column that contacts say too little in, in the columns' order."""
    number = Counter(one for contact in contacts for one in _missing(contact))
    return tuple(_warning(*_COLUMNS[one], number[one]) for one in _COLUMNS if number[one])


def _missing(contact: PrimaryCareContact) -> set[str]:
    assessed = () if contact.assessment_needed is False else clock_of(contact, About.ASSESSMENT).missing
    return {*clock_of(contact, About.CONTACT).missing, *assessed}


def _warning(column: str, what: Text, follows: Text, number: int) -> Finding:
    return Finding(
        rule="primary-not-said",
        message=Text(
            f"Kontakter med primärvården som inte säger {what.sv}: {number}; de {follows.sv}",
            f"Contacts with primary care that do not say {what.en}: {number}; they are {follows.en}",
        ),
        remedy=Text(
            f"Fyll i {column} om det är känt, och ladda filen igen",
            f"Fill in {column} where it is known, and load the file again",
        ),
        severity=Severity.WARNING,
        column=column,
    )
