"""How one clock stands to its limit on a day: passed, perhaps passed, soon passed, within, or not to be told.

Here does not belong what the law says (`clocks`), nor which clocks there are (`list_clocks`,
`list_region_clocks`).
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from vardvag.clocks.model import GuaranteeClock

SOON_DAYS = 14
"""How many days ahead of the last day within the guarantee a wait is shown as soon over it.

No rule says what soon is; two weeks is our choice, and the page says so.
"""


class State(StrEnum):
    """How a waiting contact stands to its limit on the day asked for."""

    OVER = "over"
    MAY_BE_OVER = "may_be_over"
    """A deviation without dates: whether the limit has been passed cannot be told."""
    SOON = "soon"
    WITHIN = "within"
    UNKNOWN = "unknown"
    """A fact that the limit needs is absent or contradicts another."""
    NONE = "none"
    """The guarantee does not cover this contact."""


def state_of(clock: GuaranteeClock, as_of: date, soon_days: int = SOON_DAYS) -> State:
    """How a clock that still runs stands on *as_of*; soon is within *soon_days* days of its last."""
    if clock.last_day is None:
        return State.UNKNOWN if clock.covered else State.NONE
    over = clock.overdue_on(as_of)
    if over is None:
        return State.MAY_BE_OVER
    if over:
        return State.OVER
    return State.SOON if is_due(clock, as_of, soon_days) else State.WITHIN


def is_due(clock: GuaranteeClock, as_of: date, days: int) -> bool:
    """Whether the last day within is *as_of* or one of the *days* that follow."""
    return clock.last_day is not None and as_of <= clock.last_day <= as_of + timedelta(days=days)


def runs_on(clock: GuaranteeClock, day: date) -> bool:
    """Whether the wait goes on on *day*: it has begun, and what is waited for is yet to come."""
    begun = clock.started_on is None or clock.started_on <= day
    return begun and (clock.stopped_on is None or clock.stopped_on > day)
