"""What the patient is to do around a step, by subject, so that two that collide can be found.

`subject` is the shared word for what it is about (fasting, a medicine); two units that say different things
about it for the same day must be told of each other. Here does not belong free preparation text (`step`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Instruction:
    """`says` is plain Swedish. It holds from `days_before` the step's day to `days_after` it."""

    subject: str
    says: str
    days_before: int = 0
    days_after: int = 0

    def __post_init__(self) -> None:
        if not (self.subject.strip() and self.says.strip()):
            raise ValueError("an instruction has a subject and says something")
        if self.days_before < 0 or self.days_after < 0:
            raise ValueError("days before and after a step are not below 0")

    def holds(self, day: date) -> tuple[date, date]:
        """The first and the last day it holds, for a step on *day*."""
        return day - timedelta(days=self.days_before), day + timedelta(days=self.days_after)
