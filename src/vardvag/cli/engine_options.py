"""`--engine` and where the engine is: what a command counts on, open while it runs."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

_OPTIONS = (
    click.option(
        "--engine",
        default="duckdb",
        show_default=True,
        help="What counts: duckdb, postgres, spark or reference; the same figures.",
    ),
    click.option(
        "--database",
        metavar="ADDRESS",
        envvar="VARDVAG_STATISTICS_DATABASE",
        show_envvar=True,
        help="The PostgreSQL to count in, as postgresql://user@host/name.",
    ),
    click.option(
        "--spark-master",
        metavar="ADDRESS",
        default="local[*]",
        show_default=True,
        envvar="VARDVAG_SPARK_MASTER",
        show_envvar=True,
        help="The Spark to count on, as spark://host:7077.",
    ),
    click.option(
        "--spark-files",
        metavar="ADDRESS",
        envvar="VARDVAG_SPARK_FILES",
        show_envvar=True,
        help="Where the cluster sees the store's folder, as s3a://bucket/store.  [default: --store]",
    ),
)


def engine_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command these options, and `engine` open in their place."""

    @functools.wraps(command)
    def opened(
        *,
        engine: str,
        database: str | None,
        spark_master: str,
        spark_files: str | None,
        **others: Any,
    ) -> None:
        from vardvag.usecases.choose_engine import chosen_engine

        with chosen_engine(
            engine,
            database=database or _from_file("VARDVAG_STATISTICS_DATABASE_FILE"),
            spark_master=spark_master,
            spark_files=spark_files or "",
        ) as chosen:
            command(engine=chosen, **others)

    for option in reversed(_OPTIONS):
        opened = option(opened)
    return opened


def _from_file(setting: str) -> str:
    """The address in the file that *setting* names, because it may hold a password; empty without."""
    from vardvag.base.errors import WrongUse
    from vardvag.base.texts import Text

    name = os.environ.get(setting)
    if not name:
        return ""
    try:
        return Path(name).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise WrongUse(
            Text(f"{setting}: filen {name} kan inte läsas.", f"{setting}: the file {name} cannot be read.")
        ) from problem
