"""Who was decided in each month, and how long each has been followed, as named SQL steps over the contacts.

The engines only count; the estimate is `time_to_care`. Here does not belong which months can be told
(`time_to_care_cells`).
"""

from __future__ import annotations

from collections.abc import Mapping

from vardvag.base.days import Month
from vardvag.engines.dialects import Dialect
from vardvag.engines.open_engine import OpenEngine
from vardvag.engines.steps import Step, make_steps
from vardvag.statistics.flow_steps import counted_sql
from vardvag.statistics.from_contacts import make_standing
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy
from vardvag.statistics.time_to_care import Lengths
from vardvag.warehouse.snapshot import Snapshot


def time_to_care_steps(
    measure: Measure, policy: ExclusionPolicy, first: Month, last: Month, dialect: Dialect
) -> list[Step]:
    """The steps from `known_latest` to `time_to_care`: region, month of decision, days, held and waiting."""
    month_end = dialect.last_day_of_month("month")
    followed = f"""
SELECT region, {dialect.month_index("decided_on")} AS decided_in,
    CASE WHEN reported = 'done' THEN {dialect.days_between("decided_on", "started_on")}
        ELSE {dialect.days_between("decided_on", month_end)} END AS days,
    CASE WHEN reported = 'done' THEN 1 ELSE 0 END AS held
FROM known_latest
WHERE {counted_sql(measure, policy)}
    AND ((reported = 'done' AND started_on >= decided_on)
        OR (reported = 'waiting' AND decided_on <= {month_end}))
"""
    time_to_care = f"""
SELECT region, decided_in, CAST(days AS INTEGER) AS days,
    CAST(sum(held) AS BIGINT) AS held, CAST(count(*) - sum(held) AS BIGINT) AS waiting
FROM followed
WHERE decided_in BETWEEN {first.index} AND {last.index}
GROUP BY region, decided_in, days
"""
    return [Step("followed", followed), Step("time_to_care", time_to_care)]


def lengths_on(
    engine: OpenEngine,
    snapshot: Snapshot,
    measure: Measure,
    policy: ExclusionPolicy,
    first: Month,
    last: Month,
) -> Mapping[tuple[str, Month], Lengths]:
    """By region and month of decision, from *first* to *last*, counted on *engine*.

    BadInput when a file of the store is gone or cut short.
    """
    if not snapshot.contact_files():
        return {}
    make_standing(engine, snapshot)
    return lengths_of_standing(engine, measure, policy, first, last)


def lengths_of_standing(
    engine: OpenEngine, measure: Measure, policy: ExclusionPolicy, first: Month, last: Month
) -> Mapping[tuple[str, Month], Lengths]:
    """The same of the contacts that stand on *engine* already (`from_contacts.make_standing`)."""
    made = make_steps(engine, time_to_care_steps(measure, policy, first, last, engine.dialect))
    found: dict[tuple[str, Month], dict[int, tuple[int, int]]] = {}
    for region, month, day, held, waiting in engine.rows(
        f"SELECT region, decided_in, days, held, waiting FROM {made}"
    ):
        found.setdefault((region, Month.from_index(month)), {})[day] = (held, waiting)
    return found
