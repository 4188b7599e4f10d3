"""What does not fit in memory: in a private folder, gone with the process, also when that was killed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

pytest.importorskip("duckdb", reason="install the extra [statistics]")

SPILLS = textwrap.dedent("""
    import os, signal, sys
    from vardvag.engines.duckdb_engine import connect
    connection = connect(memory_limit="100MB", threads=1)
    rows = "SELECT hash(range) AS a, hash(range + 1) AS b FROM range(12000000)"
    connection.execute(f"CREATE TABLE many AS {rows}")
    folder = connection.execute("SELECT current_setting('temp_directory')").fetchone()[0]
    print(folder, len(os.listdir(folder)), flush=True)
    if sys.argv[1:] == ["killed"]:
        os.kill(os.getpid(), signal.SIGKILL)
""")


def spilling(where: Path, *arguments: str) -> tuple[Path, int]:
    run = subprocess.run(
        [sys.executable, "-c", SPILLS, *arguments],
        cwd=where / "stands",
        env=os.environ | {"TMPDIR": str(where)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    folder, files = run.stdout.split()
    return Path(folder), int(files)


def test_nothing_is_left_where_the_command_stands_nor_after_it(tmp_path: Path) -> None:
    (tmp_path / "stands").mkdir()
    folder, files = spilling(tmp_path)
    assert files > 0
    assert folder.parent == tmp_path
    assert not folder.exists()
    assert not list((tmp_path / "stands").iterdir())


def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "stands").mkdir()
    folder, files = spilling(tmp_path, "killed")
    assert files > 0
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    spilling(tmp_path)
    assert not folder.exists()
