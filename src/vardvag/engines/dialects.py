"""Every difference between the SQL engines, as fragments: nothing else in Vårdväg may ask which engine runs.

A new engine is a new `Dialect` and an `OpenEngine`. Here belongs how a thing is *written*; never what is
counted, nor how a session keeps a step (`duckdb_engine`, `postgres_engine`, `spark_engine`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

Fragment = Callable[[str], str]
"""One expression in, one expression out."""

PairFragment = Callable[[str, str], str]
"""Two expressions in, one out."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one engine writes what the others write differently.

    `days_between(start, stop)` is whole days from start to stop; `minutes_begun(start, stop)` the minutes
    between two moments, the last one whole if it has begun; `add_days(day, days)` a date; `month_index`
    the months since year 0 (as `base.days.Month.index`); `last_day_of_month(index)` the date that ends the
    month of such an index; `count_where` the number of rows where the condition is true (0 of none).
    `types` are the names of column types, by Arrow's.
    """

    name: str
    days_between: PairFragment
    minutes_begun: PairFragment
    add_days: PairFragment
    month_index: Fragment
    last_day_of_month: Fragment
    count_where: Fragment
    types: Mapping[str, str]


DUCKDB = Dialect(
    name="duckdb",
    days_between=lambda start, stop: f"date_diff('day', {start}, {stop})",
    minutes_begun=lambda start, stop: f"((date_diff('microsecond', {start}, {stop}) + 59999999) // 60000000)",
    add_days=lambda day, days: f"CAST({day} + CAST({days} AS INTEGER) AS DATE)",
    month_index=lambda day: f"CAST(year({day}) * 12 + month({day}) - 1 AS INTEGER)",
    last_day_of_month=lambda index: f"last_day(make_date(({index}) // 12, ({index}) % 12 + 1, 1))",
    count_where=lambda condition: f"CAST(count(*) FILTER (WHERE {condition}) AS BIGINT)",
    types=MappingProxyType(
        {
            "string": "VARCHAR",
            "int8": "TINYINT",
            "int16": "SMALLINT",
            "int32": "INTEGER",
            "bool": "BOOLEAN",
            "date32[day]": "DATE",
            "timestamp[us]": "TIMESTAMP",
        }
    ),
)

POSTGRES = Dialect(
    name="postgres",
    days_between=lambda start, stop: f"(({stop}) - ({start}))",  # of two dates: whole days
    minutes_begun=lambda start, stop: (
        f"ceil(extract(EPOCH FROM (({stop}) - ({start}))) / 60)"
    ),  # numeric: exact
    add_days=lambda day, days: f"({day} + CAST({days} AS INTEGER))",
    month_index=lambda day: f"CAST(extract(YEAR FROM {day}) * 12 + extract(MONTH FROM {day}) - 1 AS INTEGER)",
    # The day before the first of the next month.
    last_day_of_month=lambda index: f"(make_date((({index}) + 1) / 12, (({index}) + 1) % 12 + 1, 1) - 1)",
    count_where=lambda condition: f"count(*) FILTER (WHERE {condition})",
    types=MappingProxyType(
        {
            "string": "text",
            "int8": "smallint",
            "int16": "smallint",
            "int32": "integer",
            "bool": "boolean",
            "date32[day]": "date",
            "timestamp[us]": "timestamp",
        }
    ),
)

SPARK = Dialect(
    name="spark",
    days_between=lambda start, stop: f"datediff({stop}, {start})",
    minutes_begun=lambda start, stop: (
        f"((timestampdiff(MICROSECOND, {start}, {stop}) + 59999999) DIV 60000000)"
    ),
    add_days=lambda day, days: f"date_add({day}, CAST({days} AS INT))",
    month_index=lambda day: f"CAST(year({day}) * 12 + month({day}) - 1 AS INT)",
    last_day_of_month=lambda index: (
        f"last_day(make_date(CAST(({index}) DIV 12 AS INT), CAST(({index}) % 12 + 1 AS INT), 1))"
    ),
    count_where=lambda condition: f"count(*) FILTER (WHERE {condition})",
    types=MappingProxyType(
        {
            "string": "STRING",
            "int8": "TINYINT",
            "int16": "SMALLINT",
            "int32": "INT",
            "bool": "BOOLEAN",
            "date32[day]": "DATE",
            "timestamp[us]": "TIMESTAMP_NTZ",
        }
    ),
)

DIALECTS = {dialect.name: dialect for dialect in (DUCKDB, POSTGRES, SPARK)}
"""Every engine by its name."""
