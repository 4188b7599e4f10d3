"""docs/explanation/performance.md: the figures as one page, with what must be known to read them.

Here belongs the telling only; nothing is measured here.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kronor_off import Off
from side_by_side import Comparison, Figure

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "performance.md"

Measured = tuple[Comparison, Sequence[Figure], int | None]
"""A comparison, its figures, and how many rows each way went through."""

_LIBRARIES = ("duckdb", "pyarrow", "pydantic", "PyYAML", "click")
_PEERS = ("OpenFisca-Core", "numpy", "pandas")
"""Told where they are installed: they are for measuring alone."""


def page(
    measured: Iterable[Measured],
    floats: Sequence[Off],
    peers: Sequence[Off],
    skipped: Sequence[str],
    command: str,
    took: float,
) -> str:
    """The whole page as Markdown."""
    told = list(measured)
    parts = [
        _opening(command, took),
        *(_section(*one) for one in told),
        _census(told),
        _floats(floats),
        _peers(peers),
        _skipped(skipped),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening(command: str, took: float) -> str:
    libraries = ", ".join(_versions())
    load = f"; load average {os.getloadavg()[0]:.1f} when it ended" if hasattr(os, "getloadavg") else ""
    return f"""# Speed and memory

Written by a program; do not edit. It was made by

```sh
{command}
```

on {datetime.now(UTC):%Y-%m-%d}, in {took / 60:.0f} minutes, on {platform.system()} {platform.machine()}
with {os.cpu_count()} cores and {_memory()}{load}.
Python {platform.python_version()}, {libraries}.

**Rank, do not quote.** The machine is shared by others, who worked meanwhile: a figure in seconds may be
twice or three times what an idle machine gives, and another tomorrow. What stands is the order of the ways,
and roughly how many times. No test asserts a time.

Every way runs in a process of its own, and the ways of a table take turns: each round runs all of them, and
begins with another.

- *Time* is the median of the rounds, with the fastest and the slowest. What takes less than 0.3 seconds is
  repeated within a round, after a first time that does not count.
- *Times* is the median beside that of the table's first row.
- *Processor* is the median of the seconds that processors worked, all threads: what is left of the time when
  nobody else is waited for.
- *Peak* is the most memory that the whole process held, the median of the rounds: the interpreter, the
  libraries and the data it was given are in it.

