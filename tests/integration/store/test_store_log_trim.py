"""Rows of the log that have been kept long enough are removed up to a checkpoint, and the rest verifies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("cryptography", reason="install the extra [service]")

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from vardvag.base.moments import Moment
from vardvag.contracts.log import LogEntry, verify
from vardvag.contracts.log_export import export_lines
from vardvag.contracts.retention import unsealed_log
from vardvag.usecases.seal_log import export_log, seal_log
from vardvag.usecases.trim_log import TRIM, Trimmed, trim_log
from vardvag.usecases.verify_log import Verified, verify_log

if TYPE_CHECKING:
    from vardvag.service.chained_log import ChainedLog

KEY = Ed25519PrivateKey.from_private_bytes(b"a key for tests, and no other..."[:32])
PUBLIC = KEY.public_key().public_bytes_raw()
OLD, NEW, NOW = (Moment.parse(f"{year}-03-01T09:00") for year in (2020, 2024, 2026))


@pytest.fixture
def log(store: Any) -> ChainedLog:
    """Two rows sealed six years ago, two sealed two years ago, and one that is not sealed."""
    chained = store._chained
    for sealed_at, names in ((OLD, "ab"), (NEW, "cd"), (None, "e")):
        for name in names:
            chained.append_log(entry(name))
        if sealed_at is not None:
            seal_log(chained, KEY.sign, sealed_at)
    return chained


def entry(who: str) -> LogEntry:
    return LogEntry(NOW, who, who, "coordinator", "u", "read_plan", "p", "q", True, "r", "§", "s")


def verified(log: ChainedLog, known: tuple[int, str] | None = None) -> Verified:
    return verify_log(export_log(log), PUBLIC, known)


def test_what_has_been_kept_long_enough_goes_and_the_rest_verifies(log: ChainedLog) -> None:
    kept = [row.digest for row in log.log()]
    done = trim_log(log, "Ark Ivarie", NOW)
    assert (done.decision.rule, done.rows) == ("retention.log-over", 2)
    rows = log.log()
    assert [row.entry.who for row in rows] == ["c", "d", "e", "Ark Ivarie"]
    assert (rows[-1].entry.action, rows[0].number) == (TRIM, 3)
    assert verify(rows) != []
    assert verify(rows, log.removed()) == []
    told = verified(log)
    assert (told.holds, told.rows, told.removed, told.sealed_to, told.tail) == (True, 4, 2, 4, 2)
    # What was known before still tells: of rows that are left, and of the last that went.
    assert verified(log, (2, kept[1])).holds
    assert not verified(log, (2, kept[2])).holds
    assert verified(log, (4, kept[3])).holds
    assert seal_log(log, KEY.sign, NOW) is not None
    assert verified(log).tail == 0


def test_twice_is_once_and_too_early_is_refused(log: ChainedLog) -> None:
    trim_log(log, "Ark Ivarie", NOW)
    before = log.log()
    again = trim_log(log, "Ark Ivarie", NOW)
    assert again.rows == 0
    assert again.decision.rule == "retention.log"
    # The next to go were sealed on 1 March 2024, and are kept five years.
    assert again.from_day == date(2029, 3, 1)
    *kept, attempt = log.log()
    assert tuple(kept) == before
    said = attempt.entry
    assert (said.action, said.who, said.allowed) == (TRIM, "Ark Ivarie", False)
    assert (said.rule, said.paragraph) == ("retention.log", "HSLF-FS 2016:40 4 kap. 9 §")


def test_what_is_not_sealed_stays(store: Any) -> None:
    store.append_log(entry("a"))
    done = trim_log(store._chained, "Ark Ivarie", NOW)
    assert done == Trimmed(unsealed_log())
    first, attempt = store.log()
    assert first.entry.who == "a"
    assert (attempt.entry.allowed, attempt.entry.rule) == (False, "retention.log-unsealed")


def test_what_is_interrupted_is_neither_removed_nor_said_to_be(
    log: ChainedLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = log.log()

    def struck(removed: Any) -> int:
        raise RuntimeError("the power went")

    monkeypatch.setattr(log, "remove", struck)
    with pytest.raises(RuntimeError):
        trim_log(log, "Ark Ivarie", NOW)
    assert log.log() == before


def test_the_database_lets_no_other_row_go(log: ChainedLog) -> None:
    from django.db import DatabaseError, transaction

    from vardvag.service.store import models

    trim_log(log, "Ark Ivarie", NOW)
    rows = models.LogRecord.objects.using("care")
    trims = models.LogTrim.objects.using("care")
    attempts = (
        lambda: rows.filter(number=3)._raw_delete("care"),
        lambda: trims.update(number=4),
        lambda: trims.all()._raw_delete("care"),
    )
    for attempt in attempts:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using="care"):
            attempt()


def test_a_removal_that_no_checkpoint_vouches_for_is_found(log: ChainedLog) -> None:
    trim_log(log, "Ark Ivarie", NOW)
    rows, seals, gone = log.log(), log.checkpoints(), log.removed()
    assert gone is not None

    def rules(first: int, claimed: Any) -> set[str]:
        left = [row for row in rows if row.number >= first]
        lines = export_lines(log.name, len(left), left, seals, claimed)
        return {finding.rule for finding in verify_log(lines, PUBLIC).findings}

    assert rules(3, gone) == set()
    assert "log-order" in rules(3, None)
    assert "log-removed" in rules(4, replace(gone, number=3, digest=rows[0].digest))
    assert rules(5, replace(gone, number=4, digest=rows[1].digest)) == {"log-removed-early"}
    assert "log-removed-early" in rules(3, replace(gone, at=NEW))
