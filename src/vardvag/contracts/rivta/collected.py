"""What answers come to: parts of a plan, what could not be placed in one, and what was left out.

What a source says and no part of a plan can hold (a code we do not know, a contact without a time) is kept
in its own words and shown, never dropped. Here does not belong making it (`from_contacts`, `from_sources`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from vardvag.base.errors import Unreadable
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.booking_terms import BookingTerms
from vardvag.contracts.fixed_contact import FixedContact
from vardvag.contracts.referral import Referral
from vardvag.contracts.rivta.values import PERSONNUMMER
from vardvag.contracts.source_plans import JoinedPlan
from vardvag.contracts.step import Owner
from vardvag.contracts.times import When
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk

HOURS_UNKNOWN = "tiderna står inte i källan"
"""What is said of when somebody answers, where the source does not say."""


@dataclass(frozen=True, slots=True)
class PatientNumber:
    """The identifier a patient is asked about by, and its kind as an OID. Never kept, logged or shown."""

    number: str
    root: str = PERSONNUMMER

    def __repr__(self) -> str:
        return "PatientNumber(…)"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was asked about what: the patient, the source's name and its system (HSA id), when.

    `caregiver` answers for what the contract itself names no caregiver of; `fallback` is whom the patient
    turns to where the source says nothing. `units` are those that were asked about, None for all; `until` is
    the last day that was. About other units and later days nothing is concluded.
    """

    patient: PatientNumber
    source: str
    system: str
    caregiver: str
    at: Moment
    fallback: ContactPoint
    units: frozenset[str] | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CollectedStep:
    """A step as a source has it, before it is one of a plan: `kind` and `identifier` are its own there.

    `at` is when a visit that is done began, so that it is known as the time that was booked for it.
    """

    kind: str
    identifier: str
    system: str
    what: str
    owner: Owner
    when: When
    ask: WhomToAsk
    responsible: str
    approved_for_patient: bool
    where: str | None = None
    at: Moment | None = None
    minutes: int | None = None
    booking: BookingTerms | None = None
    referral: Referral | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something a source says that no part of a plan can hold, in the source's own words and code."""

    contract: str
    said: str
    code: str
    responsible: str
    approved_for_patient: bool


@dataclass(frozen=True, slots=True)
class Collected:
    """`left_out` is how many items had a fault; with any, or an error told by the source, it is not whole."""

    fixed_contacts: tuple[FixedContact, ...] = ()
    source_plans: tuple[JoinedPlan, ...] = ()
    steps: tuple[CollectedStep, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    findings: tuple[Finding, ...] = ()
    left_out: int = 0

    @property
    def whole(self) -> bool:
        """Whether everything the source has was read."""
        return not self.left_out


class Faulty(Exception):
    """One item that cannot be taken: why, at which path, what stands there, and what to do."""

    def __init__(self, rule: str, message: Text, remedy: Text, path: str, value: str | None = None) -> None:
        super().__init__(message.en)
        self.rule, self.message, self.remedy, self.path, self.value = rule, message, remedy, path, value

    def finding(self, source: str) -> Finding:
        """It as a finding about *source*."""
        return Finding(self.rule, self.message, self.remedy, file=source, column=self.path, value=self.value)


def moment_of(clock: datetime, path: str) -> Moment:
    """A clock time in Sweden as a moment. Faulty for one that happened twice, or never."""
    try:
        return Moment.of(clock)
    except Unreadable as problem:
        message = Text("Tiden är inte en bestämd tidpunkt", "The time is not one instant")
        remedy = Text(problem.text.sv.capitalize(), problem.text.en.capitalize())
        raise Faulty("doubtful-time", message, remedy, path, clock.isoformat()) from problem


def same_patient(number: str, asked: Asked, path: str) -> None:
    """Faulty, without saying whose, for an item about somebody else than was asked about."""
    if number.strip() != asked.patient.number:
        raise Faulty(
            "another-patient",
            Text("Posten gäller någon annan än den som efterfrågades", "The item is about somebody else"),
            Text("Posten tas inte med; meddela källan", "The item is not taken; tell the source"),
            path,
        )


def named(value: str | None, path: str) -> str:
    """A name that something is known by. Faulty for an empty one, which the schemas allow and we cannot."""
    if value is None or not value.strip():
        message = Text("Posten saknar det den är känd vid", "The item lacks what it is known by")
        raise Faulty("empty", message, Text("Fyll i det i källan", "Fill it in in the source"), path)
    return value
