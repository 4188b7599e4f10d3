"""One notice: that a plan has changed, to somebody who asked to be told. It never says what, nor whose.

It is written with the change, and holds the plan's version and nothing of its content; what it is about is
worked out when it is sent, from what the reader may see then. Its identifier follows from what it tells and
whom, so that the same thing told twice is the same notice. How often it is tried again is ours. Here does not
belong sending it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from vardvag.base.moments import Moment
from vardvag.contracts.difference import ChangeKind, difference
from vardvag.contracts.identifiers import PersonId, PlanId
from vardvag.contracts.notices.subscription import NoticeWay, Subscription, Topic
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEvent, PlanEventKind
from vardvag.contracts.said import Speaker
from vardvag.contracts.times import Booked

_NAMES = uuid.UUID("6f0f6f1e-5d0b-4b44-9d0a-6a8f0c1a7b52")
"""The space of notices' identifiers; drawn once, and never another."""

_ASKS = frozenset(
    {PlanEventKind.CONTRACT_OFFERED, PlanEventKind.CONTACT_OFFERED, PlanEventKind.VERSION_CONFIRMED}
)
_CONTACTS = frozenset({"coordinator", "care_team", "fixed_contacts"})
_CONTACTS_OF_STEP = frozenset({"owner", "ask"})

ATTEMPTS = 10
"""How many times a notice is tried before it is said on the page that it could not be sent."""
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
HELD = timedelta(minutes=10)
"""How long whoever sends a notice has it for herself; after that it is taken that she was interrupted."""
KEPT = timedelta(days=90)
"""How long the page tells of a notice that is over. Then its row goes; the log keeps that it was sent."""


class NoticeState(StrEnum):
    """What has become of it."""

    WAITING = "waiting"
    SENT = "sent"
    WITHHELD = "withheld"
    """She may no longer read, has chosen otherwise since, or nothing that she is shown has changed."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Notice:
    """A row of the outbox. `version` is the version that changed the plan, or that waits for an answer.

    `asks`: it is that something waits for an answer; of an offer the `version` is 0. `topics` and `way` are
    what it told and how, once it is sent; `reason` says by a short word why it was not. `attempts` are those
    begun.
    """

    notice_id: str
    plan: PlanId
    person: PersonId
    subscriber: str
    role: str
    version: int
    asks: bool
    made_at: Moment
    state: NoticeState = NoticeState.WAITING
    attempts: int = 0
    next_at: Moment | None = None
    done_at: Moment | None = None
    topics: frozenset[Topic] = frozenset()
    way: NoticeWay | None = None
    reason: str = ""


def notice_id(plan: PlanId, cause: str, subscriber: str, role: str) -> str:
    """The identifier of the notice of *cause* (a version, or an event) to somebody: always the same."""
    return str(uuid.uuid5(_NAMES, "\n".join((plan, cause, subscriber, role))))


def of_change(
    before: PatientContract,
    after: PatientContract,
    chosen: Iterable[Subscription],
    author: str | None,
    now: Moment,
) -> list[Notice]:
    """The notices of a new version, to those who have chosen any of what changed; not to its *author*."""
    topics = topics_between(before, after)
    return [
        _notice(one, f"version {after.version}", after.version, now, asks=False)
        for one in chosen
        if topics & one.topics and one.who.subject != author
    ]


def of_event(event: PlanEvent, chosen: Iterable[Subscription]) -> list[Notice]:
    """The notices that something waits for her answer, to those who want to be told so."""
    if not asks_her(event):
        return []
    return [
        _notice(one, event.event_id, event.version or 0, event.at, asks=True)
        for one in chosen
        if Topic.TO_CONFIRM in one.topics
    ]


def _notice(to: Subscription, cause: str, version: int, now: Moment, *, asks: bool) -> Notice:
    known = notice_id(to.plan, cause, to.who.subject, to.who.role)
    return Notice(
        known, to.plan, to.person, to.who.subject, to.who.role, version, asks, made_at=now, next_at=now
    )


def topics_between(before: PatientContract, after: PatientContract) -> frozenset[Topic]:
    """What there is to tell of a change from *before* to *after*; nothing when nothing differs."""
    change = difference(before, after)
    if change.empty:
        return frozenset()
    found = {Topic.NEW_VERSION}
    for one in change.steps:
        whole = one.kind is not ChangeKind.CHANGED
        had = next((step for step in (one.after, one.before) if step is not None), None)
        if "when" in one.changed or (whole and had is not None and isinstance(had.when, Booked)):
            found.add(Topic.CHANGED_TIME)
        if _CONTACTS_OF_STEP.intersection(one.changed):
            found.add(Topic.CHANGED_CONTACT)
    if any(part.part in _CONTACTS for part in change.parts):
        found.add(Topic.CHANGED_CONTACT)
    return frozenset(found)


def asks_her(event: PlanEvent) -> bool:
    """Whether something now waits for the patient's answer: care has offered, or has confirmed a version."""
    return event.kind in _ASKS and event.said.speaker is Speaker.CARE


def tried_again_at(attempts: int, now: Moment) -> Moment | None:
    """When a notice that could not be sent is tried again, after so many attempts; None: no more."""
    if attempts >= ATTEMPTS:
        return None
    wait = min(_FIRST_WAIT * 2 ** (attempts - 1), _LONGEST_WAIT)
    return Moment.of(now.utc + wait)
