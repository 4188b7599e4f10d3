"""From events to waits, in SQL: when each limit's wait began and ended, by which wording, and why it has no
clock. The first steps of `bulk_events`; what each rule means stands in `facts`, `starts`, `ends`, `covered`.

Kinds of events, phases and reasons are those of the reference's own tables, and the limits come from their
files, so no day and no kind is decided here. Here does not belong what moves a limit (`bulk_events_pauses`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from vardvag.base.moments import STOCKHOLM
from vardvag.clocks import reasons
from vardvag.clocks.covered import NOT_COVERED
from vardvag.clocks.ends import ENDS
from vardvag.clocks.facts import ENDS_IN, STARTS_IN
from vardvag.clocks.limits import About, Limit, LimitVersion
from vardvag.clocks.not_counted import HOLDS
from vardvag.clocks.options import Options
from vardvag.clocks.starts import starting_kinds
from vardvag.engines.duckdb_engine import text_literal
from vardvag.engines.steps import Step
from vardvag.events.model import EventKind, Phase

BY_ANOTHER_STEP = (About.NEXT_STEP, About.FIRST_TREATMENT)
"""The waits that have begun only when what starts them has happened."""

_MOVING, _PAUSING = 1, 2
"""What the weightiest event about a wait can do: move its last day; be time that is not counted."""

LAST_YEAR = 9998
"""No moment is later (`base.moments`)."""


def fact_steps(
    events: str, under: Sequence[Limit], as_of: date, known_on: date | None, options: Options
) -> list[Step]:
    """The steps from a relation of events to `waits_with_reason`: one row for each pathway and limit.

    A limit is known by its place in *under*, `number`, and a wording by its place among all, `version`.
    """
    abouts = list(dict.fromkeys(limit.about for limit in under))
    return [
        Step("event_limits", _limits(under, options), kept=True),
        Step("event_limit_versions", _versions(under), kept=True),
        Step("superseded", _superseded(events, known_on), kept=True),
        Step("events_in_force", _in_force(events, as_of, known_on)),
        Step("pathway_facts", _facts(abouts, options), kept=True),
        Step("waits_found", _waits(under, options)),
        Step(
            "waits_with_reason",
            f"""
SELECT found.*, version.version, version.days, version.not_counted,
  coalesce(found.stopped_on, DATE '{as_of}') AS until,
  CASE
    WHEN found.not_covered IS NOT NULL THEN CASE found.not_covered {_reasons()} END
    WHEN found.started_on IS NULL THEN '{reasons.START_UNKNOWN}'
    WHEN found.stopped_on < found.started_on THEN '{reasons.CARE_BEFORE_START}'
    WHEN version.version IS NULL THEN '{reasons.NO_LIMIT_THEN}'
    WHEN version.not_counted IS NULL AND found.pausing THEN '{reasons.GROUNDS_UNKNOWN}'
  END AS reason
FROM waits_found AS found
LEFT JOIN event_limit_versions AS version ON {in_force_on("found.started_on", "found.number")}""",
            kept=True,
        ),
    ]


def in_force_on(day: str, number: str) -> str:
    """The condition on `version` that finds the wording of a limit on a day."""
    return (
        f"version.number = {number} AND {day} >= version.valid_from "
        f"AND (version.valid_to IS NULL OR {day} <= version.valid_to)"
    )


def kinds(some: Iterable[EventKind]) -> str:
    """Kinds of events as an SQL list; of none, a list that nothing is in."""
    return "(" + (", ".join(f"'{kind.value}'" for kind in some) or "NULL") + ")"


def relation(rows: Sequence[str], names: str) -> str:
    """Rows as SQL has them."""
    return f"SELECT * FROM (VALUES {', '.join(rows)}) AS rows ({names})"


def phases(some: Iterable[Phase]) -> str:
    """Kinds of contact as an SQL list."""
    return "(" + ", ".join(str(phase.value) for phase in sorted(some)) + ")"


def known_before(known_on: date) -> datetime | None:
    """The instant, in UTC without zone, before which all was received that was known on a day in Sweden.

    None when no instant is so late that it was not.
    """
    if known_on.year >= LAST_YEAR:
        return None
    midnight = datetime.combine(known_on + timedelta(days=1), time(), STOCKHOLM)
    return midnight.astimezone(UTC).replace(tzinfo=None)


def _superseded(events: str, known_on: date | None) -> str:
    """The events that another, which is known, supersedes, whichever pathways they stand on."""
    return f"""
SELECT DISTINCT later.supersedes AS event_id FROM {events} AS later
WHERE later.supersedes IS NOT NULL{_known("later", known_on)}"""


def _in_force(events: str, as_of: date, known_on: date | None) -> str:
    """As `facts.in_force`, of every pathway."""
    return f"""
