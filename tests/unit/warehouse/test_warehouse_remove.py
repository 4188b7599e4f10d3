"""Removal: what is gone from every file, what stays replaced, what stays away, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pyarrow import parquet as files

from vardvag.base.cells import Basis, Status
from vardvag.base.days import Month
from vardvag.base.errors import BadInput, WrongUse
from vardvag.base.moments import Moment
from vardvag.events.arrow import to_table
from vardvag.events.model import Attached, AttachedKind, Contact, Reported
from vardvag.statistics.counting import count
from vardvag.statistics.cube import CUT_STEPS, cube_steps
from vardvag.statistics.measure import measure
from vardvag.usecases.remove_contacts import read_named, remove_months, remove_named
from vardvag.warehouse import durable
from vardvag.warehouse.attached import to_table as attached_table
from vardvag.warehouse.removals import RemovalKind
from vardvag.warehouse.remove import Before, Named, Removed, remove
from vardvag.warehouse.snapshot import parquet
from vardvag.warehouse.store import Loaded, Store
from waiting_contact import waiting_contact

AUGUST, SEPTEMBER = Month(2019, 8), Month(2019, 9)
AT = Moment.parse("2020-01-07")
A = waiting_contact(AUGUST, 1, date(2019, 6, 1))
B = waiting_contact(SEPTEMBER, 2, date(2019, 6, 1))
A_DONE = replace(A, month=SEPTEMBER, reported=Reported.DONE, started_on=date(2019, 9, 12))
B_FOR_A = replace(B, replaces=A.contact_id)
HUNG = Attached(AttachedKind.DIAGNOSIS, "08", A.contact_id, "H259", 1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def load(store: Store, *rows: Contact | Attached, day: int = 1) -> Loaded:
    contacts = [row for row in rows if isinstance(row, Contact)]
    hung = attached_table([row for row in rows if isinstance(row, Attached)])
    received = Moment.parse(f"2019-11-{day:02}")
    return store.load(to_table(contacts), received, cube_steps, cuts=CUT_STEPS, attached=hung)


def take(store: Store, what: Before | list[Named], **more: bool) -> Removed:
    return remove(store.path, what, cube_steps, CUT_STEPS, at=AT, by="Ark Ivarie", reason="dnr 17", **more)


def named(*contacts: Contact) -> list[Named]:
    return [Named(one.region, (one.contact_id,), row=number) for number, one in enumerate(contacts, 2)]


def received(store: Store, day: date | None = None) -> list[tuple[str, str]]:
    rows = [row for _, load in store.snapshot(day).received() for row in load]
    return sorted((row.contact_id, str(row.month)) for row in rows)


def everything(store: Store) -> str:
    """All that stands in any file of the store."""
    tables = [str(files.read_table(path).to_pylist()) for path in store.path.rglob("*.parquet")]
    return "".join([*tables, (store.path / "manifest.json").read_text()])


def tree(store: Store) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(store.path.rglob("*")) if path.is_file()}


def test_months_that_are_removed_are_missing_and_the_loads_keep_their_numbers(store: Store) -> None:
    load(store, A, replace(A, region="01"))
    load(store, A_DONE, B, day=2)
    removed = take(store, Before(SEPTEMBER, "08")).removal
    assert removed is not None
    assert (removed.kind, removed.rows, removed.months, removed.loads) == (RemovalKind.MONTHS, 1, 1, (1,))
    assert [one.sequence for one in store.snapshot().loads] == [1, 2]
    assert store.snapshot().months_reported("08") == (SEPTEMBER,)
    assert store.snapshot().months_reported("01") == (AUGUST,)
    chosen = measure("waiting-operation-within-90")
    cells = count(store.snapshot(), chosen, AUGUST, AUGUST, basis=Basis.REPORTED)
    assert {one.key.place: one.status for one in cells}["08"] is Status.MISSING


def test_a_named_contact_is_in_no_file_and_its_neighbours_stay(store: Store) -> None:
    load(store, A, waiting_contact(AUGUST, 3))
    load(store, A_DONE, day=2)
    load(store, HUNG, day=3)
    load(store, B_FOR_A, day=4)
    assert A.contact_id in everything(store)
    done = take(store, named(A))
    assert done.removal is not None
    assert (done.removal.rows, done.removal.attached_rows, done.removal.loads) == (2, 1, (1, 2, 3))
    assert done.related == (("08", B.contact_id),)
    assert A.contact_id not in everything(store)
    assert "H259" not in everything(store)
    assert received(store) == [("kontakt-2", "2019-09"), ("kontakt-3", "2019-08")]


def test_what_a_removed_contact_had_replaced_stays_replaced(store: Store) -> None:
    load(store, A)
    load(store, B_FOR_A, day=2)
    done = take(store, named(B))
    assert done.related == (("08", A.contact_id),)
    assert B.contact_id not in everything(store)
    assert received(store) == []
    assert received(store, date(2019, 11, 1)) == [("kontakt-1", "2019-08")]
    for engine in ("duckdb", "reference"):
        cells = count(
            store.snapshot(),
            measure("waiting-operation-within-90"),
            AUGUST,
            AUGUST,
            basis=Basis.REPORTED,
            engine=engine,
        )
        [stockholm] = [one for one in cells if one.key.place == "08"]
        assert stockholm.value is not None
        assert stockholm.value.denominator == 0


def test_what_was_removed_does_not_come_back(store: Store) -> None:
    load(store, A, B)
    take(store, named(A))
    with pytest.raises(BadInput) as refused:
        load(store, A, B, day=2)
    assert [one.rule for one in refused.value.findings] == ["contacts-removed"]
    assert "dnr 17" in refused.value.findings[0].message.sv
    load(store, waiting_contact(AUGUST, 3), day=2)
    take(store, Before(SEPTEMBER))
    with pytest.raises(BadInput) as refused:
        load(store, waiting_contact(AUGUST, 9), day=3)
    assert [(one.rule, one.value) for one in refused.value.findings] == [("month-removed", "2019-08")]
    assert load(store, waiting_contact(SEPTEMBER, 9), day=3).new


def test_an_id_that_is_not_there_is_told_and_nothing_is_removed(store: Store) -> None:
    load(store, A)
    before = tree(store)
    with pytest.raises(BadInput) as refused:
        take(store, named(A, B, replace(A, region="01")))
    assert [(one.rule, one.row) for one in refused.value.findings] == [
        ("contact-unknown", 3),
        ("contact-unknown", 4),
    ]
    assert tree(store) == before


def test_a_dry_run_and_a_removal_of_nothing_change_nothing(store: Store) -> None:
    load(store, A)
    before = tree(store)
    told = take(store, named(A), only_tell=True).removal
    assert told is not None
    assert told.rows == 1
    assert take(store, Before(AUGUST)).removal is None
    assert tree(store) == before
    assert take(store, named(A)).removal == told


def test_the_data_have_another_version_afterwards(store: Store) -> None:
    load(store, A, B)
    before = store.snapshot(date(2019, 11, 1)).version
    take(store, named(A))
    assert store.snapshot(date(2019, 11, 1)).version == f"{before}-r1"


def test_a_reader_from_before_is_told_that_the_store_has_changed(store: Store) -> None:
    load(store, A, B)
    pinned = store.snapshot()
    take(store, named(A))
    with pytest.raises(BadInput) as told:
        parquet(pinned.cube_files)
    assert [one.rule for one in told.value.findings] == ["store-changed"]


class Crash(Exception):
    """The power goes."""


def test_a_crash_at_any_sync_removes_nothing_and_the_next_removal_works(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, A, B)
    before = (store.path / "manifest.json").read_bytes()
    synced = moment = 0
    real = durable.sync_file

    def sync(path: Path) -> None:
        nonlocal synced
        synced += 1
        if synced == moment:
            raise Crash
        real(path)

    monkeypatch.setattr(durable, "sync_file", sync)
    while True:
        synced, moment = 0, moment + 1
        try:
            take(store, named(A))
        except Crash:
            assert (store.path / "manifest.json").read_bytes() == before
            continue
        break
    assert moment > len(CUT_STEPS)
    assert A.contact_id not in everything(store)


def test_a_removal_that_stopped_after_the_swap_is_finished_by_whoever_writes_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, A, B)
    real = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        raise Crash

    with monkeypatch.context() as broken:
        broken.setattr(Path, "unlink", unlink)
        with pytest.raises(Crash):
            take(store, named(A))
    assert Path.unlink is real
    assert A.contact_id in everything(store)
    with pytest.raises(BadInput, match="that an interruption had left are gone now"):
        take(store, named(A))
    assert A.contact_id not in everything(store)
    assert received(store) == [("kontakt-2", "2019-09")]


def test_the_list_is_read_with_every_fault_at_once(tmp_path: Path) -> None:
    file = tmp_path / "named.csv"
    file.write_text("region,contact_id\n08,a\n99,b\n,c\n01,\n08,a\n", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read_named(file)
    assert [(one.rule, one.row) for one in refused.value.findings] == [
        ("unknown-region", 3),
        ("empty", 4),
        ("empty", 5),
        ("twice", 6),
    ]
    file.write_text("region;id\n08;a\n", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read_named(file)
    assert [one.rule for one in refused.value.findings] == ["columns"]
    file.write_text("Region;VardkontaktId\nKalmar;a\n", encoding="utf-8")
    assert [(one.region, one.ids[0], one.row) for one in read_named(file)] == [("08", "a", 2)]


def test_contacts_are_named_by_a_file_and_months_by_a_region(store: Store, tmp_path: Path) -> None:
    load(store, A, B)
    file = tmp_path / "named.csv"
    file.write_text(f"region,contact_id\nKalmar,{B.contact_id}\n", encoding="utf-8")
    done = remove_named(store.path, file, by="Ark Ivarie", reason="dnr 17").removal
    assert done is not None
    assert done.rows == 1
    assert remove_months(store.path, SEPTEMBER, by="Ark Ivarie", reason="beslut 4", region="Kalmar").removal
    assert received(store) == []
    for wrong in ({"region": "Atlantis"}, {"reason": " "}, {"reason": "191212121212"}):
        with pytest.raises(WrongUse):
            remove_months(store.path, SEPTEMBER, **({"by": "Ark Ivarie", "reason": "beslut 4"} | wrong))
    with pytest.raises(WrongUse):
        remove_months(tmp_path / "none", SEPTEMBER, by="Ark Ivarie", reason="beslut 4")
