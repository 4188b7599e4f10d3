"""`vardvag publish`: put what anybody may see of the waiting times where the public site shows it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from vardvag.cli.months import month_named
from vardvag.cli.output import Column, emit, format_option, language_option

_EXAMPLE = "Example:  vardvag publish --store ./store --data ./data --from 2018-09 --to 2019-11"


@click.command("publish", epilog=_EXAMPLE)
@click.option(
    "--store",
    "store_path",
    required=True,
    envvar="VARDVAG_STORE",
    show_envvar=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the store.",
)
@click.option(
    "--data",
    required=True,
    envvar="VARDVAG_DATA",
    show_envvar=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the service; the figures go to public/statistics in it.",
)
@click.option("--from", "first", required=True, metavar="YYYY-MM", help="First month.")
@click.option("--to", "last", metavar="YYYY-MM", help="Last month.  [default: the first]")
@click.option("--measure", "names", multiple=True, help="Only this measure.  [default: all]")
@click.option(
    "--as-known",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Publish what had been received up to this day.  [default: today]",
)
@click.option("--made-up", is_flag=True, help="Say with every figure that the contacts are made up.")
@format_option
@language_option
def command(
    store_path: Path,
    data: Path,
    first: str,
    last: str | None,
    names: tuple[str, ...],
    as_known: datetime | None,
    made_up: bool,
    output_format: str,
    language: str,
) -> None:
    """Count every measure for every region and month, hide what may not be shown, and publish the rest.

    Measures of the same contacts are hidden together, under all their policies, and beside what was published
    before: what has changed stands beside the figure known earlier. A month that cannot be published anew
    without betraying few is kept as it was, and told.
    """
    from vardvag.statistics.measure import measure
    from vardvag.usecases.count_facts import refuse_empty
    from vardvag.usecases.publish_statistics import publish_statistics
    from vardvag.warehouse.store import Store

    store = Store(store_path)
    refuse_empty(store)
    found = publish_statistics(
        store,
        data,
        first=month_named(first),
        last=month_named(last or first),
        on=as_known.date() if as_known else datetime.now().astimezone().date(),
        chosen=[measure(name) for name in names] or None,
        made_up=made_up,
    )
    swedish = language == "sv"
    columns = [
        Column("measure", "Mått" if swedish else "Measure"),
        Column("new", "Nya" if swedish else "New", right=True),
        Column("changed", "Ändrade" if swedish else "Changed", right=True),
        Column("hidden", "Dolda" if swedish else "Hidden", right=True),
        Column("kept_back", "Inte ändrade månader" if swedish else "Months kept as they were"),
    ]
    rows = [
        {
            "measure": one.measure.id,
            "new": one.new,
            "changed": one.changed,
            "hidden": one.hidden,
            "kept_back": ", ".join(map(str, one.kept_back)) or None,
        }
        for one in found
    ]
    emit(rows, columns, output_format, [])