SELECT event.pathway, event.phase, event.kind, event."on" AS day, event.for_day
FROM {events} AS event LEFT JOIN superseded ON event.event_id = superseded.event_id
WHERE superseded.event_id IS NULL AND event."on" <= DATE '{as_of}'{_known("event", known_on)}"""


def _known(event: str, known_on: date | None) -> str:
    before = None if known_on is None else known_before(known_on)
    return "" if before is None else f" AND {event}.received_at < TIMESTAMP '{before}'"


def _facts(abouts: Sequence[About], options: Options) -> str:
    """What the limits ask of each pathway: the first day of every kind that starts or ends a wait."""
    exempting = " ".join(f"WHEN '{kind.value}' THEN {place}" for place, kind in enumerate(NOT_COVERED))
    columns = [column for about in abouts for column in _facts_about(about, options)]
    told = f"min(CASE kind {exempting} END) FILTER (WHERE kind IN {kinds(NOT_COVERED)})"
    return f"""
SELECT pathway,
  {told} AS not_covered,
  {_first([EventKind.INFORMED])} AS informed_on{"".join(f",{chr(10)}  {one}" for one in columns)}
FROM events_in_force
GROUP BY pathway"""


def _facts_about(about: About, options: Options) -> list[str]:
    starting, waited = f"phase IN {phases(STARTS_IN[about])}", f"phase IN {phases(ENDS_IN[about])}"
    holding = [EventKind.WAIVED, *(begun for begun, _ in HOLDS.values())]
    return [
        *(
            f"{_first([kind], starting)} AS {about}_start_{place}"
            for place, kind in enumerate(starting_kinds(about, options))
        ),
        f"{_first(ENDS, waited)} AS {about}_end",
        f"max(CASE WHEN {waited} THEN CASE WHEN kind IN {kinds(holding)} THEN {_PAUSING} "
        f"WHEN kind = '{EventKind.LATER_AGREED}' THEN {_MOVING} ELSE 0 END END) AS {about}_weight",
    ]


def _first(some: Iterable[EventKind], where: str = "true") -> str:
    return f"min(day) FILTER (WHERE {where} AND kind IN {kinds(some)})"


def _waits(under: Sequence[Limit], options: Options) -> str:
    """One row for each limit that something has happened about. `moving`: something may move its last day."""
    rows = []
    for number, limit in enumerate(under):
        about = limit.about
        first = [f"{about}_start_{place}" for place, _ in enumerate(starting_kinds(about, options))]
        began = f"coalesce({', '.join([*first, 'NULL'])})"
        begun = f"{began} IS NOT NULL" if about in BY_ANOTHER_STEP else f"{about}_weight IS NOT NULL"
        not_covered = "not_covered" if limit.is_guarantee else "CAST(NULL AS INTEGER)"
        rows.append(f"""
SELECT pathway, {number} AS number, {not_covered} AS not_covered, {began} AS started_on,
  {about}_end AS stopped_on, informed_on, coalesce({about}_weight, 0) >= {_PAUSING} AS pausing,
  coalesce({about}_weight, 0) >= {_MOVING} AS moving
FROM pathway_facts WHERE {begun}""")
    return "\nUNION ALL".join(rows)


def _reasons() -> str:
    return " ".join(f"WHEN {place} THEN '{reason}'" for place, reason in enumerate(NOT_COVERED.values()))


def _limits(under: Sequence[Limit], options: Options) -> str:
    rows = []
    for number, limit in enumerate(under):
        missing = ",".join(kind.value for kind in starting_kinds(limit.about, options))
        rows.append(f"({number}, {text_literal(limit.name)}, '{limit.kind}', '{missing}')")
    return relation(rows, "number, limit_name, limit_kind, starting")


def _versions(under: Sequence[Limit]) -> str:
    """Every wording as one row; `not_counted` lists grounds, `,medical,waived,`, and is NULL if unknown."""
    entries = [(number, entry) for number, limit in enumerate(under) for entry in limit.history]
    rows = []
    for version, (number, entry) in enumerate(entries):
        value = entry.value
        words = ", ".join(map(text_literal, (value.law, value.paragraph, value.wording)))
        until = "CAST(NULL AS DATE)" if entry.valid_to is None else f"DATE '{entry.valid_to}'"
        rows.append(
            f"({version}, {number}, {value.days}, {words}, {_grounds(value)}, "
            f"DATE '{entry.valid_from}', {until})"
        )
    names = "version, number, days, law, paragraph, wording, not_counted, valid_from, valid_to"
    return relation(rows, names)


def _grounds(version: LimitVersion) -> str:
    if version.not_counted is None:
        return "CAST(NULL AS VARCHAR)"
    return text_literal("," + "".join(f"{ground}," for ground in sorted(version.not_counted)))
