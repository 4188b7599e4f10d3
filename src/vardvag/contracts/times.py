"""When a step takes place: done, booked, within a window, or no time yet.

The last is said aloud, with what happens next: it is the gap a plan has to show. Here does not belong how
long anybody has waited, nor any limit in law (`clocks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vardvag.base.moments import Moment


@dataclass(frozen=True, slots=True)
class Done:
    """It took place on a day."""

    on: date


@dataclass(frozen=True, slots=True)
class Booked:
    """A time in the patient's hand."""

    at: Moment


@dataclass(frozen=True, slots=True)
class Window:
    """No booked time, but agreed to take place at the latest on a day."""

    latest: date


@dataclass(frozen=True, slots=True)
class NoTimeYet:
    """A gap. `next_action` says in plain Swedish what happens now, and who does it."""

    next_action: str

    def __post_init__(self) -> None:
        if not self.next_action.strip():
            raise ValueError("a step without a time says what happens next")


When = Done | Booked | Window | NoTimeYet


def day_of(when: When) -> date | None:
    """The Swedish calendar day it took or takes place, or at the latest should; None when there is none."""
    match when:
        case Done(on):
            return on
        case Booked(at):
            return at.legal_day
        case Window(latest):
            return latest
        case NoTimeYet():
            return None
