"""Waits whose length is known as it stands: those that ended in a month, and the month's waiting file.

Both are histograms of days in the cube, so within the limit and past it is one comparison. The waiting that
follows from decision and end is `census`.
"""

from __future__ import annotations

from vardvag.base.days import Month
from vardvag.engines.steps import Step
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy


def histogram_steps(
    measure: Measure,
    policy: ExclusionPolicy,
    first: Month,
    last: Month,
) -> list[Step]:
    """The step from `asked` (the histogram that the measure is about) to `tally`, as in `census`.

    A region without contacts in a month has no row.
    """
    tally = f"""
SELECT region, month,
    CAST(coalesce(sum(number) FILTER (WHERE days <= {measure.limit}), 0) AS BIGINT) AS within,
    CAST(sum(number) AS BIGINT) AS counted
FROM asked
WHERE month BETWEEN {first.index} AND {last.index}
    AND {policy.counts_sql("deviation", f"days > {measure.limit}")}
GROUP BY region, month
"""
    return [Step("tally", tally)]
