"""Remove the first rows of a log, as many as have been kept long enough, up to a signed checkpoint.

A checkpoint says when it was signed, so it vouches that the rows up to it are at least as old. It stays, and
the rows after it are verified from it on. A refusal is a row of the log too. Here does not belong how long a
log is kept (`contracts.retention`).
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from vardvag.base.moments import Moment
from vardvag.contracts.access.decision import Decision
from vardvag.contracts.log import LogEntry, Removed
from vardvag.contracts.log_seal import Checkpoint
from vardvag.contracts.retention import kept_until, may_destroy_log, unsealed_log

TRIM = "trim_log"
"""How the log names it."""


class TrimmableLog(Protocol):
    """A log that can be sealed and trimmed."""

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is kept together, or not at all."""

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The signed checkpoints, in order."""

    def removed(self) -> Removed | None:
        """What has been lawfully removed from its beginning; None when nothing has."""

    def remove(self, removed: Removed) -> int:
        """Delete the rows up to one that a checkpoint is of, and keep that they are gone; how many went."""

    def append_log(self, entry: LogEntry) -> None:
        """Keep an entry in the log."""


@dataclass(frozen=True, slots=True)
class Trimmed:
    """What came of it: the decision on the oldest rows that are left, and how many went.

    Of a refusal `from_day` is the first day on which some may go; None when no row is sealed.
    """

    decision: Decision
    rows: int = 0
    from_day: date | None = None


def trim_log(log: TrimmableLog, by: str, now: Moment) -> Trimmed:
    """The rows that have been kept long enough, removed by *by*; or why none is. Either is a row of the log.

    Refused when no sealed row has been kept long enough, and when none is sealed.
    """
    gone = log.removed()
    seals = [one for one in log.checkpoints() if gone is None or one.number > gone.number]
    decided = [(one, may_destroy_log(one.at.legal_day, now.legal_day)) for one in seals]
    old = [(one, decision) for one, decision in decided if decision.allowed]
    if not old:
        refused = decided[0][1] if decided else unsealed_log()
        log.append_log(_entry(by, now, refused, None))
        day = kept_until("log", seals[0].at.legal_day, now.legal_day) if seals else None
        return Trimmed(refused, from_day=day)
    last, decision = old[-1]
    purpose = f"Rader till och med {last.number}, signerade {last.at}"
    with log.transaction():
        log.append_log(_entry(by, now, decision, purpose))
        rows = log.remove(Removed(last.number, last.digest, now, by))
    return Trimmed(decision, rows)


def _entry(by: str, now: Moment, decision: Decision, purpose: str | None) -> LogEntry:
    return LogEntry(
        when=now,
        who=by,
        name=by,
        role="archivist",
        unit=None,
        action=TRIM,
        plan=None,
        person=None,
        allowed=decision.allowed,
        rule=decision.rule,
        paragraph=decision.paragraph,
        reason=decision.reason.sv,
        purpose=purpose,
    )
