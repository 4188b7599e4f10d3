"""Report a unit's own steps of a month into the region's store: the link from a patient's plan to the count.

What crosses from care to region is contacts in the national format, nothing else of a plan (`export_steps`).
For a month that has not ended the report is a *forecast*: it is made as if every booked time is kept, and
says so. Here does not belong who may move a step (`move_step`), nor what the figures are worth.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.contracts.store import PlanStore
from vardvag.usecases.export_steps import export_steps
from vardvag.usecases.load_contacts import LoadReport, not_before_latest, receive
from vardvag.warehouse.store import Store


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported: how many contacts, seen on which day, and what the store made of it.

    `forecast` is true when that day is still to come. `load` is None when the unit has nothing to report.
    """

    month: Month
    seen_on: date
    forecast: bool
    contacts: int
    load: LoadReport | None


def report_steps(plans: PlanStore, region: Store, unit: str, month: Month, now: Moment) -> Report:
    """Send the unit's contacts for *month* to the region's store, as they stand or as they are booked."""
    today = now.legal_day
    seen_on = max(today, month.last_day + timedelta(days=1))
    contacts = export_steps(plans, unit, month, seen_on, now=now)
    load = receive(region, contacts, received_at=not_before_latest(region, now)) if contacts else None
    return Report(month, seen_on, seen_on > today, len(contacts), load)
