"""Twenty thousand files of contacts that nobody would send: no traceback, no hang, nothing accepted in part.

Usage: `.venv/bin/python tests/fuzz_files.py --files 20000 --seed 1`. A file that goes wrong is kept in
build/fuzz, and the number that makes it again is printed: `--seed 1 --only 4711`. Ends with 1 when any did.

How the files are made stands in `file_mutations`, what is done with each in `file_journey`, how they are run
and counted in `fuzzing`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random

import file_mutations as mutations
import fuzzing
from file_journey import journey
from file_seeds import Table, seeds

FORMS = (
    *("csv", "csv", "csv", "xlsx", "xlsx", "parquet", "parquet", "store-parquet"),
    *("attached", "primary-care", "events", "call", "call", "call", "mapping", "limits", "facts"),
)
"""What is made, each as often as it stands here."""

TABLES = {
    "csv": "skr-1.1",
    "xlsx": "skr-1.1",
    "parquet": "skr-1.1",
    "attached": "skr-1.1-attached",
    "primary-care": "primary-care-1",
    "events": "events-1",
}


def make(stem: Path, random: Random) -> Path:
    """Write one file, and what belongs beside it."""
    form, found = random.choice(FORMS), seeds()
    if form == "call":
        return _put(stem, ".xml", mutations.call_of(random.choice(found.calls), random), random)
    if form == "limits":
        return _put(stem, ".yaml", mutations.yaml_of(random.choice(found.limits), found, random), random)
    if form == "mapping":
        stem.with_suffix(".mapping.yaml").write_bytes(mutations.yaml_of(found.mapping, found, random))
        table = mutations.table_of(found.export, random)
        return _put(stem, ".csv", mutations.csv_of(table, random), random)
    if form == "store-parquet":
        return _store_parquet(stem, random)
    if form == "facts":
        return _facts(stem, random)
    table = mutations.table_of(random.choice(found.tables[TABLES[form]]), random)
    if form == "xlsx":
        path = stem.with_suffix(".xlsx")
        mutations.workbook_of(table, random, path)
        return _damaged(path, random)
    if form == "parquet":
        path = stem.with_suffix(".parquet")
        mutations.parquet_of(table, random, path)
        return _damaged(path, random)
    return _put(stem, ".csv", mutations.csv_of(table, random), random)


def _store_parquet(stem: Path, random: Random) -> Path:
    """The store's own columns, some of them another's."""
    import pyarrow as pa
    from pyarrow import parquet

    from vardvag.events.arrow import to_table

    contacts = random.sample(seeds().contacts, random.choice((1, 5, 20)))
    table = to_table(contacts)
    for _ in range(random.choice((0, 1, 1, 2))):
        at = random.randrange(table.num_columns)
        name = table.column_names[at]
        odd = random.choice(
            (
                pa.array([None] * table.num_rows, pa.string()),
                pa.array([random.choice(mutations.ODD_CELLS)[:99] for _ in range(table.num_rows)]),
                pa.array([random.choice((-1, 0, 99, 2**40))] * table.num_rows, pa.int64()),
            )
        )
        table = table.drop_columns([name]) if random.random() < 0.2 else table.set_column(at, name, odd)
    path = stem.with_suffix(".parquet")
    parquet.write_table(table, path)
    return _damaged(path, random)


FACTS: Table = [
    ["measure", "place", "period", "value", "source"],
    *(
        ["population", f"{code:02}", "2018-12-31", str(1000 + code), "https://example.se/a"]
        for code in (1, 8, 13)
    ),
]


def _facts(stem: Path, random: Random) -> Path:
    table = mutations.table_of(FACTS, random)
    if random.random() < 0.5:
        sheet = stem.with_suffix(".sheet.xlsx")
        mutations.workbook_of(table, random, sheet)
        _damaged(sheet, random)
    else:
        sheet = stem.with_suffix(".sheet.csv")
        sheet.write_bytes(mutations.csv_of(table, random))
    path = sheet.with_suffix(f"{sheet.suffix}.facts")
    path.write_bytes(b"")
    return path


def _put(stem: Path, ending: str, raw: bytes, random: Random) -> Path:
    path = stem.with_suffix(ending)
    path.write_bytes(raw)
    return _damaged(path, random)


def _damaged(path: Path, random: Random) -> Path:
    if random.random() < 0.08:
        path.write_bytes(mutations.bytes_of(path.read_bytes(), random))
    return path


def run(numbers: Iterable[int], seed: int, folder: Path, tell: fuzzing.Tell = lambda _: None) -> fuzzing.Run:
    """Make and try the files of *numbers*, written in *folder*; one that goes wrong stays there."""
    return fuzzing.run(numbers, seed, folder, make, journey, tell)


if __name__ == "__main__":
    sys.exit(fuzzing.main(__doc__.split("\n")[0], 20_000, run))
