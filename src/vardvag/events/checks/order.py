"""Rules about the order of dates: decision and start, referral and arrival, the hours of an emergency visit.

What cannot have happened is an error: an end before its beginning. What the model says is the usual order,
and real systems are known to write the other way round, is a warning: for a first contact BeslutAktivitet is
the decision to write the referral, for an operation or an examination the decision that follows on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from vardvag.base.findings import Severity
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.events.checks.conditions import EXAMINATION, FIRST_VISIT, OPERATION
from vardvag.events.checks.rule import Row, Rule, SeenFile
from vardvag.events.checks.sources import ARITHMETIC, MODEL

HOURS = ("TidStartAkut", "TidBedomning", "TidAvslut")
"""The hours of an emergency visit, in the order they come."""

REFERRAL = ("RemissDatum", "AnkomstDatum")

_A_DAY = len("2019-09-30")


def _started_before_decided(row: Row, _: SeenFile) -> Iterator[str]:
    if _before(row, "StartAktivitet", "BeslutAktivitet"):
        yield "StartAktivitet"


def _arrived_before_sent(row: Row, _: SeenFile) -> Iterator[str]:
    if _before(row, "AnkomstDatum", "RemissDatum"):
        yield "AnkomstDatum"


def _referred_after_start(row: Row, _: SeenFile) -> Iterator[str]:
    return (name for name in REFERRAL if _before(row, "StartAktivitet", name))


def _referred_after_decision(row: Row, _: SeenFile) -> Iterator[str]:
    if row.value("Fas") in (OPERATION, EXAMINATION):
        yield from (name for name in REFERRAL if _before(row, "BeslutAktivitet", name))


def _decided_after_referral(row: Row, _: SeenFile) -> Iterator[str]:
    if row.value("Fas") == FIRST_VISIT and _before(row, "RemissDatum", "BeslutAktivitet"):
        yield "BeslutAktivitet"


def _before(row: Row, one: str, other: str) -> bool:
    """Whether the day in *one* is before the day in *other*; not when either is absent or unreadable."""
    if one not in row.values or other not in row.values:
        return False
    first, second = row.day(one), row.day(other)
    return first is not None and second is not None and first < second


def _hours(row: Row, _: SeenFile) -> Iterator[str]:
    """Each hour that is before one that comes earlier."""
    given = [name for name in HOURS if name in row.values]
    for at, name in enumerate(given):
        if any(_earlier(row, name, before) for before in given[:at]):
            yield name


def _earlier(row: Row, name: str, before: str) -> bool:
    """Whether the moment in *name* is before that in *before*; by day where one of them has no clock."""
    if len(row.value(name)) <= _A_DAY or len(row.value(before)) <= _A_DAY:
        return _before(row, name, before)
    try:
        return Moment.parse(row.value(name)) < Moment.parse(row.value(before))
    except (ValueError, OverflowError):
        return False


RULES = (
    Rule(
        "order",
        Text("Kontakten börjar före beslutet", "The contact starts before its decision"),
        Text("Rätta BeslutAktivitet eller StartAktivitet", "Correct BeslutAktivitet or StartAktivitet"),
        _started_before_decided,
        columns=("StartAktivitet",),
        source=ARITHMETIC,
        breaks=({"BeslutAktivitet": "2019-09-04"},),
    ),
    Rule(
        "arrival",
        Text("Remissen kommer fram innan den är skriven", "The referral arrives before it is written"),
        Text("Rätta RemissDatum eller AnkomstDatum", "Correct RemissDatum or AnkomstDatum"),
        _arrived_before_sent,
        columns=("AnkomstDatum",),
        source=ARITHMETIC,
        breaks=({"RemissDatum": "2019-08-02", "AnkomstDatum": "2019-08-01"},),
    ),
    Rule(
        "referral-after-start",
        Text("Remissen är från efter kontaktens början", "The referral is from after the contact's start"),
        Text("Rätta datumet eller StartAktivitet", "Correct the date or StartAktivitet"),
        _referred_after_start,
        columns=REFERRAL,
        source=ARITHMETIC,
        breaks=({"RemissDatum": "2019-09-04"},),
    ),
    Rule(
        "referral-after-decision",
        Text(
            "Remissen är från efter beslutet om operation, åtgärd eller undersökning",
            "The referral is from after the decision on the operation, procedure or examination",
        ),
        Text(
            "Kontrollera datumen: beslutet följer på remissen",
            "Check the dates: the decision follows on the referral",
        ),
        _referred_after_decision,
        severity=Severity.WARNING,
        columns=REFERRAL,
        source=MODEL,
        breaks=({"Fas": "2", "Aktivitet": "AB123", "RemissDatum": "2019-08-05"},),
    ),
    Rule(
        "decision-after-referral",
        Text(
            "Beslutet att skriva remiss ligger efter remissen",
            "The decision to write the referral is after the referral",
        ),
        Text(
            "För en första kontakt är BeslutAktivitet dagen för beslutet att framställa vårdbegäran",
            "For a first contact BeslutAktivitet is the day of the decision to issue the request",
        ),
        _decided_after_referral,
        severity=Severity.WARNING,
        columns=("BeslutAktivitet",),
        source=MODEL,
        breaks=({"RemissDatum": "2019-07-25"},),
    ),
    Rule(
        "emergency-order",
        Text(
            "Tiderna på akutmottagningen står i omöjlig ordning",
            "The hours at the emergency department are in an impossible order",
        ),
        Text(
            "Rätta dem: TidStartAkut, sedan TidBedomning, sist TidAvslut",
            "Correct them: TidStartAkut, then TidBedomning, last TidAvslut",
        ),
        _hours,
        columns=HOURS[1:],
        source=ARITHMETIC,
        breaks=(
            {
                "Fas": "5",
                "Vardgaranti": "2",
                "TypAkutverksamhet": "1",
                "TidStartAkut": "2019-09-03T10:30",
                "TidBedomning": "2019-09-03T10:15",
            },
        ),
    ),
)
"""The rules of this family, in the order they are told."""
