"""`vardvag restore`: a backup back into an empty database."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from vardvag.base.texts import Language, Text
from vardvag.cli.output import language_option

_DONE = Text(
    "Återställt: {rows} rader, som de var {made_at}. Loggen håller.",
    "Restored: {rows} rows, as they were at {made_at}. The log holds.",
)
_LEFT_OUT = Text(
    "{destroyed} personer har förstörts sedan dess. {left_out} rader om förstörda återställdes inte.",
    "{destroyed} people have been destroyed since then. {left_out} rows of the destroyed were not restored.",
)
_SAY_WHICH = Text(
    "Säg vilka som har förstörts sedan kopian togs: --tombstones FIL (skriven av vardvag tombstones), "
    "eller --no-tombstones om ingen lista finns: då gäller vad filen med nycklar säger.",
    "Say who has been destroyed since the backup was made: --tombstones FILE "
    "(written by vardvag tombstones), or --no-tombstones if there is no list: the file of keys tells.",
)

EXAMPLE = """\b
Example (into a new database):
  VARDVAG_DATABASE_CARE=postgresql://…/new vardvag migrate
  VARDVAG_DATABASE_CARE=postgresql://…/new vardvag restore care.vardvag --tombstones destroyed.jsonl"""


@click.command(epilog=EXAMPLE)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--part", default="care", show_default=True, help="Whose database: care or region.")
@click.option(
    "--tombstones",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The newest list of who has been destroyed, by vardvag tombstones.",
)
@click.option("--no-tombstones", is_flag=True, help="There is no list of who has been destroyed.")
@language_option
def command(file: Path, part: str, tombstones: Path | None, no_tombstones: bool, language: Language) -> None:
    """Put the backup FILE into a database that is migrated and empty. All of it, or nothing.

    What follows from other rows is made anew, the number of rows is compared, and the log is verified.
    Whoever was destroyed after the backup was made stays destroyed: by the list, or by the newest file of
    keys (VARDVAG_PERSON_KEYS), which says whose key was.
    """
    from vardvag.base.errors import MissingExtra, WrongUse

    if importlib.util.find_spec("gunicorn") is None:
        raise MissingExtra("service", "vardvag restore")
    if part == "care" and (tombstones is not None) is no_tombstones:
        raise WrongUse(_SAY_WHICH)
    from vardvag.service.backup.settings import backup_key, open_part, person_keys
    from vardvag.service.backup.tombstones import read_tombstones

    key = backup_key()
    destroyed = {}
    if tombstones is not None:
        destroyed = read_tombstones(tombstones.read_text(encoding="utf-8", errors="replace").splitlines())
    open_part(part)
    from vardvag.service.backup.restore import restore_backup

    restored = restore_backup(part, file, key, destroyed, person_keys(part))
    said = {"rows": sum(restored.rows.values())} | {
        name: getattr(restored, name) for name in ("made_at", "destroyed", "left_out")
    }
    click.echo(_DONE.in_language(language).format(**said))
    if restored.destroyed or restored.left_out:
        click.echo(_LEFT_OUT.in_language(language).format(**said))
