"""`vardvag tombstones`: the list of those who have been destroyed, to keep beside the backups."""

from __future__ import annotations

import importlib.util

import click

EXAMPLE = """\b
Example (after each destruction; keep the newest list where the backups are kept):
  vardvag tombstones > destroyed.jsonl"""


@click.command(epilog=EXAMPLE)
def command() -> None:
    """Write who has been lawfully destroyed, as opaque references: when, by whom, on what ground.

    A backup cannot know what was destroyed after it was made. `vardvag restore` asks for this list, so that
    nobody comes back.
    """
    from vardvag.base.errors import MissingExtra

    if importlib.util.find_spec("gunicorn") is None:
        raise MissingExtra("service", "vardvag tombstones")
    from vardvag.service.backup.settings import open_part

    open_part("care")
    from vardvag.service.backup.tombstones import tombstone_lines

    for line in tombstone_lines():
        click.echo(line)
