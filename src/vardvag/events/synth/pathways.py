"""One made-up care need as a pathway of linked steps: what is true about it, before anybody reports it.

A planned pathway begins with a referral or an own request and a first contact; from that may follow an
examination, a decision on an operation, the operation, and a return visit with its medical target date. An
emergency is a pathway of one contact. Rows (`rows`) and care events (`story`) are both made of this, so that
they tell the same.

Here do not belong the numbers (`assumptions`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vardvag.base.municipalities import municipalities_in
from vardvag.base.regions import Region
from vardvag.events.checks.conditions import GUARANTEE_DAYS
from vardvag.events.model import Deviation, Phase
from vardvag.events.synth.assumptions import (
    CHILD_PSYCHIATRY,
    CONTACT_FORMS,
    LARGE_FROM,
    MORE_CHOOSE_FROM,
    NO_CAREGIVER,
    PACE,
    SPECIALITIES,
    SPECIALITY_WEIGHTS,
    Speciality,
)
from vardvag.events.synth.seasons import decision_day, slowness, start_day


@dataclass(frozen=True, slots=True)
class Patient:
    """What a contact says of whom it is about."""

    birth_year: int
    sex: int
    municipality: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A patient who abstained from an offer within the limit, on which days."""

    informed_on: date
    offered_on: date
    for_day: date
    waived_on: date
    regretted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One contact of a pathway. `began_on` is None when the need was closed without care on `closed_on`.

    `last_day` is the last within the limit or the medical target date; a chosen wait is reported after it.
    `hold` is a time during which care could not be given, with the deviation that is reported for it.
    """

    contact_id: str
    phase: Phase
    decided_on: date
    began_on: date | None
    closed_on: date | None
    guaranteed: bool
    contact_form: str
    profession: str
    booking: int
    last_day: date
    own_request: bool = False
    arrived_on: date | None = None
    activity: str | None = None
    target: date | None = None
    minutes: tuple[int, int, int] | None = None
    chosen: Chosen | None = None
    hold: tuple[date, date] | None = None
    hold_deviation: Deviation = Deviation.NONE


@dataclass(frozen=True, slots=True)
class Pathway:
    """One care need in one region, with its steps in order."""

    pathway_id: str
    region: Region
    speciality: str
    unit: str
    hospital: tuple[str, str] | None
    referrer: str
    patient: Patient
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What is the same for every pathway of one region."""

    region: Region
    slowness: float
    large: bool
    municipalities: tuple[str, ...]


def place_in(region: Region, people: int, chance: random.Random) -> Place:
    """A region with a pace of its own, drawn."""
    towns = tuple(one.code for one in municipalities_in(region.code))
    return Place(region, chance.uniform(0.75, 1.3), people >= LARGE_FROM, towns)


def draw_pathway(chance: random.Random, place: Place, pathway_id: str, first: date, last: date) -> Pathway:
    """One pathway that begins between two days."""
    [code] = chance.choices(tuple(SPECIALITIES), SPECIALITY_WEIGHTS)
    speciality, emergency = SPECIALITIES[code], chance.random() < PACE.emergencies
    begins = decision_day(chance, first, last)
    head = place.region.hsa_prefixes[0]
    private = place.large and not emergency and chance.random() < PACE.private
    age = speciality.youngest + int(chance.random() * (speciality.oldest - speciality.youngest + 1))
    known = chance.random() >= PACE.unknown_municipality
    town = chance.choice(place.municipalities) if known else "0000"
    number = place.region.code
    steps = (
        _emergency(chance, pathway_id, begins)
        if emergency
        else _planned(chance, place, speciality, pathway_id, begins)
    )
    return Pathway(
        pathway_id,
        place.region,
        code,
        f"{NO_CAREGIVER}{number}-SYN" if private else f"{head}-{_clinic(place, code, emergency)}",
        None if private else (f"999{number}", f"Påhittat sjukhus {number}"),
        f"{head}-SYNVC{1 + int(chance.random() * 9)}",
        Patient(begins.year - age, 1 + (chance.random() < 0.5), town),
        tuple(steps),
    )


def _clinic(place: Place, speciality: str, emergency: bool) -> str:
    """A clinic of its own for each speciality in a large region, one for all in another."""
    if not place.large:
        return "SYN"
    return "SYNAKUT" if emergency else f"SYN{speciality}"


def _emergency(chance: random.Random, pathway_id: str, day: date) -> Iterator[Step]:
    """A visit to an emergency department that ends before midnight: no hour that is skipped or repeated."""
    arrived = int(chance.uniform(4 * 60, 18 * 60))
    assessed = arrived + 1 + int(min(180, chance.expovariate(1 / 45)))
    ended = assessed + int(min(170, 10 + chance.expovariate(1 / 90)))
    yield Step(
        f"{pathway_id}-{Phase.EMERGENCY.value}",
        Phase.EMERGENCY,
        *(day, day, None, False, "1", "XS915", 5, day),
        minutes=(arrived, assessed, ended),
    )


