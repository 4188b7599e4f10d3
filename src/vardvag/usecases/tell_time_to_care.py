"""Tell how soon those decided in a month had care, those who still wait counted as far as they are followed.

What comes out is what anybody may see. Here does not belong how long those waiting or done have waited
(`tell_figures`).
"""

from __future__ import annotations

from datetime import date

from vardvag.base.cells import Basis
from vardvag.base.days import Month
from vardvag.base.errors import WrongUse
from vardvag.base.regions import NATIONAL
from vardvag.base.texts import Text
from vardvag.engines.open_engine import OpenEngine
from vardvag.statistics.counting import By
from vardvag.statistics.figure_cells import question_of
from vardvag.statistics.flows import refuse_without_flows
from vardvag.statistics.measure import Measure
from vardvag.statistics.published_time_to_care import PublishedTimeToCare, published_time_to_care
from vardvag.warehouse.store import Store


def tell_time_to_care(
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
) -> list[PublishedTimeToCare]:
    """The time to care of those decided in each month from *first* to *last*, as it may be shown.

    `by` region: every region and the country, or the country alone; what is hidden is the same. `inside`
    hides nothing, for those who may see the contacts anyway. Errors as `statistics.figure_cells`; WrongUse
    too for a measure in which nobody waits, a policy that looks at the limit, and the basis `reported`.
    """
    refuse_without_flows(measure, measure.policy(policy))
    if basis is Basis.REPORTED or Basis.DERIVED not in measure.file.bases:
        raise WrongUse(
            Text(
                "Tid till vård räknas ur beslut och slut. Fråga med --basis derived.",
                "Time to care is counted from decision and end. Ask with --basis derived.",
            )
        )
    question = question_of(
        store.snapshot(as_known),
        measure,
        first,
        last,
        (),
        policy=policy,
        basis=Basis.DERIVED,
        engine=engine,
    )
    rows = published_time_to_care(question, 1 if inside else measure.file.disclosure.fewest)
    return [row for row in rows if by == "region" or row.place == NATIONAL]
