"""What `make bench` measures still runs, and ways that can answer alike do. No time is asserted."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

MEASURE = Path(__file__).parent / "measure.py"


def test_every_way_runs_and_the_answers_agree() -> None:
    done = subprocess.run([sys.executable, MEASURE, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "census: 8 ways, 8 answers, all the same" in done.stdout
    assert "ways, 2 answers, all the same" in done.stdout.partition("check: ")[2]
    ways = 4 if find_spec("pandas") else 3  # pandas is for the bench alone, and not on every machine
    assert f"clocks: {ways} ways, {ways} answers, all the same" in done.stdout
    assert f"events: {ways} ways, {ways} answers, all the same" in done.stdout
