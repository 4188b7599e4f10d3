"""Count a month's plan events into cells for follow-up: figures of units and regions, no person in them.

Counting reads what was said about people, so it has a row in the log, of no person: nobody's data are shown.
Small numbers are hidden when the cells are published. Here does not belong what is counted
(`contracts.follow_up`).
"""

from __future__ import annotations

from collections.abc import Mapping

from vardvag.base.cells import Cell
from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.contracts.follow_up import follow_up_cells
from vardvag.contracts.log import LogEntry
from vardvag.contracts.store import PlanStore

PARAGRAPH = "patientdatalagen (2008:355) 2 kap. 4 §"


def contract_cells(store: PlanStore, places: Mapping[str, str], month: Month, now: Moment) -> list[Cell]:
    """The cells of *month* as known at *now*. *places* says in which region (code) each unit lies."""
    with store.transaction():
        store.append_log(_entry(month, now))
        events = store.plan_events_at(places)
    return follow_up_cells(events, month, places, now)


def _entry(month: Month, now: Moment) -> LogEntry:
    return LogEntry(
        when=now,
        who="vardvag",
        name="Uppföljning av patientkontrakt",
        role="report",
        unit=None,
        action="count_contracts",
        plan=None,
        person=None,
        allowed=True,
        rule="report.follow-up",
        paragraph=PARAGRAPH,
        reason=f"Antal och andelar för {month}, utan uppgifter om någon person.",
    )
