"""kill -9 in the middle of a load: the store is as before it or as after it, and the next load works."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vardvag.engines.duckdb_engine import connect
from vardvag.engines.steps import run_steps
from vardvag.warehouse.store import Store

KILLS = int(os.environ.get("VARDVAG_KILLS", "20"))
SEED = int(os.environ.get("VARDVAG_KILL_SEED", "20191020"))
IN_EACH = 20
"""Kills of one store: with every load it has more files, and each kill would take longer."""

LOADER = """
import os, sys
from dataclasses import replace
from datetime import date
from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.events.arrow import to_table
from vardvag.events.model import Contact, Deviation, Phase, Reported
from vardvag.statistics.cube import cube_steps
from vardvag.warehouse.store import Store

ONE = Contact("", "08", "unit", Month(2019, 9), Reported.WAITING, Phase.OPERATION, "301", True,
              Deviation.NONE, date(2019, 6, 1), None, 1960, 2, "0880", "1", "XS915", 3)

def contacts(number):
    # each load replaces every contact of the one before
    return [
        replace(ONE, contact_id=f"{number}-{i}", replaces=f"{number - 1}-{i}" if number > 1 else None)
        for i in range(SIZE)
    ]

SIZE = 50
store = Store(sys.argv[1])
for line in sys.stdin:  # a child per line: the imports are paid once
    child = os.fork()
    if child == 0:
        number = len(store.snapshot().loads)
        for _ in range(int(line)):
            number += 1
            store.load(to_table(contacts(number)), Moment.parse("2019-10-20"), cube_steps)
        os._exit(0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork: run on Linux or macOS")
def test_killed_at_random_moments_the_store_is_never_half(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    for first in range(0, KILLS, IN_EACH):
        kill_loads(tmp_path / f"store-{first}", min(IN_EACH, KILLS - first), chance)


def kill_loads(path: Path, kills: int, chance: random.Random) -> None:
    """Kill the loader of one store so many times; after each, and at the end, the store is whole."""
    store = Store(path)
    ended: list[int] = []
    with subprocess.Popen(
        [sys.executable, "-c", LOADER, str(store.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as loader:
        assert loader.stdin is not None
        assert loader.stdout is not None

        def run(loads: int, kill_after: float | None) -> int:
            loader.stdin.write(f"{loads}\n")
            loader.stdin.flush()
            child = int(loader.stdout.readline())
            if kill_after is not None:
                time.sleep(kill_after)
                os.kill(child, signal.SIGKILL)
            return int(loader.stdout.readline())

        assert run(1, None) == 0
        for _ in range(kills):
            before = len(store.snapshot().loads)
            ended.append(run(1000, chance.uniform(0, 0.4)))
            assert_whole(store, at_least=before)
        before = len(store.snapshot().loads)
        assert run(1, None) == 0
        assert_whole(store, at_least=before + 1)
        loader.stdin.close()
    assert ended == [-signal.SIGKILL] * kills
    named = {load.folder for load in store.snapshot().loads}
    assert {f"loads/{path.name}" for path in (store.path / "loads").iterdir()} == named


def assert_whole(store: Store, at_least: int) -> None:
    """Every file the manifest names can be read, and what stands is exactly the last load."""
    snapshot = store.snapshot()
    assert len(snapshot.loads) >= at_least
    with connect(threads=1) as connection:
        run_steps(connection, snapshot.steps())
        rows = connection.execute(
            "SELECT split_part(contact_id, '-', 1), count(*) FROM known_latest GROUP BY ALL"
        ).fetchall()
        cubes = connection.execute(
            "SELECT sum(number) FROM read_parquet($files) WHERE kind = 'reported'",
            {"files": [str(path) for path in snapshot.cube_files]},
        ).fetchone()
    assert rows == [(str(len(snapshot.loads)), 50)]
    assert cubes == (50,)
