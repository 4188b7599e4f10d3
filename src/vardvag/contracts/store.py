"""What a store of plans must be able to do, said without any database.

Use-cases are written against this; `service/store` fulfils it. Everything written inside `transaction` is
kept or lost together, the log row too. Here does not belong who may call it: use-cases ask `access` first.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from vardvag.base.errors import VardvagError
from vardvag.contracts.access.decision import AccessFacts
from vardvag.contracts.identifiers import PathwayId, PathwayLink, PersonId, PlanId
from vardvag.contracts.log import LogEntry, LogRow
from vardvag.contracts.person import Person
from vardvag.contracts.plan import PatientContract
from vardvag.events.model import CareEvent


class Conflict(VardvagError):
    """Somebody else changed the plan first: the caller had `expected`, there is `current`."""

    def __init__(self, expected: int, current: int) -> None:
        super().__init__(
            f"Planen har ändrats av någon annan: du såg version {expected}, nu gäller version {current}. "
            "Läs den på nytt och gör om ändringen. "
            f"(The plan was changed by somebody else: you saw version {expected}, it is now {current}. "
            "Read it again and redo your change.)"
        )
        self.expected = expected
        self.current = current


class PlanStore(Protocol):
    """Plans, people, pathways, events and the log of one controller of personal data."""

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is kept together, or not at all; transactions that write follow one another."""

    def access_facts(self, plan_id: PlanId) -> AccessFacts | None:
        """What a decision needs to know of a plan; None when there is no such plan."""

    def read(self, plan_id: PlanId) -> PatientContract:
        """The plan as it stands. NotFound when there is none."""

    def history(self, plan_id: PlanId) -> tuple[PatientContract, ...]:
        """Every version of the plan, the first one first."""

    def save(self, plan: PatientContract, expected_version: int) -> PatientContract:
        """Keep *plan* as the next version. Conflict when *expected_version* (0: new) is not current."""

    def person(self, person_id: PersonId) -> Person:
        """The person. NotFound when there is none."""

    def add_person(self, person: Person, *, own_access_open: bool) -> None:
        """Keep a person, and whether the caregiver grants her direct access to her plan."""

    def unit_name(self, unit: str) -> str | None:
        """What a care unit is called; None when it is not kept here."""

    def add_unit(self, unit: str, name: str, caregiver: str) -> None:
        """Keep a care unit (HSA id) and which caregiver it belongs to."""

    def add_other_need(self, plan_id: PlanId, staff: str, documented_as: str) -> None:
        """Keep that the caregiver has documented somebody's other need of a plan's data, and where."""

    def add_pathway(self, pathway: PathwayId, person: PersonId, links: Iterable[PathwayLink] = ()) -> None:
        """Keep a pathway that was minted for a person, and the contacts elsewhere that belong to it."""

    def events(self, pathway: PathwayId) -> tuple[CareEvent, ...]:
        """All events of a pathway, the superseded ones too, in the order they were received."""

    def links(self, pathway: PathwayId) -> tuple[PathwayLink, ...]:
        """The contacts in other systems that belong to the pathway."""

    def append_event(self, event: CareEvent) -> None:
        """Keep an event. Events are never changed."""

    def append_log(self, entry: LogEntry) -> LogRow:
        """Keep an entry as the next row of the log. Call it inside `transaction`."""

    def log(self, person: PersonId | None = None) -> tuple[LogRow, ...]:
        """The log in order; of one person, the rows about her."""

    def plans_of_person(self, person: PersonId) -> tuple[PlanId, ...]:
        """The plans made for a person."""

    def plans_taken_part_in(self, staff: str) -> tuple[PlanId, ...]:
        """The plans in whose care somebody takes part."""

    def plans_with_steps_of(self, unit: str) -> tuple[PlanId, ...]:
        """The plans in which a care unit owns a step."""
