"""docs/explanation/performance-plans.md: what the load measured, with what must be known to read it.

Here belongs the telling only; nothing is measured here.
"""

from __future__ import annotations

import os
import platform
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "performance-plans.md"


def page(loaded: Iterable[Any], command: str) -> str:
    """The whole page as Markdown."""
    return "\n\n".join([_opening(command), *map(_database, loaded)]) + "\n"


def _opening(command: str) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    named = ", ".join(f"{name} {version(name)}" for name in ("Django", "gunicorn", "psycopg"))
    libraries = f"Python {platform.python_version()}, {named}"
    return f"""# Plans under load

Written by a program; do not edit. It was made by

```sh
{command}
```

on {datetime.now(UTC):%Y-%m-%d}, on {platform.system()} {platform.machine()} with {os.cpu_count()} cores
and {memory:.0f} GiB of memory; load average {os.getloadavg()[0]:.1f} when it ended. {libraries}.

**Rank, do not quote.** The server, the database and those who ask share the machine, and others may have
worked on it meanwhile: the load average tells, by how much it exceeds what is measured here. No test asserts
a time.

A *reading* is `GET /api/v1/plans/…` by the plan's coordinator: the session, the facts that the law on access
asks for, the decision, its row of the log committed to the disk, and then the whole plan with its
clocks, its way ahead and what was said about it, as JSON. A *writing* moves a booked step by the page's form:
the same, and a new version with all that follows from it, in one transaction. Changes of plans are made one
at a time; who reads waits for nobody, and every 256th row of the log chains those before it.

The server is `vardvag serve` with its defaults. Plans are drawn at random among all of them. Each is one of a
hundred example people, shortened to 6–10 steps and copied with other identifiers. What FHIR makes of the
plans is not there: reading does not touch it, and the first write of each plan makes it."""


def _database(one: Any) -> str:
    lines = [
        "| asked | a second | median | 99 of 100 within | answers | refused |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.way} | {row.rate:.0f} | {row.span(0.5):.0f} ms | {row.span(0.99):.0f} ms "
        f"| {_grouped(row.answered)} | {row.refused} |"
        for row in one.measured
    ]
    asked = ", ".join(f"{len(found)} of {name}" for name, found in one.queries.items())
    kinds = Counter(sql.split()[0] for sql in one.queries["care"])
    said = ", ".join(f"{number} {word}" for word, number in sorted(kinds.items()))
    name = "PostgreSQL" if one.kind == "postgresql" else "SQLite"
    size = f"{_grouped(one.people)} people and {_grouped(one.steps)} steps, {one.bytes / 1024**3:.1f} GiB"
    return (
        f"## {name}\n\n{size}, filled in {one.fill_seconds:.0f} s. One reading asks the databases {asked}\n"
        f"({said} in the care database).\n\n" + "\n".join(lines)
    )


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", " ")
