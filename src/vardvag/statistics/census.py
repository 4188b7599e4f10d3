"""The month-end census: how many wait, and how many of them within the limit, from the cube.

The wait of a contact is one stretch of month ends; the part of it within the limit is its beginning. So each
row of changes becomes changes of two states, *within* and *over*: whoever begins to wait begins within, and
moves to over at the first month end after the last that lies within the limit. One running sum then gives
every month. No row is joined with every month, so the cost does not grow with the number of months.

Basis `derived` only; what the month's file calls waiting is counted in `completed`'s way, see `tallies`.
"""

from __future__ import annotations

from vardvag.base.days import Month
from vardvag.engines.dialects import DUCKDB, Dialect
from vardvag.engines.steps import Step
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy


def census_steps(
    measure: Measure,
    policy: ExclusionPolicy,
    first: Month,
    last: Month,
    dialect: Dialect = DUCKDB,
) -> list[Step]:
    """The steps from `asked` (the changes that the measure is about, up to *last*) to `tally`.

    `tally` has region, month (index), within and counted, for every month end from *first* to *last*.
    """
    limit_day = dialect.add_days("decided_on", str(measure.limit))
    aged = f"""
SELECT region, deviation, month AS from_month, number,
    CASE WHEN limit_day = {dialect.last_day_of_month(dialect.month_index("limit_day"))}
        THEN {dialect.month_index("limit_day")}
        ELSE {dialect.month_index("limit_day")} - 1 END AS last_within
FROM (SELECT *, {limit_day} AS limit_day FROM asked) AS dated
"""
    changes = """
SELECT region, deviation, false AS over_limit, from_month, number FROM aged WHERE from_month <= last_within
UNION ALL
SELECT region, deviation, false, last_within + 1, -number FROM aged WHERE from_month <= last_within
UNION ALL
SELECT region, deviation, true,
    CASE WHEN from_month <= last_within THEN last_within + 1 ELSE from_month END, number
FROM aged
"""
    monthly = f"""
SELECT region, greatest(from_month, {first.index}) AS month,
    sum(CASE WHEN over_limit THEN 0 ELSE number END) AS within, sum(number) AS counted
FROM changes
WHERE from_month <= {last.index} AND {policy.counts_sql("deviation", "over_limit")}
GROUP BY region, greatest(from_month, {first.index})
"""
    every_month = ", ".join(f"({index})" for index in range(first.index, last.index + 1))
    grid = f"""
SELECT region, month FROM (SELECT DISTINCT region FROM monthly_changes) AS regions
CROSS JOIN (VALUES {every_month}) AS months(month)
"""
    tally = """
SELECT region, month,
    CAST(sum(coalesce(within, 0)) OVER so_far AS BIGINT) AS within,
    CAST(sum(coalesce(counted, 0)) OVER so_far AS BIGINT) AS counted
FROM grid LEFT JOIN monthly_changes USING (region, month)
WINDOW so_far AS (PARTITION BY region ORDER BY month)
"""
    return [
        Step("aged", aged),
        Step("changes", changes),
        Step("monthly_changes", monthly, kept=True),
        Step("grid", grid),
        Step("tally", tally),
    ]
