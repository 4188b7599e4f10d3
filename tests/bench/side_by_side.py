"""Measure several ways of doing one thing side by side: in turn, several times, each in a process of its own.

A figure from a busy machine says little by itself; two figures taken in the same minute can be compared.
So every round runs every way once, the next round begins with the next way, and medians are compared. A child
process makes the peak of memory that of one way alone. Here does not belong what is measured (`cases_*`), nor
how it is told (`performance_page`).
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Run = Callable[[], object]
"""What is timed, once everything it needs is at hand."""

ENOUGH_SECONDS = 0.3
"""What is quick is repeated this long within one child process; its median is the round's figure."""

MOST_REPEATS = 300


@dataclass(frozen=True, eq=False)
class Way:
    """One way of doing it. `prepare` (not timed) gets the folder of data and answers what is timed.

    `answer` makes of a result what must be the same in all ways that are `asked` the same (not timed).
    `rounds` None means the comparison's. `peak` answers the peak in MiB where it is another process's.
    """

    name: str
    prepare: Callable[[Path], Run]
    answer: Callable[[object], object] | None = None
    rounds: int | None = None
    peak: Callable[[], float] | None = None
    asked: str = ""


@dataclass(frozen=True, eq=False)
class Comparison:
    """Ways of doing one thing; the first is the one that the others are told as multiples of.

    `rows` is how many rows, or what `unit` says, are gone through, where so many a second mean something.
    """

    name: str
    title: str
    ways: Sequence[Way]
    told: str
    """What is compared, and what the ways do not do, as Markdown."""
    rounds: int = 5
    rows: Callable[[Path], int] | None = None
    unit: str = "rows"


@dataclass(frozen=True, eq=False)
class Figure:
    """What one way took: medians of its rounds, and the fastest and slowest.

    `processor` is the seconds that processors worked for it, all threads.
    """

    way: str
    seconds: float
    fastest: float
    slowest: float
    rounds: int
    processor: float
    peak_mib: float


def compare(
    comparison: Comparison, child: Sequence[str], data: Path, say: Callable[[str], None]
) -> list[Figure]:
    """Run every way of *comparison* in turn, each by the command *child* with both names.

    AssertionError when two ways give different answers.
    """
    taken: dict[str, list[tuple[float, float, float]]] = {way.name: [] for way in comparison.ways}
    answers: list[tuple[str, str]] = []
    for at in range(comparison.rounds):
        order = [*comparison.ways[at % len(comparison.ways) :], *comparison.ways[: at % len(comparison.ways)]]
        for way in order:
            if at >= (way.rounds or comparison.rounds):
                continue
            command = [sys.executable, *child, comparison.name, way.name, "--data", str(data)]
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, env=compiled_once(data)
            )
            if done.returncode:
                raise RuntimeError(f"{comparison.name}, {way.name}:\n{done.stderr}")
            told = json.loads(done.stdout)
            taken[way.name].append((told["seconds"], told["processor"], told["peak_mib"]))
            if told["answer"] is not None:
                answers.append((way.asked, told["answer"]))
    refuse_other_answers(comparison, answers)
    figures = [_figure(name, runs) for name, runs in taken.items()]
    for figure in figures:
        say(f"  {figure.way}: {figure.seconds:.6f} s, {figure.peak_mib:.0f} MiB, {figure.rounds} rounds")
    return figures


def compiled_once(data: Path) -> dict[str, str]:
    """The environment with Python's compiled files kept beside the data, whatever is usual here.

    Whoever has run a program once has them; a workplace that writes none would measure compiling.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(data / "compiled")}


def refuse_other_answers(comparison: Comparison, answers: Sequence[tuple[str, str]]) -> None:
    """AssertionError when what was asked in the same words got two answers."""
    if len(set(answers)) > len({asked for asked, _ in answers}):
        raise AssertionError(f"{comparison.name}: the answers differ: {answers}")


def measure_one(way: Way, data: Path) -> dict[str, object]:
    """In the child: one way, once, or as often as fits while it is quick."""
    run = way.prepare(data)
    gc.collect()
    seconds, processor, result = _timed(run)
    taken = [(seconds, processor)]
    if seconds < ENOUGH_SECONDS:  # then the first only warmed up
        taken = []
        while len(taken) < MOST_REPEATS and sum(seconds for seconds, _ in taken) < ENOUGH_SECONDS:
            del result  # no two at a time, or the peak would be of the repeating
            seconds, processor, result = _timed(run)
            taken.append((seconds, processor))
    return {
        "seconds": statistics.median(seconds for seconds, _ in taken),
        "processor": statistics.median(processor for _, processor in taken),
        "peak_mib": (way.peak or peak_mib)(),
        "answer": digest(way.answer(result)) if way.answer else None,
    }


CHECK = "check"


def is_check(data: Path) -> bool:
    """Whether this is only to see that everything runs: then a way may do less of what it does."""
    return (data / CHECK).exists()


def digest(answer: object) -> str:
    """Names an answer exactly, in few signs."""
    return hashlib.sha256(repr(answer).encode()).hexdigest()[:16]


def peak_mib() -> float:
    """The most memory this process has held, in MiB: of the program alone, not of who started it."""
    status = Path("/proc/self/status")
    if status.exists():
        [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) / 1024
    # Where there is no /proc; bytes on macOS.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def _timed(run: Run) -> tuple[float, float, object]:
    begun, worked = time.perf_counter(), _worked()
    result = run()
    return time.perf_counter() - begun, _worked() - worked, result


def _worked() -> float:
    """Seconds that processors have worked for this process and those it has waited for, all threads."""
    awaited = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + awaited.ru_utime + awaited.ru_stime


def _figure(name: str, runs: Sequence[tuple[float, float, float]]) -> Figure:
    seconds, processor, peaks = zip(*runs, strict=True)
    middle = statistics.median
    return Figure(
        name, middle(seconds), min(seconds), max(seconds), len(runs), middle(processor), middle(peaks)
    )
