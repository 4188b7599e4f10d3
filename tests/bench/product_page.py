"""docs/explanation/performance-product.md: what the monthly product of very many contacts took.

Here belongs the telling, and the engines beside one another on one region; the product is `product_large`.
"""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from cases_contacts import FIRST, LAST, parquet_rows
from cases_product import FIGURES, LIMIT, statements

from private_postgres import new_database, private_postgres
from vardvag.engines import postgres_engine, spark_engine
from vardvag.engines.duckdb_engine import DuckDB, connect
from vardvag.engines.open_engine import OpenEngine
from vardvag.engines.steps import Step, make_steps, run_steps
from vardvag.events.arrow import SCHEMA
from vardvag.statistics.cube import CELL, cube_steps
from vardvag.statistics.monthly import monthly_of_waits
from vardvag.statistics.policy import policies

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "performance-product.md"
READ = (
    SCHEMA.empty_table().select(["contact_id", "month", "reported", "decided_on", "started_on", *CELL]).schema
)


@dataclass(frozen=True)
class Ran:
    """One run of the whole product."""

    contacts: int
    month_ends: int
    cells: int
    seconds: float
    processor: float
    memory: float

    @property
    def line(self) -> str:
        """As a row of the table."""
        return (
            f"| {grouped(self.contacts)} | {self.month_ends} | {grouped(self.cells)} | {self.seconds:.1f} s "
            f"| {self.contacts / self.seconds / 1e6:.1f} million | {self.processor:.1f} s "
            f"| {self.memory:.0f} MiB |"
        )


def page(runs: list[Ran], region: Path) -> str:
    """The whole page as Markdown. *region* is a file of one region, on which the ways stand side by side."""
    contacts, ways = beside(region)
    libraries = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "numpy", "pyspark"))
    header = (
        "| contacts | month ends | cells with somebody | time | contacts a second | processor | most memory |"
    )
    fastest = ways[0][1]
    return f"""# The monthly product of a hundred million contacts

Written by a program; do not edit. It was made by

```sh
python tests/bench/product_large.py --contacts {runs[0].contacts} --page
```

on {datetime.now(UTC):%Y-%m-%d}, on {platform.system()} {platform.machine()} with {os.cpu_count()} cores; load
average {os.getloadavg()[0]:.1f} when it ended. Python {platform.python_version()}, {libraries}.

**Rank, do not quote.** Others may have worked on the machine meanwhile. No test asserts a time.

The product is the number, the share, the bands and the exact median of everybody who waits at every month
end and of everybody whose wait ended, by region, speciality and phase, under all five policies. The contacts
are synthetic, copied under other ids, specialities and days, and lie as one Parquet file per region; two
regions are worked on at a time. The memory is that of all processes together, what they share counted once.

{header}
|---|---|---|---|---|---|---|
{chr(10).join(one.line for one in runs)}

## One region, several ways

{grouped(contacts)} contacts. The first two give the same figures; by hand, each of four queries gives a part
of them, and the census joins each contact with each month end it waits at. The others make the cube from the
contacts, which is the part of the work that they do: PostgreSQL is given the contacts first, and Spark has
been started.

| way | time | times |
|---|---|---|
{chr(10).join(f"| {way} | {seconds:.1f} s | × {seconds / fastest:.1f} |" for way, seconds in ways)}
"""


def beside(region: Path) -> tuple[int, list[tuple[str, float]]]:
    """How many contacts, and each way with the seconds it took, the product first."""
    with connect() as connection:
        found = connection.execute(f"SELECT count(*) FROM {parquet_rows(region)}").fetchone()
    ways = [
        ("the product, from the contacts", _timed(lambda: _product(region))),
        ("four queries by hand, each for one part", _timed(lambda: _by_hand(region))),
    ]
    with _duckdb() as engine:
        ways.append(("the cube on DuckDB", _timed(lambda: _cube(engine, region))))
    with private_postgres() as host, postgres_engine.connect(new_database(host, "product")) as engine:
        ways.append(("the cube on PostgreSQL", _timed(lambda: _cube(engine, region))))
    with spark_engine.connect("local[2]") as engine:
        engine.rows("SELECT 1")
        ways.append(("the cube on Spark, on this machine", _timed(lambda: _cube(engine, region))))
    ways.append(("pandas: those with the same two days added up", _timed(lambda: _pandas(region))))
    return (int(found[0]) if found else 0), ways


def grouped(number: int) -> str:
    """`100 000 000`."""
    return f"{number:,}".replace(",", " ")


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _product(region: Path) -> int:
    chosen = sorted(policies().values(), key=lambda one: one.id)
    with connect() as connection:
        run_steps(connection, [Step("once", f"SELECT *, 1 AS sign FROM {parquet_rows(region)}")])
        made = monthly_of_waits(connection, "once", FIRST, LAST, LIMIT, chosen, FIGURES)
        return sum(len(one.groups) for one in made)


def _by_hand(region: Path) -> int:
    with connect() as connection:
        return sum(len(connection.execute(one).fetchall()) for one in statements(parquet_rows(region)))


def _cube(engine: OpenEngine, region: Path) -> int:
    engine.read("given", region.parent, [region], READ)
    signed = [Step(f"signed_{kind}", "SELECT *, 1 AS sign FROM given") for kind in ("latest", "monthly")]
    cube = make_steps(engine, [*signed, *cube_steps("signed_latest", "signed_monthly", engine.dialect)])
    return engine.arrow(f"SELECT * FROM {cube}").num_rows


def _pandas(region: Path) -> int:
    try:
        import pandas as pd
    except ImportError:
        return 0
    keys = ["phase", "speciality", "deviation", "decided_on", "started_on"]
    return len(pd.read_parquet(region, columns=keys).groupby(keys, dropna=False).size())


@contextmanager
def _duckdb() -> Iterator[OpenEngine]:
    with connect() as connection:
        yield DuckDB(connection)
