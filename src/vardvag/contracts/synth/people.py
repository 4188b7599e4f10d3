"""Example people, made up from a seed: each with a plan over region, municipality and private units.

`people(seed, number)` gives the same people for the same seed, whatever the number, one at a time: a million
take no more memory than one. Here does not belong keeping them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from random import Random

from vardvag.contracts.access.block import Block, BlockKind
from vardvag.contracts.access.protection import Protection
from vardvag.contracts.access.representation import Representation, RepresentationKind
from vardvag.contracts.identifiers import PathwayId, PersonId, PlanId
from vardvag.contracts.person import Person
from vardvag.contracts.plan import Coordinator, PatientContract
from vardvag.contracts.plan_events import PlanEvent
from vardvag.contracts.said import Said, Speaker, Way
from vardvag.contracts.step import Owner, OwnerKind, PlannedStep
from vardvag.contracts.synth.around import around
from vardvag.contracts.synth.course import Setting, course, moment
from vardvag.contracts.synth.faults import with_fault
from vardvag.contracts.synth.names import CHILDREN, MAN, WOMAN, first_name, full_name, surname
from vardvag.contracts.synth.needs import Age, needs_of
from vardvag.contracts.synth.sips import sip
from vardvag.contracts.synth.units import ADVICE, AREAS, Unit, caregiver_of_region, telephone, towns, unit
from vardvag.contracts.synth.voices import voices
from vardvag.contracts.times import Booked, NoTimeYet, Requested, day_of
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk
from vardvag.contracts.wishes import Declined, Wishes
from vardvag.events.model import CareEvent

DAY = date(2019, 11, 14)
"""The day it is, where nobody says another: that of the demo's story."""
PLANS_OF_ONE = 25
"""How many plans one coordinator has."""
HOME_UNITS = {"13": "hja", "08": "ort", "25": "med"}
"""The unit that each area's coordinators work at. They coordinate for all the others too."""

ROUND = 200
"""In each round of so many there is one with each of what must not be missing."""
PROTECTED, BLOCKED = 64, 43
CHILD_EVERY = 20
_RELATIONS = {MAN: ("son", "make", "bror", "vän"), WOMAN: ("dotter", "maka", "syster", "vän")}


@dataclass(frozen=True, slots=True)
class ExamplePlan:
    """One example person with her plan and what belongs to it, ready to be kept.

    `earlier` holds the versions of the plan before the one that stands, the first one first. `events` are
    care events on pathways of hers; `plan_events` what was said. `blocks` and `representations` are what the
    law on access asks for about her, in its own form.
    """

    person: Person
    plan: PatientContract
    earlier: tuple[PatientContract, ...]
    events: tuple[CareEvent, ...]
    plan_events: tuple[PlanEvent, ...]
    own_access_open: bool
    blocks: tuple[Block, ...] = ()
    representations: tuple[Representation, ...] = ()

    @property
    def pathways(self) -> tuple[PathwayId, ...]:
        """The pathways, each once."""
        return tuple(dict.fromkeys(PathwayId(event.pathway) for event in self.events))


def people(seed: int, number: int, *, on: date = DAY, first: int = 0) -> Iterator[ExamplePlan]:
    """The people numbered from *first*, *number* of them, as they stand on the day *on*.

    Person n is the same whichever *first* and *number* she is asked for with, so that work can be split.
    """
    for n in range(first, first + number):
        yield _person(seed, n, on)


def coordinator_of(seed: int, n: int) -> Coordinator:
    """Who coordinates the plan of person *n*: each has a few people, whatever the number of them."""
    area = AREAS[n % len(AREAS)]
    k = n // len(AREAS) // PLANS_OF_ONE + 1
    rng = Random(f"{seed}:{area}:{k}")
    name = f"{full_name(rng)}, samordnare"
    home = unit(area, HOME_UNITS[area], "")
    ask = ContactPoint(name, telephone(rng.randrange(95)), home.point.hours)
    who = WhomToAsk(fallback=ADVICE, person=ask, unit=home.point)
    return Coordinator(f"samordnare-{area}-{k}", name, home.hsa, who)


def home_of(n: int) -> Unit:
    """The unit that the coordinator of person *n* works at."""
    area = AREAS[n % len(AREAS)]
    return unit(area, HOME_UNITS[area], "")


def _person(seed: int, n: int, on: date) -> ExamplePlan:
    rng = Random(f"{seed}:{n}")
    area = AREAS[n % len(AREAS)]
    age: Age = "child" if n % CHILD_EVERY == CHILD_EVERY - 1 else rng.choice(("adult", "old", "old"))
    sex = rng.choice((MAN, WOMAN))
    family = surname(rng)
    name = f"{rng.choice(CHILDREN) if age == 'child' else first_name(rng, sex)} {family}"
    years = {"child": (7, 12), "adult": (25, 63), "old": (66, 93)}[age]
    town = rng.choice(towns(area))
    protected = Protection.CONFIDENTIALITY_MARKING if n % ROUND == PROTECTED else Protection.NONE
    person = Person(
        PersonId(f"synt-{seed}-{n}"), name, on.year - rng.randint(*years), sex, town.code, protected
    )
    coordinator = coordinator_of(seed, n)
    near = rng.choice((MAN, WOMAN))
    relation = "förälder" if age == "child" else rng.choice(_RELATIONS[near])
    relative = f"{first_name(rng, near)} {family} ({relation})"
    at = Setting(
        f"syntplan-{seed}-{n}", area, town.code, Owner(OwnerKind.RELATIVE, relative), coordinator.ask, on, rng
    )
    plan, events = _plan(person, coordinator, at, age, n)
    earlier = (_before(plan),) if plan.version > 1 else ()
    said = tuple(voices(plan, name, relative, on, rng, child=age == "child"))
    return ExamplePlan(
        person,
        plan,
        earlier,
        events,
        said,
        own_access_open=age != "child" and rng.random() < 0.9,
        blocks=(_block(plan, at),) if n % ROUND == BLOCKED else (),
        representations=_guardian(person) if age == "child" else (),
    )


