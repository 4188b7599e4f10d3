"""The cube: contacts as day histograms that add.

A cube has one row per cell (region, phase, speciality, in the guarantee or not, deviation code) and

- `census`: month and day of decision. `number` is a *change*: +1 in the month of the decision, −1 in the
  month the wait ended. The sum up to a month is how many of those decided that day wait at its end.
- `completed`: month the wait ended and days waited.
- `reported`: report month and days waited at its end, for the contacts the month's file calls waiting.
- `past_target`: month care began, and days from the medical target day to then (below 0 before it).
- `until_assessed`, `stay`: month an emergency contact began, and minutes until its assessment, or its end;
  a minute that has begun counts. `days` holds these lengths too (`length`).

No days are capped, so every share, band, median and percentile follows exactly. Cubes add: the cube of all
contacts is the sum of the cubes of any parts, and a correction is a row with the number taken away. So each
load stores only the change it makes.

A stored cut (`cuts`) has the same in a cube of its own, with its value where the speciality stands.

A wait that ends before it was decided is in no histogram: it has no length. Here does not belong what is
asked of the cube (`census`, `completed`, `asked`).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence

from vardvag.engines.dialects import DUCKDB, Dialect
from vardvag.engines.steps import Step
from vardvag.statistics.cuts import STORED, Cut
from vardvag.statistics.length import Length

CELL = ("region", "phase", "speciality", "guaranteed", "deviation")
"""The attributes a figure may be split or filtered by."""


def cube_steps(
    latest: str, monthly: str, dialect: Dialect = DUCKDB, cut: Cut | None = None
) -> Sequence[Step]:
    """The steps from two tables of contacts with a `sign` to the step `cube`, or `cut_` and the cut's name.

    *latest* holds each contact once (as last known), *monthly* each contact once per report month.
    """
    split = "speciality" if cut is None else "value"
    made = "cube" if cut is None else f"cut_{cut.id}"
    said = "speciality" if cut is None else f"{cut.sql(dialect)} AS value"
    cell = f"region, phase, {split}, guaranteed, deviation"
    taken = f"region, phase, {said}, guaranteed, deviation"
    # Kind and phase first: a figure reads one histogram of one phase, and skips the rest of the file.
    key = f"kind, phase, {split}, region, guaranteed, deviation, month, decided_on, days"
    waits = f"""
SELECT {taken}, decided_on, CASE WHEN reported = 'done' THEN started_on END AS ended_on, sign
FROM {latest}
WHERE reported = 'waiting' OR started_on >= decided_on
"""
    histograms = f"""
SELECT {cell}, 'census' AS kind, {dialect.month_index("decided_on")} AS month,
    decided_on, CAST(NULL AS INTEGER) AS days, sign AS number
FROM {made}_waits
UNION ALL
SELECT {cell}, 'census', {dialect.month_index("ended_on")}, decided_on, CAST(NULL AS INTEGER), -sign
FROM {made}_waits WHERE ended_on IS NOT NULL
UNION ALL
SELECT {cell}, 'completed', {dialect.month_index("ended_on")}, CAST(NULL AS DATE),
    CAST({dialect.days_between("decided_on", "ended_on")} AS INTEGER), sign
FROM {made}_waits WHERE ended_on IS NOT NULL
UNION ALL
SELECT {taken}, 'reported', month, CAST(NULL AS DATE),
    CAST({dialect.days_between("decided_on", dialect.last_day_of_month("month"))} AS INTEGER), sign
FROM {monthly}
WHERE reported = 'waiting' AND decided_on <= {dialect.last_day_of_month("month")}
{_other_lengths(latest, taken, dialect)}"""
    cube = f"""
SELECT {key}, CAST(sum(number) AS BIGINT) AS number FROM {made}_histograms
GROUP BY {key} HAVING sum(number) <> 0 ORDER BY {key}
"""
    return [Step(f"{made}_waits", waits), Step(f"{made}_histograms", histograms), Step(made, cube)]


def _other_lengths(latest: str, taken: str, dialect: Dialect) -> str:
    """What is not counted from the decision: each as a part of the union of histograms."""
    past = dialect.days_between("medical_target", "started_on")
    lengths = {
        Length.PAST_TARGET: (past, "medical_target IS NOT NULL"),
        Length.UNTIL_ASSESSED: _minutes("emergency_assessed_at", dialect),
        Length.STAY: _minutes("emergency_ended_at", dialect),
    }
    return "".join(
        f"""UNION ALL
SELECT {taken}, '{length.kind}', {dialect.month_index("started_on")}, CAST(NULL AS DATE),
    CAST({long} AS INTEGER), sign
FROM {latest} WHERE reported = 'done' AND started_on IS NOT NULL AND {there}
"""
        for length, (long, there) in lengths.items()
    )


def _minutes(until: str, dialect: Dialect) -> tuple[str, str]:
    since = "emergency_began_at"
    return dialect.minutes_begun(since, until), f"{until} >= {since}"


CUT_STEPS: Mapping[str, Callable[[str, str], Sequence[Step]]] = {
    cut.id: functools.partial(cube_steps, cut=cut) for cut in STORED
}
"""By the name of a stored cut, the steps to its cube, as `warehouse.store` asks for them."""
