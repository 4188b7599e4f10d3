"""`vardvag clocks`: the legal clocks of a file of contacts, and who is about to pass a limit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vardvag.base.texts import Language, Text
from vardvag.cli.mapping_option import mapping_option, named_format
from vardvag.cli.output import Column, emit, format_option, language_option

if TYPE_CHECKING:
    from vardvag.clocks.model import GuaranteeClock
    from vardvag.usecases.list_clocks import Clocks

_KEYS = (
    *("contact_id", "limit", "started_on", "last_day", "overdue_from"),
    *("certainty", "law", "paragraph", "reason"),
)
_TITLES: dict[Language, tuple[str, ...]] = {
    "sv": (
        *("Kontakt", "Garanti", "Började", "Sista dag", "Passerad från"),
        *("Säkerhet", "Lag", "Paragraf", "Skäl"),
    ),
    "en": (
        *("Contact", "Limit", "Started", "Last day", "Overdue from"),
        *("Certainty", "Law", "Paragraph", "Reason"),
    ),
}
_CERTAINTY = {
    "determined": Text("bestämd", "determined"),
    "bounded": Text("tidigast", "bounded"),
    "undetermined": Text("obestämd", "undetermined"),
}
_COLUMNS = {
    language: [Column(key, title) for key, title in zip(_KEYS, titles, strict=True)]
    for language, titles in _TITLES.items()
}
_KIND: dict[Language, Column] = {
    "sv": Column("kind", "Vad gränsen är"),
    "en": Column("kind", "What the limit is"),
}
"""Shown when other limits than the guarantee's are asked for, so that nobody takes one for the other."""

EXAMPLE = """\b
Example:
  vardvag clocks 2019-09-vantande.csv --due-within 14 --as-of 2019-09-30"""


@click.command(epilog=EXAMPLE)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--due-within",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="Only those still waiting whose last day is within DAYS days, soonest first.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day to ask on; today in Sweden if left out.",
)
@click.option(
    "--limits",
    metavar="NAME|FILE",
    help="Other limits than the guarantee's: stockholm, bup, sou-2022-22, or a file of your own.",
)
@click.option("--contact-format", help="Name of the contact format; told by the file's ending if left out.")
@mapping_option
@format_option
@language_option
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    due_within: int | None,
    as_of: datetime | None,
    limits: str | None,
    contact_format: str | None,
    mapping: Path | None,
    output_format: str,
    language: Language,
) -> None:
    """The legal clock of every contact in FILE: a contact format, or Parquet as the store keeps it.

    Exit code 1 when rows of the file were not accepted, and so have no clock; 3 when the file itself is wrong
    and no row could be read.
    """
    from vardvag.base.moments import STOCKHOLM
    from vardvag.usecases import list_clocks

    found = list_clocks.list_clocks(file, named_format(contact_format, mapping), limits)
    clocks = list(found.clocks)
    if due_within is not None:
        day = as_of.date() if as_of else datetime.now(STOCKHOLM).date()
        clocks = list_clocks.due_within(clocks, due_within, day)
    titles = list_clocks.titles_of_limits(limits)
    rows = [_row(clock, titles) for clock in clocks]
    columns = [*_COLUMNS[language], _KIND[language]] if limits else _COLUMNS[language]
    emit(rows, columns, output_format, notes=_notes(found))
    if found.refused:
        context.exit(1)


def _row(clock: GuaranteeClock, titles: Mapping[str, Text]) -> dict[str, object]:
    from vardvag.clocks.reasons import REASONS
    from vardvag.clocks.words import KINDS

    return {
        "contact_id": clock.pathway,
        "limit": titles.get(clock.limit),
        "started_on": clock.started_on,
        "last_day": clock.last_day,
        "overdue_from": clock.overdue_from,
        "certainty": _CERTAINTY[clock.certainty],
        "law": clock.law or None,
        "paragraph": clock.paragraph or None,
        "reason": REASONS[clock.reason] if clock.reason else None,
        "kind": KINDS[clock.kind] if clock.limit else None,
    }


def _notes(found: Clocks) -> list[Text]:
    if not found.refused:
        return []
    rows = found.rejected_rows
    return [
        Text(
            f"Allt i filen godtogs inte; {rows} rader har ingen klocka. Kör vardvag check",
            f"Not all of the file was accepted; {rows} rows have no clock. Run vardvag check",
        )
    ]
