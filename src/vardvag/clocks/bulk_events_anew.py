"""Waivers, and what starts a wait anew, in SQL: from each wait to those that follow, and what they leave out.

The last steps of `bulk_events` before the clocks; what they mean stands in `waiver`, `anew` and `reference`.

A wait can begin anew only on a day the patient told something, so every such day is tried as a beginning at
once, and then those are kept that the waits lead to, one after another. Here does not belong how pauses add
up (`bulk_events_pauses`).
"""

from __future__ import annotations

from vardvag.clocks.bulk_events_facts import in_force_on, kinds
from vardvag.clocks.bulk_events_pauses import ONE_WAIT, passed
from vardvag.clocks.limits import Ground
from vardvag.clocks.waiver import OFFERS
from vardvag.engines.dialects import Dialect
from vardvag.engines.steps import Step
from vardvag.events.model import EventKind

_SAME = "wait.pathway = {0}.pathway AND wait.number = {0}.number"


def anew_steps(dialect: Dialect) -> list[Step]:
    """The steps from `moving_waits` to `waits_moved`: one row for each wait that is reached."""
    return [
        Step("possible_waits", _possible(), kept=True),
        Step("held", _held("possible_waits", "until")),
        Step("held_passed", passed("held", dialect)),
        Step(
            "waits_passed",
            f"""
SELECT wait.*,
  coalesce(held_passed.overdue_from, {dialect.add_days("wait.started_on", "(wait.days + 1)")}) AS passed
FROM possible_waits AS wait LEFT JOIN held_passed USING ({ONE_WAIT})""",
            kept=True,
        ),
        Step("offered", _offered()),
        Step("abstained", _abstained(), kept=True),
        Step("regretted", _regretted()),
        Step("agreed", _agreed()),
        Step("wanted", _wanted()),
        Step(
            "waits_ended",
            f"""
SELECT wait.*, abstained.waived_on, least(regretted.day, wanted.day) AS anew
FROM waits_passed AS wait
LEFT JOIN abstained USING ({ONE_WAIT})
LEFT JOIN regretted USING ({ONE_WAIT})
LEFT JOIN wanted USING ({ONE_WAIT})""",
            kept=True,
        ),
        Step("waits_reached", _reached(), kept=True),
        Step("left_out", _left_out()),
        Step("left_out_passed", passed("left_out", dialect)),
        Step(
            "waits_moved",
            f"""
SELECT wait.pathway, wait.number, wait.wait, wait.version, wait.started_on,
  coalesce(wait.anew, wait.stopped_on) AS stopped_on,
  CASE WHEN wait.version IS NOT NULL
    THEN coalesce(moved.overdue_from, {dialect.add_days("wait.started_on", "(wait.days + 1)")})
  END AS overdue_from,
  coalesce(moved.provisional, false) AND coalesce(wait.anew, wait.stopped_on) IS NULL AS provisional
FROM waits_reached AS wait LEFT JOIN left_out_passed AS moved USING ({ONE_WAIT})""",
        ),
    ]


def _possible() -> str:
    """Every wait, and every one that may follow it, under the wording of the day it begins."""
    telling = f"""
SELECT pathway, number, day FROM told_alone WHERE NOT waived
UNION
SELECT pathway, number, day FROM moving_events WHERE kind = '{EventKind.EARLIER_WANTED}'"""
    return f"""
SELECT began.pathway, began.number, began.started_on, began.stopped_on, began.until, began.informed_on,
  version.version, version.days, version.not_counted
FROM (
  SELECT pathway, number, started_on, stopped_on, until, informed_on FROM moving_waits
  UNION ALL
  SELECT wait.pathway, wait.number, told.day, wait.stopped_on, wait.until, wait.informed_on
  FROM moving_waits AS wait JOIN ({telling}) AS told ON {_SAME.format("told")}
  WHERE told.day > wait.started_on AND told.day <= wait.until) AS began
LEFT JOIN event_limit_versions AS version ON {in_force_on("began.started_on", "began.number")}"""


