"""How a fuzz is run: files by number, each within a limit of time, those that go wrong kept and told.

Here does not belong how a file is made, nor what is done with it (`fuzz_agreements`, `fuzz_files`).
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


Tell = Callable[[Run], None]
Make = Callable[[Path, Random], Path]
"""Writes a file named as told, with an ending, and says where; what is made beside it has the same name."""
Try = Callable[[Path, Random], bool]
"""Does all there is to do with a file; whether it was accepted."""


def run(
    numbers: Iterable[int], seed: int, folder: Path, make: Make, try_it: Try, tell: Tell = lambda _: None
) -> Run:
    """Make and try the files of *numbers*, written in *folder*; one that goes wrong stays there."""
    done = Run()
    for number in numbers:
        random = Random(f"{seed}/{number}")
        path = make(folder / f"{seed}-{number}", random)
        done.files += 1
        try:
            done.accepted += within_limit(path, random, try_it)
        except (Exception, TooLong):
            done.wrong[number] = traceback.format_exc()
        else:
            for made in folder.glob(f"{seed}-{number}.*"):
                made.unlink()
        tell(done)
    return done


def within_limit(path: Path, random: Random, try_it: Try) -> bool:
    """*try_it*, stopped by TooLong when it hangs."""

    def stop(_signal: int, _frame: object) -> None:
        raise TooLong(f"{path.name}: more than {LIMIT} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        return try_it(path, random)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def main(title: str, files: int, run_them: Callable[[Iterable[int], int, Path, Tell], Run]) -> int:
    """The command: which numbers, how it goes, and 1 when any went wrong."""
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("--files", type=int, default=files, help=f"how many [default: {files}]")
    parser.add_argument("--seed", type=int, default=1, help="which of all that could be made [default: 1]")
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

    done = run_them(numbers, chosen.seed, KEPT, tell)
    refused = done.files - done.accepted - told
    print(f"{done.files} files: {done.accepted} accepted, {refused} refused, {told} wrong")
    return 1 if done.wrong else 0


if __name__ == "__main__":
    sys.exit("run fuzz_agreements.py or fuzz_files.py")
