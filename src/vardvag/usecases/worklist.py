"""The worklist of a file: who has passed a limit, who will within some days, and what the law then obliges.

Only those who still wait on the day asked for, by how urgent each is. What a passed limit obliges is said
with its paragraph for the limits to visit and treatment alone (`clocks/breach`); by when it must be done no
text says, and none is made up. What has been done is known from events; a contact does not tell, and then
nothing is said of it. Here do not belong the columns of the list (`worklist_rows`), nor who is behind a
pseudonym (`own_key`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vardvag.clocks.breach import Breach, breach_of
from vardvag.clocks.limits import guarantee
from vardvag.clocks.model import GuaranteeClock
from vardvag.usecases.clock_state import SOON_DAYS, State, runs_on, state_of
from vardvag.usecases.list_clocks import ListedClock

URGENCY = (State.OVER, State.MAY_BE_OVER, State.SOON, State.WITHIN, State.UNKNOWN)
"""The states of those on the list, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One who waits. `days_left` is 0 on the last day within and negative when the limit has been passed; of
    a clock with an unknown pause it is counted from the earliest day. `booked_for` is a day to come.

    `breach` is what the passed limit obliges; None where it obliges nothing, or that cannot be told.
    """

    listed: ListedClock
    state: State
    days_left: int | None
    booked_for: date | None
    breach: Breach | None

    @property
    def clock(self) -> GuaranteeClock:
        """Its clock."""
        return self.listed.clock

    @property
    def in_primary_care(self) -> bool:
        """Whether the limit is one of primary care's, which HSL 9 kap. 2 § is not about."""
        return self.clock.limit in {limit.name for limit in guarantee() if limit.about.in_primary_care}

    @property
    def sorts_as(self) -> tuple[int, date, str]:
        """By state, then the longest over first or the soonest over first, then by name."""
        return URGENCY.index(self.state), self.clock.overdue_from or date.max, self.clock.pathway


@dataclass(frozen=True, slots=True)
class Worklist:
    """Everybody who waits on `as_of` under a limit, the most urgent first. `soon_days`: how soon is soon.

    `not_covered` is how many wait without the guarantee, `ended` how many clocks no longer run or do not run
    yet on the day: they are counted, and not on the list.
    """

    as_of: date
    soon_days: int
    waiting: tuple[Waiting, ...]
    not_covered: int
    ended: int

    @property
    def numbers(self) -> Mapping[State, int]:
        """How many are in each state; 0 where nobody is."""
        found = Counter(one.state for one in self.waiting)
        return {state: found[state] for state in URGENCY}

    def chosen(self, *states: State) -> tuple[Waiting, ...]:
        """Those in one of *states*; all when none is asked for."""
        return tuple(one for one in self.waiting if not states or one.state in states)


def worklist(listed: Iterable[ListedClock], as_of: date, soon_days: int = SOON_DAYS) -> Worklist:
    """Those of *listed* who wait on *as_of*. A clock of events must have been counted on that day."""
    waiting: list[Waiting] = []
    not_covered = ended = 0
    for one in listed:
        clock = one.clock
        if not runs_on(clock, as_of):
            ended += 1
        elif (state := state_of(clock, as_of, soon_days)) is State.NONE:
            not_covered += 1
        else:
            left = None if clock.last_day is None else (clock.last_day - as_of).days
            breach = breach_of(clock, one.events or (), as_of)
            waiting.append(Waiting(one, state, left, _booked(one, as_of), breach))
    return Worklist(
        as_of, soon_days, tuple(sorted(waiting, key=lambda one: one.sorts_as)), not_covered, ended
    )


def _booked(one: ListedClock, as_of: date) -> date | None:
    """A day to come on which what is waited for is to be given, where the file says one."""
    days = (one.booked_for, one.clock.stopped_on)
    return next((day for day in days if day is not None and day > as_of), None)
