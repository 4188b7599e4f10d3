"""What counting asks of an engine that is open, whichever it is: take rows in, run steps, give rows back.

DuckDB is in this process (`duckdb_engine`), PostgreSQL a server (`postgres_engine`), Spark a cluster or this
machine (`spark_engine`). Here does not belong how anything is written (`dialects`), what is counted, nor
which engine is chosen (`usecases/choose_engine`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from vardvag.engines.dialects import Dialect

if TYPE_CHECKING:
    import pyarrow as pa


class OpenEngine(Protocol):
    """A session with one engine. What is made in it is temporary, and nobody else sees it."""

    @property
    def dialect(self) -> Dialect:
        """How this engine writes."""

    @property
    def reads_here(self) -> bool:
        """Whether it reads the store's files where we see them, so that we can tell a damaged one."""

    def make(self, name: str, sql: str, *, kept: bool) -> None:
        """Make the answer to *sql* known as *name*, in place of an earlier one.

        *kept*: worked out once and kept as long as the session, or anew each time it is read.
        """

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The answer to *query*, all of it."""

    def arrow(self, query: str) -> pa.Table:
        """The answer to *query* as an Arrow table."""

    def read(self, name: str, root: Path, files: Sequence[Path], schema: pa.Schema) -> None:
        """Make the columns in *schema* of Parquet *files*, all below *root*, known as *name*."""
