"""HSF (2017:80) 6 kap. 1 §: the day a wait ends.

The visit is held (item 3) or the planned care begins (item 4; of a long treatment, its beginning), or the
need is closed without care. A time that is booked, an offer or a wait that somebody has paused ends nothing.
"""

from __future__ import annotations

from datetime import date

from vardvag.clocks.facts import Facts
from vardvag.events.model import EventKind

ENDS = (EventKind.STARTED, EventKind.CLOSED)


def end_of(facts: Facts) -> date | None:
    """The first day on which what is waited for was begun or closed; None while the wait runs."""
    return min(facts.days(*ENDS), default=None)
