"""`vardvag trim-log`: remove the rows of a log that have been kept long enough."""

from __future__ import annotations

import importlib.util
from datetime import UTC, datetime

import click

from vardvag.base.texts import Language, Text
from vardvag.cli.output import language_option

EXAMPLE = """\b
Example (once a year, after an export has been kept elsewhere if it is wanted):
  vardvag trim-log --by "Ark Ivarie\""""


@click.command(epilog=EXAMPLE)
@click.option("--log", "name", default="care", show_default=True, help="Which log: care or region.")
@click.option("--by", required=True, metavar="NAME", help="Who removes them; stands in the log.")
@language_option
@click.pass_context
def command(ctx: click.Context, name: str, by: str, language: Language) -> None:
    """Remove the first rows of the log, up to the last checkpoint that is older than a log must be kept.

    A log is kept at least five years (HSLF-FS 2016:40 4 kap. 9 §). How old the rows are is what their
    checkpoint says, so only sealed rows go. What is left verifies as before, and says what is gone. When
    nothing can go it says why and from which day, and ends with 1; the attempt is a row of the log too.
    """
    from vardvag.base.errors import MissingExtra

    if importlib.util.find_spec("gunicorn") is None:
        raise MissingExtra("service", "vardvag trim-log")
    from vardvag.base.moments import Moment
    from vardvag.service.log_key import open_log
    from vardvag.usecases.trim_log import trim_log

    with open_log(name) as log:
        done = trim_log(log, by, Moment.of(datetime.now(UTC)))
    click.echo(f"{done.decision.reason.in_language(language)} ({done.decision.paragraph})")
    if not done.decision.allowed:
        remedy = _SEAL if done.from_day is None else _WAIT
        click.echo(remedy.in_language(language).format(day=done.from_day, log=name))
        ctx.exit(1)
    click.echo(_DONE.in_language(language).format(rows=done.rows))


_SEAL = Text(
    "Signera loggen med vardvag seal-log --log {log}, varje natt: en rad är så gammal som sin signatur.",
    "Sign the log with vardvag seal-log --log {log}, every night: a row is as old as its signature.",
)
_WAIT = Text("De äldsta raderna får tas bort den {day}.", "The oldest rows may be removed on {day}.")
_DONE = Text("{rows} rader är borttagna.", "{rows} rows are removed.")
