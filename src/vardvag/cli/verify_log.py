"""`vardvag verify-log`: whether an exported log is as it was written."""

from __future__ import annotations

from pathlib import Path

import click

from vardvag.base.texts import Language, Text
from vardvag.cli.output import language_option

_HELD = Text(
    "Loggen {log} håller: {rows} rader, {checkpoints} kontrollpunkter, signerad t.o.m. rad {sealed_to}.",
    "The log {log} holds: {rows} rows, {checkpoints} checkpoints, sealed up to row {sealed_to}.",
)
_REMOVED = Text(
    "De {removed} första raderna har tagits bort när de hade sparats så länge som de ska.",
    "The first {removed} rows were removed when they had been kept as long as they have to be.",
)
_TAIL = Text(
    "{tail} rader är inte signerade än: de som klipps bort sist syns inte. Kör vardvag seal-log.",
    "{tail} rows are not sealed yet: those cut off last would not show. Run vardvag seal-log.",
)

EXAMPLE = """\b
Example:
  vardvag verify-log log-2026-11.jsonl --key log.pub --known 4711:9f2c…"""


@click.command(epilog=EXAMPLE)
@click.argument("export", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--key",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The log's public key, as PEM.",
)
@click.option("--known", metavar="ROW:DIGEST", help="A line that vardvag seal-log printed, kept elsewhere.")
@language_option
def command(export: Path, key: Path, known: str | None, language: Language) -> None:
    """Find any row of EXPORT that was changed, dropped, inserted or moved, and say how far it is sealed.

    It needs the file and the public key and nothing else, not even the service. Exit code 1 with every
    finding when the log does not hold. Rows that are not sealed yet are told, and are no finding.
    """
    from vardvag.usecases.verify_log import read_key, read_known, verify_log

    public = read_key(key)
    expected = read_known(known) if known is not None else None
    # What is no UTF-8 is no line that a log writes: it is told as such, with its place.
    with export.open(encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
        told = verify_log(lines, public, expected)
    for finding in told.findings:
        click.echo(finding.sentence(language), err=True)
    said = {
        name: getattr(told, name) for name in ("log", "rows", "checkpoints", "sealed_to", "tail", "removed")
    }
    if told.holds:
        click.echo(_HELD.in_language(language).format(**said))
    if told.removed:
        click.echo(_REMOVED.in_language(language).format(**said))
    if told.tail:
        click.echo(_TAIL.in_language(language).format(**said))
    if not told.holds:
        raise SystemExit(1)
