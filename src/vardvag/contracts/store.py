"""What a store of plans must be able to do, said without any database.

Use-cases are written against this; `service/store` fulfils it. Everything written inside `transaction` is
kept or lost together, the log row too. Here does not belong who may call it: use-cases ask `access` first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from vardvag.base.errors import VardvagError
from vardvag.base.moments import Moment
from vardvag.contracts.access.decision import AccessFacts
from vardvag.contracts.access.records import AccessRecord
from vardvag.contracts.identifiers import PathwayId, PathwayLink, PersonId, PlanId
from vardvag.contracts.log import LogEntry, LogRow
from vardvag.contracts.log_review import LogJudgement
from vardvag.contracts.notices.notice import Notice, NoticeState
from vardvag.contracts.notices.subscription import Subscription
from vardvag.contracts.person import Person
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEvent
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

    def reading(self) -> AbstractContextManager[None]:
        """The same for who reads, and only adds to the log that she does: nobody waits for it."""

    def access_facts(self, plan_id: PlanId) -> AccessFacts | None:
        """What a decision needs to know of a plan; None when there is no such plan."""

    def read(self, plan_id: PlanId) -> PatientContract:
        """The plan as it stands. NotFound when there is none."""

    def history(self, plan_id: PlanId) -> tuple[PatientContract, ...]:
        """Every version of the plan, the first one first."""

    def save(
        self, plan: PatientContract, expected_version: int, author: str | None = None
    ) -> PatientContract:
        """Keep *plan* as the next version, and the notices of it to all but its *author* (a log-in).

        Conflict when *expected_version* (0: new) is not current.
        """

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

    def events_of(self, pathways: Iterable[PathwayId]) -> Mapping[PathwayId, tuple[CareEvent, ...]]:
        """The events of several pathways, each as `events` has them, asked for at once."""

    def links(self, pathway: PathwayId) -> tuple[PathwayLink, ...]:
        """The contacts in other systems that belong to the pathway."""

    def append_event(self, event: CareEvent) -> None:
        """Keep an event. Events are never changed."""

    def append_access_record(self, record: AccessRecord) -> None:
        """Keep what was said of access to a person's data. Never changed."""

    def access_records(self, person: PersonId) -> tuple[AccessRecord, ...]:
        """All that has been said of access to a person's data, in the order it was kept."""

    def add_block_lifter(self, caregiver: str, staff: str, documented_as: str) -> None:
        """Keep that a caregiver has authorised somebody to lift inner blocks, and where."""

    def may_lift_blocks(self, caregiver: str, staff: str) -> bool:
        """Whether a caregiver has authorised somebody to lift inner blocks."""

    def append_plan_event(self, event: PlanEvent) -> None:
        """Keep what was offered, answered or said about a plan. Never changed."""

    def plan_events(self, plan_id: PlanId) -> tuple[PlanEvent, ...]:
        """All events of a plan, the superseded ones too, in the order they happened."""

    def plan_events_at(self, units: Iterable[str]) -> tuple[PlanEvent, ...]:
        """All plan events recorded at any of *units*, in the order they happened."""

    def caregiver_of(self, unit: str) -> str:
        """The caregiver (vårdgivare) a unit belongs to. NotFound for a unit that is not kept here."""

    def units_of(self, caregiver: str) -> frozenset[str]:
        """The care units of a caregiver, by HSA id."""

    def add_offer_charge(self, caregiver: str, staff: str, documented_as: str) -> None:
        """Keep that a caregiver has charged somebody with finding those to be offered a plan, and where."""

    def offer_facts(self, person: PersonId, caregiver: str) -> AccessFacts | None:
        """What a decision on an offer to a person needs to know; None when there is no such person."""

    def people_cared_for_at(self, units: Iterable[str]) -> tuple[PersonId, ...]:
        """The people with a care event at any of *units*."""

    def pathways_of(self, person: PersonId) -> tuple[PathwayId, ...]:
        """The pathways minted for a person."""

    def subscription(self, plan_id: PlanId, subject: str, role: str) -> Subscription | None:
        """What somebody has chosen to be told of a plan; None when she has chosen nothing."""

    def keep_subscription(self, chosen: Subscription) -> None:
        """Keep what somebody has chosen in place of what she chose before; nothing, when it is nothing."""

    def notices_to(self, plan_id: PlanId, subject: str, role: str) -> tuple[Notice, ...]:
        """The notices of a plan to somebody, newest first."""

    def append_log_judgement(self, judgement: LogJudgement) -> None:
        """Keep what came of looking at a row of the log. Never changed."""

    def log_judgements(self, caregiver: str) -> tuple[LogJudgement, ...]:
        """All that has been judged of a caregiver's log, in the order it was kept."""

    def append_log(self, entry: LogEntry) -> None:
        """Keep an entry in the log. Call it inside `transaction` or `reading`."""

    def each_log_row(self) -> Iterator[LogRow]:
        """Every row of the log in order, a few at a time: a log may be larger than memory."""

    def log(self, person: PersonId | None = None) -> tuple[LogRow, ...]:
        """The log in order; of one person, the rows about her."""

    def plans_of_person(self, person: PersonId) -> tuple[PlanId, ...]:
        """The plans made for a person."""

    def plans_of_represented(self, by: PersonId) -> tuple[PlanId, ...]:
        """The plans made for those whom somebody has been said to act for; whether she may is not said."""

    def plans_taken_part_in(self, staff: str) -> tuple[PlanId, ...]:
        """The plans in whose care somebody takes part."""

    def plans_with_steps_of(self, unit: str) -> tuple[PlanId, ...]:
        """The plans in which a care unit owns a step."""


class Outbox(PlanStore, Protocol):
    """The same store, for whoever sends the notices in it."""

    def take_notice(self, now: Moment) -> Notice | None:
        """The notice that has waited longest of those to be sent by now, for the taker alone for a while."""

    def settle_notice(self, notice: Notice) -> None:
        """Keep what became of a notice that was taken."""

    def forget_notices(self, before: Moment) -> int:
        """Delete the notices that were over before a moment; how many."""

    def outbox_standing(self) -> tuple[Mapping[NoticeState, int], Moment | None]:
        """How many notices there are in each state, and when one was last sent."""
