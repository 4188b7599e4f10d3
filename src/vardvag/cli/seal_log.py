"""`vardvag seal-log`: sign how far the log has come."""

from __future__ import annotations

import importlib.util
from datetime import UTC, datetime

import click

from vardvag.base.texts import Language, Text
from vardvag.cli.output import language_option

EXAMPLE = """\b
Example (every night, as another user than the site's):
  VARDVAG_LOG_KEY_FILE=/etc/vardvag/log.key vardvag seal-log"""


@click.command(epilog=EXAMPLE)
@click.option("--log", "name", default="care", show_default=True, help="Which log: care or region.")
@language_option
def command(name: str, language: Language) -> None:
    """Sign the log's last row with the Ed25519 key of VARDVAG_LOG_KEY_FILE.

    Nothing up to that row can then be changed without it showing in `vardvag verify-log`. A log that has been
    changed already is not signed (exit 3). Keep the line that is printed elsewhere: it shows a log cut short.
    """
    from vardvag.base.errors import MissingExtra

    if importlib.util.find_spec("gunicorn") is None:
        raise MissingExtra("service", "vardvag seal-log")
    from vardvag.base.moments import Moment
    from vardvag.service.log_key import open_log, signer
    from vardvag.usecases.seal_log import seal_log

    sign = signer()
    with open_log(name) as log:
        checkpoint = seal_log(log, sign, Moment.of(datetime.now(UTC)))
    if checkpoint is None:
        click.echo(_NOTHING.in_language(language))
    else:
        click.echo(f"{checkpoint.number}:{checkpoint.digest}")


_NOTHING = Text("Alla rader är redan signerade.", "Every row is signed already.")
