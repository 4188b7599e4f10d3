"""The store: what stands after loads, sendings again and replacements; and what it refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from vardvag.base.days import Month
from vardvag.base.errors import BadInput, WrongUse
from vardvag.base.moments import Moment
from vardvag.engines.duckdb_engine import connect
from vardvag.engines.steps import run_steps
from vardvag.events.arrow import to_table
from vardvag.events.model import Contact, Deviation, Phase, Reported
from vardvag.statistics.cube import cube_steps
from vardvag.warehouse import durable
from vardvag.warehouse.snapshot import parquet
from vardvag.warehouse.store import Loaded, Store

AUGUST, SEPTEMBER = Month(2019, 8), Month(2019, 9)
WAITING, DONE = Reported.WAITING, Reported.DONE

A = Contact(
    contact_id="a",
    region="08",
    unit="SE-unit",
    month=AUGUST,
    reported=WAITING,
    phase=Phase.OPERATION,
    speciality="301",
    guaranteed=True,
    deviation=Deviation.NONE,
    decided_on=date(2019, 6, 1),
    started_on=None,
    birth_year=1960,
    sex=2,
    municipality="0880",
    contact_form="1",
    profession="XS915",
    booking=3,
)
A_SEPTEMBER = replace(A, month=SEPTEMBER)
A_DONE = replace(A, month=SEPTEMBER, reported=DONE, started_on=date(2019, 9, 12))
A_CODED = replace(A_SEPTEMBER, deviation=Deviation.PATIENT_CHOSEN)
B = replace(A, contact_id="b")
B_FOR_A = replace(A_SEPTEMBER, contact_id="b", replaces="a")
A_ELSEWHERE = replace(A, region="01")
A_FOR_A = replace(A_CODED, replaces="a")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def load(store: Store, *contacts: Contact, day: str = "2019-10-20") -> Loaded:
    return store.load(to_table(contacts), Moment.parse(day), cube_steps)


def standing(store: Store, table: str, as_known: date | None = None) -> list[tuple[str, str, str, str, int]]:
    """What stands: region, contact, month, done or waiting, deviation."""
    with connect() as connection:
        run_steps(connection, store.snapshot(as_known).steps())
        rows = connection.execute(
            f"SELECT region, contact_id, month, reported, deviation FROM known_{table} ORDER BY ALL"
        ).fetchall()
    return [(r, name, str(Month.from_index(month)), kind, code) for r, name, month, kind, code in rows]


@pytest.mark.parametrize(
    ("loads", "latest", "monthly"),
    [
        # waiting in two months' files is one contact, and stands once in each month
        (
            [[A, A_SEPTEMBER]],
            [("08", "a", "2019-09", "waiting", 0)],
            [("08", "a", "2019-08", "waiting", 0), ("08", "a", "2019-09", "waiting", 0)],
        ),
        # an older month that arrives late does not undo what is known since
        (
            [[A_DONE], [A]],
            [("08", "a", "2019-09", "done", 0)],
            [("08", "a", "2019-08", "waiting", 0), ("08", "a", "2019-09", "done", 0)],
        ),
        # sent again for the same month: the later load; also when it was waiting and is now done
        ([[A_SEPTEMBER], [A_CODED]], [("08", "a", "2019-09", "waiting", 1)], None),
        ([[A_SEPTEMBER], [A_DONE]], [("08", "a", "2019-09", "done", 0)], None),
        ([[A_DONE], [A_SEPTEMBER]], [("08", "a", "2019-09", "waiting", 0)], None),
        # in one load, done before waiting
        ([[A_SEPTEMBER, A_DONE]], [("08", "a", "2019-09", "done", 0)], None),
        # replaced: gone from every month, in earlier loads and in the same one
        ([[A, A_SEPTEMBER], [B_FOR_A]], [("08", "b", "2019-09", "waiting", 0)], None),
        ([[A, B_FOR_A]], [("08", "b", "2019-09", "waiting", 0)], None),
        # who is replaced may come back later
        (
            [[A], [B_FOR_A], [A_SEPTEMBER]],
            [("08", "a", "2019-09", "waiting", 0), ("08", "b", "2019-09", "waiting", 0)],
            None,
        ),
        # replacing oneself removes what was sent earlier
        (
            [[A, B], [A_FOR_A]],
            [("08", "a", "2019-09", "waiting", 1), ("08", "b", "2019-08", "waiting", 0)],
            None,
        ),
        # an id belongs to its region
        (
            [[A_ELSEWHERE], [B_FOR_A]],
            [("01", "a", "2019-08", "waiting", 0), ("08", "b", "2019-09", "waiting", 0)],
            None,
        ),
    ],
)
def test_what_stands(
    store: Store,
    loads: list[list[Contact]],
    latest: list[tuple[str, str, str, str, int]],
    monthly: list[tuple[str, str, str, str, int]] | None,
) -> None:
    for contacts in loads:
        load(store, *contacts)
    assert standing(store, "latest") == latest
    assert standing(store, "monthly") == (latest if monthly is None else monthly)


def test_history_is_by_the_day_we_received_it(store: Store) -> None:
    load(store, A, day="2019-09-20")
    load(store, B_FOR_A, day="2019-10-20")
    assert standing(store, "latest", date(2019, 10, 19)) == [("08", "a", "2019-08", "waiting", 0)]
    assert standing(store, "latest", date(2019, 10, 20)) == [("08", "b", "2019-09", "waiting", 0)]
    assert store.snapshot(date(2019, 9, 19)).loads == ()


def test_the_same_content_again_changes_nothing(store: Store) -> None:
    first = load(store, replace(A, row=2), replace(B, row=3))
    again = load(store, replace(B, row=2), replace(A, row=3), day="2019-11-20")
    assert first.new
    assert not again.new
    assert again.load == first.load
    assert len(store.snapshot().loads) == 1


def test_what_was_said_corrected_and_said_again_is_news(store: Store) -> None:
    load(store, A, day="2019-10-20")
    load(store, replace(A, booking=1), day="2019-11-20")
    assert load(store, A, day="2019-12-20").new
    last = store.snapshot().received()
    assert [contact.booking for _, rows in last for contact in rows] == [A.booking, 1, A.booking]


def test_a_load_of_another_month_between_is_no_reason_to_load_again(store: Store) -> None:
    first = load(store, A, day="2019-10-20")
    load(store, replace(B, month=A.month + 1), day="2019-11-20")
    assert load(store, A, day="2019-12-20").load == first.load


def test_a_reader_keeps_what_it_has_pinned(store: Store) -> None:
    load(store, A)
    pinned = store.snapshot()
    load(store, B_FOR_A)
    assert [contact.contact_id for _, rows in pinned.received() for contact in rows] == ["a"]
    assert pinned.version != store.snapshot().version


def test_received_files_are_never_changed(store: Store) -> None:
    load(store, A)
    before = {path: path.read_bytes() for path in store.path.rglob("*.parquet")}
    load(store, B_FOR_A)
    assert before
    assert all(path.read_bytes() == contents for path, contents in before.items())


def test_files_follow_region_and_month(store: Store) -> None:
    load(store, A, A_SEPTEMBER, A_ELSEWHERE, A_DONE)
    partitions = [(p.region, str(p.month), p.done, p.waiting) for p in store.snapshot().loads[0].partitions]
    assert partitions == [("01", "2019-08", 0, 1), ("08", "2019-08", 0, 1), ("08", "2019-09", 1, 1)]


def test_a_contact_twice_in_one_file_is_refused_and_nothing_is_loaded(store: Store) -> None:
    with pytest.raises(BadInput) as refused:
        load(store, replace(A, row=2), replace(A, row=7), replace(B, row=3), replace(B, row=9))
    assert [(f.value, f.row) for f in refused.value.findings] == [("a", 7), ("b", 9)]
    assert not store.exists


def test_an_empty_load_is_refused(store: Store) -> None:
    with pytest.raises(BadInput, match="no contact"):
        load(store)


def test_history_cannot_be_written_backwards(store: Store) -> None:
    load(store, A, day="2019-10-20")
    with pytest.raises(WrongUse, match="2019-10-20"):
        load(store, B, day="2019-10-19")


@pytest.mark.parametrize(
    "contents", [b"", b"[]", b'{"schema_version": 1}', b'{"schema_version": 99, "loads": []}']
)
def test_a_manifest_that_cannot_be_read_is_told(store: Store, contents: bytes) -> None:
    store.path.mkdir()
    (store.path / "manifest.json").write_bytes(contents)
    with pytest.raises(BadInput, match=r"manifest\.json"):
        store.snapshot()


def test_what_an_interrupted_load_left_is_not_read_and_is_swept(store: Store) -> None:
    load(store, A)
    left = store.path / "loads" / "000002-0123456789ab"
    left.mkdir()
    (left / "contacts-08-2019-08.parquet").write_bytes(b"half")
    assert len(store.snapshot().contact_files()) == 1
    load(store, B)
    assert not left.exists()
    assert len(standing(store, "latest")) == 2


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under *folder* with its contents."""
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_store_that_lost_its_manifest_is_refused_and_keeps_every_file(store: Store) -> None:
    load(store, A)
    (store.path / "manifest.json").unlink()
    before = tree(store.path)
    with pytest.raises(BadInput, match="damaged") as refused:
        load(store, B)
    assert [finding.rule for finding in refused.value.findings] == ["manifest-lost"]
    with pytest.raises(BadInput, match="damaged"):
        store.snapshot()
    assert tree(store.path) == before