def _planned(
    chance: random.Random, place: Place, speciality: Speciality, pathway_id: str, begins: date
) -> Iterator[Step]:
    """First contact, examination, operation and return visit, as far as they follow on each other."""

    def step(phase: Phase, decided_on: date) -> Step:
        return _step(chance, place.slowness * speciality.pace, speciality, pathway_id, phase, decided_on)

    seen = step(Phase.FIRST_CONTACT, begins)
    yield seen
    if (decided := seen.began_on) is None:
        return
    if chance.random() < speciality.examined:
        examined = step(Phase.EXAMINATION, decided)
        yield examined
        if examined.began_on is None:
            return
        decided = examined.began_on
    if chance.random() < speciality.operated:
        operated = step(Phase.OPERATION, decision_day(chance, decided, decided + timedelta(days=14)))
        yield operated
        if operated.began_on is None:
            return
        decided = operated.began_on
    if chance.random() < speciality.returning:
        yield step(Phase.RETURN_VISIT, decided)


def _step(
    chance: random.Random,
    pace: float,
    speciality: Speciality,
    pathway_id: str,
    phase: Phase,
    decided_on: date,
) -> Step:
    pace *= slowness(decided_on)
    guaranteed = phase in (Phase.FIRST_CONTACT, Phase.OPERATION) and chance.random() >= PACE.not_guaranteed
    target = None
    if phase is Phase.RETURN_VISIT:
        target = decided_on + timedelta(days=30 + int(chance.random() * 150))
        waited = max(1, int((target - decided_on).days * chance.uniform(0.7, 1.15)))
    else:
        waited = int(chance.gammavariate(PACE.spread, PACE.usual_wait / PACE.spread * pace))
    last_day = target or decided_on + timedelta(days=GUARANTEE_DAYS)
    chosen, hold, why = None, None, Deviation.NONE
    chose = PACE.chose_to_wait_later if decided_on >= MORE_CHOOSE_FROM else PACE.chose_to_wait
    drawn = chance.random()
    if drawn < chose:
        if guaranteed or target is not None:
            waited = max(waited, (last_day - decided_on).days) + chance.randint(30, 180)
            chosen = _chosen(chance, decided_on, last_day, decided_on + timedelta(days=waited))
    elif drawn < chose + PACE.could_not:
        why = Deviation.MEDICAL
    elif speciality.code == CHILD_PSYCHIATRY and drawn < chose + PACE.could_not + PACE.special_cause:
        why = Deviation.SOCIAL
    if why is not Deviation.NONE:
        held, length = chance.randint(3, 40), chance.randint(30, 180)
        waited = max(waited, held + 1) + length
        begun = decided_on + timedelta(days=held)
        hold = begun, begun + timedelta(days=length)
    began_on: date | None = start_day(chance, decided_on + timedelta(days=waited))
    closed_on, arrived_on = None, None
    if chance.random() < PACE.closed_without_care:
        closed_on, began_on = began_on, None
    own = phase is Phase.FIRST_CONTACT and chance.random() < PACE.own_request
    forms: tuple[str, ...] = CONTACT_FORMS
    if phase is Phase.FIRST_CONTACT:
        arrived_on = decided_on + timedelta(days=int(chance.random() * 6))
    activity = None
    if phase in (Phase.OPERATION, Phase.EXAMINATION):
        activity = f"{speciality.code}{phase.value}{1 + int(chance.random() * 4)}"
        forms = ("1",)
    return Step(
        f"{pathway_id}-{phase.value}",
        phase,
        decided_on,
        began_on,
        closed_on,
        guaranteed,
        chance.choice(forms),
        "XS915" if phase is Phase.OPERATION else chance.choice(speciality.professions),
        2 + int(chance.random() * 3),
        last_day,
        *(own, arrived_on, activity, target, None, chosen, hold, why),
    )


def _chosen(chance: random.Random, decided_on: date, last_day: date, until: date) -> Chosen:
    """Informed, offered a day within the limit, and abstained, in this order; some regret it."""
    room = max(4, (last_day - decided_on).days)
    offered = int(room * chance.uniform(0.3, 0.6))
    informed = int(offered * chance.random())
    waived = offered + int(room * chance.uniform(0.0, 0.2))
    offer_for = waived + int((room - waived) * chance.uniform(0.2, 1.0))
    regretted = waived + int(((until - decided_on).days - waived) * chance.uniform(0.3, 0.8))

    def day(after: int) -> date:
        return decided_on + timedelta(days=after)

    regrets = chance.random() < PACE.regretted
    return Chosen(
        day(informed), day(offered), day(offer_for), day(waived), day(regretted) if regrets else None
    )
