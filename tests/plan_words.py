"""Short ways to write a plan in a test: a step on a day, a contact, a word that was said.

Everybody is made up. Here stands no rule.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from vardvag.base.moments import Moment
from vardvag.contracts.duration import Duration
from vardvag.contracts.fixed_contact import FixedContact, FixedContactKind
from vardvag.contracts.identifiers import PersonId, PlanId, StepId
from vardvag.contracts.plan import Coordinator, PatientContract
from vardvag.contracts.plan_events import BY_THE_PATIENT, PlanEvent, PlanEventKind
from vardvag.contracts.said import Said, Speaker, Way
from vardvag.contracts.slots import Slot
from vardvag.contracts.step import Owner, OwnerKind, PlannedStep
from vardvag.contracts.times import Booked, NoTimeYet, When
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk

POINT = ContactPoint("Mottagningen", "070-174 06 12", "vardagar 8–16")
ASK = WhomToAsk(POINT)
NO_TIME = NoTimeYet("Mottagningen hör av sig.")
SAID_CARE = Said(Speaker.CARE, Way.LOG_IN, "Maria Exempel")
SAID_PATIENT = Said(Speaker.PATIENT, Way.LOG_IN, "Astrid Exempelsson")


def at(day: date, hour: int = 9, minute: int = 0) -> Moment:
    return Moment.of(datetime.combine(day, time(hour, minute)))


def booked(day: date, hour: int = 9) -> Booked:
    return Booked(at(day, hour))


def step(name: str, when: When = NO_TIME, *, unit: str = "u1", days: int = 1, **rest: Any) -> PlannedStep:
    owner = rest.pop("owner", Owner(OwnerKind.CARE_UNIT, f"Enhet {unit}", unit))
    after = tuple(StepId(one) for one in rest.pop("after", ()))
    minutes = rest.pop("minutes", None)
    return PlannedStep(
        StepId(name), name, owner, when, ASK, depends_on=after, duration=Duration(days, minutes), **rest
    )


def plan(*steps: PlannedStep, **rest: Any) -> PatientContract:
    coordinator = Coordinator("samordnare", "Maria Exempel", "u1", ASK)
    return PatientContract(PlanId("plan"), PersonId("astrid"), "vardgivare", "", coordinator, steps, **rest)


def contact(
    name: str,
    begins: date | None = None,
    ends: date | None = None,
    kind: FixedContactKind = FixedContactKind.OVERALL,
) -> FixedContact:
    return FixedContact(name, kind, name, "u1", "vardgivare", ASK, begins, ends)


def slot(day: date, hour: int = 9, name: str = "") -> Slot:
    return Slot(name or f"{day}T{hour}", at(day, hour), 30, "u1", at(date(2019, 1, 1)))


def said(kind: PlanEventKind, day: date, **rest: Any) -> PlanEvent:
    """An event; what only the patient can say is said by her, and the rest by care."""
    by = rest.pop("by", SAID_PATIENT if kind in BY_THE_PATIENT else SAID_CARE)
    name = rest.pop("name", f"{kind}-{day}-{by.speaker}")
    plan_id = PlanId(rest.pop("plan", "plan"))
    return PlanEvent(name, kind, PersonId("astrid"), plan_id, at(day), by, rest.pop("unit", "u1"), **rest)


TEMPLATE = """
title: {sv: Höft, en: Hip}
steps:
  - key: picture
    what: Röntgen
    owner: radiology
    next_action: Röntgen hör av sig.
    lead_time:
      days: 14
      source: {title: Regionens vårdprogram för höft, section: "3.2", date: 2019-01-01}
  - key: smoke_free
    what: Sluta röka
    owner: patient
    next_action: Du väljer själv en dag.
    days: 42
  - key: operation
    what: Operation
    owner: surgery
    next_action: Operation hör av sig.
    depends_on: [picture, smoke_free]
    lead_time:
      days: 30
      after: picture
      source: {title: Regionens vårdprogram för höft, section: "4.1", date: 2019-01-01}
"""
OWNERS = {
    "radiology": (Owner(OwnerKind.CARE_UNIT, "Röntgen", "u1"), ASK),
    "surgery": (Owner(OwnerKind.CARE_UNIT, "Operation", "u2"), ASK),
    "patient": (Owner(OwnerKind.PATIENT, "Du"), ASK),
}