def test_what_is_not_ours_in_the_folder_is_never_touched(store: Store) -> None:
    own = store.path / "loads" / "2019"
    own.mkdir(parents=True)
    (own / "thesis.txt").write_text("mine", encoding="utf-8")
    (store.path / "loads" / "000001-0123456789ab.txt").write_text("mine too", encoding="utf-8")
    before = tree(store.path)
    load(store, A)
    load(store, B)
    assert before.items() <= tree(store.path).items()


def test_a_refused_load_sweeps_nothing(store: Store) -> None:
    load(store, A)
    (store.path / "loads" / "000002-0123456789ab").mkdir()
    with pytest.raises(BadInput):
        load(store, replace(B, row=2), replace(B, row=3))
    with pytest.raises(WrongUse):
        load(store, B, day="2019-10-19")
    assert (store.path / "loads" / "000002-0123456789ab").is_dir()


@pytest.mark.parametrize("contents", [None, b"", b"PAR1 cut short"])
def test_a_file_of_the_store_that_is_gone_or_cut_short_is_named(store: Store, contents: bytes | None) -> None:
    load(store, A)
    snapshot = store.snapshot()
    for damaged in (*snapshot.cube_files, *snapshot.contact_files()):
        damaged.unlink()
        if contents is not None:
            damaged.write_bytes(contents)
    for read in (lambda: parquet(snapshot.cube_files), snapshot.steps, lambda: list(snapshot.received())):
        with pytest.raises(BadInput, match="damaged") as told:
            read()
        [finding] = told.value.findings
        assert (finding.rule, str(finding.file).startswith(str(store.path))) == ("store-damaged", True)


