"""The cube: contacts as day histograms that add.

A cube has one row per cell (region, phase, speciality, in the guarantee or not, deviation code) and

- `census`: month and day of decision. `number` is a *change*: +1 in the month of the decision, −1 in the
  month the wait ended. The sum up to a month is how many of those decided that day wait at its end.
- `completed`: month the wait ended and days waited.
- `reported`: report month and days waited at its end, for the contacts the month's file calls waiting.

No days are capped, so every share, band, median and percentile follows exactly. Cubes add: the cube of all
contacts is the sum of the cubes of any parts, and a correction is a row with the number taken away. So each
load stores only the change it makes.

A wait that ends before it was decided is in no histogram: it has no length. Here does not belong what is
asked of the cube (`census`, `completed`).
"""

from __future__ import annotations

from collections.abc import Sequence

from vardvag.engines.dialects import DUCKDB, Dialect
from vardvag.engines.steps import Step

CELL = ("region", "phase", "speciality", "guaranteed", "deviation")
"""The attributes a figure may be split or filtered by."""

_KEY = ", ".join(
    ("kind", "phase", *(name for name in CELL if name != "phase"), "month", "decided_on", "days")
)
"""Kind and phase first: a figure reads one histogram of one phase, and skips the rest of the file."""


def cube_steps(latest: str, monthly: str, dialect: Dialect = DUCKDB) -> Sequence[Step]:
    """The steps from two tables of contacts with a `sign` to the step `cube`.

    *latest* holds each contact once (as last known), *monthly* each contact once per report month.
    """
    cell = ", ".join(CELL)
    waits = f"""
SELECT {cell}, decided_on, CASE WHEN reported = 'done' THEN started_on END AS ended_on, sign
FROM {latest}
WHERE reported = 'waiting' OR started_on >= decided_on
"""
    histograms = f"""
SELECT {cell}, 'census' AS kind, {dialect.month_index("decided_on")} AS month,
    decided_on, CAST(NULL AS INTEGER) AS days, sign AS number
FROM waits
UNION ALL
SELECT {cell}, 'census', {dialect.month_index("ended_on")}, decided_on, CAST(NULL AS INTEGER), -sign
FROM waits WHERE ended_on IS NOT NULL
UNION ALL
SELECT {cell}, 'completed', {dialect.month_index("ended_on")}, CAST(NULL AS DATE),
    CAST({dialect.days_between("decided_on", "ended_on")} AS INTEGER), sign
FROM waits WHERE ended_on IS NOT NULL
UNION ALL
SELECT {cell}, 'reported', month, CAST(NULL AS DATE),
    CAST({dialect.days_between("decided_on", dialect.last_day_of_month("month"))} AS INTEGER), sign
FROM {monthly}
WHERE reported = 'waiting' AND decided_on <= {dialect.last_day_of_month("month")}
"""
    cube = f"""
SELECT {_KEY}, CAST(sum(number) AS BIGINT) AS number FROM histograms
GROUP BY {_KEY} HAVING sum(number) <> 0 ORDER BY {_KEY}
"""
    return [Step("waits", waits), Step("histograms", histograms), Step("cube", cube)]
