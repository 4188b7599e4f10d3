"""Turn the law wrong, one thing at a time, and run the tests of that law on each: the full form.

Usage: `.venv/bin/python tests/inversions.py [PART OF A NAME]`. All of them take about half an hour on two
cores; `make test` asks the tables of examples alone, in seconds. Each inversion of
`tests/inversions/clocks.yaml` and `access.yaml`, each number, day, ground and condition of the clocks' YAML
files, and each condition and refusal of the law on access, turned by rule, is made in a copy of the package,
and the first test that fails is told. It ends with 1 when none does. The checkout is left alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

sys.path.append(str(Path(__file__).resolve().parent / "spec" / "clocks"))
sys.path.append(str(Path(__file__).resolve().parent / "spec" / "contracts"))

import access_turned
import clocks_turned

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent


class Inversion(Protocol):
    """One thing turned wrong, of either law."""

    name: str
    file: str

    def text(self) -> str:
        """The file as it would be."""


@dataclass(frozen=True)
class Law:
    """A folder of the package, what of it is turned, and the tests that are run, the quickest first: all of
    that law, without the fast form of this."""

    folder: str
    turned: Sequence[Inversion]
    suite: tuple[str, ...]


LAWS = (
    Law(
        "clocks",
        [*clocks_turned.listed(), *clocks_turned.by_rule()],
        ("spec/clocks/test_clocks_law.py", "unit/clocks", "generative/clocks"),
    ),
    Law(
        "contracts/access",
        [*access_turned.listed(), *access_turned.by_rule()],
        ("spec/contracts/test_contracts_access_tables.py", "unit/contracts", "generative/contracts"),
    ),
)


def first_failure(place: Path, suite: tuple[str, ...]) -> str | None:
    """The first test of *suite* that fails on the package in *place*; None when all pass."""
    environment = {**os.environ, "PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"}
    for part in suite:
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


def noticed_by(law: Law, inversion: Inversion, place: Path) -> str | None:
    """The first test that fails when the law of the copy in *place* is turned. The copy is mended after."""
    changed = place / "vardvag" / law.folder / inversion.file
    real = changed.read_text(encoding="utf-8")
    changed.write_text(inversion.text(), encoding="utf-8")
    try:
        return first_failure(place, law.suite)
    finally:
        changed.write_text(real, encoding="utf-8")


def main(part: str = "") -> None:
    """Print what notices each; exit 1 when nothing notices one, or when a test fails on the law itself."""
    asked = [
        (law, one) for law in LAWS for one in law.turned if part in f"{law.folder}/{one.file}: {one.name}"
    ]
    unnoticed = 0
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copytree(
            ROOT / "src" / "vardvag", place / "vardvag", ignore=shutil.ignore_patterns("__pycache__")
        )
        for law in {law.folder: law for law, _ in asked}.values():
            if (failed := first_failure(place, law.suite)) is not None:
                sys.exit(f"a test fails on the law as it stands: {failed}")
        for law, inversion in asked:
            told = noticed_by(law, inversion, place)
            unnoticed += told is None
            print(f"{law.folder}/{inversion.file}: {inversion.name}\n    {told or 'NOT NOTICED'}", flush=True)
    print(f"{len(asked)} things turned wrong, {unnoticed} not noticed")
    sys.exit(1 if unnoticed or not asked else 0)


if __name__ == "__main__":
    main(*sys.argv[1:2])
