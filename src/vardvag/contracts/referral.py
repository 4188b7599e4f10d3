"""A referral's way: sent, received, assessed, answered; or sent back, or broken off.

The national contract (crm:requeststatus, GetRequestActivities 2.0) carries a status and its day; which codes
it uses is not settled, so these words are ours. Here does not belong what a referral does to a clock
(`clocks`, by events).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReferralStatus(StrEnum):
    """How far a referral has come."""

    SENT = "sent"
    RECEIVED = "received"
    ASSESSED = "assessed"
    ANSWERED = "answered"
    REJECTED = "rejected"
    BROKEN_OFF = "broken_off"


CLOSED = frozenset({ReferralStatus.ANSWERED, ReferralStatus.REJECTED, ReferralStatus.BROKEN_OFF})
"""After these nobody has it any longer."""


@dataclass(frozen=True, slots=True)
class ReferralMark:
    """A status and the day it was reached."""

    status: ReferralStatus
    on: date


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral by its identifier, to a unit (HSA id), with its marks in order of day; at least one."""

    reference: str
    to_unit: str
    marks: tuple[ReferralMark, ...]

    def __post_init__(self) -> None:
        days = [mark.on for mark in self.marks]
        if not days or days != sorted(days):
            raise ValueError("a referral has marks, in order of day")

    @property
    def latest(self) -> ReferralMark:
        """How far it has come."""
        return self.marks[-1]

    @property
    def open(self) -> bool:
        """Whether somebody still is to do something with it."""
        return self.latest.status not in CLOSED
