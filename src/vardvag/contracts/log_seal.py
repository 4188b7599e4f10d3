"""Signed checkpoints of the log: from a row back to the first, nothing has been changed since it was
signed.

A chain alone can be written anew from any row by whoever writes the database. A checkpoint signs the last
row's number and digest with a key that the database does not hold, and the digest of the checkpoint before.
What has come since the last one is the *unsealed tail*. Here does not belong the key (`usecases.seal_log`
is given a signer), nor writing the log out (`log_export`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.log import FIRST, LogRow, Removed
from vardvag.contracts.retention import may_destroy_log

Signer = Callable[[bytes], bytes]
"""Signs a message with Ed25519 (RFC 8032)."""
Verifier = Callable[[bytes, bytes], bool]
"""Whether a message has this signature."""

_DOMAIN = "vardvag-checkpoint-1"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Row *number* of *log* had *digest* at a moment. `previous` is the digest of the checkpoint before."""

    log: str
    number: int
    digest: str
    at: Moment
    previous: str
    signature: str

    @property
    def message(self) -> bytes:
        """What is signed."""
        content = [_DOMAIN, self.log, self.number, self.digest, self.at.utc.isoformat(), self.previous]
        return json.dumps(content, ensure_ascii=False).encode()

    @property
    def fingerprint(self) -> str:
        """The digest of the whole checkpoint, which the next one signs."""
        return hashlib.sha256(self.message + bytes.fromhex(self.signature)).hexdigest()


def sealed(log: str, last: LogRow, earlier: Sequence[Checkpoint], at: Moment, sign: Signer) -> Checkpoint:
    """The checkpoint of a log's last row, after the *earlier* ones."""
    previous = earlier[-1].fingerprint if earlier else FIRST
    unsigned = Checkpoint(log, last.number, last.digest, at, previous, "")
    return Checkpoint(log, last.number, last.digest, at, previous, sign(unsigned.message).hex())


@dataclass(frozen=True, slots=True)
class Sealing:
    """What the checkpoints say of a log: how far it is sealed, how many rows follow, and what is wrong."""

    sealed_to: int
    tail: int
    findings: tuple[Finding, ...] = ()


def verify_seals(
    log: str,
    rows: Sequence[LogRow],
    seals: Sequence[Checkpoint],
    check: Verifier,
    removed: Removed | None = None,
) -> Sealing:
    """Whether *seals* hold for *rows*: each signed, in order, of this log, and of rows that are as they
    were. What has been *removed* must end at a seal, and be of rows that had been kept long enough then.
    """
    findings, previous, number = [], FIRST, 0
    digests = {row.number: row.digest for row in rows}
    sealed_to, vouched = 0, removed is None
    gone = 0 if removed is None else removed.number
    if removed is not None:
        digests[gone] = removed.digest
    for seal in seals:
        if not _signed(seal, check) or seal.log != log:
            findings.append(_finding("seal-signature", seal.number, _SIGNATURE, _ASK))
            continue
        if seal.previous != previous or seal.number <= number:
            findings.append(_finding("seal-order", seal.number, _ORDER, _BACKUP))
        if removed is not None and seal.number == gone and seal.digest == removed.digest:
            vouched = True
            if not may_destroy_log(seal.at.legal_day, removed.at.legal_day).allowed:
                findings.append(_finding("log-removed-early", gone, _EARLY, _BACKUP))
        if seal.number < gone:
            sealed_to = seal.number
        elif seal.number not in digests:
            findings.append(_finding("seal-missing-row", seal.number, _MISSING, _BACKUP))
        elif digests[seal.number] != seal.digest:
            findings.append(_finding("seal-other-row", seal.number, _OTHER, _BACKUP))
        else:
            sealed_to = seal.number
        previous, number = seal.fingerprint, seal.number
    if not vouched:
        findings.append(_finding("log-removed", gone, _REMOVED, _BACKUP))
    last = rows[-1].number if rows else gone
    return Sealing(sealed_to, max(last - sealed_to, 0), tuple(findings))


def _signed(seal: Checkpoint, check: Verifier) -> bool:
    try:
        return check(seal.message, bytes.fromhex(seal.signature))
    except ValueError:
        return False


_SIGNATURE = Text(
    "Kontrollpunkten är inte signerad med den här nyckeln", "The checkpoint is not signed with this key"
)
_ASK = Text(
    "Kontrollera att nyckeln är loggens egen, och utred annars vem som har ändrat.",
    "Check that the key is the log's own; otherwise find who changed it.",
)
_ORDER = Text(
    "En kontrollpunkt har tagits bort, lagts till eller flyttats",
    "A checkpoint was dropped, inserted or moved",
)
_REMOVED = Text(
    "Rader har tagits bort fram till en rad som ingen kontrollpunkt gäller",
    "Rows have been removed up to a row that no checkpoint is of",
)
_EARLY = Text(
    "Rader har tagits bort innan de hade sparats så länge som de ska",
    "Rows were removed before they had been kept as long as they have to be",
)
_MISSING = Text("Raden som är signerad finns inte", "The row that was signed is not there")
_OTHER = Text("Raden är en annan än den som signerades", "The row is another than the one that was signed")
_BACKUP = Text(
    "Jämför med en säkerhetskopia och utred vem som har ändrat.",
    "Compare with a backup and find who changed it.",
)


def _finding(rule: str, number: int, message: Text, remedy: Text) -> Finding:
    return Finding(rule=rule, message=message, remedy=remedy, row=number)
