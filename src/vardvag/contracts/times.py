"""When a step takes place: done, booked, requested, within a window, or no time yet.

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
class Requested:
    """A time that has been asked for and not confirmed: the owner's booking system decides.

    It is no time in the patient's hand. `awaits` names the system, `next_action` says what happens now.
    """

    wanted: Moment
    asked_on: date
    awaits: str
    next_action: str

    def __post_init__(self) -> None:
        if not (self.awaits.strip() and self.next_action.strip()):
            raise ValueError("a requested time says what it awaits and what happens next")


@dataclass(frozen=True, slots=True)
class Window:
    """No booked time, but agreed to take place at the latest on a day, and not before `earliest`."""

    latest: date
    earliest: date | None = None

    def __post_init__(self) -> None:
        if self.earliest is not None and self.earliest > self.latest:
            raise ValueError("a window opens before it closes")


@dataclass(frozen=True, slots=True)
class NoTimeYet:
    """A gap. `next_action` says in plain Swedish what happens now, and who does it."""

    next_action: str

    def __post_init__(self) -> None:
        if not self.next_action.strip():
            raise ValueError("a step without a time says what happens next")


When = Done | Booked | Requested | Window | NoTimeYet


def day_of(when: When) -> date | None:
    """The Swedish calendar day it took or takes place, or at the latest should; None when there is none."""
    match when:
        case Done(on):
            return on
        case Booked(at):
            return at.legal_day
        case Window(latest):
            return latest
        case Requested() | NoTimeYet():
            return None
