"""`vardvag migrate`: bring the databases of the site up to date."""

from __future__ import annotations

import importlib.util

import click


@click.command(epilog="Example: VARDVAG_DEMO=1 VARDVAG_DATA=var vardvag migrate")
def command() -> None:
    """Create or upgrade the databases of the parts that run here (VARDVAG_PROFILES)."""
    from vardvag.base.errors import MissingExtra

    if importlib.util.find_spec("gunicorn") is None:
        raise MissingExtra("service", "vardvag migrate")
    from vardvag.service.serving import migrate

    migrate(lambda alias: click.echo(f"{alias}: klar (up to date)"))
