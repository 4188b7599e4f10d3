"""`vardvag migrate`: bring the databases of the site, or a store of contacts, up to date."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

_EXAMPLE = """\b
Example: VARDVAG_DEMO=1 VARDVAG_DATA=var vardvag migrate
         vardvag migrate --warehouse ./store"""


@click.command(epilog=_EXAMPLE)
@click.option(
    "--warehouse",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Bring the store of contacts in this folder up to date instead; all of it or nothing.",
)
def command(warehouse: Path | None) -> None:
    """Create or upgrade the databases of the parts that run here (VARDVAG_PROFILES)."""
    from vardvag.base.errors import MissingExtra

    if warehouse is not None:
        from vardvag.usecases.upgrade_store import upgrade_store

        changed = upgrade_store(warehouse)
        click.echo(f"{warehouse}: klar (up to date), {changed} laddningar ändrade (loads changed)")
        return
    if importlib.util.find_spec("gunicorn") is None:
        raise MissingExtra("service", "vardvag migrate")
    from vardvag.service.serving import migrate

    migrate(lambda alias: click.echo(f"{alias}: klar (up to date)"))
