"""The example's two hundred people beside the story: put into a store, with all that was said about them.

Here does not belong who they are (`contracts/synth`), nor the three of the story (`plans`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PersonId
from vardvag.contracts.store import PlanStore
from vardvag.contracts.synth.people import DAY, HOME_UNITS, ExamplePlan, people
from vardvag.contracts.synth.statements import statements
from vardvag.contracts.synth.units import AREAS, caregiver_of_region, unit, units

PEOPLE, SEED = 200, 1
"""How many people the demo has beside the story's three, and by which seed."""

CROWD_PATIENT = PersonId(f"synt-{SEED}-37")
CROWD_COORDINATOR = "samordnare-08-1"
CROWD_UNIT = unit("08", HOME_UNITS["08"], "").hsa
"""Two of them to log in as: somebody with much care, and her coordinator; a test holds them to the people."""

MORNING = Moment.of(datetime(DAY.year, DAY.month, DAY.day, 6))
"""When what was said of access counts from: it was said before."""

CHARGE = "Uppdrag att finna dem som ska erbjudas patientkontrakt, exempel 2019"
"""Where the example's caregivers have documented that their first coordinator may look."""


def crowd() -> Iterable[ExamplePlan]:
    """The people of the demo."""
    return people(SEED, PEOPLE)


def keep_people(store: PlanStore, examples: Iterable[ExamplePlan]) -> int:
    """Put units and people into *store*, all or nothing. How many people it was."""
    people_kept = 0
    with store.transaction():
        for one in units():
            store.add_unit(one.hsa, one.name, one.caregiver)
        for area in AREAS:
            store.add_offer_charge(caregiver_of_region(area), f"samordnare-{area}-1", CHARGE)
        for example in examples:
            store.add_person(example.person, own_access_open=example.own_access_open)
            for pathway in example.pathways:
                store.add_pathway(pathway, example.person.person_id)
            for event in example.events:
                store.append_event(event)
            for plan in (*example.earlier, example.plan):
                store.save(plan, plan.version - 1)
            for said in example.plan_events:
                store.append_plan_event(said)
            for record in statements(example, MORNING):
                store.append_access_record(record)
            people_kept += 1
    return people_kept
