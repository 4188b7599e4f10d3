"""Run mutmut on the split and the calendar, and fail if a mutant lives that is not listed as equivalent.

Usage: `.venv/bin/python tests/mutation.py` (about a minute on two cores). The tool works in a copy, so the
checkout is left alone. A mutant that changes nothing that can be observed is listed, with its reason, in
docs/explanation/mutation.md as a ```diff block headed by the function's name; it is known by its lines, not
by its number, so that a listing cannot come to cover another mutant. A listing that no longer occurs fails
too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LISTED = ROOT / "docs" / "explanation" / "mutation.md"
ALIVE = {"survived", "no tests", "suspicious"}

Mutant = tuple[str, tuple[str, ...]]
"""The function, and the removed and added lines without their indentation."""


def changed_lines(diff: str) -> tuple[str, ...]:
    """The `-` and `+` lines of a diff, without indentation and without the names of the files."""
    return tuple(
        line[0] + line[1:].strip()
        for line in diff.splitlines()
        if line[:1] in "-+" and line[:3] not in ("---", "+++") and line.strip("-+ ")
    )


def listed_equivalents(text: str) -> set[Mutant]:
    """The mutants that the documentation argues to be equivalent."""
    blocks = re.findall(r"```diff\n@@ (\S+)\n(.*?)```", text, flags=re.DOTALL)
    return {(function, changed_lines(diff)) for function, diff in blocks}


def copy_what_is_needed(to: Path) -> None:
    """The package and the selected tests, with the project file that holds mutmut's settings."""
    shutil.copy(ROOT / "pyproject.toml", to)
    shutil.copytree(
        ROOT / "src" / "vardvag" / "base",
        to / "src" / "vardvag" / "base",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copy(ROOT / "src" / "vardvag" / "__init__.py", to / "src" / "vardvag")
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    for test in settings["pytest_add_cli_args_test_selection"]:
        (to / test).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / test, to / test)


def mutmut(directory: Path, *arguments: str) -> str:
    """What mutmut prints; its own failure ends the run."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"mutmut {' '.join(arguments)} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return done.stdout


def survivors(directory: Path) -> tuple[int, dict[str, Mutant]]:
    """How many mutants there were, and each that no test killed."""
    mutmut(directory, "run")
    verdicts = [
        tuple(line.strip().rsplit(": ", 1))
        for line in mutmut(directory, "results", "--all", "true").splitlines()
        if "__mutmut_" in line
    ]
    alive = {}
    for name, verdict in verdicts:
        if verdict in ALIVE:
            function = name.rpartition("__mutmut_")[0].rpartition(".")[2].removeprefix("x_")
            alive[name] = (function, changed_lines(mutmut(directory, "show", name)))
    return len(verdicts), alive


def main() -> None:
    """Print the outcome; exit 1 when a mutant lives unlisted, or a listing matches no mutant."""
    with tempfile.TemporaryDirectory() as place:
        copy_what_is_needed(Path(place))
        count, alive = survivors(Path(place))
    listed = listed_equivalents(LISTED.read_text("utf-8"))
    unlisted = {name: mutant for name, mutant in alive.items() if mutant not in listed}
    stale = listed - set(alive.values())
    print(f"{count} mutants, {len(alive)} alive, {len(listed)} listed as equivalent")
    for name, (_, lines) in sorted(unlisted.items()):
        print(f"\nnot killed and not listed: {name}\n  " + "\n  ".join(lines))
    for function, lines in sorted(stale):
        print(f"\nlisted, but there is no such survivor: {function}\n  " + "\n  ".join(lines))
    if not count:
        sys.exit("no mutants: the settings of mutmut name no file")
    sys.exit(1 if unlisted or stale else 0)


if __name__ == "__main__":
    main()
