"""The full monthly product: every region, phase and speciality at every month end, under every policy.

A region at a time, so that memory is that of a region. What is read may be a cube, or the rows that a cube is
added up from: adding is the same. Here does not belong the country, which needs to know who has reported
(`figure_cells`), nor hiding (`figure_gate`): this is for those who may see what was counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vardvag.base.days import Month
from vardvag.engines.dialects import DUCKDB
from vardvag.engines.duckdb_engine import text_literal
from vardvag.engines.steps import run_steps
from vardvag.statistics.asked import codes
from vardvag.statistics.cube import cube_steps
from vardvag.statistics.day_grid import CubeRows, Small, grid_of_changes, grid_of_lengths, in_batches
from vardvag.statistics.figures import Figure
from vardvag.statistics.policy import ExclusionPolicy
from vardvag.statistics.product import PolicyFigures, product

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

KINDS: Mapping[str, str] = {"census": "decided_on", "completed": "days"}
"""What is counted, and the column that holds its day."""

LARGEST = 6_000_000
"""Numbers in one array at a time: 24 MB. Larger ones are slower, because they pass through memory."""


@dataclass(frozen=True, slots=True)
class MonthlyTable:
    """The figures of some groups; `groups` are phase and speciality, as the arrays' first axis has them."""

    kind: str
    region: str
    groups: tuple[tuple[int, str], ...]
    figures: Mapping[str, PolicyFigures]


def monthly_product(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    first: Month,
    last: Month,
    limit: int,
    policies: Sequence[ExclusionPolicy],
    figures: Sequence[Figure],
) -> Iterator[MonthlyTable]:
    """The *figures* of all in *source* (the columns of a cube), by region, in the order of their codes."""
    found = connection.execute(f"SELECT DISTINCT region FROM {source} ORDER BY region").fetchall()
    for (region,) in found:
        for kind, day in KINDS.items():
            since = "" if kind == "census" else f" AND month >= {first.index}"
            table = connection.sql(
                f"SELECT phase, speciality, deviation, month, {day} AS day, number FROM {source} "
                f"WHERE region = {text_literal(region)} AND kind = '{kind}' AND month <= {last.index}{since}"
            ).to_arrow_table()
            specialities, group = _groups(table)
            rows = CubeRows(group, *_numbers(table, "deviation", "month", "day", "number"))
            yield from _tables(kind, region, specialities, rows, first, last, limit, policies, figures)


def monthly_of_waits(
    connection: duckdb.DuckDBPyConnection,
    latest: str,
    first: Month,
    last: Month,
    limit: int,
    policies: Sequence[ExclusionPolicy],
    figures: Sequence[Figure],
) -> Iterator[MonthlyTable]:
    """The same from contacts: *latest* holds each once, as last known, with a `sign`.

    Those of the same group and the same two days are one row before anything else is done with them: the
    contacts are read once, and most of what a cube would hold is never written.
    """
    waits = cube_steps(latest, latest)[0]
    run_steps(connection, [waits])
    found = connection.execute(f"SELECT DISTINCT region, phase FROM {latest} ORDER BY ALL").fetchall()
    for region, phase in found:
        table = connection.sql(_added(waits.name, region, phase)).to_arrow_table()
        specialities, group = _groups(table)
        census, completed = _histograms(group, table, first, last)
        del table, group  # half of the memory, from here on
        yield from _tables("census", region, specialities, census, first, last, limit, policies, figures)
        yield from _tables(
            "completed", region, specialities, completed, first, last, limit, policies, figures
        )


def _added(waits: str, region: str, phase: int) -> str:
    """The waits of one phase in a region, those with the same two days as one row."""
    decided, ended = (DUCKDB.month_index(day) for day in ("decided_on", "ended_on"))
    return f"""
SELECT phase, speciality, deviation, decided_on AS decided, {decided} AS decided_month,
    coalesce({ended}, 0) AS ended_month,
    coalesce({DUCKDB.days_between("decided_on", "ended_on")}, 0) AS days, number
FROM (
    SELECT phase, speciality, deviation, decided_on, ended_on, sum(sign) AS number
    FROM {waits} WHERE region = {text_literal(region)} AND phase = {int(phase)} GROUP BY ALL
)
"""


def _histograms(group: Small, table: pa.Table, first: Month, last: Month) -> tuple[CubeRows, CubeRows]:
    """The changes of the census up to *last*, and the lengths of those that ended from *first* to *last*."""
    deviation, decided_on, begun, over, days, number = _numbers(
        table, "deviation", "decided", "decided_month", "ended_month", "days", "number"
    )
    before = begun <= last.index
    ended = (over > 0) & (over <= last.index)
    columns = (group, deviation, (begun, over), decided_on, (number, -number))
    census = CubeRows(*(_both(column, before, ended) for column in columns))
    return census, CubeRows(group, deviation, over, days, number).chosen(ended & (over >= first.index))


def _both(column: Small | tuple[Small, Small], begun: NDArray[np.bool_], ended: NDArray[np.bool_]) -> Small:
    """What a column holds of those who have begun, then of those who have ended."""
    at_first, at_last = column if isinstance(column, tuple) else (column, column)
    return np.concatenate([at_first[begun], at_last[ended]])


def _groups(table: pa.Table) -> tuple[tuple[str, ...], Small]:
    """The specialities, and each row's group: its phase and its speciality's number."""
    specialities, speciality = codes(table.column("speciality"))
    [phase] = _numbers(table, "phase")
    return specialities, (phase * np.int32(len(specialities)) + speciality).astype(np.int32)


def _numbers(table: pa.Table, *names: str) -> list[Small]:
    return [table.column(name).cast("int32").to_numpy() for name in names]


def _tables(
    kind: str,
    region: str,
    specialities: tuple[str, ...],
    rows: CubeRows,
    first: Month,
    last: Month,
    limit: int,
    policies: Sequence[ExclusionPolicy],
    figures: Sequence[Figure],
) -> Iterator[MonthlyTable]:
    if not len(rows):
        return
    make = grid_of_changes if kind == "census" else grid_of_lengths
    for numbers, chosen in _batches(rows, last.index - first.index + 1):
        made = product(make(chosen, len(numbers), first, last), limit, policies, figures)
        groups = tuple((n // len(specialities), specialities[n % len(specialities)]) for n in numbers)
        yield MonthlyTable(kind, region, groups, made)


def _batches(rows: CubeRows, month_ends: int) -> Iterator[tuple[list[int], CubeRows]]:
    """The rows in parts of whole groups, each small enough, with the groups' numbers; renumbered from 0."""
    order = np.argsort(rows.group.astype(np.uint16), kind="stable")
    columns = [column[order] for column in (rows.group, rows.deviation, rows.month, rows.day, rows.number)]
    occurring, starts = np.unique(columns[0], return_index=True)
    ends = [*starts[1:].tolist(), len(rows)]
    size = len(np.unique(rows.day)) * month_ends * len(np.unique(rows.deviation))
    for batch in in_batches([size] * len(occurring), LARGEST):
        part = slice(int(starts[batch[0]]), ends[batch[-1]])
        group, *rest = (column[part] for column in columns)
        rank = np.searchsorted(occurring[batch], group).astype(np.int32)
        yield [int(one) for one in occurring[batch]], CubeRows(rank, *rest)
