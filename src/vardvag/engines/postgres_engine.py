"""PostgreSQL as an engine: a session in a database that is there already, which it only adds to for itself.

Everything it makes is temporary and gone with the session. Rows reach it by COPY, a batch of a file at a
time. Here do not belong the statements that are run (`statistics`), nor the service's own databases
(`service/store`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vardvag.base.errors import MissingExtra, WrongUse
from vardvag.base.texts import Text
from vardvag.engines.dialects import POSTGRES

if TYPE_CHECKING:
    import psycopg
    import pyarrow as pa

_BATCH = 200_000
"""Rows sent at a time: some tens of megabytes as text."""


class Postgres:
    """A session with PostgreSQL as an `OpenEngine`."""

    dialect = POSTGRES
    reads_here = True

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self.connection = connection

    def make(self, name: str, sql: str, *, kept: bool) -> None:
        """Make the answer to *sql* known as *name*; what an earlier one of that name carried is gone too."""
        kind = "TABLE" if kept else "VIEW"
        self.connection.execute(f"DROP {kind} IF EXISTS pg_temp.{name} CASCADE")
        self.connection.execute(f"CREATE TEMP {kind} {name} AS\n{sql}")
        if kept:
            self._look_at(name)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The answer to *query*, all of it."""
        return self.connection.execute(query).fetchall()

    def arrow(self, query: str) -> pa.Table:
        """The answer to *query* as an Arrow table; its types are those of the values."""
        import pyarrow as pa

        cursor = self.connection.execute(query)
        names = [column.name for column in cursor.description or ()]
        columns = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(names)
        return pa.Table.from_arrays([pa.array(values) for values in columns], names=names)

    def read(self, name: str, root: Path, files: Sequence[Path], schema: pa.Schema) -> None:
        """Copy the columns in *schema* of Parquet *files* into a temporary table called *name*."""
        from pyarrow import parquet

        self._make(name, schema)
        for path in files:
            with parquet.ParquetFile(path) as opened:
                self._copy(name, opened.iter_batches(_BATCH, columns=schema.names))
        self._look_at(name)

    def _look_at(self, name: str) -> None:
        """Let the planner know the rows: nobody else does it for a temporary table."""
        self.connection.execute(f"ANALYZE {name}")

    def _make(self, name: str, schema: pa.Schema) -> None:
        columns = ", ".join(f"{field.name} {POSTGRES.types[str(field.type)]}" for field in schema)
        self.connection.execute(f"DROP TABLE IF EXISTS pg_temp.{name} CASCADE")
        self.connection.execute(f"CREATE TEMP TABLE {name} ({columns})")

    def _copy(self, name: str, batches: Iterator[pa.RecordBatch]) -> None:
        from pyarrow import csv

        for batch in batches:
            text = io.BytesIO()  # an empty text is quoted in it and an absent value is not, as COPY has it
            csv.write_csv(batch, text, csv.WriteOptions(include_header=False))
            statement = f"COPY {name} ({', '.join(batch.schema.names)}) FROM STDIN (FORMAT csv)"
            with self.connection.cursor().copy(statement) as copy:
                copy.write(text.getbuffer())


@contextmanager
def connect(address: str) -> Iterator[Postgres]:
    """A session in the database at *address* (`postgresql://user@host/name`); it leaves nothing behind.

    All its reading is of one moment, and it is rolled back at the end. MissingExtra without psycopg, WrongUse
    when the server does not answer or does not let us in.
    """
    try:
        import psycopg
    except ImportError as absent:
        raise MissingExtra("postgres", "counting in PostgreSQL") from absent
    try:
        connection = psycopg.connect(address, application_name="vardvag")
    except psycopg.Error as problem:
        raise WrongUse(_no_answer(str(problem))) from problem
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    try:
        yield Postgres(connection)
    finally:
        connection.rollback()
        connection.close()


def _no_answer(problem: str) -> Text:
    """What the server's own library says, which names host and database and never a password."""
    said = " ".join(problem.split())
    return Text(
        f"PostgreSQL svarar inte, eller släpper inte in: {said} "
        "Ange databasen med --database eller VARDVAG_STATISTICS_DATABASE.",
        f"PostgreSQL does not answer, or does not let us in: {said} "
        "Name the database with --database or VARDVAG_STATISTICS_DATABASE.",
    )