Where ways can give the same answer it is compared, and the page is not written unless it is the same. The
data are synthetic and the same each time."""


def _versions() -> Iterable[str]:
    """Each library with its version."""
    for name in (*_LIBRARIES, *_PEERS):
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            if name not in _PEERS:
                raise


def _section(comparison: Comparison, figures: Sequence[Figure], rows: int | None) -> str:
    first = figures[0].seconds
    heads = ["way", "time", "fastest–slowest", "times", "processor", "peak", "rounds"]
    if rows is not None:
        heads.insert(4, f"{comparison.unit}/s")
    lines = []
    for one in figures:
        spread = f"{duration(one.fastest)}–{duration(one.slowest)}"
        cells = [one.way, duration(one.seconds), spread, times(one.seconds / first)]
        cells += [] if rows is None else [grouped(rows / one.seconds)]
        cells.append(duration(one.processor))
        lines.append([*cells, f"{one.peak_mib:.0f} MiB" if one.peak_mib else "–", str(one.rounds)])
    size = f"{grouped(rows)} {comparison.unit}. " if rows is not None else ""
    return "\n\n".join(
        part
        for part in (f"## {comparison.title}", (size + comparison.told).strip(), table(heads, lines))
        if part
    )


def _census(measured: Sequence[Measured]) -> str:
    """How the cost grows when more month ends are asked for, by way."""
    lines = []
    for comparison, figures, _ in measured:
        if comparison.name.startswith("census"):
            size = "ten times the contacts: " if comparison.name.endswith("large") else ""
            for few, many in zip(figures[::2], figures[1::2], strict=True):
                name = size + few.way.partition(",")[0]
                cells = (
                    duration(few.seconds),
                    duration(many.seconds),
                    times(many.seconds / few.seconds),
                    times(many.processor / few.processor),
                )
                lines.append([name, *cells])
    return (
        "## Four times as many month ends\n\n"
        "The figures above once more. The cube changes a few months for each contact, however many are\n"
        "asked for. The join meets a contact at each month end it waits at, and the reference tries every\n"
        "contact at every month end. A quick way varies more from round to round than month ends cost it.\n\n"
        "The stored cube reads no contacts. Over few of them its time is mostly opening an engine and\n"
        "running the steps, and a join is as quick. A cube grows slower than the contacts do, because\n"
        "several share a cell. (Ten times the contacts are ten copies, each a day after the one before.)\n\n"
        + table(["way", "15 month ends", "60 month ends", "times", "times, processor"], lines)
    )


def _floats(offs: Sequence[Off]) -> str:
    return (
        "## What a float split gets wrong\n\n"
        "Everybody's share by itself, rounded to whole kronor, beside `apportion`. This is no measurement:\n"
        "it comes out the same everywhere. With 64 bits each share is its quota rounded, and the *sum*\n"
        "need not be the pot, because nobody hands out what rounding leaves; with 32 bits the shares\n"
        "themselves are off.\n\n" + _off_table(offs, "floats")
    )


def _peers(offs: Sequence[Off]) -> str:
    """How far the peer is off; nothing where it is not installed."""
    if not offs:
        return ""
    return (
        "## What OpenFisca-Core's split is off by\n\n"
        "The splits that were timed above, rounded to whole kronor, beside `apportion`; they come out the\n"
        "same everywhere. OpenFisca keeps a float in 32 bits: at 300 million kronor these are 32 apart, so\n"
        "a large region is off by itself. With 64 bits, to which its variables can be set by hand, or with\n"
        "shares rounded to integers (of 32 bits, which end at 2 147 483 647), each share is its quota\n"
        "rounded, and what is missing or too much is what rounding leaves. Its core does not hand that out;\n"
        "a formula could, but somebody has to write it.\n\n" + _off_table(offs, "amounts kept as")
    )


def _skipped(reasons: Sequence[str]) -> str:
    if not reasons:
        return ""
    return "## Not measured this time\n\n" + "\n".join(f"- {reason}" for reason in reasons)


def _off_table(offs: Sequence[Off], how: str) -> str:
    lines = [
        [
            one.what,
            one.how,
            f"{one.in_all:+d}".replace("-", "\u2212"),
            str(one.at_most),
            f"{one.recipients_off} of {one.recipients}",
        ]
        for one in offs
    ]
    return table(["split", how, "sum − pot, kr", "at most off, kr", "recipients with another amount"], lines)


def table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A Markdown table: the first column to the left, the others to the right."""
    rule = ["---", *("---:" for _ in heads[1:])]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (heads, rule, *lines))


def duration(seconds: float) -> str:
    """In the unit that suits it, with three digits that say something at most."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size or unit == "µs":
            number = seconds / size
            return f"{number:.{0 if number >= 100 else 1 if number >= 10 else 2}f} {unit}"
    raise AssertionError("microseconds take all that is left")


def times(ratio: float) -> str:
    """How many times, in two or three digits: more would be noise. What is very little is not told as 0."""
    decimals = 0 if ratio >= 10 else 1 if ratio >= 1 else 2 if ratio >= 0.1 else 3 if ratio >= 0.01 else 4
    return f"× {ratio:.{decimals}f}"


def grouped(number: float) -> str:
    """A number of rows with three digits that are not noise, grouped: `1 230 000`."""
    return f"{round(number, 3 - len(str(round(number)))):,.0f}".replace(",", " ")


def _memory() -> str:
    if not hasattr(os, "sysconf"):
        return "unknown memory"
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1024**3:.0f} GiB of memory"
