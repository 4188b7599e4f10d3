"""Tell the flows of a waiting list: who came onto it each month, who got care, who left it otherwise.

What comes out is what anybody may see. Here does not belong how many wait how long (`tell_figures`).
"""

from __future__ import annotations

from datetime import date

from vardvag.base.cells import Basis
from vardvag.base.days import Month
from vardvag.base.regions import NATIONAL
from vardvag.engines.open_engine import OpenEngine
from vardvag.statistics.counting import By
from vardvag.statistics.figure_cells import question_of
from vardvag.statistics.flows import refuse_without_flows
from vardvag.statistics.measure import Measure
from vardvag.statistics.published_flows import PublishedFlows, published_flows
from vardvag.warehouse.store import Store


def tell_flows(
    store: Store,
    measure: Measure,
    *,
    first: Month,
    last: Month,
    by: By = "region",
    policy: str | None = None,
    basis: Basis | None = None,
    as_known: date | None = None,
    engine: str | OpenEngine = "duckdb",
    inside: bool = False,
) -> list[PublishedFlows]:
    """The flows of *measure* for every month from *first* to *last*, as they may be shown.

    `by` region: every region and the country, or the country alone; what is hidden is the same. `inside`
    hides nothing, for those who may see the contacts anyway. Errors as `statistics.figure_cells`; WrongUse
    too for a measure in which nobody waits, or a policy that looks at the limit.
    """
    refuse_without_flows(measure, measure.policy(policy))
    question = question_of(
        store.snapshot(as_known), measure, first, last, (), policy=policy, basis=basis, engine=engine
    )
    rows = published_flows(question, 1 if inside else measure.file.disclosure.fewest)
    return [row for row in rows if by == "region" or row.place == NATIONAL]
