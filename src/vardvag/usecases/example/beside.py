"""Beside the story: a child whose guardian reads the plan, a municipality that reads Alva's, and somebody who
has blocked her data for other units, with one who takes part in her care at such a unit and may lift it.

So that what a guardian may not do, what the municipality may read and on which grounds, and how an inner
block keeps out and is lifted, can be seen.
Here does not belong the story (`plans`), nor the crowd (`crowd`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from vardvag.base.moments import Moment
from vardvag.contracts.access.block import BlockKind
from vardvag.contracts.access.records import (
    AccessRecord,
    Consented,
    Content,
    Informed,
    Objected,
    Related,
    RelationKind,
    Represented,
)
from vardvag.contracts.access.representation import RepresentationKind
from vardvag.contracts.identifiers import PersonId, PlanId, StepId
from vardvag.contracts.person import Person
from vardvag.contracts.plan import Coordinator, PatientContract
from vardvag.contracts.said import Said, Speaker, Way
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import Booked, Done, NoTimeYet
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk
from vardvag.usecases.example.plans import (
    ADVICE,
    CENTRE,
    CENTRE_UNIT,
    CLINIC,
    COUNCIL,
    DAYTIME,
    ORTHO_UNIT,
)
from vardvag.usecases.example.story import (
    CAREGIVER,
    MUNICIPAL_UNIT,
    MUNICIPALITY,
    ORTHOPAEDICS,
    PATIENT,
)

MUNICIPAL_PROVIDER = "SE-EXEMPEL-KOMMUNEN"
"""The omsorgsgivare that the municipal unit belongs to."""
CHILD, GUARDIAN = PersonId("exempelperson-4"), PersonId("exempelperson-4-vardnadshavare")
CHILD_PLAN = PlanId("exempelplan-4")
BLOCKED, BLOCKED_PLAN = PersonId("exempelperson-5"), PlanId("exempelplan-5")
"""She has blocked her data with the orthopaedic clinic for the caregiver's other units."""
STAFF = "vardare"
"""Takes part in the care of both, from the health centre, and is authorised to lift inner blocks."""
CHILD_COORDINATOR = "samordnare-barn"
"""Her coordinator's log-in; nobody in the demo is she."""

SAID_AT = Moment.of(datetime(2019, 10, 1, 9))
_LISA = ContactPoint("Lisa Barnlund, kontaktsjuksköterska", "070-174 06 15", DAYTIME)


def keep_beside(store: PlanStore) -> int:
    """Put the child and what is said of access into *store*, where the story is already. How many plans."""
    with store.transaction():
        store.add_unit(MUNICIPAL_UNIT, COUNCIL.name, MUNICIPAL_PROVIDER)
        store.add_person(Person(CHILD, "Nova Barnexempel", 2011, 2, MUNICIPALITY), own_access_open=True)
        store.add_person(Person(BLOCKED, "Britt Spärrexempel", 1957, 2, MUNICIPALITY), own_access_open=True)
        store.save(_child_plan(), 0)
        store.save(_blocked_plan(), 0)
        store.add_block_lifter(CAREGIVER, STAFF, "exempelbeslut 1")
        for number, (person, content, said) in enumerate(_said()):
            record = AccessRecord(f"exempel-atkomst-{number}", person, SAID_AT, content, said, ORTHOPAEDICS)
            store.append_access_record(record)
    return 2


def _said() -> Iterator[tuple[PersonId, Content, Said]]:
    care = Said(Speaker.CARE, Way.LOG_IN, "Sam Ordnare")
    alva = Said(Speaker.PATIENT, Way.VISIT, "Alva Exempel", "Sam Ordnare")
    yield PATIENT, Informed(CAREGIVER), care
    yield PATIENT, Related(MUNICIPAL_PROVIDER, RelationKind.SUPPORT), care
    yield PATIENT, Consented(MUNICIPAL_PROVIDER, MUNICIPAL_UNIT, SAID_AT), alva
    yield CHILD, Informed(CAREGIVER), care
    britt = Said(Speaker.PATIENT, Way.VISIT, "Britt Spärrexempel", "Lisa Barnlund")
    yield BLOCKED, Informed(CAREGIVER), care
    yield BLOCKED, Objected(BlockKind.INNER, CAREGIVER, ORTHOPAEDICS), britt
    yield CHILD, Represented(GUARDIAN, RepresentationKind.GUARDIAN, date(2011, 5, 2)), care


def _child_plan() -> PatientContract:
    steps = (
        _step("remiss", "Remiss till ortopedmottagningen", Done(date(2019, 9, 16)), at_centre=True),
        PlannedStep(
            StepId(f"{CHILD_PLAN}-besok"),
            "Första besök hos barnortoped",
            ORTHO_UNIT,
            Booked(Moment.of(datetime(2019, 11, 28, 10, 0))),
            _ask(CLINIC),
            where="Länssjukhuset, plan 2",
            preparation="Ta med skorna som du går mest i.",
        ),
        _step("gips", "Prova ut ett stöd för foten", NoTimeYet("Mottagningen bokar en tid vid besöket.")),
    )
    lisa = Coordinator(CHILD_COORDINATOR, "Lisa Barnlund", ORTHOPAEDICS, WhomToAsk(ADVICE, person=_LISA))
    return PatientContract(
        CHILD_PLAN,
        CHILD,
        CAREGIVER,
        "Jag vill kunna spela fotboll igen.",
        lisa,
        steps,
        care_team=frozenset({STAFF}),
    )


def _blocked_plan() -> PatientContract:
    lisa = Coordinator(CHILD_COORDINATOR, "Lisa Barnlund", ORTHOPAEDICS, WhomToAsk(ADVICE, person=_LISA))
    steps = (
        PlannedStep(
            StepId(f"{BLOCKED_PLAN}-kontroll"),
            "Kontroll av handleden",
            ORTHO_UNIT,
            Booked(Moment.of(datetime(2019, 12, 3, 9, 0))),
            _ask(CLINIC),
            where="Länssjukhuset, plan 2",
        ),
    )
    words = "Jag vill kunna väva igen."
    return PatientContract(BLOCKED_PLAN, BLOCKED, CAREGIVER, words, lisa, steps, care_team=frozenset({STAFF}))


def _step(name: str, what: str, when: Done | NoTimeYet, *, at_centre: bool = False) -> PlannedStep:
    owner, point = (CENTRE_UNIT, CENTRE) if at_centre else (ORTHO_UNIT, CLINIC)
    return PlannedStep(StepId(f"{CHILD_PLAN}-{name}"), what, owner, when, _ask(point))


def _ask(point: ContactPoint) -> WhomToAsk:
    return WhomToAsk(ADVICE, unit=point)
