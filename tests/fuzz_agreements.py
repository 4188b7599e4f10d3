"""Ten thousand files that nobody would write: no traceback, no hang, no krona lost.

Usage: `.venv/bin/python tests/fuzz_agreements.py --files 10000 --seed 1`. A file that goes wrong is kept in
build/fuzz, and the number that makes it again is printed: `--seed 1 --only 4711`. Ends with 1 when any did.

Here belongs running and counting. How the files are made stands in `agreement_mutations`, what is done with
each in `agreement_journey`.
"""

from __future__ import annotations

import argparse
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from agreement_journey import journey
from agreement_mutations import Mutations, seeds

KEPT = Path(__file__).resolve().parent.parent / "build" / "fuzz"
LIMIT = 20
"""Seconds of computing for one file, far above what the largest takes: one that takes longer hangs."""


class TooLong(BaseException):
    """A file that took longer than the limit. Not an Exception, so that nothing on the way takes it."""


@dataclass
class Run:
    """How it went: how many files, how many of them were accepted, and what went wrong with which."""

    files: int = 0
    accepted: int = 0
    wrong: dict[int, str] = field(default_factory=dict)


def run(numbers: Iterable[int], seed: int, folder: Path, tell: Callable[[Run], None] = lambda _: None) -> Run:
    """Make and try the files of *numbers*, written in *folder*; one that goes wrong stays there."""
    mutations, done = Mutations(seeds()), Run()
    for number in numbers:
        random = Random(f"{seed}/{number}")
        path = folder / f"{seed}-{number}.yaml"
        path.write_bytes(mutations.file(random))
        done.files += 1
        try:
            done.accepted += _within_limit(path, random)
        except (Exception, TooLong):
            done.wrong[number] = traceback.format_exc()
        else:
            path.unlink()
        tell(done)
    return done


def _within_limit(path: Path, random: Random) -> bool:
    def stop(_signal: int, _frame: object) -> None:
        raise TooLong(f"{path.name}: more than {LIMIT} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        return journey(path, random)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", type=int, default=10_000, help="how many [default: 10000]")
    parser.add_argument("--seed", type=int, default=1, help="which ten thousand [default: 1]")
    parser.add_argument("--first", type=int, default=0, help="the number of the first [default: 0]")
    parser.add_argument("--only", type=int, help="the file of this number alone")
    chosen = parser.parse_args()
    numbers = range(chosen.first, chosen.first + chosen.files) if chosen.only is None else [chosen.only]
    KEPT.mkdir(parents=True, exist_ok=True)
    told = 0

    def tell(done: Run) -> None:
        nonlocal told
        for number in list(done.wrong)[told:]:
            print(f"--seed {chosen.seed} --only {number}\n{done.wrong[number]}", flush=True)
        told = len(done.wrong)
        if done.files % 500 == 0:
            print(f"{done.files} files, {done.accepted} accepted, {told} wrong", flush=True)

    done = run(numbers, chosen.seed, KEPT, tell)
    refused = done.files - done.accepted - told
    print(f"{done.files} files: {done.accepted} accepted, {refused} refused, {told} wrong")
    return 1 if done.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
