"""Verify an exported log: every row in its place and as it was written, and how far it is sealed.

It needs the file and the log's public key, and nothing else: no database, no service. Rows that were cut
off at the end together with the checkpoints of them cannot be seen from the file alone; a checkpoint kept
elsewhere (`known`) shows that too. Here does not belong making the file (`export_log`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from vardvag.base.errors import BadInput, Unreadable, WrongUse
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.contracts import ed25519
from vardvag.contracts.log import verify
from vardvag.contracts.log_export import read_export
from vardvag.contracts.log_seal import verify_seals


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome. `sealed_to` is the last row that a checkpoint vouches for, `tail` the rows after it;
    `removed` how many rows had been lawfully removed before the first."""

    log: str
    rows: int
    checkpoints: int
    sealed_to: int
    tail: int
    removed: int
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong. A tail that is not sealed yet is not wrong."""
        return not self.findings


def verify_log(lines: Iterable[str], public_key: bytes, known: tuple[int, str] | None = None) -> Verified:
    """What is wrong with an exported log, each line of it read; nothing when it holds."""
    held = read_export(lines)
    sealing = verify_seals(
        held.log,
        held.rows,
        held.seals,
        lambda message, signature: ed25519.verify(public_key, message, signature),
        held.removed,
    )
    gone = held.removed.number if held.removed else 0
    findings = [*held.findings, *verify(held.rows, held.removed), *sealing.findings]
    if known is not None and known[0] >= gone:
        digests = {row.number: row.digest for row in held.rows}
        findings += _against(known, digests | ({gone: held.removed.digest} if held.removed else {}))
    return Verified(
        held.log, len(held.rows), len(held.seals), sealing.sealed_to, sealing.tail, gone, tuple(findings)
    )


def read_key(path: Path) -> bytes:
    """The public key in a file. BadInput when it holds none."""
    try:
        return ed25519.read_public_key(path.read_text(encoding="utf-8"))
    except (Unreadable, UnicodeDecodeError) as problem:
        text = problem.text if isinstance(problem, Unreadable) else _NOT_TEXT
        finding = Finding("public-key", text, _MAKE_KEY, file=path.name)
        raise BadInput(Text("Nyckeln går inte att läsa", "The key cannot be read"), [finding]) from problem


def read_known(text: str) -> tuple[int, str]:
    """`NUMBER:DIGEST`, a checkpoint that was kept elsewhere. WrongUse when it is not."""
    number, _, digest = text.partition(":")
    if not number.isdigit() or len(digest) != 64:
        raise WrongUse(
            Text(
                f"{text!r} är ingen känd rad. Skriv radens nummer, kolon och dess kontrollsumma.",
                f"{text!r} is no known row. Write the row's number, a colon and its digest.",
            )
        )
    return int(number), digest


def _against(known: tuple[int, str], digests: dict[int, str]) -> list[Finding]:
    number, digest = known
    if number == 0 or digests.get(number) == digest:
        return []
    return [Finding("log-known", _CUT, _BACKUP, row=number)]


_NOT_TEXT = Text("filen är ingen text", "the file is no text")
_MAKE_KEY = Text(
    "Ge den publika nyckeln: openssl pkey -in log.key -pubout",
    "Give the public key: openssl pkey -in log.key -pubout",
)
_CUT = Text(
    "Raden som är känd sedan tidigare finns inte eller är en annan",
    "The row that was known before is not there, or is another",
)
_BACKUP = Text(
    "Jämför med en säkerhetskopia och utred vem som har ändrat.",
    "Compare with a backup and find who changed it.",
)
