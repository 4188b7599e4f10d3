"""Care events in a file: their attributes, and the rules about a row of them.

Names are those of `CareEvent`. Here does not belong how a file is read (`formats/events_1`), nor what the
kinds of events mean (`model`, and in Swedish terms `clocks/words`).
"""

from __future__ import annotations

from collections.abc import Iterator

from vardvag.base.findings import Severity
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import Attribute, Required, one_of
from vardvag.events.checks.plain import plain_rules
from vardvag.events.checks.rule import Row, Rule, SeenFile
from vardvag.events.checks.sources import ARITHMETIC, OURS
from vardvag.events.model import NATIONAL_PHASES, EventKind

DAYS = ("on", "at", "for_day", "recorded_at", "received_at")
"""The attributes that hold a day or a time."""

WITH_A_DAY = (EventKind.OFFER_MADE, EventKind.LATER_AGREED, EventKind.BOOKED, EventKind.OFFERED_ELSEWHERE)
"""The kinds that are about a day to come, so that `for_day` says something."""


EVENT_ATTRIBUTES = {
    one.name: one
    for one in (
        Attribute("event_id", Required.ALWAYS),
        Attribute("pathway", Required.ALWAYS),
        one_of("kind", Required.ALWAYS, *EventKind),
        one_of("phase", Required.ALWAYS, *(str(phase.value) for phase in NATIONAL_PHASES)),
        Attribute("on", Required.NEVER),
        Attribute("at", Required.NEVER),
        Attribute("for_day", Required.NEVER),
        Attribute("unit", Required.ALWAYS),
        Attribute("source", Required.ALWAYS),
        Attribute("recorded_at", Required.ALWAYS),
        Attribute("received_at", Required.NEVER),
        Attribute("supersedes", Required.NEVER),
    )
}
"""Every attribute by its name, in the order a file is written. Of `on` and `at` one must stand."""


def _no_day(row: Row, _: SeenFile) -> Iterator[str]:
    if not row.value("on") and not row.value("at"):
        yield "on"


def _other_day(row: Row, _: SeenFile) -> Iterator[str]:
    on, at = row.day("on"), row.day("at")
    if on is not None and at is not None and on != at:
        yield "at"


def _more_than_a_day(row: Row, _: SeenFile) -> Iterator[str]:
    return (name for name in ("on", "for_day") if len(row.value(name)) > len("2019-09-30"))


def _recorded_before(row: Row, _: SeenFile) -> Iterator[str]:
    happened, recorded = row.day("at") or row.day("on"), row.day("recorded_at")
    if happened is not None and recorded is not None and recorded < happened:
        yield "recorded_at"


def _day_of_nothing(row: Row, _: SeenFile) -> Iterator[str]:
    if row.value("for_day") and row.value("kind") in _KINDS and row.value("kind") not in WITH_A_DAY:
        yield "for_day"


_KINDS = frozenset(EventKind)


def _twice(row: Row, seen: SeenFile) -> Iterator[str]:
    event = row.value("event_id")
    if event and not seen.keys.add((event,)):
        yield "event_id"


def _supersedes_itself(row: Row, _: SeenFile) -> Iterator[str]:
    if row.value("supersedes") and row.value("supersedes") == row.value("event_id"):
        yield "supersedes"


RULES: tuple[Rule, ...] = (
    *plain_rules(
        EVENT_ATTRIBUTES, days=DAYS, ids=("event_id", "pathway", "supersedes"), units=("unit", "source")
    ),
    Rule(
        "no-day",
        Text("Varken dag eller tidpunkt står", "Neither a day nor a time is given"),
        Text(
            "Fyll i on (2019-09-30) eller at (2019-09-30T14:05)",
            "Fill in on (2019-09-30) or at (2019-09-30T14:05)",
        ),
        _no_day,
        columns=("on",),
        source=OURS,
    ),
    Rule(
        "other-day",
        Text("Tidpunkten ligger på en annan dag än on", "The time is on another day than on"),
        Text("Rätta den ena, eller töm on", "Correct one of them, or empty on"),
        _other_day,
        columns=("at",),
        source=ARITHMETIC,
    ),
    Rule(
        "only-a-day",
        Text("Här ska bara en dag stå", "Only a day is to stand here"),
        Text(
            "Skriv dagen utan klockslag: 2019-09-30; en tidpunkt står i at",
            "Write the day without a time: 2019-09-30; a time stands in at",
        ),
        _more_than_a_day,
        columns=("on", "for_day"),
        source=OURS,
    ),
    Rule(
        "twice",
        Text("Samma event_id står två gånger", "The same event_id stands twice"),
        Text(
            "En rättelse är en ny händelse som anger supersedes",
            "A correction is a new event that names supersedes",
        ),
        _twice,
        columns=("event_id",),
        source=OURS,
    ),
    Rule(
        "supersedes-itself",
        Text("Händelsen ersätter sig själv", "The event supersedes itself"),
        Text(
            "Ange händelsen som rättas, eller töm supersedes",
            "Name the event that is corrected, or empty supersedes",
        ),
        _supersedes_itself,
        columns=("supersedes",),
        source=OURS,
    ),
    Rule(
        "recorded-before",
        Text("Händelsen är registrerad innan den hände", "The event was recorded before it happened"),
        Text(
            "Kontrollera dagen; det som är planerat är inte en händelse",
            "Check the day; what is planned is no event",
        ),
        _recorded_before,
        severity=Severity.WARNING,
        columns=("recorded_at",),
        source=ARITHMETIC,
    ),
    Rule(
        "day-of-nothing",
        Text(
            "En händelse av det här slaget gäller ingen annan dag",
            "An event of this kind is about no other day",
        ),
        Text(f"for_day hör till {', '.join(WITH_A_DAY)}", f"for_day belongs to {', '.join(WITH_A_DAY)}"),
        _day_of_nothing,
        severity=Severity.WARNING,
        columns=("for_day",),
        source=OURS,
    ),
)
"""Every rule about a row, in the order its findings are told."""
