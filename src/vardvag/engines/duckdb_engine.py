"""Connections to DuckDB, the embedded engine: one way of opening them, so that all behave the same.

Here do not belong the statements that are run (`clocks/bulk`, `statistics`), nor the running (`steps`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vardvag.base.errors import MissingExtra

if TYPE_CHECKING:
    import duckdb


def connect(memory_limit: str | None = None, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """A private in-memory database, without progress bar, that never fetches anything from elsewhere.

    `memory_limit` as DuckDB writes it (`1GB`); `threads` None means all. MissingExtra without DuckDB.
    """
    try:
        import duckdb
    except ImportError as absent:
        raise MissingExtra("statistics", "counting over files of contacts") from absent
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
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
