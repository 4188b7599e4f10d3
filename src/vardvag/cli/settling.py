"""The options that every command on agreements has: which facts, as of when, which reading, what if.

Here does not belong what a command prints.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from vardvag.warehouse.store import Store

F = TypeVar("F", bound=Callable[..., Any])


def _day(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def _store(_: click.Context, __: click.Parameter, value: Path | None) -> Store | None:
    if value is None:
        return None
    from vardvag.warehouse.store import Store

    return Store(value)


def facts_options(command: F) -> F:
    """Add `--facts` (as `fact_files`), `--from-store` (as `store`) and `--as-of` (a date)."""
    for option in (
        click.option(
            "--from-store",
            "store",
            metavar="DIRECTORY",
            type=click.Path(file_okay=False, path_type=Path),
            callback=_store,
            help="Count the facts that a measure counts, and no file gives, from the contacts in this store.",
        ),
        click.option(
            "--as-of",
            type=click.DateTime(["%Y-%m-%d"]),
            callback=_day,
            help="The agreement and the facts as known on this day (YYYY-MM-DD): later amendments and "
            "later versions of a fact do not count.",
        ),
        click.option(
            "--facts",
            "fact_files",
            multiple=True,
            type=click.Path(dir_okay=False, path_type=Path),
            help="CSV or Excel file of facts; may be given several times.  "
            "[default: facts.csv beside the agreement]",
        ),
    ):
        command = option(command)
    return command


def scenario_options(command: F) -> F:
    """Add `--variant` and `--set` (as `changes`)."""
    for option in (
        click.option(
            "--set",
            "changes",
            multiple=True,
            metavar="PLACE=VALUE",
            help="What if: something else at one place of the agreement, as "
            "conditions.NAME.at_least.share='75 %', pots.NAME.amount='400 mnkr', or another fact, as "
            "cells.MEASURE.PLACE.PERIOD=ja. May be given several times.",
        ),
        click.option("--variant", help="Another reading of the agreement, by the name its file gives it."),
    ):
        command = option(command)
    return command
