"""A lead time from a template: at most so many days after another step, by a source that the user supplied.

It is no limit in law and no clinical target date; a step shows it beside both, with its source. Vårdväg
ships none. Here does not belong applying a template (`templates`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vardvag.base.dated import Source
from vardvag.base.days import last_day_within
from vardvag.contracts.identifiers import StepId


@dataclass(frozen=True, slots=True)
class LeadTime:
    """At most `days` after the step `after`, or after the plan's start of the pathway where it is None."""

    days: int
    source: Source
    after: StepId | None = None

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError("a lead time is not below 0 days")

    def last_day(self, from_day: date) -> date:
        """The last day within it, counted from *from_day* (day 0)."""
        return last_day_within(from_day, self.days)
