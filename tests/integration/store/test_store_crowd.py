"""The demo's people in a store: kept whole, read back as made, and reachable by the two one can log in as."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.contracts.synth.people import people
from vardvag.contracts.synth.statements import statements
from vardvag.service.identity.demo_users import DEMO_USERS
from vardvag.usecases.example.crowd import (
    CROWD_COORDINATOR,
    CROWD_PATIENT,
    CROWD_UNIT,
    MORNING,
    SEED,
    crowd,
    keep_people,
)
from vardvag.usecases.prepare_demo import NOW
from vardvag.usecases.propose_whom_to_offer import propose_whom_to_offer
from vardvag.usecases.show_plan import Denied
from vardvag.usecases.show_whole_plan import show_whole_plan

USERS = {user.subject: user for user in DEMO_USERS}


class Somebody:
    """As the log-in makes her."""

    def __init__(self, subject: str, role: str, *, unit: str | None = None, person: str | None = None):
        self.subject, self.role, self.unit, self.person = subject, role, unit, person
        self.name = subject


def test_a_few_people_are_kept_and_read_back_as_they_were_made(store: Any) -> None:
    made = list(people(3, 4))
    assert keep_people(store, iter(made)) == 4
    for one in made:
        assert store.read(one.plan.plan_id) == one.plan
        assert store.history(one.plan.plan_id) == (*one.earlier, one.plan)
        assert sorted(event.event_id for event in store.plan_events(one.plan.plan_id)) == sorted(
            event.event_id for event in one.plan_events
        )
        records = store.access_records(one.person.person_id)
        assert list(records) == list(statements(one, MORNING))
        assert {event for path in one.pathways for event in store.events(path)} == set(one.events)


def test_the_two_one_can_log_in_as_are_among_the_people() -> None:
    [patient] = [one for one in crowd() if one.person.person_id == CROWD_PATIENT]
    assert patient.own_access_open
    assert patient.person.name == USERS["patient-2"].name
    assert patient.plan.coordinator.staff == CROWD_COORDINATOR
    assert patient.plan.coordinator.unit == CROWD_UNIT
    assert patient.plan.coordinator.name.startswith(USERS[CROWD_COORDINATOR].name)


def test_the_coordinator_reads_and_finds_whom_to_offer_and_a_colleague_does_not(store: Any) -> None:
    keep_people(store, people(SEED, 70))
    sofia = Somebody(CROWD_COORDINATOR, "coordinator", unit=CROWD_UNIT)
    other = Somebody("nagon", "coordinator", unit=CROWD_UNIT)
    plan = store.plans_of_person(CROWD_PATIENT)[0]
    assert not isinstance(show_whole_plan(store, sofia, plan, NOW), Denied)
    assert isinstance(show_whole_plan(store, other, plan, NOW), Denied)
    found = propose_whom_to_offer(store, sofia, NOW)
    assert not isinstance(found, Denied)
    assert [one.load.person for one in found.candidates] == [f"synt-{SEED}-67"]
    assert isinstance(propose_whom_to_offer(store, other, NOW), Denied)
