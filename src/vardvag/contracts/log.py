"""The log: who did, or tried to do, what with whose data, when, from which unit, why, and by which paragraph.

A row is written before data leaves, also for an attempt that was denied. Each row carries the digest of the
one before, so a changed, dropped, inserted or reordered row shows. Patientdatalagen (2008:355) 4 kap. 3 §
asks that access is documented and can be controlled; the chain is ours. What a row holds follows HSLF-FS
2016:40 4 kap. Here does not belong signing (a later sealer), nor storing (`service/store`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Decision
from vardvag.contracts.identifiers import PersonId, PlanId

FIRST = "0" * 64
"""What the first row has for the digest before it."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What one row says. `person` is None when the plan asked for does not exist.

    `reason` is the decision's, in Swedish: it is kept as it was said.
    """

    when: Moment
    who: str
    name: str
    role: str
    unit: str | None
    action: str
    plan: PlanId | None
    person: PersonId | None
    allowed: bool
    rule: str
    paragraph: str
    reason: str


@dataclass(frozen=True, slots=True)
class LogRow:
    """An entry in its place: `number` counts from 1, `previous` is the digest of the row before."""

    number: int
    entry: LogEntry
    previous: str
    digest: str


def entry_of(
    actor: Actor, action: str, decision: Decision, plan: PlanId | None, person: PersonId | None, now: Moment
) -> LogEntry:
    """The entry for a decision that has just been taken."""
    return LogEntry(
        when=now,
        who=actor.subject,
        name=actor.name,
        role=str(actor.role),
        unit=actor.unit,
        action=action,
        plan=plan,
        person=person,
        allowed=decision.allowed,
        rule=decision.rule,
        paragraph=decision.paragraph,
        reason=decision.reason.sv,
    )


def chained(entry: LogEntry, number: int, previous: str) -> LogRow:
    """The row that follows the one with digest *previous*."""
    return LogRow(number, entry, previous, _digest(entry, number, previous))


def verify(rows: Iterable[LogRow]) -> list[Finding]:
    """What is wrong with a whole log given in order; nothing when the chain holds.

    Rows cut off at the end cannot be seen from the rows alone: that takes a signed checkpoint.
    """
    findings = []
    previous, number = FIRST, 0
    for row in rows:
        number += 1
        if row.number != number or row.previous != previous:
            findings.append(_finding("log-order", row.number, _ORDER))
        if row.digest != _digest(row.entry, row.number, row.previous):
            findings.append(_finding("log-changed", row.number, _CHANGED))
        previous, number = row.digest, row.number
    return findings


_ORDER = Text(
    "Raden följer inte på raden före: en rad har tagits bort, lagts till eller flyttats.",
    "The row does not follow the one before it: a row was dropped, inserted or moved.",
)
_CHANGED = Text(
    "Radens innehåll stämmer inte med dess kontrollsumma.", "The row's content does not match its digest."
)
_REMEDY = Text(
    "Jämför med en säkerhetskopia och utred vem som har ändrat.",
    "Compare with a backup and find who changed it.",
)


def _finding(rule: str, number: int, message: Text) -> Finding:
    return Finding(rule=rule, message=message, remedy=_REMEDY, row=number)


def _digest(entry: LogEntry, number: int, previous: str) -> str:
    content = [
        number,
        previous,
        entry.when.utc.isoformat(),
        entry.who,
        entry.name,
        entry.role,
        entry.unit,
        entry.action,
        entry.plan,
        entry.person,
        entry.allowed,
        entry.rule,
        entry.paragraph,
        entry.reason,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
