"""List the legal clocks of those who wait in a region on a day, and how close each is to its limit.

A contact stands under its own pseudonym and nothing else. Waits in primary care are left out: their clocks
ask for more than the store holds, and are listed from the file (`list_clocks`). Here does not belong the law
(`clocks`), nor how many wait within a limit (`count_measure`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.clocks.model import GuaranteeClock
from vardvag.clocks.reference import clock_of_contact
from vardvag.usecases.clock_state import State, is_due, state_of
from vardvag.warehouse.store import Store
from vardvag.warehouse.waiting import waiting_on


@dataclass(frozen=True, slots=True)
class WaitingClock:
    """One who waits. `booked_for` is a day to come on which the contact is booked, where one is known."""

    clock: GuaranteeClock
    speciality: str
    state: State
    booked_for: date | None

    @property
    def sorts_as(self) -> tuple[date, str]:
        """The longest over first, then who will be over soonest; those without a day last."""
        return self.clock.overdue_from or date.max, self.clock.pathway


@dataclass(frozen=True, slots=True)
class RegionClocks:
    """Everybody who waits in the region on `as_of`, in the order of their limits."""

    as_of: date
    clocks: tuple[WaitingClock, ...]

    @property
    def specialities(self) -> tuple[str, ...]:
        """The specialities that anybody waits for, by code."""
        return tuple(sorted({one.speciality for one in self.clocks}))

    def number(self, *states: State) -> int:
        """How many are in one of *states*."""
        return sum(one.state in states for one in self.clocks)

    def chosen(
        self, *, due_within: int | None = None, speciality: str = "", state: State | None = None
    ) -> tuple[WaitingClock, ...]:
        """Those asked for. Without a *state*, contacts that the guarantee does not cover are left out.

        *due_within*: the last day within the guarantee is `as_of` or one of so many days that follow.
        BadInput for a number below 0.
        """
        if due_within is not None and due_within < 0:
            raise BadInput("A number of days is 0 or more.", [_below_zero(due_within)])
        return tuple(
            one
            for one in self.clocks
            if (one.state is state if state else one.state is not State.NONE)
            and (not speciality or one.speciality == speciality)
            and (due_within is None or is_due(one.clock, self.as_of, due_within))
        )


def list_region_clocks(store: Store, region: str, as_of: date) -> RegionClocks:
    """The clocks of the contacts that wait in *region* (SCB's two digits) on *as_of*."""
    found = []
    for contact in waiting_on(store.snapshot(), region, as_of):
        if contact.phase.in_primary_care:
            continue
        clock = clock_of_contact(replace(contact, started_on=None))
        found.append(WaitingClock(clock, contact.speciality, state_of(clock, as_of), contact.started_on))
    return RegionClocks(as_of, in_order(found))


def in_order(clocks: Iterable[WaitingClock]) -> tuple[WaitingClock, ...]:
    """By limit, the longest over first."""
    return tuple(sorted(clocks, key=lambda one: one.sorts_as))


def _below_zero(days: int) -> Finding:
    return Finding(
        "days",
        Text("Antalet dagar är mindre än noll", "The number of days is below zero"),
        Text("Skriv ett tal från 0 och uppåt", "Write a number from 0 upwards"),
        value=str(days),
    )
