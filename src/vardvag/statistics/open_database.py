"""Sheets of figures as an SQLite file with views, for programs that speak SQL and not HTTP.

A sheet is a name and its columns. Each becomes a table, and a view of the latest period; `tables` tells of
them and `statuses` what a sign means. A share is a number as others hold it, with its digits beside it. Here
does not belong which sheets there are, nor what is in them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

Value = str | int | Decimal | date | None

_TABLES = ("name", "id", "title_sv", "title_en", "publisher", "updated", "version", "notes_sv", "notes_en")
NUMBER, DIGITS = "value", "digits"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table to write: `columns` by name, `told` what `tables` says of it, `period` the column of time."""

    name: str
    columns: Mapping[str, Sequence[Value]]
    told: Mapping[str, str | None]
    period: str


def write_database(file: Path, sheets: Iterable[Sheet], statuses: Mapping[str, tuple[str, str]]) -> int:
    """Write *file* anew, in one step; gives how many sheets. *statuses*: each sign in both languages."""
    made = file.with_name(f"{file.name}.new")
    made.unlink(missing_ok=True)
    count = 0
    with closing(sqlite3.connect(made)) as database:
        database.execute(f"create table tables ({', '.join(_TABLES)})")
        database.execute("create table statuses (sign, sv, en)")
        database.executemany(
            "insert into statuses values (?, ?, ?)", [(sign, *said) for sign, said in statuses.items()]
        )
        for sheet in sheets:
            _write(database, sheet)
            count += 1
        database.commit()
    made.replace(file)
    return count


def _write(database: sqlite3.Connection, sheet: Sheet) -> None:
    titles = [*sheet.columns, DIGITS]
    columns = ", ".join(_named(one) + _kind(one) for one in titles)
    name, view, period = _named(sheet.name), _named(f"{sheet.name}_latest"), _named(sheet.period)
    database.execute(f"create table {name} ({columns})")
    rows = zip(
        *([_held(value) for value in values] for values in sheet.columns.values()),
        [None if value is None else str(value) for value in sheet.columns[NUMBER]],
        strict=True,
    )
    database.executemany(f"insert into {name} values ({', '.join('?' * len(titles))})", rows)
    database.execute(
        f"create view {view} as select * from {name} where {period} = (select {period} from {name} "
        "order by rowid desc limit 1)"
    )
    told = [sheet.name, *(sheet.told.get(one) for one in _TABLES[1:])]
    database.execute(f"insert into tables values ({', '.join('?' * len(_TABLES))})", told)


def _kind(column: str) -> str:
    return " numeric" if column == NUMBER else " text"


def _held(value: Value) -> str | int | float | None:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _named(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
