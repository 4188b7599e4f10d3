"""What one unit's month adds up to: the few numbers by which a whole file is judged, in one pass.

Counts only, so that the numbers of any parts of a file can be added. Here does not belong what is plausible
(`plausible`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from vardvag.base.days import Month
from vardvag.events.checks.conditions import GUARANTEE_DAYS
from vardvag.events.checks.thresholds import threshold
from vardvag.events.model import Contact, Phase, Reported

SHORTEST_MEDIAN = threshold("shortest-median")
LONGEST_MEDIAN = threshold("longest-median")


class Place(NamedTuple):
    """A unit's month: the region's code (`08`), the unit's HSA-id, and `Month.index`."""

    region: str
    unit: str
    month: int


class Kind(IntEnum):
    """The waits that the guarantee has a limit for, held or waiting."""

    VISITS_DONE = 0
    VISITS_WAITING = 1
    OPERATIONS_DONE = 2
    OPERATIONS_WAITING = 3

    @classmethod
    def of(cls, phase: int, done: bool) -> Kind | None:
        """The kind of a contact; None for a phase without a limit."""
        if phase not in (Phase.FIRST_CONTACT, Phase.OPERATION):
            return None
        return cls(2 * (phase == Phase.OPERATION) + (not done))


@dataclass(slots=True)
class Waits:
    """Waits of one kind that the sender marks as guaranteed: how many, within the limit, too short, too long.

    Of `short` the days are fewer than the shortest plausible median, of `long` more than the longest.
    """

    counted: int = 0
    within: int = 0
    short: int = 0
    long: int = 0

    def add(self, days: int) -> None:
        """One more wait of so many days."""
        self.counted += 1
        self.within += days <= GUARANTEE_DAYS
        self.short += days < SHORTEST_MEDIAN
        self.long += days > LONGEST_MEDIAN


@dataclass(slots=True)
class UnitMonth:
    """One unit's month in numbers.

    `referred` are operations and examinations with both a referral and a decision, `same_day` those of them
    that have both on one day. `first_born` and `last_born` are years.
    """

    waiting: int = 0
    done: int = 0
    waits: tuple[Waits, Waits, Waits, Waits] = field(
        default_factory=lambda: (Waits(), Waits(), Waits(), Waits())
    )
    referred: int = 0
    same_day: int = 0
    first_born: int = 9999
    last_born: int = 0

    def add(self, contact: Contact) -> None:
        """One more contact."""
        done = contact.reported is Reported.DONE
        self.done += done
        self.waiting += not done
        self.first_born = min(self.first_born, contact.birth_year)
        self.last_born = max(self.last_born, contact.birth_year)
        kind = Kind.of(contact.phase, done)
        if kind is not None and contact.guaranteed:
            self.waits[kind].add((_until(contact) - contact.decided_on).days)
        referred_on = contact.details.referred_on
        if contact.phase in (Phase.OPERATION, Phase.EXAMINATION) and referred_on is not None:
            self.referred += 1
            self.same_day += referred_on == contact.decided_on

    @property
    def contacts(self) -> int:
        """All of them."""
        return self.waiting + self.done


def _until(contact: Contact) -> date:
    return contact.month.last_day if contact.started_on is None else contact.started_on


def place_of(contact: Contact) -> Place:
    """The unit's month that a contact stands in."""
    return Place(contact.region, contact.unit, contact.month.index)


def month_of(place: Place) -> Month:
    """The month of it."""
    return Month.from_index(place.month)
