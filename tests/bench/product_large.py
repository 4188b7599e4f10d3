"""The monthly product of very many contacts, in bounded memory: `make product CONTACTS=100000000`.

    python tests/bench/product_large.py --contacts 1000000 [--month-ends 120]
    python tests/bench/product_large.py --contacts 100000000 --page

A synthetic country of 200 000 contacts is made, and copied by DuckDB under other ids, other specialities in
turn and later days, a region at a time, into one Parquet file per region; half of the copies five years
later where 120 month ends are asked for. Then every file goes through the full product (`cases_product`),
from the contacts, two regions at a time. What it took and the most memory held are printed; nothing is
asserted. `--page` does it for 60 and for 120 month ends, sets one region's work beside other ways, and writes
docs/explanation/performance-product.md.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from cases_contacts import CONTACTS, FIRST, LAST, make_data, parquet_rows, write_rows  # noqa: E402
from cases_product import FIGURES, LIMIT  # noqa: E402
from product_page import PAGE, Ran, grouped, page  # noqa: E402

from vardvag.base.days import Month  # noqa: E402
from vardvag.base.regions import REGIONS  # noqa: E402
from vardvag.engines.duckdb_engine import connect, text_literal  # noqa: E402
from vardvag.engines.steps import Step, run_steps  # noqa: E402
from vardvag.statistics.monthly import monthly_of_waits  # noqa: E402
from vardvag.statistics.policy import policies  # noqa: E402

MADE = 200_000
SPECIALITIES = 10
"""Each of the country's specialities becomes so many."""

AT_ONCE = 2
"""Regions that are worked on at the same time, each by a process of its own."""

MEMORY = "384MB"
"""What DuckDB may hold for each of them; the arrays come beside it."""

FIVE_YEARS = 60
BESIDE = "08"
"""The region on which other ways are tried beside."""


def main() -> None:
    """As the module says."""
    parser = argparse.ArgumentParser(description="The monthly product of very many contacts.")
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--month-ends", type=int, choices=[FIVE_YEARS, 2 * FIVE_YEARS], default=FIVE_YEARS)
    parser.add_argument("--data", type=Path, help="keep the files here, and use them when they are there")
    parser.add_argument("--page", action="store_true", help="both, one region's other ways, and the page")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.data or Path(temporary)
        if not asked.page:
            _tell(product_of(folder, asked.contacts, asked.month_ends))
            return
        runs = []
        for month_ends in (FIVE_YEARS, 2 * FIVE_YEARS):
            runs.append(product_of(folder / str(month_ends), asked.contacts, month_ends))
            _tell(runs[-1])
        text = page(runs, folder / str(FIVE_YEARS) / f"region-{BESIDE}.parquet")
    print(text)
    PAGE.write_text(text, encoding="utf-8")


def _tell(ran: Ran) -> None:
    print(
        f"{grouped(ran.contacts)} contacts, {ran.month_ends} month ends, {grouped(ran.cells)} cells with "
        f"somebody: {ran.seconds:.1f} s; processor {ran.processor:.1f} s; the most memory held by all "
        f"processes together {ran.memory:.0f} MiB",
        flush=True,
    )


def product_of(folder: Path, contacts: int, month_ends: int) -> Ran:
    """Fill *folder* where it is empty, and make the product of what is in it."""
    folder.mkdir(parents=True, exist_ok=True)
    fill(folder, contacts, month_ends // FIVE_YEARS)
    largest_first = sorted(folder.glob("region-*.parquet"), key=lambda one: -one.stat().st_size)
    held = Held()
    begun = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(AT_ONCE) as workers:
        tasks = [(path, LAST + (month_ends - FIVE_YEARS)) for path in largest_first]
        outcome = workers.starmap(through, tasks, chunksize=1)
        took, most = time.perf_counter() - begun, held.most()
    made, cells, worked = (sum(numbers) for numbers in zip(*outcome, strict=True))
    return Ran(int(made), month_ends, int(cells), took, worked, most)


class Held:
    """How much memory this process and its children hold, asked of the system ten times a second."""

    def __init__(self) -> None:
        self._most, self._ended = 0, threading.Event()
        self._asking = threading.Thread(target=self._ask, daemon=True)
        self._asking.start()

    def most(self) -> float:
        """The most since the beginning, in MiB. Ends the asking."""
        self._ended.set()
        self._asking.join()
        return self._most / 1024

    def _ask(self) -> None:
        own = os.getpid()
        while not self._ended.wait(0.1):
            children = Path(f"/proc/{own}/task/{own}/children").read_text(encoding="ascii").split()
            held = 0
            for process in (own, *children):
                try:
                    told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
                except OSError:  # it has just ended
                    continue
                # What several share is divided among them, so that the sum counts it once.
                held += sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
            self._most = max(self._most, held)


def fill(folder: Path, contacts: int, spans: int) -> None:
    """One file per region, that together hold about so many contacts, over so many times five years."""
    if any(folder.glob("region-*.parquet")):
        return
    span = (FIRST + FIVE_YEARS).first_day - FIRST.first_day
    later = f"(n % 28)::INTEGER + (n % {spans})::INTEGER * {span.days}"
    with tempfile.TemporaryDirectory() as temporary:
        make_data(Path(temporary), MADE, large=False)
        source = parquet_rows(Path(temporary) / CONTACTS)
        times = max(1, round(contacts / MADE))
        with connect(memory_limit="1GB") as connection:
            connection.execute("SET preserve_insertion_order = false")  # else all copies wait in memory
            for region in REGIONS:
                copies = (
                    "SELECT contact_id || '+' || n AS contact_id, "
                    "* EXCLUDE (contact_id, n) REPLACE ("
                    f"speciality || (n % {SPECIALITIES}) AS speciality, "
                    f"decided_on + {later} AS decided_on, started_on + {later} AS started_on) "
                    f"FROM {source}, range({times}) AS copies(n) WHERE region = {text_literal(region.code)}"
                )
                write_rows(connection, copies, folder / f"region-{region.code}.parquet")


def through(path: Path, last: Month) -> tuple[int, int, float]:
    """The product of one file: contacts, cells in which anybody was counted, processor seconds."""
    begun = time.process_time()
    chosen = sorted(policies().values(), key=lambda one: one.id)
    with connect(memory_limit=MEMORY, threads=1) as connection:
        run_steps(connection, [Step("once", f"SELECT *, 1 AS sign FROM {parquet_rows(path)}")])
        made = monthly_of_waits(connection, "once", FIRST, last, LIMIT, chosen, FIGURES)
        cells = sum(int((one.counted > 0).sum()) for table in made for one in table.figures.values())
        [contacts] = connection.execute(f"SELECT count(*) FROM {parquet_rows(path)}").fetchone() or [0]
    return int(contacts), cells, time.process_time() - begun


if __name__ == "__main__":
    main()
