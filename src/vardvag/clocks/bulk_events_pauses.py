"""Time that is not counted, in SQL: from events to pauses, and from pauses to the day a limit is passed.

The middle steps of `bulk_events`; what they mean stands in `pauses` and `not_counted`. Only waits about which
something happened that can move their last day come here. Here does not belong which wait a pause is laid on
(`bulk_events_anew`).
"""

from __future__ import annotations

from collections.abc import Sequence

from vardvag.clocks.bulk_events_facts import kinds, relation
from vardvag.clocks.facts import ENDS_IN
from vardvag.clocks.limits import Limit
from vardvag.clocks.not_counted import HOLDS
from vardvag.clocks.waiver import OFFERS
from vardvag.engines.dialects import Dialect
from vardvag.engines.steps import Step
from vardvag.events.model import EventKind

MOVING = (
    *(kind for both in HOLDS.values() for kind in both),
    *OFFERS,
    *(EventKind.WAIVED, EventKind.WAIVER_REGRETTED, EventKind.LATER_AGREED, EventKind.EARLIER_WANTED),
)
"""The kinds of events that can move the last day of a wait, or start one anew."""

BOTH = "pathway, number"
ONE_WAIT = "pathway, number, started_on"


def pause_steps(under: Sequence[Limit]) -> list[Step]:
    """The steps from waits to what happened in them: `moving_events`, `told_alone` and `holds`."""
    return [
        Step("moving_waits", "SELECT * FROM waits_with_reason WHERE reason IS NULL AND moving", kept=True),
        Step("phases_waited_for", _phases(under), kept=True),
        Step("hold_kinds", _hold_kinds(), kept=True),
        Step(
            "moving_events",
            f"""
SELECT wait.pathway, wait.number, event.kind, event.day, event.for_day
FROM events_in_force AS event
JOIN moving_waits AS wait ON event.pathway = wait.pathway
JOIN phases_waited_for AS waited ON waited.number = wait.number AND waited.phase = event.phase
WHERE event.kind IN {kinds(MOVING)}""",
            kept=True,
        ),
        Step("told_alone", _told_alone(), kept=True),
        Step("switches", _switches()),
        Step("holds", _holds(), kept=True),
    ]


def passed(pauses: str, dialect: Dialect) -> str:
    """The first day past the limit for each wait in *pauses*, and whether an open one moved it: as
    `pauses.overdue_with`.

    A relation of pauses has `started_on` and `days` of its wait beside `begun`, `ended` and `open`. A pause
    leaves out its days after those that earlier ones reached; it counts while the days that have been counted
    when it begins are no more than the limit. That holds for all of a wait's pauses up to one, and for none
    after it.
    """
    order = f"PARTITION BY {ONE_WAIT} ORDER BY begun, ended, open"
    before = f"OVER ({order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    counts = f"FILTER (WHERE {dialect.days_between('started_on', 'left_out_from')} - earlier <= days)"
    days = f"(days + 1 + coalesce(sum(length) {counts}, 0))"
    return f"""
SELECT {ONE_WAIT},
  {dialect.add_days("started_on", days)} AS overdue_from,
  coalesce(bool_or(open) {counts}, false) AS provisional
FROM (
  SELECT *, coalesce(sum(length) {before}, 0) AS earlier
  FROM (
    SELECT *, greatest(0, {dialect.days_between("left_out_from", "ended")}) AS length
    FROM (
      SELECT *, greatest(begun, started_on, max(ended) {before}) AS left_out_from
      FROM {pauses}) AS reached) AS measured) AS placed
GROUP BY {ONE_WAIT}, days"""


def _phases(under: Sequence[Limit]) -> str:
    rows = [
        f"({number}, {phase.value})"
        for number, limit in enumerate(under)
        for phase in sorted(ENDS_IN[limit.about])
    ]
    return relation(rows, "number, phase")


def _hold_kinds() -> str:
    rows = [
        f"('{kind.value}', '{ground}', {turned_on})"
        for ground, both in HOLDS.items()
        for kind, turned_on in zip(both, (1, 0), strict=True)
    ]
    return relation(rows, "kind, ground, turned_on")


def _told_alone() -> str:
    """The days on which the patient told that she abstains, or that she regrets it; of both, none."""
    waived = f"bool_or(kind = '{EventKind.WAIVED}')"
    regretted = f"bool_or(kind = '{EventKind.WAIVER_REGRETTED}')"
    return f"""
SELECT {BOTH}, day, {waived} AS waived
FROM moving_events
WHERE kind IN {kinds([EventKind.WAIVED, EventKind.WAIVER_REGRETTED])}
GROUP BY {BOTH}, day
HAVING {waived} <> {regretted}"""


def _switches() -> str:
    """The days on which a hold is turned on or off; on one with both, neither."""
    return """
SELECT event.pathway, event.number, hold.ground, event.day, min(hold.turned_on) AS turned_on
FROM moving_events AS event JOIN hold_kinds AS hold ON event.kind = hold.kind
GROUP BY event.pathway, event.number, hold.ground, event.day
HAVING min(hold.turned_on) = max(hold.turned_on)"""


def _holds() -> str:
    """From each beginning up to the first end after it; `ended` is NULL while nobody has ended it.

    A second beginning before that end gives a pause within the first, which leaves out no more.
    """
    order = f"PARTITION BY {BOTH}, ground ORDER BY day"
    return f"""
SELECT {BOTH}, ground, day AS begun, ended
FROM (
  SELECT *,
    min(CASE WHEN turned_on = 0 THEN day END)
      OVER ({order} ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS ended
  FROM switches) AS turned
WHERE turned_on = 1"""
