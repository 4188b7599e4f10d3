"""What checking a file of contacts costs: in bulk, row by row, in a naive loop, and in pandas.

The file is Parquet with the names of the national model, of the contacts of `cases_contacts`. Pandas
is installed for measuring alone (the dependency group bench); without it that way is left out and said so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from cases_contacts import CONTACTS, TEN, rows_in
from pyarrow import parquet
from side_by_side import Comparison, Run, Way

from vardvag.base.findings import Finding
from vardvag.events.arrow import from_table
from vardvag.events.checks.attributes import ATTRIBUTES
from vardvag.events.formats.skr_rows import row_of
from vardvag.events.formats.tables.parquet import write_parquet_texts
from vardvag.usecases.check_contacts import DEFAULT_FORMAT, check_contacts

NATIONAL, NATIONAL_LARGE = "national.parquet", "national-large.parquet"
NEEDS = "needs pandas: .venv/bin/python -m pip install --require-hashes -r requirements/bench.txt"
CODES = {
    "Fas": ("1", "2", "3", "4", "5"),
    "Kon": ("1", "2", "3"),
    "Bokningssatt": ("1", "2", "3", "4", "5"),
    "Avvikelse": (None, "1", "2", "3"),
}
"""What the two that are no checks of ours look at, beside dates and doubles."""


def skipped() -> str | None:
    """What is not measured here, and what it needs."""
    return None if find_spec("pandas") else NEEDS


def make_data(folder: Path, large: bool) -> None:
    """Write the national file from the contacts, and ten times it under other ids."""
    write_parquet_texts(_rows(folder / CONTACTS), folder / NATIONAL, ATTRIBUTES)
    if large:
        _times_ten(folder / NATIONAL, folder / NATIONAL_LARGE)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """Each contact with clock times, and with the activity that the model asks for."""
    for number, contact in enumerate(from_table(parquet.read_table(path))):
        row = row_of(contact)
        row["BeslutAktivitet"] = f"{contact.decided_on}T{8 + number % 9:02}:{number % 60:02}:00"
        row["Mvo"] = contact.speciality[:3]  # what tells the copies of a contact apart is no code
        if row["Fas"] == "2":
            row["Aktivitet"] = "AB123"
        yield row


def _times_ten(source: Path, target: Path) -> None:
    table = parquet.read_table(source)
    place = table.schema.get_field_index("VardkontaktId")
    with parquet.ParquetWriter(target, table.schema, compression="zstd") as out:
        for copy in range(TEN):
            ids = pc.binary_join_element_wise(table["VardkontaktId"], pa.scalar(f"-{copy}"), "")
            out.write_table(table.set_column(place, "VardkontaktId", ids), row_group_size=100_000)


def _checked(name: str) -> Callable[[Path], Run]:
    return lambda folder: lambda: _told(folder / name, DEFAULT_FORMAT)


def _told(path: Path, format_name: str) -> object:
    every: list[Finding] = []
    [checked] = check_contacts([path], format_name, every=every.append)
    return checked.rows_read, checked.accepted_rows, every


def _row_by_row(folder: Path) -> Run:
    from vardvag.usecases import check_contacts as usecase

    def run() -> object:
        bulk, usecase.BULK_FORMATS = usecase.BULK_FORMATS, ()
        try:
            return _told(folder / NATIONAL, DEFAULT_FORMAT)
        finally:
            usecase.BULK_FORMATS = bulk

    return run


def _naively(folder: Path) -> Run:
    def run() -> object:
        faults, seen = 0, set()
        for batch in parquet.ParquetFile(folder / NATIONAL).iter_batches():
            for row in batch.to_pylist():
                faults += sum(row[name] not in codes for name, codes in CODES.items())
                decided = date.fromisoformat(row["BeslutAktivitet"][:10])
                started = row["StartAktivitet"]
                faults += started is not None and date.fromisoformat(started[:10]) < decided
                key = row["Regionkod"], row["DatatGallerFor"], row["VardkontaktId"]
                faults += key in seen
                seen.add(key)
        return faults

    return run


def _with_pandas(folder: Path) -> Run:
    import pandas

    def run() -> object:
        table = pandas.read_parquet(folder / NATIONAL)
        faults = sum(int((~table[name].isin(codes)).sum()) for name, codes in CODES.items())
        decided = pandas.to_datetime(table["BeslutAktivitet"], format="ISO8601")
        started = pandas.to_datetime(table["StartAktivitet"], format="ISO8601")
        faults += int((started.dt.normalize() < decided.dt.normalize()).sum())
        return faults + int(table.duplicated(["Regionkod", "DatatGallerFor", "VardkontaktId"]).sum())

    return run


def comparisons(large: bool) -> list[Comparison]:
    """All about checking."""
    ways = [
        Way("naive loop: four codes, one order, doubles", _naively, rounds=3),
        Way("`checks.bulk`: every rule", _checked(NATIONAL), lambda told: told),
        Way("row by row: every rule", _row_by_row, lambda told: told, rounds=1),
    ]
    if skipped() is None:
        ways.insert(1, Way("pandas: the same as the loop", _with_pandas))
    checks = Comparison(
        "check",
        "Check a Parquet file of contacts (`skr-1.1`)",
        ways,
        "The loop and pandas look at seven columns and make no findings: they count. Our two try every rule"
        " on every column, look for personal numbers and names in each value, tell each finding with row and"
        " remedy, and judge each unit's month; their findings are the same.",
        rows=rows_in(NATIONAL),
    )
    larger = Comparison(
        "check-large",
        "Check, ten times the contacts",
        [Way("`checks.bulk`: every rule", _checked(NATIONAL_LARGE))],
        "",
        rounds=3,
        rows=rows_in(NATIONAL_LARGE),
    )
    return [checks, *([larger] if large else [])]
