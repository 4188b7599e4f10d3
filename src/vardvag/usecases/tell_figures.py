"""Tell figures of a measure: how many, in which bands, how long the middle one waited; split by one cut.

What comes out is what anybody may see: every figure has passed the same gate. Here does not belong the share
by region and month that agreements settle on (`count_measure`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vardvag.base.cells import Basis
from vardvag.base.days import Month
from vardvag.engines.open_engine import OpenEngine
from vardvag.statistics.counting import By
from vardvag.statistics.cuts import Cut
from vardvag.statistics.figure_cells import count_figures, question_of
from vardvag.statistics.figure_gate import PublishedFigure
from vardvag.statistics.figures import Figure
from vardvag.statistics.gates import gates
from vardvag.statistics.measure import Measure
from vardvag.warehouse.store import Store


def tell_figures(
    store: Store,
    measure: Measure,
    figures: Sequence[Figure],
    *,
    first: Month,
    last: Month,
    cut: Cut | None = None,
    by: By = "region",
    policy: str | None = None,
    basis: Basis | None = None,
    as_known: date | None = None,
    engine: str | OpenEngine = "duckdb",
    inside: bool = False,
) -> list[PublishedFigure]:
    """*figures* of *measure* for every month from *first* to *last*, as they may be shown.

    `by` region: every region and the country, or the country alone; what is hidden is the same. `inside`
    hides nothing, for those who may see the contacts anyway. Errors as `statistics.figure_cells`.
    """
    snapshot = store.snapshot(as_known)
    cells = count_figures(
        snapshot,
        measure,
        first,
        last,
        figures,
        cut=cut,
        by=by,
        policy=policy,
        basis=basis,
        engine=engine,
    )
    question = question_of(
        snapshot, measure, first, last, figures, cut=cut, policy=policy, basis=basis, engine=engine
    )
    by_month = gates(question, 1 if inside else measure.file.disclosure.fewest)
    return [by_month[Month.parse(cell.key.period)].published(cell) for cell in cells]
