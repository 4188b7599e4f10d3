"""Every test, in two runs side by side, so that `make test` takes about as long as the longer one.

    python tests/in_two.py          what `make test` does

Coverage is measured where tests go through the code by example, and added up; the browser's journeys, the
laws that hold for all input and the bench run without: measuring makes them half as slow again, and they go
where the others have been. Ends with 1 when any run does not end well. Here does not belong choosing tests:
name them to pytest yourself.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

HERE = Path(__file__).parent
LINES_OF_A_FAILURE = 12


@dataclass(frozen=True)
class Part:
    """One run of pytest: the folders, in their order, and whether coverage is measured."""

    folders: tuple[str, ...]
    measured: bool = False

    def begin(self, told: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
        """Start it; what it prints goes to *told*, or to where ours goes."""
        Path(self.report).unlink(missing_ok=True)
        command = [sys.executable, "-m", "pytest", *(f"tests/{folder}" for folder in self.folders)]
        command += [f"--junit-xml={self.report}"]
        if self.measured:
            command += ["--cov", "--cov-report="]
        environment = os.environ | {"COVERAGE_FILE": self.coverage}
        return subprocess.Popen(command, env=environment, stdout=told, stderr=told and subprocess.STDOUT)

    @property
    def coverage(self) -> str:
        """The file that its coverage is written to."""
        return f".coverage.in-two-{'-'.join(self.folders)}"

    @property
    def report(self) -> str:
        """The file that tells what became of each of its tests."""
        return f".report.in-two-{'-'.join(self.folders)}.xml"

    def failed(self) -> Iterator[str]:
        """Each test that did not end well, and the last lines of what it said."""
        if not Path(self.report).exists():
            yield f"{' '.join(self.folders)}: no report; the run ended before its tests did"
            return
        for case in ElementTree.parse(self.report).iter("testcase"):
            for outcome in (*case.findall("failure"), *case.findall("error")):
                lines = (outcome.text or outcome.get("message") or "").strip().splitlines()
                told = "\n    ".join(lines[-LINES_OF_A_FAILURE:])
                yield f"{case.get('classname')}::{case.get('name')}\n    {told}"


FIRST = (Part(("published", "spec", "integration"), measured=True),)
BESIDE = (Part(("bench", "docs", "generative", "system")), Part(("unit",), measured=True))


def forgotten() -> list[str]:
    """Folders with tests that no part names."""
    named = {folder for part in (*FIRST, *BESIDE) for folder in part.folders}
    return sorted({path.relative_to(HERE).parts[0] for path in HERE.rglob("test_*.py")} - named)


def main() -> int:
    """Run both sides, print what each part has to say, then the coverage of all."""
    if left := forgotten():
        print(f"tests/in_two.py names no part for: {', '.join(left)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryFile() as told:
        beside = subprocess.Popen([sys.executable, __file__, "beside"], stdout=told, stderr=subprocess.STDOUT)
        try:
            codes = [part.begin().wait() for part in FIRST]
        finally:
            codes.append(beside.wait())
        told.seek(0)
        print("\nBeside it:\n", flush=True)
        sys.stdout.buffer.write(told.read())
        sys.stdout.flush()
    measured = [part.coverage for part in (*FIRST, *BESIDE) if part.measured]
    coverage = [sys.executable, "-m", "coverage"]
    subprocess.call([*coverage, "combine", "--quiet", *measured])
    subprocess.call([*coverage, "report", "--skip-covered"])
    for one in (one for part in (*FIRST, *BESIDE) for one in part.failed()):
        print(f"FAILED {one}", flush=True)
    return int(any(codes))


def side() -> int:
    """The parts that run beside, one after the other; each whatever became of the one before."""
    codes = [part.begin().wait() for part in BESIDE]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(side() if sys.argv[1:] == ["beside"] else main())
