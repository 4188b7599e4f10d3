"""Seal a log: sign the last row, so that nothing before it can be changed unseen. And write it out.

The signer is given, so that the key is nowhere in here; a store of the log gives its rows. Here does not
belong verifying (`verify_log`), which needs neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.log import LogRow, Removed, verify
from vardvag.contracts.log_export import export_lines
from vardvag.contracts.log_seal import Checkpoint, Signer, sealed


class SealedLog(Protocol):
    """A log that can be read and sealed. `name` says which it is."""

    name: str

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is kept together; nobody else writes meanwhile."""

    def chain(self) -> int:
        """Give every row that waits its place in the chain; how many got one."""

    def end(self) -> tuple[int, str]:
        """How many rows are chained, and the last one's digest."""

    def each_row(self, after: int = 0, last: int | None = None) -> Iterator[LogRow]:
        """The rows after number *after*, up to number *last*, in order and a few at a time."""

    def removed(self) -> Removed | None:
        """What has been lawfully removed from its beginning; None when nothing has."""

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The signed checkpoints, in order."""

    def append_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a checkpoint."""


def seal_log(log: SealedLog, sign: Signer, now: Moment) -> Checkpoint | None:
    """The new checkpoint; None when every row is sealed already, or there is none.

    BadInput, and nothing is signed, when the rows do not hold together: a signature would cover it up. Rows
    that come meanwhile are signed the next time.
    """
    log.chain()
    number, digest = log.end()
    gone = log.removed()
    findings = verify(log.each_row(last=number), gone)
    with log.transaction():
        earlier = log.checkpoints()
        if number <= (earlier[-1].number if earlier else 0):
            return None
        last = next(log.each_row(number - 1, number), None)
        if findings or last is None or last.digest != digest:
            raise BadInput(
                Text(
                    "Loggen har ändrats och signeras inte. Utred först vem som har ändrat.",
                    "The log has been changed and is not signed. Find first who changed it.",
                ),
                findings,
            )
        checkpoint = sealed(log.name, last, earlier, now, sign)
        log.append_checkpoint(checkpoint)
    return checkpoint


def export_log(log: SealedLog) -> Iterator[str]:
    """The lines of a file that `verify_log` reads, as the log stands now."""
    log.chain()
    with log.transaction():
        number, seals, gone = log.end()[0], log.checkpoints(), log.removed()
    held = number - (gone.number if gone else 0)
    return export_lines(log.name, held, log.each_row(last=number), seals, gone)
