"""What an example of the law is: what happens, on which day it is asked, and what the answer must be.

The tables of examples (`clocks_tables…`) are tests and, word for word, the manual page that shows the law by
example. An example asks the law it is given, so that a law turned wrong can be asked the same. Nothing of
`vardvag.clocks` is imported here: days, codes and names are compared as plain values.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.events.model import (
    CareEvent,
    Contact,
    Deviation,
    EventKind,
    Phase,
    PrimaryCareContact,
    Reported,
)

START = date(2024, 1, 10)
"""Day 0 of the examples that count in days. Day 90 is 9 April 2024, over a leap day."""

Day = int | date
"""A day: so many days from START, or a date."""


def on(day: Day) -> date:
    """The date of a day."""
    return START + timedelta(days=day) if isinstance(day, int) else day


def event(kind: EventKind, day: Day, phase: Phase = Phase.OPERATION, **more: Any) -> CareEvent:
    """Something that happens to what is waited for, by default a treatment."""
    at = Moment.parse(f"{on(day)}T12:00")
    for_day = more.pop("for_day", None)
    known: dict[str, Any] = {
        "event_id": f"{kind}-{phase}-{on(day)}",
        "pathway": "p",
        "unit": "u",
        "source": "s",
        "for_day": None if for_day is None else on(for_day),
    }
    return CareEvent(kind=kind, phase=phase, on=on(day), recorded_at=at, received_at=at, **known | more)


def visit(kind: EventKind, day: Day, **more: Any) -> CareEvent:
    """Something that happens to a first visit that is waited for."""
    return event(kind, day, Phase.FIRST_CONTACT, **more)


def contact(**changes: Any) -> Contact:
    """A row of the national file: somebody who waits for an operation since START."""
    one = Contact(
        contact_id="p",
        region="08",
        unit="SE1-U",
        month=Month.of(START) + 6,
        reported=Reported.WAITING,
        phase=Phase.OPERATION,
        speciality="311",
        guaranteed=True,
        deviation=Deviation.NONE,
        decided_on=START,
        started_on=None,
        birth_year=1950,
        sex=2,
        municipality="0880",
        contact_form="1",
        profession="XS915",
        booking=3,
    )
    return dataclasses.replace(one, **changes)


def primary(sought: date, **changes: Any) -> PrimaryCareContact:
    """A contact with primary care at the unit where the patient is listed, with a need of an assessment."""
    one = PrimaryCareContact(
        contact_id="p",
        region="08",
        unit="U1",
        month=Month.of(sought),
        sought_on=sought,
        contacted_on=sought,
        assessment_needed=True,
        assessed_on=None,
        deviation=Deviation.NONE,
        birth_year=1950,
        sex=2,
        municipality="0880",
        listed_unit="U1",
    )
    return dataclasses.replace(one, **changes)


@dataclass(frozen=True)
class Clock:
    """What a clock must say. None of the days after `last` is asked about unless it is given."""

    start: Day | None
    stop: Day | None
    last: Day | None
    provisional: bool = False
    certainty: str | None = None
    reason: str | None = None
    missing: tuple[str, ...] | None = None
    limit: str | None = None
    days: int | None = None
    law: str | None = None
    paragraph: str | None = None
    wording: str | None = None
    kind: str = "statute"

    def differs(self, clock: Any) -> str | None:
        """In what *clock* says something else; None when it says this."""
        certainty = self.certainty or ("undetermined" if self.reason else "determined")
        asked = {
            "started_on": None if self.start is None else on(self.start),
            "stopped_on": None if self.stop is None else on(self.stop),
            "last_day": None if self.last is None else on(self.last),
            "provisional": self.provisional,
            "certainty": certainty,
            "reason": self.reason,
            "kind": self.kind,
        }
        asked |= {
            name: value
            for name in ("missing", "limit", "days", "law", "paragraph", "wording")
            if (value := getattr(self, name)) is not None
        }
        for name, value in asked.items():
            said = getattr(clock, name)
            if said != value:
                return f"{name} is {said!r}, not {value!r}"
        return None


def compared(clocks: Iterable[Any], expected: tuple[Clock, ...]) -> str | None:
    """In what some clocks are not those expected, in order."""
    found = list(clocks)
    if len(found) != len(expected):
        return f"{len(found)} clocks, not {len(expected)}"
    told = (one.differs(clock) for one, clock in zip(expected, found, strict=True))
    return next((difference for difference in told if difference), None)


@dataclass(frozen=True)
class Pathway:
    """Events of one pathway, and its clocks on the day asked."""

    title: str
    events: tuple[CareEvent, ...]
    asked: Day
    clocks: tuple[Clock, ...]
    why: str
    under: str = "limits"
    self_referral: str | None = None
    known: date | None = None

    def differs(self, law: Any) -> str | None:
        """In what *law* answers something else."""
        options = law.options.Options()
        if self.self_referral is not None:
            options = law.options.Options(law.options.SelfReferralStart(self.self_referral))
        limits = law.limit_files.find_limits(self.under).limits
        clocks = law.reference.clocks_under(limits, self.events, on(self.asked), self.known, options)
        return compared(clocks, self.clocks)


@dataclass(frozen=True)
class Row:
    """A row of the national file, and its clock."""

    title: str
    contact: Contact
    clock: Clock
    why: str
    under: str = "limits"

    def differs(self, law: Any) -> str | None:
        """In what *law* answers something else."""
        limits = law.limits.by_phase(law.limit_files.find_limits(self.under).limits)
        return compared([law.reference.clock_of_contact(self.contact, limits)], (self.clock,))


@dataclass(frozen=True)
class Primary:
    """A contact with primary care, and its clocks: of the contact, and of the assessment.

    `late` says of each whether the limit has been passed on `asked`.
    """

    title: str
    contact: PrimaryCareContact
    clocks: tuple[Clock, ...]
    why: str
    asked: Day = date(2030, 1, 1)
    late: tuple[bool | None, ...] | None = None
    under: str = "limits"
    units_without_listing: frozenset[str] = frozenset()

    def differs(self, law: Any) -> str | None:
        """In what *law* answers something else."""
        options = law.options.Options(units_without_listing=self.units_without_listing)
        limits = law.limit_files.find_limits(self.under).limits
        clocks = law.primary.clocks_of_primary(self.contact, limits, options)
        late = tuple(clock.overdue_on(on(self.asked)) for clock in clocks)
        if self.late is not None and late != self.late:
            return f"late is {late}, not {self.late}"
        return compared(clocks, self.clocks)


@dataclass(frozen=True)
class Version:
    """What a limit is on a day: all of its wording, or that there is none."""

    title: str
    limit: str
    day: date
    said: dict[str, Any] | None
    why: str
    under: str = "limits"

    def differs(self, law: Any) -> str | None:
        """In what *law* answers something else."""
        limits = {limit.name: limit for limit in law.limit_files.find_limits(self.under).limits}
        version = limits[self.limit].version(self.day)
        if version is None or self.said is None:
            return None if (version is None) is (self.said is None) else f"{version} on {self.day}"
        for name, value in self.said.items():
            told = getattr(version, name)
            told = None if told is None else frozenset(told) if name == "not_counted" else told
            if told != value:
                return f"{name} is {told!r}, not {value!r}"
        return None


@dataclass(frozen=True)
class Breached:
    """Events of one pathway, and what the region owes because its last clock has passed its limit.

    `owes` gives how each duty stands, by name; None when nothing is owed.
    """

    title: str
    events: tuple[CareEvent, ...]
    asked: Day
    owes: dict[str, str] | None
    why: str
    law: str = "HSL (2017:30)"
    wording: str | None = None
    under: str = "limits"

    def differs(self, law: Any) -> str | None:
        """In what *law* answers something else."""
        limits = law.limit_files.find_limits(self.under).limits
        clocks = law.reference.clocks_under(limits, self.events, on(self.asked))
        breach = law.breach.breach_of(clocks[-1], self.events, on(self.asked))
        if breach is None or self.owes is None:
            return None if (breach is None) is (self.owes is None) else f"a breach: {breach is not None}"
        told = {one.duty.name: one.standing.value for one in breach.duties}
        remains = {duty.name for duty in breach.remains}
        if told != self.owes or remains != {name for name, said in told.items() if said == "remains"}:
            return f"{told}, not {self.owes}"
        stands = breach.law.value
        if self.wording is not None and stands.wording != self.wording:
            return f"wording is {stands.wording}, not {self.wording}"
        return None if stands.law == self.law else f"law is {stands.law}, not {self.law}"


@dataclass(frozen=True)
class Stay:
    """A stay in inpatient care, and its clocks by name: the last moment within, and whether it was kept."""

    title: str
    facts: dict[str, Any]
    clocks: dict[str, tuple[str | None, bool | None]]
    why: str
    missing: tuple[str, ...] = ()

    def differs(self, law: Any) -> str | None:
        """In what *law* answers something else. Due moments are compared to the minute."""
        stay = law.discharge.Discharge(pathway="p", **given(self.facts))
        told = {}
        for clock in law.discharge.clocks_of_discharge(stay):
            overdue = clock.overdue_at(Moment.parse("2030-01-01"))
            due = None if clock.due_by is None else clock.due_by.stockholm.strftime("%Y-%m-%d %H:%M:%S")
            told[clock.limit] = (due, None if overdue is None else not overdue)
            if self.missing and clock.missing not in ((), self.missing):
                return f"missing {clock.missing}, not {self.missing}"
        return None if told == self.clocks else f"{told}, not {self.clocks}"


@dataclass(frozen=True)
class Liability:
    """A stay, and the day the municipality becomes liable to pay; None when it does not, with the reason."""

    title: str
    facts: dict[str, Any]
    begins: date | None
    why: str
    reason: str | None = None
    certainty: str = "determined"
    missing: tuple[str, ...] = ()

    def differs(self, law: Any) -> str | None:
        """In what *law* answers something else."""
        stay = law.discharge.Discharge(pathway="p", **given(self.facts))
        said = law.payment_liability.payment_liability(stay)
        told = (said.begins_on, said.reason, said.certainty.value, said.missing)
        asked = (self.begins, self.reason, self.certainty, self.missing)
        return None if told == asked else f"{told}, not {asked}"


def given(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of a stay, with moments read."""
    return {name: Moment.parse(value) if isinstance(value, str) else value for name, value in facts.items()}


Example = Pathway | Row | Primary | Version | Breached | Stay | Liability


@dataclass(frozen=True)
class Section:
    """One table: the paragraph it is about, and its examples. `numbered`: days are counted from START."""

    title: Text
    paragraph: str
    intro: Text
    examples: tuple[Example, ...] = field(repr=False)
    numbered: bool = True
