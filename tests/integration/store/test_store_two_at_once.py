"""Two writers at once, on both databases: the log's chain never forks, and a key is used once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.base.moments import Moment
from vardvag.contracts.log import LogEntry, verify

NOW = Moment.parse("2019-09-25T09:00")
AT_ONCE, EACH = 4, 8

Start = Callable[[Callable[[], Any]], "Future[Any]"]


def entry(who: str) -> LogEntry:
    return LogEntry(NOW, who, "Sam", "coordinator", "u", "read_plan", "p", "q", True, "r", "§", "s")  # type: ignore[arg-type]


def all_at_once(in_thread: Start, *calls: Callable[[], Any]) -> list[Any]:
    """What came of each, all begun at the same time: what it gave, or the error that it ended in."""
    ready = threading.Barrier(len(calls))

    def begun_together(call: Callable[[], Any]) -> Any:
        ready.wait(timeout=20)
        return call()

    waiting = [in_thread(lambda call=call: begun_together(call)) for call in calls]  # type: ignore[misc]
    return [future.exception(timeout=60) or future.result() for future in waiting]


def test_the_chain_never_forks(store: Any, in_thread: Start) -> None:
    def write(who: str) -> None:
        for _ in range(EACH):
            store.append_log(entry(who))

    outcomes = all_at_once(in_thread, *(lambda who=f"w{n}": write(who) for n in range(AT_ONCE)))  # type: ignore[misc]
    assert outcomes == [None] * AT_ONCE
    rows = store.log()
    assert len(rows) == AT_ONCE * EACH
    assert verify(rows) == []
    # Everybody's rows are there, and they came between each other's: it was tried.
    assert {row.entry.who for row in rows} == {f"w{number}" for number in range(AT_ONCE)}


def test_a_row_of_the_log_goes_with_the_transaction_around_it(store: Any) -> None:
    def write_and_fail() -> None:
        with store.transaction():
            store.append_log(entry("w"))
            store.append_log(entry("w"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert store.log() == ()
    store.append_log(entry("w"))
    assert verify(store.log()) == []
    assert len(store.log()) == 1


def test_whoever_begins_a_transaction_waits_for_the_one_before(store: Any, in_thread: Start) -> None:
    inside, order = threading.Event(), []

    def first() -> None:
        with store.transaction():
            inside.set()
            threading.Event().wait(0.3)
            order.append("first")
            store.append_log(entry("first"))

    def second() -> None:
        inside.wait(timeout=20)
        with store.transaction():
            order.append("second")
            store.append_log(entry("second"))

    assert all_at_once(in_thread, first, second) == [None, None]
    assert order == ["first", "second"]
    assert [row.entry.who for row in store.log()] == ["first", "second"]


def test_one_key_is_one_change(store: Any, in_thread: Start) -> None:
    """The second under a key finds the first's change, though both began before either had ended."""
    from vardvag.service.store.api_keys import KeptChange, change_under, keep_change

    made = []

    def change(version: int) -> int:
        with store.transaction():
            known = change_under("s", "k")
            if known is None:
                made.append(version)
                keep_change("s", "k", KeptChange("d", "p", version, None, 200), NOW)
                return version
            return known.version

    outcomes = all_at_once(in_thread, *(lambda n=n: change(n) for n in range(AT_ONCE)))  # type: ignore[misc]
    assert len(made) == 1
    assert outcomes == made * AT_ONCE


def test_one_key_is_one_change_by_the_database_itself(store: Any) -> None:
    from django.db import IntegrityError

    from vardvag.service.store.api_keys import KeptChange, keep_change

    keep_change("s", "k", KeptChange("d", "p", 1, None, 200), NOW)
    with pytest.raises(IntegrityError):
        keep_change("s", "k", KeptChange("d", "p", 2, None, 200), NOW)


def test_sqlite_waits_for_the_disk_and_takes_the_lock_at_once(store: Any, database: str) -> None:
    """What the log's lock rests on there: every transaction is a writer's from its first statement."""
    from django.db import connections

    if database != "sqlite":
        return
    connection = connections["care"]
    with connection.cursor() as cursor:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in asked}
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000}
    assert connection.transaction_mode == "IMMEDIATE"
