"""`vardvag send-notices`: what waits in the outbox, to those who asked to be told that a plan has changed."""

from __future__ import annotations

import importlib.util

import click

from vardvag.base.texts import Language, Text
from vardvag.cli.output import language_option

EXAMPLE = """\b
Example (every minute):
  vardvag send-notices"""


@click.command(epilog=EXAMPLE)
@language_option
@click.pass_context
def command(ctx: click.Context, language: Language) -> None:
    """Send the notices that wait, and say how it went and when one was last sent.

    A notice says that something has changed and nothing else. Whether its reader may still read the plan is
    decided anew, and logged, for each. What cannot be delivered is tried again, after a minute, then two, up
    to six hours, ten times in all. Ends with 1 when something was not delivered now, or could not be at all.
    """
    from vardvag.base.errors import MissingExtra

    if importlib.util.find_spec("gunicorn") is None:
        raise MissingExtra("service", "vardvag send-notices")
    from vardvag.service.backup.settings import open_part

    open_part("care")
    from vardvag.contracts.notices.notice import KEPT, NoticeState
    from vardvag.service.notices.ways import channels
    from vardvag.service.store.repository import DjangoPlanStore
    from vardvag.service.today import now
    from vardvag.usecases.send_notices import send_notices

    done = send_notices(DjangoPlanStore(), channels(), now)
    waiting, failed = (done.standing[state] for state in (NoticeState.WAITING, NoticeState.FAILED))
    click.echo(
        _DONE.in_language(language).format(sent=done.sent, withheld=done.withheld, put_off=done.put_off)
    )
    click.echo(_STANDING.in_language(language).format(waiting=waiting, failed=failed, days=KEPT.days))
    if done.last_sent is None:
        click.echo(_NEVER.in_language(language))
    else:
        click.echo(_LAST.in_language(language).format(at=done.last_sent))
    if done.put_off or done.given_up:
        ctx.exit(1)


_DONE = Text(
    "{sent} skickade, {withheld} inte skickade för att mottagaren inte ska ha dem, {put_off} försöks igen.",
    "{sent} sent, {withheld} not sent because their readers are not to have them, {put_off} tried again.",
)
_STANDING = Text(
    "{waiting} väntar. {failed} har inte gått att skicka de senaste {days} dagarna.",
    "{waiting} wait. {failed} could not be sent in the last {days} days.",
)
_NEVER = Text("Inget meddelande har skickats än.", "No notice has been sent yet.")
_LAST = Text("Senast skickat: {at}.", "Last sent: {at}.")
