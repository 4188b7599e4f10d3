"""One synthetic patient's plan, for the tests: a hip on its way to an operation.

Every name is made up, the units do not exist, and the telephone numbers are of the series 070-174 06 05 to
99, which Post- och telestyrelsen reserves for films and books. Days count from today. Here stands no rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PathwayId, PersonId, PlanId, StepId, new_identifier, new_pathway
from vardvag.contracts.person import Person
from vardvag.contracts.plan import Coordinator, PatientContract
from vardvag.contracts.step import (
    ClinicalTarget,
    Owner,
    OwnerKind,
    PlannedStep,
    ReportedAs,
    SourcePlan,
)
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import Booked, Done, NoTimeYet, Window
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk
from vardvag.events.model import CareEvent, EventKind, Phase

CAREGIVER = "Region Kalmar län (exempel)"
ORTHOPAEDICS = "SE-EXEMPEL-ORTOPEDI"
RADIOLOGY = "SE-EXEMPEL-RONTGEN"
REHABILITATION = "SE-EXEMPEL-HEMREHAB"
UNITS = {ORTHOPAEDICS: "Ortopedmottagningen", RADIOLOGY: "Röntgen"}

_SWITCHBOARD = ContactPoint("Sjukhusets växel", "070-174 06 10", "dygnet runt")
_NURSE = ContactPoint("Maria Exempel, kontaktsjuksköterska", "070-174 06 11", "vardagar 8–16")
_CLINIC = ContactPoint("Ortopedmottagningen", "070-174 06 12", "vardagar 8–16")
_RADIOLOGY = ContactPoint("Röntgen", "070-174 06 13", "vardagar 7–16")
_REHABILITATION = ContactPoint("Kommunens hemrehabilitering", "070-174 06 14", "vardagar 8–15")


@dataclass(frozen=True, slots=True)
class Example:
    """The plan and all that it needs beside it. `operation` is the step that waits and can be moved."""

    person: Person
    pathway: PathwayId
    plan: PatientContract
    events: tuple[CareEvent, ...]
    operation: StepId

    def keep(self, store: PlanStore) -> PatientContract:
        """Put everything into an empty store, in one transaction."""
        with store.transaction():
            for unit, name in UNITS.items():
                store.add_unit(unit, name, CAREGIVER)
            store.add_person(self.person, own_access_open=True)
            store.add_pathway(self.pathway, self.person.person_id)
            for event in self.events:
                store.append_event(event)
            return store.save(self.plan, 0)


def example(
    today: date,
    *,
    person: PersonId | None = None,
    coordinator: str = "samordnare",
    region: str = "08",
    speciality: str = "311",
) -> Example:
    """The example as it stands on *today*; *person* and *coordinator* are what those two log in as."""
    who = Person(person or PersonId(new_identifier()), "Astrid Exempelsson", 1948, 2, "0880")
    pathway = new_pathway()
    visit, picture, surgery, smoking, training = (StepId(new_identifier()) for _ in range(5))

    def day(offset: int) -> date:
        return today + timedelta(days=offset)

    def told(contact_form: str) -> ReportedAs:
        return ReportedAs(new_identifier(), region, speciality, True, contact_form, "XS915", 4)

    clinic = Owner(OwnerKind.CARE_UNIT, UNITS[ORTHOPAEDICS], ORTHOPAEDICS)
    by_nurse = WhomToAsk(_SWITCHBOARD, person=_NURSE, unit=_CLINIC)
    steps = (
        PlannedStep(
            step_id=visit,
            what="Första besök hos ortoped",
            owner=clinic,
            when=Done(day(-95)),
            ask=by_nurse,
            where="Ortopedmottagningen, plan 1",
            pathway=pathway,
            phase=Phase.FIRST_CONTACT,
            source_plan=SourcePlan("remiss", "exempeljournal", "R-1"),
            reported_as=told("1"),
        ),
        PlannedStep(
            step_id=picture,
            what="Röntgen av höften",
            owner=Owner(OwnerKind.CARE_UNIT, UNITS[RADIOLOGY], RADIOLOGY),
            when=Booked(_at(day(6), 10, 20)),
            ask=WhomToAsk(_SWITCHBOARD, unit=_RADIOLOGY),
            where="Länssjukhuset, plan 2",
            preparation="Ta med en lista över dina läkemedel.",
            source_plan=SourcePlan("remiss", "exempeljournal", "R-2"),
        ),
        PlannedStep(
            step_id=surgery,
            what="Operation av höften",
            owner=clinic,
            when=Booked(_at(day(25), 7, 30)),
            ask=by_nurse,
            where="Operation, plan 3",
            preparation="Fasta från midnatt. Ring om du blir förkyld.",
            pathway=pathway,
            phase=Phase.OPERATION,
            target=ClinicalTarget(day(30), "Överläkare Exempel, Ortopedmottagningen", day(-80)),
            depends_on=(picture,),
            reported_as=told("91"),
        ),
        PlannedStep(
            step_id=smoking,
            what="Sluta röka före operationen",
            owner=Owner(OwnerKind.PATIENT, "Du"),
            when=Window(day(3)),
            ask=by_nurse,
            preparation="Sluta-röka-linjen kan hjälpa dig.",
        ),
        PlannedStep(
            step_id=training,
            what="Träning hemma efter operationen",
            owner=Owner(OwnerKind.MUNICIPAL_UNIT, "Kommunens hemrehabilitering", REHABILITATION),
            when=NoTimeYet("Hemrehabiliteringen ringer dig när operationen är gjord."),
            ask=WhomToAsk(_SWITCHBOARD, team=_REHABILITATION),
            depends_on=(surgery,),
        ),
    )
    plan = PatientContract(
        plan_id=PlanId(new_identifier()),
        person=who.person_id,
        caregiver=CAREGIVER,
        what_matters="Att kunna gå till båten utan käpp.",
        coordinator=Coordinator(coordinator, "Maria Exempel", ORTHOPAEDICS, by_nurse),
        steps=steps,
    )
    happened = (
        (EventKind.REFERRAL_ISSUED, Phase.FIRST_CONTACT, day(-130)),
        (EventKind.STARTED, Phase.FIRST_CONTACT, day(-95)),
        (EventKind.DECISION, Phase.OPERATION, day(-80)),
        (EventKind.BOOKED, Phase.OPERATION, day(-20)),
    )
    events = tuple(_event(pathway, kind, phase, on) for kind, phase, on in happened)
    return Example(who, pathway, plan, events, surgery)


def _at(day: date, hour: int, minute: int) -> Moment:
    return Moment.of(datetime.combine(day, time(hour, minute)))


def _event(pathway: PathwayId, kind: EventKind, phase: Phase, on: date) -> CareEvent:
    noon = _at(on, 12, 0)
    return CareEvent(new_identifier(), pathway, kind, phase, on, ORTHOPAEDICS, "exempeljournal", noon, noon)
