"""Until which day each step's lead time runs, where it has one: counted from the day of the step before it.

Here does not belong a lead time by itself (`lead_time`), nor any limit in law (`clocks`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from vardvag.contracts.critical_path import StepDays
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.plan import PatientContract


def latest_by_lead(
    plan: PatientContract, days: Mapping[StepId, StepDays], began_on: date | None
) -> dict[StepId, date]:
    """The last day within each step's lead time. *days* are the plan's, *began_on* the first day of the way.

    A lead time from the start has no last day while no first day is known. While the step before has no
    certain day, the last day moves with the earliest that step can be.
    """
    found = {}
    for step in plan.steps:
        if step.lead_time is None:
            continue
        after = step.lead_time.after
        first = began_on if after is None else days[after].last if after in days else None
        if first is not None:
            found[step.step_id] = step.lead_time.last_day(first)
    return found
