"""Destroy a person's content lawfully: her rows and her key go, a tombstone and the log stay.

First it is decided whether the law lets it be destroyed. Then, together, the log's row and the tombstone are
kept and her rows deleted; then the key is destroyed that opens what backups hold of her. If it stops halfway,
doing it again ends it. Here does not belong how content is sealed (`service.store.person_keys`), nor the
times (`contracts.retention`).
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from vardvag.base.errors import NotFound
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Decision, permit
from vardvag.contracts.identifiers import PersonId
from vardvag.contracts.log import LogEntry, entry_of
from vardvag.contracts.retention import PRESERVED, kept_until, may_destroy_record

DESTROY = "destroy_record"
"""How the log names it. No `Action` on a plan: the archive decides, not somebody in care."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """That somebody's content has been destroyed: when, by whom, on what ground. Says nothing of her."""

    person: PersonId
    at: Moment
    by: str
    rule: str
    decided_as: str


class Keys(Protocol):
    """What holds the keys."""

    def destroy(self, stone: Tombstone) -> bool:
        """Put a person's tombstone where her key is; whether there was a key. Nothing when it is gone."""


class Graves(Protocol):
    """What keeps the log and the tombstones."""

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is kept together, or not at all."""

    def append_log(self, entry: LogEntry) -> None:
        """Keep an entry in the log."""

    def last_entry(self, person: PersonId) -> date | None:
        """The legal day on which something was last written about a person; None when there is nobody."""

    def tombstone(self, person: PersonId) -> Tombstone | None:
        """That a person's content has been destroyed; None when it has not."""

    def erase(self, person: PersonId) -> int:
        """Delete every row about a person who is buried; how many there were."""

    def scrub(self) -> None:
        """See that the bytes of what was deleted are not kept by the database itself."""

    def bury(self, stone: Tombstone) -> None:
        """Keep that somebody's content has been destroyed; nothing when it is kept already."""


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What came of it: the decision, how many rows about her were deleted, and whether there was a key.

    When it is no, `kept_until` is the first day that the record need not be preserved.
    """

    decision: Decision
    rows: int = 0
    had_key: bool = True
    kept_until: date | None = None


def destroy_record(
    store: Graves,
    keys: Keys,
    actor: Actor,
    person: PersonId,
    now: Moment,
    decided_as: str | None = None,
) -> Destroyed:
    """The decision; when it is yes, the person's content can no longer be read, from any backup either.

    *decided_as* is the number of the decision of Inspektionen för vård och omsorg, if any. NotFound for
    somebody who is not here and has not been destroyed.
    """
    last = store.last_entry(person)
    if last is None:
        stone = store.tombstone(person)
        if stone is None:
            raise NotFound(Text("Person", "person"), person, ())
        keys.destroy(stone)  # it may have stopped before the key was gone
        return Destroyed(AGAIN)
    decision, rows = may_destroy_record(last, now.legal_day, decided_as), 0
    stone = Tombstone(person, now, actor.subject, decision.rule, decided_as or "")
    with store.transaction():
        store.append_log(entry_of(actor, DESTROY, decision, None, person, now, purpose=decided_as))
        if decision.allowed:
            store.bury(stone)
            rows = store.erase(person)
    if not decision.allowed:
        return Destroyed(decision, kept_until=kept_until("record", last, now.legal_day))
    store.scrub()
    return Destroyed(decision, rows, keys.destroy(stone))


AGAIN = permit(
    "retention.destroyed-already",
    PRESERVED,
    "Uppgifterna är redan förstörda.",
    "The content has been destroyed already.",
)
