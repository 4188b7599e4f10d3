"""What volume costs: clocks, the month-end census, loading a month, and reading a file.

The data are a synthetic country (`make_data`), written once in a folder and read by every way.
"""

from __future__ import annotations

import csv
import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import duckdb
from side_by_side import Comparison, Run, Way

from vardvag.base.cells import Basis
from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.clocks.bulk import COLUMNS, clock_steps
from vardvag.clocks.model import GuaranteeClock
from vardvag.clocks.reference import clock_of_contact
from vardvag.engines.duckdb_engine import connect, text_literal
from vardvag.engines.steps import Step, run_steps
from vardvag.events.arrow import from_table, write_parquet
from vardvag.events.formats import skr_1_1
from vardvag.events.model import Contact
from vardvag.events.synth.country import make_country
from vardvag.statistics import reference, tallies
from vardvag.statistics.cube import cube_steps
from vardvag.statistics.measure import measure
from vardvag.statistics.tallies import tally_steps
from vardvag.warehouse.manifest import Load
from vardvag.warehouse.snapshot import Snapshot
from vardvag.warehouse.store import Store

CONTACTS = "contacts.parquet"
"""Each contact once, as last known."""
LARGE = "large.parquet"
"""The same ten times over, under other ids, each a day later than the one before."""
MONTHLY, FILE = "months", "file.csv"
SEED = 2019
LAST = Month(2019, 12)
FIRST = LAST + -59
YEAR_FROM = LAST + -12
MORNING = Moment(datetime(2020, 1, 20, 6, tzinfo=UTC))
MEASURE = "waiting-operation-within-90"
FOUR, TEN = 4, 10
MONTH_ENDS = (15, 60)


