"""Connections to DuckDB, the embedded engine: one way of opening them, so that all behave the same.

Here do not belong the statements that are run (`clocks/bulk`, `statistics`), nor the running (`steps`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vardvag.base.errors import MissingExtra
from vardvag.engines.dialects import DUCKDB
from vardvag.engines.spill import spill_folder

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


def connect(memory_limit: str | None = None, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """A private in-memory database, without progress bar, that never fetches anything from elsewhere.

    What does not fit in memory is put in a folder of this process alone (`spill`).
    `memory_limit` as DuckDB writes it (`1GB`); `threads` None means all. MissingExtra without DuckDB.
    """
    try:
        import duckdb
    except ImportError as absent:
        raise MissingExtra("statistics", "counting over files of contacts") from absent
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        # Its own choice is a folder where the command happens to stand.
        "temp_directory": str(spill_folder()),
    }
    if memory_limit is not None:
        settings["memory_limit"] = memory_limit
    if threads is not None:
        settings["threads"] = threads
    connection = duckdb.connect(":memory:", config=settings)
    connection.execute("SET enable_progress_bar = false")
    return connection


def text_literal(text: str) -> str:
    """*text* as an SQL string, for where a statement takes no parameter (a file name in a view)."""
    return "'" + text.replace("'", "''") + "'"


class DuckDB:
    """A connection as an `OpenEngine`."""

    dialect = DUCKDB
    reads_here = True

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def make(self, name: str, sql: str, *, kept: bool) -> None:
        """Make the answer to *sql* known as *name*."""
        self.connection.execute(f"CREATE OR REPLACE TEMP {'TABLE' if kept else 'VIEW'} {name} AS\n{sql}")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The answer to *query*, all of it."""
        return self.connection.execute(query).fetchall()

    def arrow(self, query: str) -> pa.Table:
        """The answer to *query* as an Arrow table."""
        return self.connection.sql(query).to_arrow_table()

    def read(self, name: str, root: Path, files: Sequence[Path], schema: pa.Schema) -> None:
        """Make the columns in *schema* of Parquet *files* known as *name*."""
        named = ", ".join(text_literal(str(path)) for path in files)
        columns = ", ".join(schema.names)
        query = f"SELECT {columns} FROM read_parquet([{named}], union_by_name = true)"
        self.make(name, query, kept=False)
