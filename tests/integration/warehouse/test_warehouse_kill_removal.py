"""kill -9 in the middle of a removal: nothing is gone, or all of it; the next one ends what was begun."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.events.arrow import to_table
from vardvag.statistics.cube import CUT_STEPS, cube_steps
from vardvag.warehouse.remove import Named, remove
from vardvag.warehouse.store import Store
from waiting_contact import waiting_contact

KILLS = 6
SEED = int(os.environ.get("VARDVAG_KILL_SEED", "20191020"))
SIZE = 40

REMOVER = """
import os, sys
from pathlib import Path
from vardvag.base.moments import Moment
from vardvag.statistics.cube import CUT_STEPS, cube_steps
from vardvag.warehouse.remove import Named, remove

for line in sys.stdin:  # a child per line: the imports are paid once
    child = os.fork()
    if child == 0:
        for number in range(int(line), 1000):
            remove(Path(sys.argv[1]), [Named("08", (f"kontakt-{number}",))], cube_steps, CUT_STEPS,
                   at=Moment.parse("2020-01-07"), by="Ark Ivarie", reason="dnr 17")
        os._exit(0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork: run on Linux or macOS")
def test_killed_at_random_moments_a_removal_is_never_half(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    store = Store(tmp_path / "store")
    contacts = [waiting_contact(Month(2019, 9), number) for number in range(SIZE)]
    store.load(to_table(contacts), Moment.parse("2019-10-20"), cube_steps, cuts=CUT_STEPS)
    with subprocess.Popen(
        [sys.executable, "-c", REMOVER, str(store.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as remover:
        assert remover.stdin is not None
        assert remover.stdout is not None
        for _ in range(KILLS):
            remover.stdin.write(f"{removed_from(store)}\n")
            remover.stdin.flush()
            child = int(remover.stdout.readline())
            time.sleep(chance.uniform(0, 0.6))
            os.kill(child, signal.SIGKILL)
            assert int(remover.stdout.readline()) == -signal.SIGKILL
            removed_from(store)
        remover.stdin.close()
    gone = removed_from(store)
    last = [Named("08", (f"kontakt-{gone}",))]
    remove(store.path, last, cube_steps, CUT_STEPS, at=Moment.parse("2020-01-07"), by="a", reason="b")
    assert removed_from(store) == gone + 1
    named = {store.path / file for load in store.snapshot().loads for file in load.files}
    assert set(store.path.rglob("*.parquet")) == named


def removed_from(store: Store) -> int:
    """How many are gone: the first so many, all the others are there, and the cubes count them."""
    from vardvag.engines.duckdb_engine import connect

    snapshot = store.snapshot()
    left = [row.contact_id for _, rows in snapshot.received() for row in rows]
    gone = SIZE - len(left)
    assert sorted(left) == sorted(f"kontakt-{number}" for number in range(gone, SIZE))
    with connect(threads=1) as connection:
        counted = connection.execute(
            "SELECT sum(number) FROM read_parquet($files) WHERE kind = 'reported'",
            {"files": [str(path) for path in snapshot.cube_files]},
        ).fetchone()
    assert counted == (len(left),)
    return gone
