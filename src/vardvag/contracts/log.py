"""The log: who did, or tried to do, what with whose data, when, from which unit, why, and by which
paragraph.

A row is written before data leaves, also for an attempt that was denied. Each row carries the digest of the
one before, so a changed, dropped, inserted or reordered row shows. Patientdatalagen (2008:355) 4 kap. 3 §
asks that access is documented and can be controlled; the chain is ours. What a row holds follows HSLF-FS
2016:40 4 kap. 9 § (in the wording that names omsorgsgivare, read at second hand). Here does not belong
signing (`log_seal`), writing the log out (`log_export`), nor storing (`service/store`).
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

    `reason` is the decision's, in Swedish: it is kept as it was said. `unit` (or the care `process`) is where
    it was done and `provider` the caregiver or omsorgsgivare that unit belongs to; `source` is the provider
    whose data they are, where that is another; `purpose` is what the one who did it stated. What was not said
    is None.
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
    provider: str | None = None
    process: str | None = None
    source: str | None = None
    purpose: str | None = None


FIRST_SCHEME, SCHEME = 1, 2
"""How a digest is made: the first did not know of `LATER`. Rows are verified as they were written."""

LATER = ("provider", "process", "source", "purpose")
"""What an entry has held since the second scheme."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """An entry in its place: `number` counts from 1, `previous` is the digest of the row before."""

    number: int
    entry: LogEntry
    previous: str
    digest: str
    scheme: int = SCHEME


def entry_of(
    actor: Actor,
    action: str,
    decision: Decision,
    plan: PlanId | None,
    person: PersonId | None,
    now: Moment,
    *,
    provider: str | None = None,
    process: str | None = None,
    source: str | None = None,
    purpose: str | None = None,
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
        provider=provider,
        process=process,
        source=source,
        purpose=purpose,
    )


def chained(entry: LogEntry, number: int, previous: str) -> LogRow:
    """The row that follows the one with digest *previous*."""
    digest = digest_of(entry, number, previous)
    if digest is None:
        raise AssertionError("today's scheme holds every entry")
    return LogRow(number, entry, previous, digest)


@dataclass(frozen=True, slots=True)
class Removed:
    """The rows up to *number*, whose digest was *digest*, have been lawfully removed: when, and by whom.

    They end at a signed checkpoint, which vouches for how old they were.
    """

    number: int
    digest: str
    at: Moment
    by: str


def verify(rows: Iterable[LogRow], removed: Removed | None = None) -> list[Finding]:
    """What is wrong with a whole log given in order; nothing when the chain holds.

    The first row follows on what has been *removed*. Rows cut off at the end cannot be seen from the rows
    alone: that takes a signed checkpoint.
    """
    findings = []
    previous, number = (FIRST, 0) if removed is None else (removed.digest, removed.number)
    for row in rows:
        number += 1
        if row.number != number or row.previous != previous:
            findings.append(_finding("log-order", row.number, _ORDER))
        if row.digest != digest_of(row.entry, row.number, row.previous, row.scheme):
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


def digest_of(entry: LogEntry, number: int, previous: str, scheme: int = SCHEME) -> str | None:
    """The digest of a row; None where no row of that scheme can say this, or there is no such scheme."""
    later = [getattr(entry, name) for name in LATER]
    if scheme not in (FIRST_SCHEME, SCHEME) or (
        scheme == FIRST_SCHEME and any(one is not None for one in later)
    ):
        return None
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
    if scheme != FIRST_SCHEME:
        content = [scheme, *content, *later]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
