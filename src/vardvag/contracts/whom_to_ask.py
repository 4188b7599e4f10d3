"""Whom the patient turns to with a question: person, else team, else unit, else the fallback. Never nobody.

SKR's four parts of a patientkontrakt ask that it is clear *whom to turn to*; an empty answer is the fault
most plans have, so the type does not allow it. Here does not belong a reported contact
(`events.model.Contact`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reached(StrEnum):
    """What kind of party answers."""

    PERSON = "person"
    TEAM = "team"
    UNIT = "unit"
    FALLBACK = "fallback"
    """The unit that answers when no other is known: it takes the question and passes it on."""


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """Somebody who can be reached: `channel` is how (a telephone number, a service), `hours` is when."""

    name: str
    channel: str
    hours: str

    def __post_init__(self) -> None:
        if not (self.name.strip() and self.channel.strip() and self.hours.strip()):
            raise ValueError("a contact point has a name, a channel and hours")


@dataclass(frozen=True, slots=True)
class WhomToAsk:
    """The contact points of a step or a plan, nearest first. `fallback` is always there."""

    fallback: ContactPoint
    person: ContactPoint | None = None
    team: ContactPoint | None = None
    unit: ContactPoint | None = None

    @property
    def first(self) -> tuple[Reached, ContactPoint]:
        """The nearest one that is known, and what kind it is."""
        for kind, point in (
            (Reached.PERSON, self.person),
            (Reached.TEAM, self.team),
            (Reached.UNIT, self.unit),
        ):
            if point is not None:
                return kind, point
        return Reached.FALLBACK, self.fallback