def _held(waits: str, until: str) -> str:
    """HSF 6 kap. 2 §, items 1 and 2, laid on each wait up to *until*, by the grounds of its wording."""
    return f"""
SELECT wait.pathway, wait.number, wait.started_on, wait.days, hold.begun,
  least(hold.ended, {until}) AS ended, hold.ended IS NULL AS open
FROM {waits} AS wait JOIN holds AS hold ON {_SAME.format("hold")}
WHERE wait.not_counted LIKE '%,' || hold.ground || ',%' AND hold.begun <= {until}"""


def _offered() -> str:
    """Condition 2: the first offer, in this wait, of care before the limit has been passed."""
    return f"""
SELECT wait.pathway, wait.number, wait.started_on, min(offer.day) AS offered_on
FROM waits_passed AS wait JOIN moving_events AS offer ON {_SAME.format("offer")}
WHERE offer.kind IN {kinds(OFFERS)}
  AND offer.day >= wait.started_on AND coalesce(offer.for_day, offer.day) < wait.passed
GROUP BY wait.pathway, wait.number, wait.started_on"""


def _abstained() -> str:
    """The first day she told that she abstains (condition 3), informed (1) and offered (2) by then."""
    return f"""
SELECT wait.pathway, wait.number, wait.started_on, min(told.day) AS waived_on
FROM waits_passed AS wait
JOIN offered USING ({ONE_WAIT})
JOIN told_alone AS told ON {_SAME.format("told")} AND told.waived
WHERE wait.not_counted LIKE '%,{Ground.WAIVED},%'
  AND told.day >= wait.informed_on AND told.day >= offered.offered_on
GROUP BY wait.pathway, wait.number, wait.started_on"""


def _regretted() -> str:
    """The first day after it on which she told that she regrets it."""
    return f"""
SELECT wait.pathway, wait.number, wait.started_on, min(told.day) AS day
FROM waits_passed AS wait
JOIN abstained USING ({ONE_WAIT})
JOIN told_alone AS told ON {_SAME.format("told")} AND NOT told.waived
WHERE told.day > abstained.waived_on AND told.day <= wait.until
GROUP BY wait.pathway, wait.number, wait.started_on"""


def _agreed() -> str:
    """The first agreement, in this wait, on a day later than the limit."""
    return f"""
SELECT wait.pathway, wait.number, wait.started_on, min(event.day) AS agreed_on
FROM waits_passed AS wait JOIN moving_events AS event ON {_SAME.format("event")}
WHERE event.kind = '{EventKind.LATER_AGREED}' AND event.day >= wait.started_on
  AND (event.for_day IS NULL OR event.for_day >= wait.passed)
GROUP BY wait.pathway, wait.number, wait.started_on"""


def _wanted() -> str:
    """The first day after that on which she told that she wants care earlier."""
    return f"""
SELECT wait.pathway, wait.number, wait.started_on, min(event.day) AS day
FROM waits_passed AS wait
JOIN agreed USING ({ONE_WAIT})
JOIN moving_events AS event ON {_SAME.format("event")}
WHERE event.kind = '{EventKind.EARLIER_WANTED}' AND event.day > agreed.agreed_on AND event.day <= wait.until
GROUP BY wait.pathway, wait.number, wait.started_on"""


def _reached() -> str:
    """The waits that follow one another from the first, each later than the one before, numbered from 0."""
    return f"""
WITH RECURSIVE following AS (
  SELECT {ONE_WAIT}, 0 AS wait FROM moving_waits
  UNION ALL
  SELECT ended.pathway, ended.number, ended.anew, following.wait + 1
  FROM following JOIN waits_ended AS ended USING ({ONE_WAIT})
  WHERE ended.anew > following.started_on)
SELECT ended.*, following.wait, coalesce(ended.anew, ended.until) AS left_out_until
FROM following JOIN waits_ended AS ended USING ({ONE_WAIT})"""


def _left_out() -> str:
    """All that is left out of each wait: the holds up to its end, and from the day she abstained."""
    return f"""
{_held("waits_reached", "wait.left_out_until")}
UNION ALL
SELECT pathway, number, started_on, days, waived_on, left_out_until,
  anew IS NULL AND stopped_on IS NULL
FROM waits_reached
WHERE waived_on IS NOT NULL AND (anew IS NULL OR waived_on < anew)"""
