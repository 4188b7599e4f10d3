"""Rules about dates that go together: order, the future, and how far back the model goes.

"The future" is after the month the row is reported for: a file must mean the same whenever it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vardvag.base.findings import Severity
from vardvag.base.texts import Text
from vardvag.events.checks.rule import Row, Rule, SeenFile

FIRST_DECISION = date(2010, 1, 1)
"""The earliest `BeslutAktivitet` of the information model 1.1 (attribute table, RIV-TA schema)."""

FIRST_REFERRAL = date(1900, 1, 1)
"""The earliest `RemissDatum` and `AnkomstDatum` of the same schema."""


def _too_early(row: Row, _: SeenFile) -> Iterator[str]:
    for column, first in (
        ("BeslutAktivitet", FIRST_DECISION),
        ("RemissDatum", FIRST_REFERRAL),
        ("AnkomstDatum", FIRST_REFERRAL),
    ):
        day = row.day(column)
        if day is not None and day < first:
            yield column


def _started_before_decided(row: Row, _: SeenFile) -> Iterator[str]:
    decided, started = row.day("BeslutAktivitet"), row.day("StartAktivitet")
    if decided is not None and started is not None and started < decided:
        yield "StartAktivitet"


def _after_the_month(row: Row, _: SeenFile) -> Iterator[str]:
    if (month := row.month) is None:
        return
    for column in ("BeslutAktivitet", "StartAktivitet", "RemissDatum", "AnkomstDatum"):
        day = row.day(column)
        if day is not None and day > month.last_day:
            yield column


def _done_before_the_month(row: Row, _: SeenFile) -> Iterator[str]:
    month, started = row.month, row.day("StartAktivitet")
    if month is not None and started is not None and started < month.first_day:
        yield "StartAktivitet"


def _born_later(row: Row, _: SeenFile) -> Iterator[str]:
    year, month = row.value("FodelseAr"), row.month
    if month is not None and year.isdecimal() and int(year) > month.year:
        yield "FodelseAr"


RULES = (
    Rule(
        "too-early",
        Text("Datumet ligger före det första som modellen tillåter", "The date is before the first allowed"),
        Text(
            f"Kontrollera året; BeslutAktivitet börjar {FIRST_DECISION}",
            f"Check the year; BeslutAktivitet begins {FIRST_DECISION}",
        ),
        _too_early,
    ),
    Rule(
        "order",
        Text("Kontakten börjar före beslutet", "The contact starts before its decision"),
        Text("Rätta BeslutAktivitet eller StartAktivitet", "Correct BeslutAktivitet or StartAktivitet"),
        _started_before_decided,
    ),
    Rule(
        "future",
        Text("Datumet ligger efter den månad raden gäller", "The date is after the month of the row"),
        Text("Rätta datumet eller DatatGallerFor", "Correct the date or DatatGallerFor"),
        _after_the_month,
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
    ),
    Rule(
        "unborn",
        Text("Patienten är född efter den månad raden gäller", "Born after the month of the row"),
        Text("Rätta FodelseAr", "Correct FodelseAr"),
        _born_later,
    ),
)
"""The rules of this family, in the order they are told."""
