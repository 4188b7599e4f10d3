"""Count a measure: how many wait, or waited, within the limit, by region and month, as known on a day.

The cells are what was counted; before anybody outside sees them they pass `publish_cells`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from vardvag.base.cells import Basis, Cell
from vardvag.base.days import Month
from vardvag.engines.open_engine import OpenEngine
from vardvag.statistics.counting import By, count
from vardvag.statistics.measure import Measure, measure
from vardvag.warehouse.store import Store


def count_measure(
    store: Store,
    measure: str | Measure,
    by: By = "region",
    *,
    first: Month,
    last: Month,
    policy: str | None = None,
    basis: Basis | None = None,
    as_known: date | None = None,
    engine: str | OpenEngine = "duckdb",
    folders: Sequence[Path] = (),
) -> list[Cell]:
    """The cells of *measure* (its id, also from *folders*) for every month from *first* to *last*.

    `policy` and `basis` None mean the measure's own. `as_known` counts what we had received up to that day.
    `engine` is duckdb or reference, or one that is open (`choose_engine`).
    NotFound, WrongUse and BadInput as told by `statistics.measure` and `statistics.counting`.
    """
    chosen = find_measure(measure, folders) if isinstance(measure, str) else measure
    return count(
        store.snapshot(as_known), chosen, first, last, by=by, policy=policy, basis=basis, engine=engine
    )


def find_measure(name: str, folders: Sequence[Path] = ()) -> Measure:
    """The measure called *name*, built in or in *folders*. NotFound names the nearest."""
    return measure(name, folders)
