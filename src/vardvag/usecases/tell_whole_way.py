"""Tell the whole way of those treated in a month: from the first referral or contact, where that is linked.

What comes out is what anybody may see. Here does not belong how long they waited from the decision
(`tell_figures`).
"""

from __future__ import annotations

from datetime import date

from vardvag.base.cells import Basis
from vardvag.base.days import Month
from vardvag.base.regions import NATIONAL
from vardvag.engines.open_engine import OpenEngine
from vardvag.statistics.counting import By
from vardvag.statistics.figure_cells import question_of
from vardvag.statistics.measure import Measure
from vardvag.statistics.published_whole_way import PublishedWholeWay, published_whole_way
from vardvag.statistics.whole_way import refuse_without_way
from vardvag.warehouse.store import Store


def tell_whole_way(
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
) -> list[PublishedWholeWay]:
    """The whole way of those treated in each month from *first* to *last*, as it may be shown.

    `by` region: every region and the country, or the country alone; what is hidden is the same. `inside`
    hides nothing, for those who may see the contacts anyway. Errors as `statistics.figure_cells`; WrongUse
    too for a measure of those waiting, or of first contacts.
    """
    refuse_without_way(measure)
    question = question_of(
        store.snapshot(as_known), measure, first, last, (), policy=policy, basis=basis, engine=engine
    )
    rows = published_whole_way(question, 1 if inside else measure.file.disclosure.fewest)
    return [row for row in rows if by == "region" or row.place == NATIONAL]
