"""What is asked of the cube: the rows that a measure is about, as columns that can be added up.

Here belongs reading the stored cubes; adding is `day_grid`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from vardvag.base.cells import Basis
from vardvag.base.days import Month
from vardvag.engines.duckdb_engine import DuckDB, connect
from vardvag.engines.open_engine import OpenEngine
from vardvag.engines.steps import Step, run_steps
from vardvag.statistics.cuts import Cut
from vardvag.statistics.day_grid import CubeRows
from vardvag.statistics.from_contacts import make_cube
from vardvag.statistics.measure import Measure
from vardvag.statistics.tallies import about_sql, whole_steps
from vardvag.warehouse.snapshot import Snapshot, parquet

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Asked:
    """Rows of the cube, in groups: the group of a region and a value of the cut is
    `value's number * len(regions) + region's number`."""

    regions: tuple[str, ...]
    values: tuple[str, ...]
    rows: CubeRows

    def of_values(self, numbers: list[int]) -> CubeRows:
        """The rows of some values of the cut, with their groups numbered anew in that order."""
        if len(numbers) == len(self.values):
            return self.rows
        width = len(self.regions)
        rank = np.full(len(self.values), -1, np.int32)
        rank[numbers] = np.arange(len(numbers), dtype=np.int32)
        value, region = np.divmod(self.rows.group, width)
        chosen = self.rows.chosen(rank[value] >= 0)
        group = (rank[value] * width + region)[rank[value] >= 0].astype(np.int32)
        return CubeRows(group, chosen.deviation, chosen.month, chosen.day, chosen.number)


NOTHING = Asked((), (), CubeRows(*(np.zeros(0, np.int32) for _ in range(5))))


def asked(
    snapshot: Snapshot,
    measure: Measure,
    basis: Basis | None,
    first: Month,
    last: Month,
    cut: Cut | None = None,
    engine: OpenEngine | None = None,
) -> Asked:
    """The rows of *measure* that tell of the months from *first* to *last*, in the values of *cut*.

    From the stored cubes, or from a cube that an open *engine* makes of the contacts. BadInput when a file of
    the store is damaged, or the store lacks the cubes of the cut.
    """
    if not snapshot.loads:
        return NOTHING
    stored = cut is not None and cut.stored
    if engine is not None:
        if not snapshot.contact_files():
            return NOTHING
        cube = make_cube(engine, snapshot, cut, measure.specialities if stored else None)
        return _coded(engine.arrow(_query(cube, measure, basis, first, last, cut)))
    if stored and measure.specialities is not None:
        with connect() as connection:  # the stored cubes of a cut hold every field of activity together
            return asked(snapshot, measure, basis, first, last, cut, DuckDB(connection))
    steps = (
        [Step("whole", f"SELECT * FROM {parquet(snapshot.cut_files(cut.id))}")] if cut and stored else None
    )
    with connect() as connection:
        run_steps(connection, steps or whole_steps(snapshot))
        query = _query("whole", measure, basis, first, last, cut)
        return _coded(connection.sql(query).to_arrow_table())


def _query(
    whole: str, measure: Measure, basis: Basis | None, first: Month, last: Month, cut: Cut | None
) -> str:
    kind = {None: measure.length.kind, Basis.REPORTED: "reported", Basis.DERIVED: "census"}[basis]
    day = "decided_on" if basis is Basis.DERIVED else "days"
    since = "" if basis is Basis.DERIVED else f" AND month >= {first.index}"
    value = "''" if cut is None else cut.column
    # A cut's cube is of the measure's fields of activity already: it has no column of them.
    about = about_sql(replace(measure, specialities=None) if cut is not None and cut.stored else measure)
    return f"""
SELECT region, {value} AS value, deviation, month, {day} AS day, number
FROM {whole}
WHERE kind = '{kind}' AND {about} AND month <= {last.index}{since}
"""


def _coded(table: pa.Table) -> Asked:
    """The rows with regions and values as numbers, in their order."""
    if not table.num_rows:
        return NOTHING
    regions, region = codes(table.column("region"))
    values, value = codes(table.column("value"))
    deviation, month, day, number = (
        table.column(name).cast("int32").to_numpy() for name in ("deviation", "month", "day", "number")
    )
    return Asked(
        regions, values, CubeRows(value * np.int32(len(regions)) + region, deviation, month, day, number)
    )


def codes(column: pa.ChunkedArray) -> tuple[tuple[str, ...], np.ndarray[tuple[int], np.dtype[np.int32]]]:
    """The texts that occur, in order, and the number of each row's among them."""
    coded = column.combine_chunks().dictionary_encode()
    texts = coded.dictionary.to_pylist()
    ordered = sorted(texts)
    rank = np.array([ordered.index(text) for text in texts], np.int32)
    return tuple(ordered), rank[coded.indices.to_numpy()]
