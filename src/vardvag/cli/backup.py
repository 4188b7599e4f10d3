"""`vardvag backup`: one part's database into an encrypted file."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from vardvag.base.texts import Language, Text
from vardvag.cli.output import language_option

_DONE = Text("{rows} rader i {tables} tabeller", "{rows} rows in {tables} tables")

EXAMPLE = """\b
Example (every night, while the site runs):
  VARDVAG_BACKUP_KEY_FILE=/etc/vardvag/backup.key vardvag backup care-2026-11-26.vardvag"""


@click.command(epilog=EXAMPLE)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--part", default="care", show_default=True, help="Whose database: care or region.")
@language_option
def command(file: Path, part: str, language: Language) -> None:
    """Write the database of one part to FILE, which must not be there already, encrypted.

    All of it as it stood at one moment, whether it is SQLite or PostgreSQL, while the site goes on. The key
    is VARDVAG_BACKUP_KEY_FILE: without it nothing can be restored, so keep it apart from the backups. What is
    about a person takes her own key too, in the file VARDVAG_PERSON_KEYS, opened by the master key
    VARDVAG_PERSON_KEYS_KEY_FILE: copy both apart as well, and keep no copy of the file from before somebody
    was destroyed. Of the region only the log is in the database: its
    contacts are files (VARDVAG_STORE), to be copied as such.
    """
    from vardvag.base.errors import MissingExtra

    if importlib.util.find_spec("gunicorn") is None:
        raise MissingExtra("service", "vardvag backup")
    from datetime import UTC, datetime

    from vardvag.base.moments import Moment
    from vardvag.service.backup.settings import backup_key, open_part, person_keys

    key = backup_key()
    open_part(part)
    from vardvag.service.backup.make import make_backup

    counts = make_backup(part, file, key, Moment.of(datetime.now(UTC)), person_keys(part))
    click.echo(_DONE.in_language(language).format(rows=sum(counts.values()), tables=len(counts)))
