"""What must hold of a database that has been filled: as many rows as were put in, and a log that is whole.

Here does not belong verifying signatures: that takes the public key (`vardvag verify-log`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.contracts.log import FIRST, LogRow, verify
from vardvag.service.backup.tables import kept_models
from vardvag.service.log_key import open_log


def what_is_wrong(part: str, rows: Mapping[str, int]) -> list[Finding]:
    """Every finding: tables with another number of rows, and where the log does not hold together."""
    findings = [
        Finding("backup-rows", _OTHER_ROWS, _TELL_US, column=model._meta.db_table)
        for model in kept_models(part)
        if model._default_manager.using(part).count() != rows[model._meta.label_lower]
    ]
    with open_log(part) as log:
        seals, gone = log.checkpoints(), log.removed()
        # Not every row's digest is kept: a log may be larger than memory.
        signed = dict.fromkeys(seal.number for seal in seals)
        last = [(0, FIRST)] if gone is None else [(gone.number, gone.digest)]
        if gone is not None:
            signed |= {seal.number: seal.digest for seal in seals if seal.number < gone.number}
            signed[gone.number] = gone.digest
        findings += verify(_noted(log.each_row(), signed, last), gone)
        number, digest = log.end()
    if [(number, digest)] != last:
        findings.append(Finding("log-end", _OTHER_END, _OTHER_COPY, row=number))
    findings += [
        Finding("log-seal", _OTHER_SEAL, _OTHER_COPY, row=seal.number)
        for seal in seals
        if signed[seal.number] != seal.digest
    ]
    return findings


def _noted(
    rows: Iterator[LogRow], signed: dict[int, str | None], last: list[tuple[int, str]]
) -> Iterator[LogRow]:
    """The rows, with the digests noted of the last one and of those that are signed."""
    for row in rows:
        if row.number in signed:
            signed[row.number] = row.digest
        last[:] = [(row.number, row.digest)]
        yield row


_OTHER_ROWS = Text(
    "Tabellen har inte så många rader som lades in", "The table has not as many rows as were put in"
)
_OTHER_END = Text("Loggen slutar inte där den säger", "The log does not end where it says")
_OTHER_SEAL = Text(
    "Raden är en annan än den som signerades", "The row is another than the one that was signed"
)
_TELL_US = Text("Felet är Vårdvägs: anmäl det", "The fault is Vårdväg's: report it")
_OTHER_COPY = Text(
    "Ta en annan kopia, och utred vem som har ändrat loggen",
    "Take another backup, and find who changed the log",
)
