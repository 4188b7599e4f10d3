"""The full monthly product: sixty month ends, bands and medians by region, speciality, phase and policy.

Beside it the best queries we could write by hand for each of its parts alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cases_contacts import CONTACTS, FIRST, LAST, parquet_rows, rows_in, write_rows
from side_by_side import Comparison, Run, Way

from vardvag.base.days import Month
from vardvag.engines.duckdb_engine import connect
from vardvag.engines.steps import Step, run_steps
from vardvag.statistics.cube import cube_steps
from vardvag.statistics.figures import BAND_SETS, Figure
from vardvag.statistics.monthly import MonthlyTable, monthly_of_waits, monthly_product
from vardvag.statistics.policy import policies

SOURCE = "product.parquet"
TIMES = 5
"""So many times the contacts of the other comparisons, each a day later than the one before: a million."""

LIMIT = 90
FIGURES = (Figure.SHARE, Figure.BANDS, Figure.MEDIAN)
KEY = "region, phase, speciality"
DAYS = BAND_SETS[Figure.BANDS].last_days

Row = tuple[object, ...]


def make_data(folder: Path) -> None:
    """Write the contacts, sorted by region as a store has them, and their cube."""
    with connect() as connection:
        later = "decided_on + n::INTEGER AS decided_on, started_on + n::INTEGER AS started_on"
        copies = (
            f"SELECT contact_id || '+' || n AS contact_id, * EXCLUDE (contact_id, n) REPLACE ({later}) "
            f"FROM {parquet_rows(folder / CONTACTS)}, range({TIMES}) AS copies(n) ORDER BY region, contact_id"
        )
        write_rows(connection, copies, folder / SOURCE)
        run_steps(connection, _steps(folder))
        write_rows(connection, "SELECT * FROM cube", folder / f"cube-of-{SOURCE}")


def _steps(folder: Path) -> list[Step]:
    once = Step("once", f"SELECT *, 1 AS sign FROM {parquet_rows(folder / SOURCE)}")
    return [once, *cube_steps("once", "once")]


def _from_cube(folder: Path) -> Run:
    def run() -> object:
        with connect() as connection:
            rows = parquet_rows(folder / f"cube-of-{SOURCE}")
            connection.execute(f"CREATE TEMP VIEW whole AS SELECT * FROM {rows}")
            return _all(connection, "whole")

    return run


def _from_contacts(folder: Path) -> Run:
    def run() -> object:
        with connect() as connection:
            run_steps(connection, _steps(folder)[:1])
            chosen = sorted(policies().values(), key=lambda one: one.id)
            return list(monthly_of_waits(connection, "once", FIRST, LAST, LIMIT, chosen, FIGURES))

    return run


def _all(connection: Any, source: str) -> list[MonthlyTable]:
    chosen = sorted(policies().values(), key=lambda one: one.id)
    return list(monthly_product(connection, source, FIRST, LAST, LIMIT, chosen, FIGURES))


def _by_hand(folder: Path) -> Run:
    source = parquet_rows(folder / SOURCE)
    asked = list(statements(source))

    def run() -> object:
        with connect() as connection:
            return [connection.execute(statement).fetchall() for statement in asked]

    return run


def statements(source: str) -> Iterator[str]:
    """Census and completed, each once for counts and bands and once for medians: four queries."""
    ends = ", ".join(
        f"({index}, DATE '{Month.from_index(index).last_day}')"
        for index in range(FIRST.index, LAST.index + 1)
    )
    census = f"""(SELECT {KEY}, deviation, month, date_diff('day', decided_on, day) AS days
FROM (SELECT * EXCLUDE (month) FROM {source}
    WHERE reported = 'waiting' OR started_on >= decided_on) AS contacts
JOIN (VALUES {ends}) AS ends(month, day)
  ON decided_on <= ends.day AND (reported = 'waiting' OR started_on > ends.day))"""
    completed = f"""(SELECT {KEY}, deviation,
    (year(started_on) * 12 + month(started_on) - 1)::INTEGER AS month,
    date_diff('day', decided_on, started_on) AS days
FROM {source} WHERE reported = 'done' AND started_on BETWEEN greatest(decided_on, DATE '{FIRST.first_day}')
    AND DATE '{LAST.last_day}')"""
    for rows in (census, completed):
        counted = {one.id: one.counts_sql("deviation", f"days > {LIMIT}") for one in policies().values()}
        edges = [-1, *DAYS, 100_000]
        numbers = [
            f"count(*) FILTER (WHERE days > {low} AND days <= {high} AND {counted[name]})"
            for name in sorted(counted)
            for low, high in itertools.pairwise(edges)
        ]
        medians = [f"quantile_disc(days, 0.5) FILTER (WHERE {counted[name]})" for name in sorted(counted)]
        for told in (numbers, medians):
            yield f"SELECT {KEY}, month, {', '.join(told)} FROM {rows} GROUP BY {KEY}, month"


def _told(result: object) -> object:
    """Rows of kind, region, phase, speciality, month, and each policy's numbers and medians, in order."""
    assert isinstance(result, list)
    if result and isinstance(result[0], MonthlyTable):
        return sorted(_rows(result))
    census, census_medians, completed, completed_medians = result
    told = []
    for kind, numbers, medians in (
        ("census", census, census_medians),
        ("completed", completed, completed_medians),
    ):
        by_key = {row[:4]: row[4:] for row in medians}
        told += [
            (kind, *row[:4], tuple(row[4:]), tuple(-1 if day is None else day for day in by_key[row[:4]]))
            for row in numbers
        ]
    return sorted(row for row in told if any(row[5]))


def _rows(tables: list[MonthlyTable]) -> Iterator[Row]:
    for table in tables:
        made = [table.figures[name] for name in sorted(table.figures)]
        for number, (phase, speciality) in enumerate(table.groups):
            for at in range(LAST.index - FIRST.index + 1):
                bands = [int(n) for one in made for n in one.arrays[Figure.BANDS][number, at]]
                if any(bands):
                    medians = tuple(
                        int(one.arrays[Figure.MEDIAN][number, at]) if one.counted[number, at] else -1
                        for one in made
                    )
                    key = (table.kind, table.region, phase, speciality, FIRST.index + at)
                    yield (*key, tuple(bands), medians)


def comparisons(large: bool) -> list[Comparison]:
    """The product, three ways."""
    ways: list[tuple[str, Callable[[Path], Run]]] = [
        ("from the stored cube", _from_cube),
        ("from the contacts", _from_contacts),
        ("four queries by hand, each for one part", _by_hand),
    ]
    return [
        Comparison(
            "product",
            "The full monthly product",
            [Way(name, prepare, _told) for name, prepare in ways],
            "Sixty month ends of those waiting and of those done: number, bands and exact median by region,"
            " speciality and phase, under all five policies. By hand, the census joins each contact with each"
            " month end it waits at.",
            rounds=3,
            rows=rows_in(SOURCE),
        )
    ]
