"""Turn the law wrong, one thing at a time, and run the tests of the clocks on each: the full form.

Usage: `.venv/bin/python tests/inversions.py [PART OF A NAME]`. All of them take about twenty minutes on two
cores; `make test` asks the tables of examples alone, in seconds. Each inversion of
`tests/inversions/clocks.yaml`, and each number, day, ground and condition of the YAML files turned by rule,
is made in a copy of the package, and the first test that fails is told. It ends with 1 when none does. The
checkout is left alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent / "spec" / "clocks"))

from clocks_turned import Inversion, by_rule, listed

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
SUITE = ("spec/clocks/test_clocks_law.py", "unit/clocks", "generative/clocks")
"""The tests that are run, the quickest first: all of the clocks, without the fast form of this."""


def first_failure(place: Path) -> str | None:
    """The first test that fails on the package in *place*; None when all pass."""
    environment = {**os.environ, "PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"}
    for part in SUITE:
        command = [sys.executable, "-m", "pytest", "-x", "--tb=no", "-rfE", str(TESTS / part)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            told = re.search(
                r"^(?:FAILED|ERROR) (?:tests/)?(.*?)(?: - .*)?$", done.stdout, flags=re.MULTILINE
            )
            return _unescaped(told[1]) if told else f"pytest ended with {done.returncode} in {part}"
    return None


def _unescaped(name: str) -> str:
    """The name of a test, in which pytest writes å, ä, ö and § as escapes."""
    return re.sub(
        r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})", lambda found: chr(int(found[1] or found[2], 16)), name
    )


def noticed_by(inversion: Inversion, place: Path) -> str | None:
    """The first test that fails when the law of the copy in *place* is turned. The copy is mended after."""
    changed = place / "vardvag" / "clocks" / inversion.file
    real = changed.read_text(encoding="utf-8")
    changed.write_text(inversion.text(), encoding="utf-8")
    try:
        return first_failure(place)
    finally:
        changed.write_text(real, encoding="utf-8")


def main(part: str = "") -> None:
    """Print what notices each; exit 1 when nothing notices one, or when a test fails on the law itself."""
    asked = [one for one in [*listed(), *by_rule()] if part in f"{one.file}: {one.name}"]
    unnoticed = 0
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copytree(
            ROOT / "src" / "vardvag", place / "vardvag", ignore=shutil.ignore_patterns("__pycache__")
        )
        if (failed := first_failure(place)) is not None:
            sys.exit(f"a test fails on the law as it stands: {failed}")
        for inversion in asked:
            told = noticed_by(inversion, place)
            unnoticed += told is None
            print(f"{inversion.file}: {inversion.name}\n    {told or 'NOT NOTICED'}", flush=True)
    print(f"{len(asked)} things turned wrong, {unnoticed} not noticed")
    sys.exit(1 if unnoticed or not asked else 0)


if __name__ == "__main__":
    main(*sys.argv[1:2])