def _plan(
    person: Person, coordinator: Coordinator, at: Setting, age: Age, n: int
) -> tuple[PatientContract, tuple[CareEvent, ...]]:
    rng = at.rng
    possible = needs_of(age)
    chosen = rng.sample(possible, min(len(possible), rng.choice((2, 2, 2, 3))))
    courses = [course(name, need, at) for name, need in chosen]
    steps = sorted((step for one in courses for step in one.steps), key=_by_day)
    events = tuple(event for one in courses for event in one.events)
    matters = rng.choice(chosen[0][1].matters)
    beside = around(at, coordinator, home_of(n), [name for name, _ in chosen], steps)
    plan = PatientContract(
        plan_id=PlanId(at.plan),
        person=person.person_id,
        caregiver=caregiver_of_region(at.area),
        what_matters=matters,
        coordinator=coordinator,
        steps=tuple(_noted(step, at) for step in steps),
        care_team=frozenset({f"lakare-{at.area}"}) if rng.random() < 0.5 else frozenset(),
        version=2 if rng.random() < 0.4 and _booked(steps) else 1,
        fixed_contacts=beside.contacts,
        sips=sip(at, person.name, coordinator.name, matters, steps),
        handovers=beside.handovers,
        stays=beside.stays,
        source_plans=beside.source_plans,
        wishes=_wishes(person.name, coordinator.name, at) if rng.random() < 0.4 else None,
    )
    return (with_fault(plan, at) if rng.random() < 0.3 else plan), events


def _by_day(step: PlannedStep) -> tuple[bool, date]:
    """Steps in the order of their days, and then those that have none, as their needs give them."""
    day = step.when.wanted.legal_day if isinstance(step.when, Requested) else day_of(step.when)
    return (day is None, day or date.max)


def _booked(steps: list[PlannedStep]) -> bool:
    return any(isinstance(step.when, Booked) for step in steps)


def _before(plan: PatientContract) -> PatientContract:
    """The plan as it was before the last time was booked: the version that came before."""
    last = next(step for step in plan.steps if isinstance(step.when, Booked))
    waiting = NoTimeYet("Vi ringer dig för att hitta en tid.")
    return replace(plan.with_step(replace(last, when=waiting, booking=None)), version=plan.version - 1)


_TO_STAFF = (
    "Hör dåligt i telefon: låt det ringa länge.",
    "Ring inte före klockan tio.",
    "Behöver tolk, arabiska.",
)
_TO_HER = ("Ta gärna med någon.", "Det finns hiss vid entré B.", "Säg till om du behöver tolk.")


def _noted(step: PlannedStep, at: Setting) -> PlannedStep:
    """Some steps with a note to staff, and some with one to her."""
    if step.owner.unit is None or at.rng.random() > 0.15:
        return step
    return replace(step, internal_note=at.rng.choice(_TO_STAFF), patient_note=at.rng.choice(_TO_HER))


_WISHES = (
    ({"not_weekdays": frozenset({1})}, "Inte måndagar. Då passar jag barnbarnen."),
    ({"earliest": time(10)}, "Färdtjänsten kommer tidigast klockan nio."),
    ({"latest": time(15)}, "Jag vill vara hemma när barnen slutar skolan."),
    ({"not_weekdays": frozenset({5}), "earliest": time(9)}, "Inte fredagar, och inte för tidigt."),
)


def _wishes(person: str, recorder: str, at: Setting) -> Wishes:
    rng = at.rng
    limits, words = rng.choice(_WISHES)
    said = Said(Speaker.PATIENT, Way.TELEPHONE, person, recorder)
    declined: tuple[Declined, ...] = ()
    if rng.random() < 0.2:
        no = at.today - timedelta(days=rng.randint(1, 20))
        declined = (Declined(moment(at.today + timedelta(days=5), 8), "Jag hinner inte dit så tidigt.", no),)
    return Wishes(said, words=words, declined=declined, **limits)


def _block(plan: PatientContract, at: Setting) -> Block:
    """She has had her data with another caregiver blocked: one in her plan, where there is one."""
    others = sorted({step.responsible for step in plan.steps if step.responsible})
    begun = moment(at.today - timedelta(days=60), 9)
    blocked = others[0] if others else unit(at.area, "sam", at.town).caregiver
    return Block(BlockKind.OUTER, blocked, begun)


def _guardian(person: Person) -> tuple[Representation, ...]:
    by = PersonId(f"{person.person_id}-vardnadshavare")
    return (Representation(by, RepresentationKind.GUARDIAN, date(person.birth_year, 1, 1)),)
