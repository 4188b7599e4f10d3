"""A store received before there were cuts can be read, and is brought up to date: all of it, or nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from vardvag.base.days import Month
from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.engines.duckdb_engine import connect
from vardvag.events.arrow import to_table
from vardvag.events.model import Contact, Reported
from vardvag.statistics.cube import CUT_STEPS, cube_steps
from vardvag.statistics.cuts import CUTS
from vardvag.statistics.figure_cells import count_figures
from vardvag.statistics.figures import Figure
from vardvag.statistics.measure import measure
from vardvag.warehouse import upgrade as upgrading
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


def loaded(path: Path, *, with_cuts: bool) -> Store:
    store = Store(path)
    for number, (contacts, more) in enumerate(history()):
        if more.get("replaces") == "000002":
            more = {"replaces": store.snapshot().loads[1].call}
        day = Moment.parse(f"2019-11-{number + 1:02}")
        store.load(to_table(contacts), day, cube_steps, cuts=CUT_STEPS if with_cuts else {}, **more)
    return store


def rows(connection: duckdb.DuckDBPyConnection, store: Store, cut: str) -> list[list[tuple[object, ...]]]:
    """What each load's cube by *cut* says."""
    files = store.snapshot().cut_files(cut)
    return [connection.execute(f"SELECT * FROM {parquet((file,))} ORDER BY ALL").fetchall() for file in files]


def test_an_upgraded_store_has_the_cubes_that_one_loaded_today_has(tmp_path: Path) -> None:
    old, new = (loaded(tmp_path / str(cuts), with_cuts=cuts) for cuts in (False, True))
    assert upgrade(old.path, CUT_STEPS) == 4
    assert upgrade(old.path, CUT_STEPS) == 0
    with connect() as connection:
        for cut in CUT_STEPS:
            assert rows(connection, old, cut) == rows(connection, new, cut)
        assert any(rows(connection, new, "sex"))


def test_a_store_of_an_earlier_version_is_read_and_says_what_it_lacks(tmp_path: Path) -> None:
    store = loaded(tmp_path, with_cuts=False)
    manifest = json.loads((tmp_path / FILE).read_text())
    for load in manifest["loads"]:
        del load["cuts"]
    (tmp_path / FILE).write_text(json.dumps(manifest | {"schema_version": 2}))
    chosen = measure("waiting-operation-within-90")
    asked = (chosen, SEPTEMBER, SEPTEMBER, [Figure.COUNT])
    assert count_figures(store.snapshot(), *asked)
    with pytest.raises(BadInput) as refused:
        count_figures(store.snapshot(), *asked, cut=CUTS["sex"])
    assert [one.rule for one in refused.value.findings] == ["store-without-cut"]
    upgrade(tmp_path, CUT_STEPS)
    assert count_figures(store.snapshot(), *asked, cut=CUTS["sex"])
    assert json.loads((tmp_path / FILE).read_text())["schema_version"] == 3


def test_an_upgrade_that_is_interrupted_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = loaded(tmp_path, with_cuts=False)
    before = (tmp_path / FILE).read_bytes()

    def full_disk(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr(upgrading, "replace_durably", full_disk)
        with pytest.raises(OSError, match="no space"):
            upgrade(tmp_path, CUT_STEPS)
    assert (tmp_path / FILE).read_bytes() == before
    (tmp_path / store.snapshot().loads[0].partitions[0].file).write_bytes(b"")
    with pytest.raises(BadInput):
        upgrade(tmp_path, CUT_STEPS)
    assert (tmp_path / FILE).read_bytes() == before
