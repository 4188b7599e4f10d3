"""The engines that statistics count on, opened for tests: each is started once, when it is first asked for.

PostgreSQL is the tests' own (`private_postgres`). Spark is one Java for the whole run, because starting it
takes as long as a hundred other tests. Here does not belong what is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from private_postgres import NoPostgres, new_database, private_postgres
from vardvag.base.errors import WrongUse
from vardvag.engines import duckdb_engine, postgres_engine, spark_engine
from vardvag.engines.duckdb_engine import DuckDB
from vardvag.engines.open_engine import OpenEngine
from vardvag.engines.spark_engine import Spark

OPENED = ("duckdb", "postgres", "spark")
"""The engines that are opened, by name."""

SMALL = {
    "spark.driver.memory": "800m",
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.sql.adaptive.enabled": "false",
    # To compile takes longer than to count a few rows: neither the plans nor, all the way, Java itself.
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}
"""Spark's settings for tables of a few rows."""


class EnginesAtHand:
    """Opens an engine by its name; what was started ends with *stack*."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._address: str | None = None
        self._spark: Spark | None = None

    @contextmanager
    def open(self, name: str) -> Iterator[OpenEngine]:
        """A session of its own. The test is skipped where the engine cannot be had."""
        if name == "duckdb":
            with duckdb_engine.connect(threads=1) as connection:
                yield DuckDB(connection)
        elif name == "postgres":
            with postgres_engine.connect(self.postgres) as session:
                yield session
        else:
            yield self.spark
            self.spark.forget()

    @property
    def postgres(self) -> str:
        """The address of an empty database."""
        if self._address is None:
            try:
                host = self._stack.enter_context(private_postgres())
            except NoPostgres:
                pytest.skip("needs PostgreSQL: apt-get install postgresql")
            self._address = new_database(host, "statistics")
        return self._address

    @property
    def spark(self) -> Spark:
        """The one session with Spark."""
        if self._spark is None:
            try:
                self._spark = self._stack.enter_context(spark_engine.connect("local[1]", settings=SMALL))
            except WrongUse as lacking:
                pytest.skip(f"needs Spark: {lacking}")
        return self._spark
