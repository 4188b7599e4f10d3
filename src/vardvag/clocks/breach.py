"""HSL (2017:30) 9 kap. 2 §: what a passed limit obliges the region to, what has been done, and what remains.

For the limits to visit and treatment only, and not for care sought by choice in another region. No text says
by when it must be done, and none is made up. The duties and their sources stand in `breach.yaml`; what has
been done are events. Here does not belong whether a limit has been passed (the clock says so).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vardvag.base.dated import DatedValue
from vardvag.clocks.breach_rules import BreachLaw, Duty, breach_rules
from vardvag.clocks.ends import ENDS
from vardvag.clocks.facts import ENDS_IN, in_force
from vardvag.clocks.limits import guarantee
from vardvag.clocks.model import GuaranteeClock, LimitKind
from vardvag.events.model import CareEvent, EventKind


class Standing(StrEnum):
    """How far one duty has come."""

    DONE = "done"
    REMAINS = "remains"
    NOT_YET = "not_yet"
    """There is nothing to do yet: what comes before has not happened."""
    FALLEN_AWAY = "fallen_away"
    """Nothing is left to do: the care has begun, or the patient abstains or has chosen care elsewhere."""


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """One duty as it stands. `done_on` is the first day that shows it done."""

    duty: Duty
    standing: Standing
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that has been passed since `since`, the law then in force, and every duty.

    `refused_on`: the day the patient declined care with another caregiver (and has not regretted it).
    `own_choice_since`: the day she chose care in another region, while that lasts. Either rests the duties.
    """

    clock: GuaranteeClock
    since: date
    law: DatedValue[BreachLaw]
    duties: tuple[DutyStanding, ...]
    refused_on: date | None
    own_choice_since: date | None

    @property
    def remains(self) -> tuple[Duty, ...]:
        """What is still to be done, in order."""
        return tuple(one.duty for one in self.duties if one.standing is Standing.REMAINS)


def breach_of(
    clock: GuaranteeClock, events: Iterable[CareEvent], as_of: date, known_on: date | None = None
) -> Breach | None:
    """What the region owes on *as_of* because *clock* has passed its limit; None when it owes nothing.

    None too while it cannot be told whether the limit has been passed, for a limit that is not law or not in
    specialised care, for a wait that is not covered, and before the duty stood in law (2010-07-01).
    """
    rules = breach_rules()
    about = {limit.name: limit.about for limit in guarantee()}.get(clock.limit)
    if clock.kind is not LimitKind.STATUTE or about not in rules.limits or not clock.covered:
        return None
    if clock.overdue_from is None or not clock.overdue_on(as_of):
        return None
    try:
        law = rules.law.on(clock.overdue_from)
    except LookupError:
        return None
    pathway = in_force(events, as_of, known_on)
    happened = [event for event in pathway if event.phase in ENDS_IN[about]]
    care_began = any(event.kind in ENDS for event in happened)
    refused_on, chosen_on = _refused_on(happened), _chosen_on(happened)
    rests = refused_on is not None or chosen_on is not None
    duties = tuple(_standing(duty, pathway, happened, care_began, rests) for duty in rules.duties)
    return Breach(clock, clock.overdue_from, law, duties, refused_on, chosen_on)


def _standing(
    duty: Duty, pathway: Sequence[CareEvent], happened: Sequence[CareEvent], care_began: bool, rests: bool
) -> DutyStanding:
    # Information about the guarantee is given once, whatever visit of the pathway it was given at.
    where = pathway if EventKind.INFORMED in duty.done_by else happened
    done = min((event.on for event in where if event.kind in duty.done_by), default=None)
    kinds = {event.kind for event in happened}
    if done is not None:
        return DutyStanding(duty, Standing.DONE, done)
    if rests or (duty.until_care and care_began):
        return DutyStanding(duty, Standing.FALLEN_AWAY, None)
    if duty.after and not kinds.intersection(duty.after):
        return DutyStanding(duty, Standing.NOT_YET, None)
    return DutyStanding(duty, Standing.REMAINS, None)


def _refused_on(happened: Sequence[CareEvent]) -> date | None:
    """The day the patient declined care with another caregiver: who does, declines the guarantee."""
    offered = _days(happened, EventKind.OFFERED_ELSEWHERE)
    declined = [day for day in _days(happened, EventKind.WAIVED) if any(one <= day for one in offered)]
    regretted = _days(happened, EventKind.WAIVER_REGRETTED)
    return next((day for day in declined if not any(day <= one for one in regretted)), None)


def _chosen_on(happened: Sequence[CareEvent]) -> date | None:
    """The day the patient chose care in another region, when that has not ended."""
    begun, ended = _days(happened, EventKind.ELSEWHERE_BEGUN), _days(happened, EventKind.ELSEWHERE_ENDED)
    return next((day for day in begun if not any(day <= one for one in ended)), None)


def _days(happened: Sequence[CareEvent], kind: EventKind) -> list[date]:
    return sorted(event.on for event in happened if event.kind is kind)
