"""The example's plans: one that the story is about, and two more that the coordinator works with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PathwayId, PathwayLink, PersonId, PlanId, StepId, new_pathway
from vardvag.contracts.person import Person
from vardvag.contracts.plan import Coordinator, PatientContract
from vardvag.contracts.step import Owner, OwnerKind, PlannedStep, ReportedAs
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import Booked, Done, NoTimeYet, When, Window
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk
from vardvag.events.model import CareEvent, EventKind, Phase
from vardvag.usecases.example.story import (
    CAREGIVER,
    COORDINATOR,
    HEALTH_CENTRE,
    MUNICIPAL_UNIT,
    MUNICIPALITY,
    OPERATION,
    OPERATION_CONTACT,
    ORTHOPAEDICS,
    PATIENT,
    PLAN,
    REGION,
    REHABILITATION,
)

SPECIALITY = "231"
DAYTIME = "vardagar 8–16"
ADVICE = ContactPoint("1177 på telefon", "1177", "dygnet runt")
SAM = ContactPoint("Sam Ordnare, kontaktsjuksköterska", "070-174 06 05", DAYTIME)
CLINIC = ContactPoint("Ortopedmottagningen", "070-174 06 10", DAYTIME)
CENTRE = ContactPoint("Vårdcentralen", "070-174 06 20", "vardagar 8–17")
REHAB = ContactPoint("Rehabmottagningen", "070-174 06 30", DAYTIME)
MUNICIPAL = ContactPoint("Kommunens biståndsenhet", "070-174 06 40", "vardagar 9–15")

ORTHO_UNIT = Owner(OwnerKind.CARE_UNIT, "Ortopedmottagningen", ORTHOPAEDICS)
REHAB_UNIT = Owner(OwnerKind.CARE_UNIT, "Rehabmottagningen", REHABILITATION)
CENTRE_UNIT = Owner(OwnerKind.CARE_UNIT, "Vårdcentralen", HEALTH_CENTRE)
COUNCIL = Owner(OwnerKind.MUNICIPAL_UNIT, "Kommunens biståndsenhet", MUNICIPAL_UNIT)


@dataclass(frozen=True, slots=True)
class Example:
    """One patient with her plan, and what has happened on each pathway of it."""

    person: Person
    plan: PatientContract
    events: tuple[CareEvent, ...]
    links: tuple[PathwayLink, ...] = ()

    @property
    def pathways(self) -> tuple[PathwayId, ...]:
        """The pathways, each once."""
        return tuple(dict.fromkeys(PathwayId(event.pathway) for event in self.events))


def keep(store: PlanStore, examples: Iterator[Example]) -> None:
    """Put the examples into *store*."""
    with store.transaction():
        for owner in (ORTHO_UNIT, REHAB_UNIT, CENTRE_UNIT):
            store.add_unit(owner.unit or "", owner.name, CAREGIVER)
        for example in examples:
            store.add_person(example.person, own_access_open=True)
            for pathway in example.pathways:
                own = tuple(link for link in example.links if link.pathway == pathway)
                store.add_pathway(pathway, example.person.person_id, own)
            for event in example.events:
                store.append_event(event)
            store.save(example.plan, 0)


def examples() -> Iterator[Example]:
    """The plans, the one the story is about first."""
    yield _hip()
    yield _knee()
    yield _hand()


def _hip() -> Example:
    visit, operation = new_pathway(), new_pathway()
    steps = (
        _step("remiss", "Remiss till ortopedmottagningen", CENTRE_UNIT, Done(date(2019, 6, 10)), CENTRE),
        _step(
            "besok",
            "Första besök hos ortoped",
            ORTHO_UNIT,
            Done(date(2019, 8, 22)),
            CLINIC,
            where="Länssjukhuset, plan 2",
            pathway=visit,
            phase=Phase.FIRST_CONTACT,
        ),
        _step(
            "rontgen",
            "Röntgen av höften",
            Owner(OwnerKind.CARE_UNIT, "Röntgen", "SE-EXEMPEL-RONTGEN"),
            Done(date(2019, 9, 5)),
            ContactPoint("Röntgen", "070-174 06 50", DAYTIME),
            where="Länssjukhuset, plan 1",
        ),
        _step(
            "trana",
            "Träna enligt programmet du har fått",
            Owner(OwnerKind.PATIENT, "Du"),
            Window(date(2019, 11, 20)),
            REHAB,
            preparation="Två gånger om dagen. Hoppa över en dag om det gör ont. Ring om det inte går över.",
        ),
        _step(
            "samtal",
            "Samtal inför operationen",
            ORTHO_UNIT,
            _at(2019, 11, 18, 13, 30),
            CLINIC,
            where="Ortopedmottagningen, Länssjukhuset, plan 2",
            preparation="Ta med din läkemedelslista.",
        ),
        PlannedStep(
            step_id=OPERATION,
            what="Operation av höften",
            owner=ORTHO_UNIT,
            when=_at(2019, 12, 10, 7, 30),
            ask=_ask(CLINIC),
            where="Operation, Länssjukhuset, plan 4",
            preparation="Fasta från midnatt. Duscha enligt anvisningen du har fått.",
            pathway=operation,
            phase=Phase.OPERATION,
            depends_on=(StepId(f"{PLAN}-samtal"),),
            reported_as=_reported(OPERATION_CONTACT),
        ),
        _step(
            "hem",
            "Planering för att komma hem",
            COUNCIL,
            NoTimeYet("Biståndsenheten hör av sig till dig när operationen har fått sin tid."),
            MUNICIPAL,
        ),
        _step(
            "rehab",
            "Första träning efter operationen",
            REHAB_UNIT,
            NoTimeYet("Rehabmottagningen bokar en tid när du har opererats."),
            REHAB,
        ),
    )
    plan = _plan(PLAN, PATIENT, "Jag vill kunna gå till affären själv och klara trappan hemma.", steps)
    events = (
        _event(visit, Phase.FIRST_CONTACT, EventKind.REFERRAL_ISSUED, date(2019, 6, 10), HEALTH_CENTRE),
        _event(visit, Phase.FIRST_CONTACT, EventKind.STARTED, date(2019, 8, 22), ORTHOPAEDICS),
        _event(operation, Phase.OPERATION, EventKind.DECISION, date(2019, 8, 22), ORTHOPAEDICS),
        _event(operation, Phase.OPERATION, EventKind.BOOKED, date(2019, 10, 1), ORTHOPAEDICS),
    )
    person = Person(PATIENT, "Alva Exempel", 1954, 2, MUNICIPALITY)
    return Example(person, plan, events, (PathwayLink("skr-1.1", OPERATION_CONTACT, operation),))


def _knee() -> Example:
    operation = new_pathway()
    name = PlanId("exempelplan-2")
    steps = (
        _step("besok", "Första besök hos ortoped", ORTHO_UNIT, Done(date(2019, 10, 8)), CLINIC, plan=name),
        _step(
            "operation",
            "Operation av knäet",
            ORTHO_UNIT,
            NoTimeYet("Ortopedmottagningen ska höra av sig med en tid."),
            CLINIC,
            plan=name,
            pathway=operation,
            phase=Phase.OPERATION,
            reported_as=_reported("EX-OPERATION-2"),
        ),
    )
    person = Person(PersonId("exempelperson-2"), "Bo Påhittad", 1961, 1, MUNICIPALITY)
    events = (_event(operation, Phase.OPERATION, EventKind.DECISION, date(2019, 10, 8), ORTHOPAEDICS),)
    plan = _plan(name, person.person_id, "Jag vill kunna arbeta igen till våren.", steps)
    return Example(person, plan, events, (PathwayLink("skr-1.1", "EX-OPERATION-2", operation),))


def _hand() -> Example:
    visit = new_pathway()
    name = PlanId("exempelplan-3")
    steps = (
        _step(
            "remiss",
            "Remiss till ortopedmottagningen",
            CENTRE_UNIT,
            Done(date(2019, 8, 5)),
            CENTRE,
            plan=name,
        ),
        _step(
            "besok",
            "Första besök hos ortoped",
            ORTHO_UNIT,
            _at(2019, 11, 25, 10, 20),
            CLINIC,
            where="Länssjukhuset, plan 2",
            plan=name,
            pathway=visit,
            phase=Phase.FIRST_CONTACT,
            reported_as=_reported("EX-BESOK-3"),
        ),
    )
    person = Person(PersonId("exempelperson-3"), "Cia Synthesson", 1988, 2, MUNICIPALITY)
    events = (_event(visit, Phase.FIRST_CONTACT, EventKind.REFERRAL_ISSUED, date(2019, 8, 5), HEALTH_CENTRE),)
    plan = _plan(name, person.person_id, "Jag vill kunna spela piano utan att det gör ont.", steps)
    return Example(person, plan, events, (PathwayLink("skr-1.1", "EX-BESOK-3", visit),))


def _plan(
    name: PlanId, person: PersonId, what_matters: str, steps: tuple[PlannedStep, ...]
) -> PatientContract:
    coordinator = Coordinator(COORDINATOR, "Sam Ordnare", ORTHOPAEDICS, _ask(SAM))
    return PatientContract(name, person, CAREGIVER, what_matters, coordinator, steps)


def _step(
    name: str,
    what: str,
    owner: Owner,
    when: When,
    ask: ContactPoint,
    *,
    plan: PlanId = PLAN,
    where: str | None = None,
    preparation: str | None = None,
    pathway: PathwayId | None = None,
    phase: Phase | None = None,
    reported_as: ReportedAs | None = None,
) -> PlannedStep:
    return PlannedStep(
        step_id=StepId(f"{plan}-{name}"),
        what=what,
        owner=owner,
        when=when,
        ask=_ask(ask),
        where=where,
        preparation=preparation,
        pathway=pathway,
        phase=phase,
        reported_as=reported_as,
    )


def _ask(point: ContactPoint) -> WhomToAsk:
    return WhomToAsk(
        fallback=ADVICE, person=point if point is SAM else None, unit=None if point is SAM else point
    )


def _at(year: int, month: int, day: int, hour: int, minute: int) -> Booked:
    return Booked(Moment.of(datetime(year, month, day, hour, minute)))


def _reported(contact_id: str) -> ReportedAs:
    return ReportedAs(
        contact_id,
        REGION,
        SPECIALITY,
        guaranteed=True,
        contact_form="1",
        profession="XS915",
        booking=4,
    )


def _event(pathway: PathwayId, phase: Phase, kind: EventKind, on: date, unit: str) -> CareEvent:
    noon = Moment.of(datetime(on.year, on.month, on.day, 12))
    return CareEvent(f"{pathway}:{kind}", pathway, kind, phase, on, unit, "example", noon, noon)
