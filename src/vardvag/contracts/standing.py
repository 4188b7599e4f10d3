"""How a waiting step stands against its guarantee: passed, booked after it ends, near its end, or within.

The clock gives the dates; here they are laid beside the step's own time, so that somebody can act before the
guarantee is broken. Here does not belong any limit (`clocks`), nor the words on a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vardvag.base.days import days_waited
from vardvag.clocks.model import Certainty, GuaranteeClock
from vardvag.contracts.overview import Overview, State, StepView
from vardvag.contracts.times import day_of

NEAR = 14
"""Days left at which an end is called near. Our choice, to put what is urgent first; it stands in no law."""


class Standing(StrEnum):
    """Where a step that waits stands, the most urgent first."""

    PASSED = "passed"
    """The guarantee has been passed already."""
    BOOKED_AFTER = "booked_after"
    """There is a time, and it lies after the last day of the guarantee."""
    NEAR_END = "near_end"
    """At most `NEAR` days are left, and there is no time within them."""
    UNKNOWN = "unknown"
    """The facts do not say when the guarantee ends."""
    DAYS_LEFT = "days_left"
    """More days than `NEAR` are left, and there is no time yet."""
    BOOKED_WITHIN = "booked_within"
    """There is a time, and it lies within the guarantee."""


ORDER = tuple(Standing)
"""From the most urgent to the least."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step that waits under a guarantee. `days_left` counts to the last day; negative when it has been
    passed, None when it is not known."""

    view: StepView
    clock: GuaranteeClock
    standing: Standing
    days_left: int | None


def waiting_of(view: StepView, today: date) -> Waiting | None:
    """How *view* stands on *today*; None when it is done or no guarantee runs for it."""
    running = [clock for clock in view.clocks if clock.stopped_on is None]
    if view.state is State.DONE or not running:
        return None
    clock = running[-1]  # A regretted waiver has started a new one: the last of them runs.
    last = clock.last_day if clock.certainty is Certainty.DETERMINED else None
    left = None if last is None else days_waited(today, last)
    return Waiting(view, clock, _standing(view, last, left), left)


def most_urgent(overview: Overview, today: date) -> Waiting | None:
    """The step of a plan whose guarantee asks for something first; None when no guarantee runs."""
    waiting = [found for view in overview.steps if (found := waiting_of(view, today)) is not None]
    return min(waiting, key=lambda found: ORDER.index(found.standing), default=None)


def _standing(view: StepView, last: date | None, left: int | None) -> Standing:
    if last is None or left is None:
        return Standing.UNKNOWN
    if left < 0:
        return Standing.PASSED
    booked = day_of(view.step.when) if view.state is State.BOOKED else None
    if booked is not None:
        return Standing.BOOKED_WITHIN if booked <= last else Standing.BOOKED_AFTER
    return Standing.NEAR_END if left <= NEAR else Standing.DAYS_LEFT
