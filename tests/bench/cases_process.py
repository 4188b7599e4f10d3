"""What starting costs: whole processes of the command line, beside an interpreter that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from side_by_side import Comparison, Run, Way

MAIN = "from vardvag.cli import main; main()"


def _process(*arguments: str) -> Callable[[Path], Run]:
    def prepare(_: Path) -> Run:
        command = [sys.executable, *arguments]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}

        def run() -> object:
            return subprocess.run(command, capture_output=True, check=True, env=environment).returncode

        run()  # files into the disk cache, and Python's compiled files written
        return run

    return prepare


def _peak(*arguments: str) -> Callable[[], float]:
    """The peak of the process itself, which tells it as the last thing it does."""
    told = "import atexit, sys; "
    told += "atexit.register(lambda: print(open('/proc/self/status').read(), file=sys.stderr)); "

    def run() -> float:
        if not Path("/proc/self/status").exists():
            return 0.0
        command = [sys.executable, arguments[0], told + arguments[1], *arguments[2:]]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
        [line] = [line for line in done.stderr.splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) / 1024

    return run


def _way(name: str, *arguments: str) -> Way:
    return Way(name, _process(*arguments), peak=_peak(*arguments))


def comparisons(_large: bool) -> list[Comparison]:
    """All about starting."""
    return [
        Comparison(
            "process",
            "Whole processes",
            [
                _way("`python -c pass`", "-c", "pass"),
                _way("importing pydantic, PyYAML and click alone", "-c", "import pydantic, yaml, click"),
                _way("`vardvag --help`", "-c", MAIN, "--help"),
                _way("`vardvag settle svf-2025`", "-c", MAIN, "settle", "svf-2025"),
            ],
            "From start to end; the program has been run before. The second row is what the"
            " libraries cost that reading a definition needs: no code of ours is in it.",
        )
    ]
