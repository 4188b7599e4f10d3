"""`vardvag clocks`: the legal clocks of a file, who is about to pass a limit, and what is then to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vardvag.base.texts import Language, Text
from vardvag.cli.fitting import fitted
from vardvag.cli.mapping_option import mapping_option, named_format
from vardvag.cli.output import Column, Row, emit, format_option, language_option

if TYPE_CHECKING:
    from vardvag.clocks.model import GuaranteeClock
    from vardvag.usecases.list_clocks import Clocks

_TITLES = {
    "contact_id": Text("Kontakt", "Contact"),
    "limit": Text("Garanti", "Limit"),
    "started_on": Text("Började", "Started"),
    "last_day": Text("Sista dag", "Last day"),
    "overdue_from": Text("Passerad från", "Overdue from"),
    "certainty": Text("Säkerhet", "Certainty"),
    "law": Text("Lag", "Law"),
    "paragraph": Text("Paragraf", "Paragraph"),
    "reason": Text("Skäl", "Reason"),
    "missing": Text("Saknas", "Missing"),
}
_KIND = Text("Vad gränsen är", "What the limit is")
"""Shown when other limits than the guarantee's are asked for, so that nobody takes one for the other."""

_TOLD_BELOW = ("reason", "missing", "to_do")
"""Columns of sentences: in a terminal each is a letter, told below the table."""

EXAMPLE = """\b
Example:
  vardvag clocks 2019-09-vantande.csv --due-within 14 --as-of 2019-09-30
  vardvag clocks 2019-09-vantande.csv --worklist --as-of 2019-09-30
  vardvag clocks 2019-09-vantande.csv --worklist --key egen-nyckel.xlsx --format xlsx > lista.xlsx"""


@click.command(epilog=EXAMPLE)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--due-within",
    type=click.IntRange(min=0, max=36500),
    metavar="DAYS",
    help="Only those still waiting whose last day is within DAYS days, soonest first. With --worklist: how "
    "soon is soon, 14 if left out.",
)
@click.option(
    "--worklist",
    "as_worklist",
    is_flag=True,
    help="Everybody still waiting, the longest over the limit first, and what the law then obliges.",
)
@click.option(
    "--key",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Your own file, CSV or Excel, from contact id to what you know the patient by; joined here, on this "
    "computer, and kept nowhere.",
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
    as_worklist: bool,
    key: Path | None,
    as_of: datetime | None,
    limits: str | None,
    contact_format: str | None,
    mapping: Path | None,
    output_format: str,
    language: Language,
) -> None:
    """The legal clocks of FILE: contacts, contacts with primary care, care events, or an export by a mapping.

    Exit code 1 when rows of the file were not accepted, and so have no clock; 3 when the file itself is wrong
    and no row could be read, or the key file is.
    """
    from vardvag.usecases import list_clocks
    from vardvag.usecases.own_key import read_own_key

    own = None if key is None else read_own_key(key)
    day = as_of.date() if as_of else list_clocks.today_in_sweden()
    found = list_clocks.list_clocks(file, named_format(contact_format, mapping), limits, day)
    titles = list_clocks.titles_of_limits(limits)
    notes = _notes(found)
    if as_worklist:
        rows, columns, told = _worklist(found, titles, day, due_within, language)
        notes = [*told, *notes]
    else:
        clocks: Sequence[GuaranteeClock] = found.clocks
        if due_within is not None:
            clocks = list_clocks.due_within(clocks, due_within, day)
        rows = [_row(clock, titles) for clock in clocks]
        columns = [Column(name, title.in_language(language)) for name, title in _TITLES.items()]
        if limits:
            columns.append(Column("kind", _KIND.in_language(language)))
    if own is not None:
        notes.append(_of_key(own.unknown(rows)))
        rows, columns = own.joined(rows), [columns[0], *own.columns(), *columns[1:]]
    if output_format == "table":
        rows, columns, texts = fitted(rows, columns, _TOLD_BELOW)
        notes = [*texts, *notes]
    emit(rows, columns, output_format, notes=notes)
    if found.refused:
        context.exit(1)


def _worklist(
    found: Clocks, titles: Mapping[str, Text], day: date, due_within: int | None, language: Language
) -> tuple[list[Row], list[Column], list[Text]]:
    from vardvag.usecases import worklist_rows
    from vardvag.usecases.clock_state import SOON_DAYS
    from vardvag.usecases.worklist import worklist

    listed = worklist(found.listed, day, SOON_DAYS if due_within is None else due_within)
    rows = worklist_rows.rows(listed.waiting, titles)
    return rows, worklist_rows.columns(language), worklist_rows.notes(listed)


def _row(clock: GuaranteeClock, titles: Mapping[str, Text]) -> Row:
    from vardvag.clocks.reasons import REASONS
    from vardvag.clocks.words import KINDS
    from vardvag.usecases.clock_words import CERTAINTY, missing_of

    return {
        "contact_id": clock.pathway,
        "limit": titles.get(clock.limit),
        "started_on": clock.started_on,
        "last_day": clock.last_day,
        "overdue_from": clock.overdue_from,
        "certainty": CERTAINTY[clock.certainty],
        "law": clock.law or None,
        "paragraph": clock.paragraph or None,
        "reason": REASONS[clock.reason] if clock.reason else None,
        "missing": missing_of(clock),
        "kind": KINDS[clock.kind] if clock.limit else None,
    }


def _notes(found: Clocks) -> list[Text]:
    if not found.refused:
        return []
    rows, pathways = found.rejected_rows, len(found.left_out)
    told = [
        Text(
            f"Allt i filen godtogs inte; {rows} rader har ingen klocka. Kör vardvag check",
            f"Not all of the file was accepted; {rows} rows have no clock. Run vardvag check",
        )
    ]
    if pathways:
        told.append(
            Text(
                f"{pathways} vårdkedjor har en rad som inte godtogs, och därför ingen klocka.",
                f"{pathways} pathways have a row that was not accepted, and therefore no clock.",
            )
        )
    return told


def _of_key(unknown: int) -> Text:
    return Text(
        f"Listan håller nu personuppgifter ur din nyckelfil; {unknown} kontakter står inte i den.",
        f"The list now holds personal data from your key file; {unknown} contacts are not in it.",
    )
