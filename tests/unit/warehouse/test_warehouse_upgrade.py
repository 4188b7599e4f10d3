"""A store received by an earlier version can be read, and is brought up to date: all of it, or nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from vardvag.base.days import Month
from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.engines.duckdb_engine import connect
from vardvag.engines.steps import Step
from vardvag.events.arrow import to_table
from vardvag.events.model import Contact, Reported
from vardvag.statistics.cube import CUT_STEPS, cube_steps
from vardvag.statistics.cuts import CUTS
from vardvag.statistics.figure_cells import count_figures
from vardvag.statistics.figures import Figure
from vardvag.statistics.measure import measure
from vardvag.warehouse import durable
from vardvag.warehouse.manifest import FILE
from vardvag.warehouse.snapshot import parquet
from vardvag.warehouse.store import Store
from vardvag.warehouse.upgrade import upgrade
from waiting_contact import waiting_contact

SEPTEMBER, OCTOBER = Month(2019, 9), Month(2019, 10)


def history() -> list[tuple[list[Contact], dict[str, str]]]:
    """Who waits; one who is then held and one who changes sex; a call that takes the place of the first."""
    first = [waiting_contact(SEPTEMBER, n, sex=1 + n % 2) for n in range(4)]
    held = replace(first[0], month=OCTOBER, reported=Reported.DONE, started_on=date(2019, 10, 8))
    mended = replace(first[1], month=OCTOBER, sex=1)
    return [
        (first, {"call": "first"}),
        ([held, mended], {}),
        ([waiting_contact(SEPTEMBER, 9, sex=1)], {"replaces": "first"}),
        ([], {"replaces": "000002"}),
    ]


SINCE = {
    2: ("call", "replaces", "attached", "attached_rows"),
    3: ("cuts",),
    4: ("cube_shape",),
}
"""What a load says of itself since which version."""


def few_kinds(latest: str, monthly: str) -> Sequence[Step]:
    """The cube as an earlier version made it: those held are in no row."""
    return [*cube_steps(latest, monthly), Step("few", "SELECT * FROM cube WHERE kind <> 'completed'")]


def loaded(path: Path, *, version: int = 4, since: int = 1) -> Store:
    """The history, of which what came before the load *since* was received by the version so numbered."""
    store = Store(path)
    for number, (contacts, more) in enumerate(history()[: 2 if version == 1 else 4], 1):
        if more.get("replaces") == "000002":
            more = {"replaces": store.snapshot().loads[1].call}
        old = version < 4 and (since == 1 or number < since)
        cuts = {} if old and version < 3 else CUT_STEPS
        day = Moment.parse(f"2019-11-{number:02}")
        store.load(to_table(contacts), day, few_kinds if old else cube_steps, cuts=cuts, **more)
        if old:
            age(path, version)
    return store


def age(path: Path, version: int) -> None:
    """Let the manifest be as an earlier version wrote it."""
    manifest = json.loads((path / FILE).read_text())
    del manifest["made_anew"]
    for load in manifest["loads"]:
        for name in (name for at, names in SINCE.items() if at > version for name in names):
            load.pop(name, None)
    (path / FILE).write_text(json.dumps(manifest | {"schema_version": version}))


def rows(
    connection: duckdb.DuckDBPyConnection, store: Store, cut: str | None
) -> list[list[tuple[object, ...]]]:
    """What each load's cube, or its cube by *cut*, says."""
    snapshot = store.snapshot()
    files = snapshot.cube_files if cut is None else snapshot.cut_files(cut)
    return [connection.execute(f"SELECT * FROM {parquet((file,))} ORDER BY ALL").fetchall() for file in files]


def figures(store: Store, cut: str | None = None) -> list[object]:
    """How many wait in two months and how many were held, counted from the cubes."""
    return [
        [(one.key, one.value, one.status) for one in count_figures(store.snapshot(), *asked, cut=by)]
        for name in ("waiting-operation-within-90", "done-operation-within-60")
        for asked in [(measure(name), SEPTEMBER, OCTOBER, [Figure.COUNT])]
        for by in [CUTS[cut] if cut else None]
    ]


def refused_rule(store: Store, cut: str | None = None) -> str:
    with pytest.raises(BadInput) as refused:
        figures(store, cut)
    [finding] = refused.value.findings
    assert f"vardvag migrate --warehouse {store.path}" in finding.remedy.en
    return finding.rule


