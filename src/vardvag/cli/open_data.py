"""`vardvag open-data`: the open tables as one SQLite file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vardvag.cli.output import language_option

if TYPE_CHECKING:
    from vardvag.statistics.open_database import Sheet
    from vardvag.statistics.open_table import OpenTable


@click.command("open-data", epilog="Example:  vardvag open-data --sqlite waiting.sqlite --data ./data")
@click.option(
    "--sqlite",
    "file",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; one that is there is exchanged.",
)
@click.option(
    "--data",
    default=Path("data"),
    show_default=True,
    envvar="VARDVAG_DATA",
    show_envvar=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the service, where `vardvag publish` puts its figures.",
)
@language_option
def command(file: Path, data: Path, language: str) -> None:
    """Write every open table to an SQLite file, with a view of the latest period of each.

    For Power BI, Excel, R and whatever else reads SQL. Only what anybody may see is in it: what the site
    shows, and nothing else.
    """
    from vardvag.service.open_data.said import STATUSES
    from vardvag.statistics.open_database import write_database
    from vardvag.usecases.open_tables import open_tables

    signs = {sign: (said.sv, said.en) for sign, said in STATUSES.items()}
    count = write_database(file, _sheets(open_tables(data).values(), language), signs)
    click.echo(f"{count} tabeller i {file}" if language == "sv" else f"{count} tables in {file}")


def _sheets(tables: Iterable[OpenTable], language: str) -> Iterator[Sheet]:
    from vardvag.service.open_data.coded import variables
    from vardvag.service.open_data.columns import columns
    from vardvag.service.open_data.said import notes
    from vardvag.service.open_data.selecting import whole
    from vardvag.statistics.open_database import Sheet
    from vardvag.statistics.open_table import Role

    for table in tables:
        (times,) = (one.code for one in variables(table) if one.dimension.role is Role.TIME)
        said = notes(table)
        yield Sheet(
            table.id.replace("-", "_"),
            {one.key: one.values for one in columns(whole(table), "en" if language == "en" else "sv")},
            {
                "id": table.id,
                "title_sv": table.title.sv,
                "title_en": table.title.en,
                "publisher": table.publisher.sv,
                "updated": table.updated.isoformat() if table.updated else None,
                "version": table.version,
                "notes_sv": "\n".join(one.sv for one in said),
                "notes_en": "\n".join(one.en for one in said),
            },
            times,
        )
