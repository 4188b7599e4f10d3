"""In the demo, a moved time goes at once to the region's count: care's page and the payout are one journey.

In a real installation the parts are apart and a unit reports when the month has ended; then nothing here is
called. What crosses is contacts in the national format (`usecases/report_steps`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from vardvag.base.days import Month
from vardvag.base.errors import VardvagError
from vardvag.contracts.step import PlannedStep
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now, today


@dataclass(frozen=True, slots=True)
class Passed:
    """What became of the report of *month* (`2019-11`). `forecast`: the month has not ended. `arrived` is
    false when the region's store could not take it; the moved time is saved all the same."""

    month: str
    contacts: int
    forecast: bool
    arrived: bool

    @classmethod
    def read(cls, kept: Mapping[str, Any] | None) -> Passed | None:
        """As it was kept between two pages."""
        return cls(**kept) if kept else None

    @property
    def of(self) -> Month:
        """The month as a month."""
        return Month.parse(self.month)


def pass_on(step: PlannedStep) -> Passed | None:
    """Report the month's steps of the unit that owns *step*, and count the region anew. Only in the demo.

    None where nothing is to be reported: outside the demo, or when the step is no contact that Vårdväg
    reports.
    """
    if not settings.VARDVAG.demo or step.reported_as is None or step.owner.unit is None:
        return None
    # Only in the demo does the part that knows of people also reach the region's store.
    from vardvag.usecases.prepare_demo import refresh_cells, warehouse_of
    from vardvag.usecases.report_steps import report_steps
    from vardvag.warehouse.store import Store

    data, month = settings.VARDVAG.data, Month.of(today())
    try:
        report = report_steps(DjangoPlanStore(), Store(warehouse_of(data)), step.owner.unit, month, now())
        refresh_cells(data)
    except (VardvagError, OSError):
        # The move is saved already: a store that cannot be read or written, or a full disk, must not hide it.
        return Passed(str(month), 0, forecast=True, arrived=False)
    return Passed(str(month), report.contacts, report.forecast, arrived=True)
