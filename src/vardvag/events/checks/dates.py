"""Rules about one date beside the month of its row: the future, how far back the model goes, a birth to come.

"The future" is after the month the row is reported for: a file must mean the same whenever it is read. In
which order dates may stand is another matter (`order`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from vardvag.base.findings import Severity
from vardvag.base.texts import Text
from vardvag.events.checks.rule import Row, Rule, SeenFile
from vardvag.events.checks.sources import ARITHMETIC, OURS, SCHEMA
from vardvag.events.spellings import number_of

FIRST_DECISION = date(2010, 1, 1)
"""The earliest time of anything but a referral in the schema (GiltigtTimeStamp)."""

FIRST_REFERRAL = date(1900, 1, 1)
"""The earliest `RemissDatum` and `AnkomstDatum` of the same schema (GiltigtTimeStampRemiss)."""

FIRST_DAYS = MappingProxyType(
    {
        "BeslutAktivitet": FIRST_DECISION,
        "StartAktivitet": FIRST_DECISION,
        "MedicinsktMaldatum": FIRST_DECISION,
        "TidStartAkut": FIRST_DECISION,
        "TidBedomning": FIRST_DECISION,
        "TidAvslut": FIRST_DECISION,
        "RemissDatum": FIRST_REFERRAL,
        "AnkomstDatum": FIRST_REFERRAL,
    }
)
"""The first day each may hold."""

IN_THE_MONTH = ("BeslutAktivitet", "StartAktivitet", "TidStartAkut", "RemissDatum", "AnkomstDatum")
"""What has happened by the end of the month, if it stands in the month's file. An emergency visit that began
on the last evening may end on the first of the next month, and a target date may be to come."""


def _too_early(row: Row, _: SeenFile) -> Iterator[str]:
    for column, first in FIRST_DAYS.items():
        if column in row.values and (day := row.day(column)) is not None and day < first:
            yield column


def _after_the_month(row: Row, _: SeenFile) -> Iterator[str]:
    if (month := row.month) is None:
        return
    last = month.last_day
    for column in IN_THE_MONTH:
        if column in row.values and (day := row.day(column)) is not None and day > last:
            yield column


def _done_before_the_month(row: Row, _: SeenFile) -> Iterator[str]:
    month, started = row.month, row.day("StartAktivitet")
    if month is not None and started is not None and started < month.first_day:
        yield "StartAktivitet"


def _born_later(row: Row, _: SeenFile) -> Iterator[str]:
    year, month = row.value("FodelseAr"), row.month
    if month is not None and year.isdecimal() and number_of(year) > month.year:
        yield "FodelseAr"


RULES = (
    Rule(
        "too-early",
        Text("Datumet ligger före det första som modellen tillåter", "The date is before the first allowed"),
        Text(
            f"Kontrollera året; remisser börjar {FIRST_REFERRAL}, allt annat {FIRST_DECISION}",
            f"Check the year; referrals begin {FIRST_REFERRAL}, all else {FIRST_DECISION}",
        ),
        _too_early,
        columns=tuple(FIRST_DAYS),
        source=SCHEMA,
        breaks=({"BeslutAktivitet": "2009-12-31"},),
    ),
    Rule(
        "future",
        Text("Datumet ligger efter den månad raden gäller", "The date is after the month of the row"),
        Text("Rätta datumet eller DatatGallerFor", "Correct the date or DatatGallerFor"),
        _after_the_month,
        columns=IN_THE_MONTH,
        source=ARITHMETIC,
        breaks=({"StartAktivitet": "2019-10-01"},),
    ),
    Rule(
        "earlier-month",
        Text("Kontakten genomfördes före den månad raden gäller", "Held before the month of the row"),
        Text(
            "Rätta DatatGallerFor, om det inte är en sen rapport",
            "Correct DatatGallerFor, unless it is a late report",
        ),
        _done_before_the_month,
        severity=Severity.WARNING,
        columns=("StartAktivitet",),
        source=OURS,
        breaks=({"StartAktivitet": "2019-08-31"},),
    ),
    Rule(
        "unborn",
        Text("Patienten är född efter den månad raden gäller", "Born after the month of the row"),
        Text("Rätta FodelseAr", "Correct FodelseAr"),
        _born_later,
        columns=("FodelseAr",),
        source=ARITHMETIC,
        breaks=({"FodelseAr": "2020"},),
    ),
)
"""The rules of this family, in the order they are told."""
