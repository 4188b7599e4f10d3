"""What the clocks of events cost: in bulk, by the reference, and by a loop and pandas that know no law.

The events are a synthetic country's (`make_data`), mixed, so that a pathway's do not stand together. Pandas
is installed for measuring alone (`cases_checks`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from cases_contacts import FIRST, LAST, SEED, TEN, clocks_told, parquet_rows, rows_in, write_rows
from pyarrow import parquet
from side_by_side import Comparison, Run, Way, is_check

from vardvag.clocks.bulk_events import event_clock_steps
from vardvag.clocks.model import GuaranteeClock
from vardvag.clocks.reference import clock_of
from vardvag.engines.duckdb_engine import connect
from vardvag.engines.steps import run_steps
from vardvag.events.event_arrow import from_event_table, write_event_parquet
from vardvag.events.model import CareEvent
from vardvag.events.synth.country import make_events

EVENTS, EVENTS_LARGE = "events.parquet", "events-large.parquet"
MADE, COPIES = 200_000, 3
"""Making an event is slow: so many are made, and each pathway stands so many times under ids of its own."""
AS_OF = LAST.last_day
LIMIT = 90


def make_data(folder: Path, large: bool) -> None:
    """Write the events, and ten times as many."""
    made = 1_000 if is_check(folder) else MADE
    write_event_parquet(islice(make_events(made, SEED, FIRST, LAST), made), folder / "made-events.parquet")
    with connect() as connection:
        for name, copies in ((EVENTS, COPIES), (EVENTS_LARGE, COPIES * TEN))[: 1 + large]:
            copied = (
                "SELECT event_id || '-' || n AS event_id, pathway || '-' || n AS pathway, "
                f"* EXCLUDE (event_id, pathway, n) FROM {parquet_rows(folder / 'made-events.parquet')}, "
                f"range({copies}) AS copies(n) ORDER BY hash(event_id, n)"
            )
            write_rows(connection, copied, folder / name)


def _in_bulk(name: str) -> Callable[[Path], Run]:
    def prepare(folder: Path) -> Run:
        def run() -> object:
            with connect() as connection:
                last = run_steps(connection, event_clock_steps(parquet_rows(folder / name), AS_OF))
                connection.execute(f"CREATE TEMP TABLE made AS SELECT * FROM {last}")
                return connection.execute(
                    "SELECT certainty, count(*), sum(overdue_from - DATE '1970-01-01')::BIGINT FROM made "
                    "GROUP BY certainty ORDER BY certainty"
                ).fetchall()

        return run

    return prepare


def _by_reference(folder: Path) -> Run:
    def run() -> list[GuaranteeClock]:
        pathways: dict[str, list[CareEvent]] = defaultdict(list)
        for event in from_event_table(parquet.read_table(folder / EVENTS)):
            pathways[event.pathway].append(event)
        return [clock for events in pathways.values() for clock in clock_of(events, AS_OF)]

    return run


_NAIVE = ["pathway", "phase", "kind", "on"]
_STARTS = {1: ("referral_issued", "care_sought"), 2: ("decision",)}


def _naively(folder: Path) -> Run:
    def run() -> object:
        table = parquet.read_table(folder / EVENTS, columns=_NAIVE)
        started: dict[tuple[str, int], date] = {}
        stopped: dict[tuple[str, int], date] = {}
        for pathway, phase, kind, on in zip(
            *(table.column(name).to_pylist() for name in _NAIVE), strict=True
        ):
            key, found = (pathway, phase), None
            if kind in _STARTS.get(phase, ()):
                found = started
            elif kind == "started":
                found = stopped
            if found is not None and (key not in found or on < found[key]):
                found[key] = on
        days = timedelta(days=LIMIT + 1)
        return sum(stopped.get(key, AS_OF) >= on + days for key, on in started.items())

    return run


def _with_pandas(folder: Path) -> Run:
    import pandas

    def run() -> object:
        events = pandas.read_parquet(folder / EVENTS, columns=_NAIVE)
        events["on"] = pandas.to_datetime(events["on"])
        starting = pandas.concat(
            events[(events["phase"] == phase) & events["kind"].isin(kinds)]
            for phase, kinds in _STARTS.items()
        )
        started = starting.groupby(["pathway", "phase"])["on"].min()
        stopped = events[events["kind"] == "started"].groupby(["pathway", "phase"])["on"].min()
        stopped = stopped.reindex(started.index).fillna(pandas.Timestamp(AS_OF))
        return int((stopped >= started + pandas.Timedelta(days=LIMIT + 1)).sum())

    return run


def comparisons(large: bool) -> list[Comparison]:
    """All about the clocks of events."""
    ways = [
        Way("naive loop: first start and end, + 91 days", _naively, lambda late: late, 3, asked="naive"),
        Way("`clocks.bulk_events` on DuckDB", _in_bulk(EVENTS), clocks_told),
        Way("`clocks.reference`, pathway by pathway", _by_reference, clocks_told, rounds=1),
    ]
    if find_spec("pandas"):
        ways.insert(1, Way("pandas: the same as the loop", _with_pandas, lambda late: late, asked="naive"))
    clocks = Comparison(
        "events",
        "Clocks of events, from a Parquet file",
        ways,
        "All start from the file, in which a pathway's events do not stand together. The loop and"
        " pandas count who waited over 90 days and know no law: no pause, waiver or regret, no wait that"
        " begins anew, no correction, no dates of validity, no reason why there is no clock. Our two answer"
        " the same.",
        rows=rows_in(EVENTS),
        unit="events",
    )
    larger = Comparison(
        "events-large",
        "Clocks of events, ten times the events",
        [Way("`clocks.bulk_events` on DuckDB", _in_bulk(EVENTS_LARGE))],
        "",
        rounds=3,
        rows=rows_in(EVENTS_LARGE),
        unit="events",
    )
    return [clocks, *([larger] if large else [])]
