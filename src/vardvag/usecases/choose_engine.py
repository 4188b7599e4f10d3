"""Open the engine that figures are to be counted on, by its name; `duckdb` and `reference` need no opening.

Here does not belong the counting (`count_measure`), nor the names of the settings (`read_configuration`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from vardvag.base.errors import NotFound, WrongUse
from vardvag.base.texts import Text
from vardvag.engines import postgres_engine, spark_engine
from vardvag.engines.open_engine import OpenEngine

ENGINES = ("duckdb", "postgres", "spark", "reference")
"""Every engine by its name; all give the same figures."""


@contextmanager
def chosen_engine(
    name: str, *, database: str = "", spark_master: str = spark_engine.HERE, spark_files: str = ""
) -> Iterator[str | OpenEngine]:
    """What `count_measure` takes as its engine, open as long as the block.

    *database* is the address of a PostgreSQL; *spark_files* the address at which the Spark on *spark_master*
    sees the store's folder, where that is not the folder itself. NotFound for an engine that does not exist;
    MissingExtra and WrongUse when it cannot be had.
    """
    if name not in ENGINES:
        raise NotFound(Text("Räknesätt", "engine"), name, ENGINES)
    if name == "postgres":
        if not database:
            raise WrongUse(
                Text(
                    "Ange databasen att räkna i med --database eller VARDVAG_STATISTICS_DATABASE.",
                    "Name the database to count in with --database or VARDVAG_STATISTICS_DATABASE.",
                )
            )
        with postgres_engine.connect(database) as session:
            yield session
    elif name == "spark":
        with spark_engine.connect(spark_master, spark_files or None) as spark:
            yield spark
    else:
        yield name