class Crash(Exception):
    """The power goes."""


def test_a_crash_at_any_sync_of_the_first_load_leaves_a_store_that_can_be_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, crashes = durable.sync_file, 0
    for moment in range(1, 10):
        synced, store = 0, Store(tmp_path / str(moment))

        def sync(path: Path) -> None:
            nonlocal synced
            synced += 1
            if synced == moment:  # noqa: B023  the function lives no longer than its round
                raise Crash
            real(path)

        monkeypatch.setattr(durable, "sync_file", sync)
        try:
            load(store, A)
        except Crash:
            crashes += 1
            assert not store.exists
            load(store, A)
        assert standing(store, "latest") == [("08", "a", "2019-08", "waiting", 0)]
    assert crashes == 4, "the empty manifest, a partition, the cube, the manifest"


def test_a_crash_at_any_sync_leaves_the_old_state_and_the_next_load_works(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, A)
    before = (store.path / "manifest.json").read_bytes()
    synced, moment = 0, 0
    real = durable.sync_file

    def sync(path: Path) -> None:
        nonlocal synced
        synced += 1
        if synced == moment:
            raise Crash
        real(path)

    monkeypatch.setattr(durable, "sync_file", sync)
    while moment < 50:
        synced, moment = 0, moment + 1
        try:
            load(store, B_FOR_A)
        except Crash:
            assert (store.path / "manifest.json").read_bytes() == before
            continue
        break
    assert moment == 5, "a partition, the replaced contacts, the cube, the manifest: four syncs, four crashes"
    assert standing(store, "latest") == [("08", "b", "2019-09", "waiting", 0)]
    assert len(json.loads((store.path / "manifest.json").read_bytes())["loads"]) == 2


def test_stored_cubes_add_up_to_the_cube_of_what_stands(store: Store) -> None:
    for contacts in (
        [A, A_SEPTEMBER, B],
        [A_DONE],
        [replace(B_FOR_A, contact_id="c")],
        [A_CODED, A_ELSEWHERE],
    ):
        load(store, *contacts)
    snapshot = store.snapshot()
    with connect() as connection:
        files = [str(path) for path in snapshot.cube_files]
        columns = "region, phase, speciality, guaranteed, deviation, kind, month, decided_on, days"
        stored = connection.execute(
            f"SELECT {columns}, sum(number) FROM read_parquet($files) GROUP BY ALL "
            "HAVING sum(number) <> 0 ORDER BY ALL",
            {"files": files},
        ).fetchall()
        run_steps(connection, snapshot.steps())
        for kind in ("latest", "monthly"):
            connection.execute(f"CREATE TEMP VIEW {kind}_signed AS SELECT *, 1 AS sign FROM known_{kind}")
        run_steps(connection, cube_steps("latest_signed", "monthly_signed"))
        anew = connection.execute(f"SELECT {columns}, number FROM cube ORDER BY ALL").fetchall()
    assert stored == anew
    assert anew
