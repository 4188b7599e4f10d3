"""The two numbers of every region and month, counted on DuckDB from the cubes of a snapshot.

Here belongs running the steps; what they count is `census` and `completed`, what becomes of the numbers is
`counting`, and counting from the contacts on another engine is `from_contacts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vardvag.base.cells import Basis, Ratio
from vardvag.base.days import Month
from vardvag.engines.dialects import DUCKDB, Dialect
from vardvag.engines.duckdb_engine import DuckDB, connect, text_literal
from vardvag.engines.open_engine import OpenEngine
from vardvag.engines.steps import Step, run_steps
from vardvag.statistics.census import census_steps
from vardvag.statistics.completed import histogram_steps
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy
from vardvag.warehouse.snapshot import Snapshot, parquet

Tally = Mapping[tuple[str, Month], Ratio]
"""By region and month: how many within the limit, of how many counted. A pair that is absent counts none."""


def tally_steps(
    measure: Measure,
    policy: ExclusionPolicy,
    basis: Basis | None,
    first: Month,
    last: Month,
    dialect: Dialect = DUCKDB,
) -> list[Step]:
    """The steps from `whole` (the rows of all the cubes) to `tally`, to run or to print."""
    if basis is Basis.DERIVED:
        return [_asked("census", measure, last), *census_steps(measure, policy, first, last, dialect)]
    kind = measure.length.kind if basis is None else "reported"
    return [_asked(kind, measure, last), *histogram_steps(measure, policy, first, last)]


def _asked(kind: str, measure: Measure, last: Month) -> Step:
    """The one histogram that the measure is about, added up over all cubes."""
    return Step(
        "asked",
        f"""
SELECT region, deviation, month, decided_on, days, sum(number) AS number
FROM whole
WHERE kind = '{kind}' AND {about_sql(measure)} AND month <= {last.index}
GROUP BY region, deviation, month, decided_on, days
""",
        kept=True,
    )


def about_sql(measure: Measure) -> str:
    """The condition on a contact, or on a row of the cube, that *measure* is about it."""
    conditions = [f"phase = {int(measure.phase)}"]
    if measure.only_guaranteed:
        conditions.append("guaranteed")
    if measure.specialities is not None:
        conditions.append(speciality_sql(measure.specialities))
    return " AND ".join(conditions)


def speciality_sql(codes: Iterable[str]) -> str:
    """The condition that the field of activity is one of *codes*."""
    return f"speciality IN ({', '.join(map(text_literal, codes))})"


def whole_steps(snapshot: Snapshot) -> list[Step]:
    """The steps from the stored cubes of *snapshot* to `whole`."""
    return [Step("whole", f"SELECT * FROM {parquet(snapshot.cube_files)}")]


def tally(
    snapshot: Snapshot,
    measure: Measure,
    policy: ExclusionPolicy,
    basis: Basis | None,
    first: Month,
    last: Month,
) -> Tally:
    """Count *measure* on DuckDB for every month from *first* to *last*."""
    if not snapshot.loads:
        return {}
    with connect() as connection:
        steps = [*whole_steps(snapshot), *tally_steps(measure, policy, basis, first, last)]
        run_steps(connection, steps)
        return tally_rows(DuckDB(connection))


def tally_rows(engine: OpenEngine) -> Tally:
    """What the step `tally` says."""
    rows = engine.rows("SELECT region, month, within, counted FROM tally")
    return {
        (region, Month.from_index(month)): Ratio(within, counted) for region, month, within, counted in rows
    }