def make_data(folder: Path, contacts: int, large: bool) -> None:
    """Write what the ways read: a country's contacts over sixty months, a year by month, and a file."""
    write_parquet(_last_rows(make_country(contacts // FOUR, SEED, FIRST, LAST)), folder / "made.parquet")
    with connect() as connection:
        # Making a contact is slow: each stands once in each of four groups of specialities.
        _copies(connection, folder / "made.parquet", folder / CONTACTS, FOUR, "speciality || n AS speciality")
        if large:
            later = "decided_on + n::INTEGER AS decided_on, started_on + n::INTEGER AS started_on"
            _copies(connection, folder / CONTACTS, folder / LARGE, TEN, later)
        for name in [CONTACTS, *([LARGE] if large else [])]:
            run_steps(connection, _cube_from(parquet_rows(folder / name)))
            write_rows(connection, "SELECT * FROM cube", folder / f"cube-of-{name}")
    year = sorted(make_country(contacts // 6, SEED + 1, YEAR_FROM, LAST), key=lambda one: one.month.index)
    (folder / MONTHLY).mkdir()
    for month, rows in itertools.groupby(year, key=lambda one: one.month):
        write_parquet(rows, folder / MONTHLY / f"{month}.parquet")
    before = [folder / MONTHLY / f"{YEAR_FROM + n}.parquet" for n in range(12)]
    _load(Store(folder / "store"), before)
    skr_1_1.write(itertools.islice(year, contacts // 8), folder / FILE)


def _copies(
    connection: duckdb.DuckDBPyConnection, source: Path, target: Path, number: int, changed: str
) -> None:
    """Every contact so many times, numbered *n*, under ids of their own, *changed* by that and mixed."""
    copies = (
        f"SELECT contact_id || '-' || n AS contact_id, * EXCLUDE (contact_id, n) "
        f"REPLACE ({changed}) FROM {parquet_rows(source)}, range({number}) AS copies(n) "
        "ORDER BY hash(contact_id, n)"
    )
    write_rows(connection, copies, target)


def write_rows(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Write what a statement answers as one Parquet file."""
    connection.execute(f"COPY ({query}) TO {text_literal(str(path))} (FORMAT parquet, COMPRESSION zstd)")


def _last_rows(rows: Iterable[Contact]) -> Iterable[Contact]:
    """The last row of each contact; a contact's rows come one after another, in order."""
    for _, of_contact in itertools.groupby(rows, key=lambda row: row.contact_id):
        *_, last = of_contact
        yield last


def rows_in(name: str) -> Callable[[Path], int]:
    """How many rows a Parquet file, or the CSV file, of the data has."""

    def count(folder: Path) -> int:
        if name.endswith(".csv"):
            with (folder / name).open(encoding="utf-8") as lines:
                return sum(1 for _ in lines) - 1
        from pyarrow import parquet

        rows: int = parquet.read_metadata(folder / name).num_rows
        return rows

    return count


def parquet_rows(path: Path) -> str:
    """A file's rows, as a statement reads them."""
    return f"read_parquet({text_literal(str(path))})"


def _contacts(path: Path) -> Iterable[Contact]:
    from pyarrow import parquet

    return from_table(parquet.read_table(path))


# Clocks: from a Parquet file of contacts to a clock for each.


def _clocks_in_bulk(name: str) -> Callable[[Path], Run]:
    def prepare(folder: Path) -> Run:
        def run() -> object:
            with connect() as connection:
                last = run_steps(connection, clock_steps(parquet_rows(folder / name)))
                # The clock alone: what the contact holds beside it is in the file already.
                connection.execute(f"CREATE TEMP TABLE made AS SELECT {', '.join(COLUMNS)} FROM {last}")
                return connection.execute(
                    "SELECT certainty, count(*), sum(overdue_from - DATE '1970-01-01')::BIGINT FROM made "
                    "GROUP BY certainty ORDER BY certainty"
                ).fetchall()

        return run

    return prepare


def _clocks_one_by_one(folder: Path) -> Run:
    return lambda: [clock_of_contact(contact) for contact in _contacts(folder / CONTACTS)]


def _clocks_naively(folder: Path) -> Run:
    from pyarrow import parquet

    def run() -> object:
        table = parquet.read_table(folder / CONTACTS, columns=["decided_on", "started_on"])
        columns = (table.column(name).to_pylist() for name in table.column_names)
        passed = 0
        for decided_on, started_on in zip(*columns, strict=True):
            overdue_from = decided_on + timedelta(days=91)
            passed += started_on is not None and started_on >= overdue_from
        return passed

    return run


def _clocks_with_pandas(folder: Path) -> Run:
    import pandas

    def run() -> object:
        table = pandas.read_parquet(folder / CONTACTS, columns=["decided_on", "started_on"])
        overdue_from = pandas.to_datetime(table["decided_on"]) + pandas.Timedelta(days=91)
        return int((pandas.to_datetime(table["started_on"]) >= overdue_from).sum())

    return run


def clocks_told(clocks: object) -> object:
    """The clocks in three numbers per certainty, whichever way they were made."""
    assert isinstance(clocks, list)
    if clocks and not isinstance(clocks[0], GuaranteeClock):
        return clocks
    epoch = datetime(1970, 1, 1, tzinfo=UTC).date()
    told: dict[str, tuple[int, int | None]] = {}
    for clock in clocks:
        number, days = told.get(clock.certainty, (0, None))
        if clock.overdue_from is not None:
            days = (days or 0) + (clock.overdue_from - epoch).days
        told[clock.certainty] = (number + 1, days)
    return [(str(certainty), *numbers) for certainty, numbers in sorted(told.items())]


# The month-end census: from contacts, or from the cube that a load stored, to two numbers a region and month.


def _snapshot(folder: Path, name: str) -> Snapshot:
    return Snapshot(folder, (Load(1, "measured", MORNING, (), f"cube-of-{name}", None),))


def _cube_from(source: str) -> Sequence[Step]:
    return [Step("once", f"SELECT *, 1 AS sign FROM {source}"), *cube_steps("once", "once")]


def _asked(months: int) -> tuple[Month, Month]:
    return LAST + (1 - months), LAST


def _census_stored(months: int, name: str) -> Callable[[Path], Run]:
    def prepare(folder: Path) -> Run:
        chosen, snapshot = measure(MEASURE), _snapshot(folder, name)
        policy = chosen.policy(None)
        return lambda: tallies.tally(snapshot, chosen, policy, Basis.DERIVED, *_asked(months))

    return prepare


def _census_built(months: int, name: str) -> Callable[[Path], Run]:
    def prepare(folder: Path) -> Run:
        chosen = measure(MEASURE)
        steps = [
            *_cube_from(parquet_rows(folder / name)),
            Step("whole", "SELECT * FROM cube"),
            *tally_steps(chosen, chosen.policy(None), Basis.DERIVED, *_asked(months)),
        ]

        def run() -> object:
            with connect() as connection:
                run_steps(connection, steps)
                return connection.execute("SELECT region, month, within, counted FROM tally").fetchall()

        return run

    return prepare


def _census_by_join(months: int, name: str) -> Callable[[Path], Run]:
    def prepare(folder: Path) -> Run:
        chosen = measure(MEASURE)
        asked = range(_asked(months)[0].index, _asked(months)[1].index + 1)
        ends = ", ".join(f"({index}, DATE '{Month.from_index(index).last_day}')" for index in asked)
        counted = chosen.policy(None).counts_sql("deviation", f"ends.day - decided_on > {chosen.limit}")
        guaranteed = "AND guaranteed" if chosen.only_guaranteed else ""
        statement = f"""
SELECT region, ends.month, count(*) FILTER (WHERE ends.day - decided_on <= {chosen.limit}), count(*)
FROM {parquet_rows(folder / name)} AS contacts
JOIN (VALUES {ends}) AS ends(month, day)
  ON decided_on <= ends.day AND (reported = 'waiting' OR started_on > ends.day)
WHERE phase = {int(chosen.phase)} {guaranteed} AND (reported = 'waiting' OR started_on >= decided_on)
  AND {counted}
GROUP BY region, ends.month"""

        def run() -> object:
            with connect() as connection:
                return connection.execute(statement).fetchall()

        return run

    return prepare


def _census_reference(months: int) -> Callable[[Path], Run]:
    def prepare(folder: Path) -> Run:
        chosen = measure(MEASURE)
        stands = {(one.region, one.contact_id): {one.month: one} for one in _contacts(folder / CONTACTS)}
        policy = chosen.policy(None)
        return lambda: reference.count_contacts(stands, chosen, policy, Basis.DERIVED, *_asked(months))

    return prepare


def _census_told(result: object) -> object:
    """Region, month, within, counted, in order; a month without anybody is left out."""
    if isinstance(result, dict):
        rows = [(place, month.index, r.numerator, r.denominator) for (place, month), r in result.items()]
    else:
        assert isinstance(result, list)
        rows = [tuple(row) for row in result]
    return sorted(row for row in rows if row[3])


def census(large: bool) -> Comparison:
    """One measure at few and at many month ends, by region."""
    name = LARGE if large else CONTACTS
    kinds: list[tuple[str, Callable[[int], Callable[[Path], Run]], int | None]] = [
        ("stored cube", lambda months: _census_stored(months, name), None),
        ("cube built from the contacts on the spot", lambda months: _census_built(months, name), None),
        ("range join", lambda months: _census_by_join(months, name), None),
    ]
    if not large:
        kinds.append(("plain Python reference", _census_reference, 1))
    ways = [
        Way(f"{kind}, {months} month ends", prepare(months), _census_told, rounds, asked=str(months))
        for kind, prepare, rounds in kinds
        for months in MONTH_ENDS
    ]
    told = (
        "One measure, every region. The range join puts each contact beside each month end it waits at."
        " Each way on DuckDB opens its own engine; the reference has its contacts in memory."
    )
    return Comparison(
        "census-large" if large else "census",
        "Month-end census, ten times the contacts" if large else "Month-end census",
        ways,
        "" if large else told,
        rows=rows_in(name),
    )


# Loading one more month.


def _load(store: Store, files: Sequence[Path]) -> object:
    import pyarrow
    from pyarrow import parquet

    table = pyarrow.concat_tables([parquet.read_table(path) for path in files])
    return store.load(table, MORNING, cube_steps).load.contacts


def _load_month(folder: Path) -> Run:
    store = Path(tempfile.mkdtemp(dir=folder)) / "store"
    shutil.copytree(folder / "store", store)
    return lambda: _load(Store(store), [folder / MONTHLY / f"{LAST}.parquet"])


def _load_year(folder: Path) -> Run:
    store = Path(tempfile.mkdtemp(dir=folder)) / "store"
    files = [folder / MONTHLY / f"{YEAR_FROM + n}.parquet" for n in range(12)]
    return lambda: _load(Store(store), files)


# Reading a file.


def _read_and_check(folder: Path) -> Run:
    return lambda: skr_1_1.read(folder / FILE).rows_read


def _read_dicts(folder: Path) -> Run:
    def run() -> object:
        with (folder / FILE).open(encoding="utf-8", newline="") as text:
            return sum(1 for _ in csv.DictReader(text))

    return run


def comparisons(large: bool) -> list[Comparison]:
    """All about volume."""
    as_the_loop = ("pandas: the same as the loop", _clocks_with_pandas, lambda late: late)
    clocks = Comparison(
        "clocks",
        "Clocks: from a Parquet file of contacts to a clock for each",
        [
            Way(
                "naive loop: the day of decision + 91 days", _clocks_naively, lambda late: late, asked="naive"
            ),
            *([Way(*as_the_loop, asked="naive")] if find_spec("pandas") else []),
            Way("`clocks.bulk` on DuckDB", _clocks_in_bulk(CONTACTS), clocks_told),
            Way("`clocks.reference`, contact by contact", _clocks_one_by_one, clocks_told, rounds=3),
        ],
        "All start from the file. The naive loop and pandas read two columns, count who began after more"
        " than 90 days and know no law: no dates of validity, no ground that pauses, no phase that is not"
        " covered, no reason why a clock is not determined.",
        rows=rows_in(CONTACTS),
    )
    larger = Comparison(
        "clocks-large",
        "Clocks, ten times the contacts",
        [Way("`clocks.bulk` on DuckDB", _clocks_in_bulk(LARGE))],
        "",
        rounds=3,
        rows=rows_in(LARGE),
    )
    loading = Comparison(
        "load",
        "Load one more month into a store that holds a year",
        [
            Way("load the thirteenth month", _load_month),
            Way("load the twelve months before it as one", _load_year),
        ],
        "Partitions, replaced contacts, the change of the cube, waiting for the disk and the change of"
        " manifest are in it; reading the senders' files is not. The month is compared with what is known of"
        " its contacts from the year before, so it costs more than its share of the rows.",
    )
    reading = Comparison(
        "read",
        "Read and check a contact file (`skr-1.1`, CSV)",
        [
            Way("`csv.DictReader` alone", _read_dicts, lambda rows: rows),
            Way("`skr-1.1`: read, check every rule, make contacts", _read_and_check, lambda rows: rows),
        ],
        "The dictionary reader checks nothing and makes nothing of the texts it reads.",
        rows=rows_in(FILE),
    )
    return [
        clocks,
        *([larger] if large else []),
        census(large=False),
        *([census(large=True)] if large else []),
        loading,
        reading,
    ]
