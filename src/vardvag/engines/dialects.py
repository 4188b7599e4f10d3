"""Every difference between the SQL engines, as fragments: nothing else in Vårdväg may ask which engine runs.

A new engine is a new `Dialect`. Here belongs how a thing is *written*; never what is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Fragment = Callable[[str], str]
"""One expression in, one expression out."""

PairFragment = Callable[[str, str], str]
"""Two expressions in, one out."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one engine writes what the others write differently.

    `days_between(start, stop)` is whole days from start to stop; `add_days(day, days)` a date; `month_index`
    the months since year 0 (as `base.days.Month.index`); `last_day_of_month(index)` the date that ends the
    month of such an index; `count_where` the number of rows where the condition is true (0 of none).
    """

    name: str
    days_between: PairFragment
    add_days: PairFragment
    month_index: Fragment
    last_day_of_month: Fragment
    count_where: Fragment


DUCKDB = Dialect(
    name="duckdb",
    days_between=lambda start, stop: f"date_diff('day', {start}, {stop})",
    add_days=lambda day, days: f"CAST({day} + CAST({days} AS INTEGER) AS DATE)",
    month_index=lambda day: f"CAST(year({day}) * 12 + month({day}) - 1 AS INTEGER)",
    last_day_of_month=lambda index: f"last_day(make_date(({index}) // 12, ({index}) % 12 + 1, 1))",
    count_where=lambda condition: f"CAST(count(*) FILTER (WHERE {condition}) AS BIGINT)",
)

DIALECTS = {dialect.name: dialect for dialect in (DUCKDB,)}
"""Every engine by its name."""