@pytest.mark.parametrize("version", [1, 2, 3])
def test_an_upgraded_store_has_the_cubes_that_one_loaded_today_has(tmp_path: Path, version: int) -> None:
    old = loaded(tmp_path / "old", version=version)
    new = Store(tmp_path / "new")
    for number, (contacts, more) in enumerate(history()[: 2 if version == 1 else 4], 1):
        more = {"replaces": new.snapshot().loads[1].call} if number == 4 else more
        new.load(to_table(contacts), Moment.parse(f"2019-11-{number:02}"), cube_steps, cuts=CUT_STEPS, **more)
    assert refused_rule(old) == refused_rule(old, "sex") == "store-old-cubes"
    assert upgrade(old.path, cube_steps, CUT_STEPS) == len(old.snapshot().loads)
    assert upgrade(old.path, cube_steps, CUT_STEPS) == 0
    with connect() as connection:
        for cut in (None, *CUT_STEPS):
            assert rows(connection, old, cut) == rows(connection, new, cut)
        assert any("completed" in row for load in rows(connection, old, None) for row in load)
    assert figures(old) == figures(new)
    assert figures(old, "sex") == figures(new, "sex")
    assert json.loads((old.path / FILE).read_text())["schema_version"] == 4


@pytest.mark.parametrize("since", [2, 3, 4])
def test_a_store_of_old_and_new_loads_is_refused_until_all_are_new(tmp_path: Path, since: int) -> None:
    store = loaded(tmp_path / "store", version=3, since=since)
    assert {load.cube_shape for load in store.snapshot().loads} == {3, 4}
    assert refused_rule(store) == "store-old-cubes"
    new = [load for load in store.snapshot().loads if load.cube_shape == 4]
    assert upgrade(store.path, cube_steps, CUT_STEPS) == since - 1
    assert set(new) <= set(store.snapshot().loads), "a new load is left as it is"
    assert figures(store) == figures(loaded(tmp_path / "today"))


def test_what_was_known_before_the_first_old_load_can_be_counted(tmp_path: Path) -> None:
    store = loaded(tmp_path)
    age(tmp_path, 4)
    assert len(store.snapshot().loads) == 4
    manifest = json.loads((tmp_path / FILE).read_text())
    del manifest["loads"][3]["cube_shape"]
    (tmp_path / FILE).write_text(json.dumps(manifest))
    assert store.snapshot(date(2019, 11, 3)).cube_files
    with pytest.raises(BadInput):
        store.snapshot().cube_files  # noqa: B018  asking is what is tried


def test_only_a_cut_that_is_lacking_is_made(tmp_path: Path) -> None:
    store = Store(tmp_path)
    contacts, _ = history()[0]
    few = {name: steps for name, steps in CUT_STEPS.items() if name != "sex"}
    store.load(to_table(contacts), Moment.parse("2019-11-01"), cube_steps, cuts=few)
    assert refused_rule(store, "sex") == "store-without-cut"
    [before] = store.snapshot().loads
    assert upgrade(tmp_path, cube_steps, CUT_STEPS) == 1
    [after] = store.snapshot().loads
    assert (after.cube, set(after.cuts) > set(before.cuts)) == (before.cube, True)
    assert figures(store, "sex")


def test_a_named_file_is_never_changed_and_an_unnamed_one_goes_with_the_next_writer(tmp_path: Path) -> None:
    store = loaded(tmp_path, version=3)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.parquet")}
    old = {tmp_path / load.cube for load in store.snapshot().loads}
    upgrade(tmp_path, cube_steps, CUT_STEPS)
    assert all(path.read_bytes() == contents for path, contents in before.items())
    named = {tmp_path / file for load in store.snapshot().loads for file in load.files}
    assert old.isdisjoint(named)
    assert upgrade(tmp_path, cube_steps, CUT_STEPS) == 0
    assert set(tmp_path.rglob("*.parquet")) == named


class Crash(Exception):
    """The power goes."""


def test_an_upgrade_that_is_interrupted_at_any_sync_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(tmp_path, version=3, since=3)
    expected = figures(loaded(tmp_path / "today"))
    before = (tmp_path / FILE).read_bytes()
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
            assert upgrade(tmp_path, cube_steps, CUT_STEPS) == 2
        except Crash:
            assert (tmp_path / FILE).read_bytes() == before
            continue
        break
    assert moment > 2 * len(CUT_STEPS), "each file and the manifest"
    assert figures(Store(tmp_path)) == expected


def test_a_damaged_store_is_not_upgraded(tmp_path: Path) -> None:
    store = loaded(tmp_path, version=3)
    before = (tmp_path / FILE).read_bytes()
    (tmp_path / store.snapshot().loads[0].partitions[0].file).write_bytes(b"")
    with pytest.raises(BadInput):
        upgrade(tmp_path, cube_steps, CUT_STEPS)
    assert (tmp_path / FILE).read_bytes() == before
