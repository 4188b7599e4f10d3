"""`vardvag serve`: run the site for real. The demo has a command of its own."""

from __future__ import annotations

import importlib.util

import click


@click.command(epilog="Example: vardvag config --check && vardvag migrate && vardvag serve")
def command() -> None:
    """Serve the site on VARDVAG_LISTEN until stopped. Refuses to start on settings that are not safe."""
    from vardvag.base.errors import MissingExtra

    if importlib.util.find_spec("gunicorn") is None:
        raise MissingExtra("service", "vardvag serve")
    from vardvag.service.serving import serve

    serve()
