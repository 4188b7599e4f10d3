"""Lengths: from where to where what a measure counts is measured, and in what.

Most measures tell of a wait in days, from the decision. A return visit is told from the day it should have
been held by, and an emergency in minutes from when it began. Every length is one kind of histogram in the
cube, so shares, percentiles and medians follow alike.

**Minutes** are whole, and one that has begun counts: 60 minutes and a second is not within an hour.
Here does not belong the counting (`cube`, `reference`).
"""

from __future__ import annotations

from enum import StrEnum

from vardvag.base.texts import Text

_HOUR = 60


class Length(StrEnum):
    """What is measured. The value is the word in a measure's file."""

    WAIT = "wait"
    """From the decision until care began, or until the end of the month for those who wait."""
    PAST_TARGET = "past-target"
    """From the medical target day until care began; below 0 before it."""
    UNTIL_ASSESSED = "until-assessed"
    """From when an emergency began until the first assessment on which something is decided."""
    STAY = "stay"
    """From when an emergency began until it ended."""

    @property
    def kind(self) -> str:
        """The kind of histogram in a cube, of those done."""
        return "completed" if self is Length.WAIT else self.value.replace("-", "_")

    @property
    def in_minutes(self) -> bool:
        """Whether it is told in minutes; else in days."""
        return self in (Length.UNTIL_ASSESSED, Length.STAY)

    @property
    def unit(self) -> Text:
        """What it is told in."""
        return Text("minuter", "minutes") if self.in_minutes else Text("dagar", "days")

    def within(self, limit: int) -> Text:
        """A limit as it follows a number of people: *inom 90 dagar*, *senast på måldagen*."""
        if self is Length.PAST_TARGET:
            if limit == 0:
                return Text("senast på måldagen", "by the target day")
            return Text(f"senast {limit} dagar efter måldagen", f"by {limit} days after the target day")
        if self is Length.WAIT and limit == 0:
            return Text("samma dag", "the same day")
        many = self.many(limit)
        return Text(f"inom {many.sv}", f"within {many.en}")

    def many(self, number: int) -> Text:
        """So many days, or minutes; whole hours as hours."""
        if not self.in_minutes:
            return Text(f"{number} dagar", f"{number} days") if number != 1 else Text("1 dag", "1 day")
        if number and number % _HOUR == 0:
            hours = number // _HOUR
            return Text(f"{hours} timmar", f"{hours} hours") if hours > 1 else Text("1 timme", "1 hour")
        return Text(f"{number} minuter", f"{number} minutes")
