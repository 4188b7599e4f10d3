"""`vardvag load`: take files of contacts into the store, all or nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from vardvag.cli.mapping_option import mapping_option, named_format
from vardvag.cli.output import Column, emit, format_option, language_option


@click.command(
    "load",
    epilog="Example:  vardvag load 2019-09-done.csv 2019-09-waiting.csv --store ./store",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--store",
    "store_path",
    required=True,
    envvar="VARDVAG_STORE",
    show_envvar=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the store; made if it is not there.",
)
@click.option("--from-format", help="Format of the files; by their ending and columns if left out.")
@mapping_option
@click.option(
    "--received",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day the files were received, when that was before today (to load an archive in order).",
)
@click.option(
    "--call",
    metavar="NAME",
    help="What the receiver named the call, so that a later one can take its place (ErsattningsId).",
)
@format_option
@language_option
def command(
    files: tuple[Path, ...],
    store_path: Path,
    from_format: str | None,
    mapping: Path | None,
    received: datetime | None,
    call: str | None,
    output_format: str,
    language: str,
) -> None:
    """Load FILES as one load: all of them, or nothing when one row is wrong.

    A contact sent again supersedes what was sent before; a replacement id removes the contact it names. In
    RIV-TA it names an earlier call: all that one held is removed, with what is attached to its contacts.
    A contact with primary care (primary-care-1) is kept as its waits, for contact and for assessment.
    Diagnoses, causes and procedures are loaded after the contacts they belong to. Nothing is forgotten:
    figures can be counted as they were known on any day. Loading the same content again changes nothing.
    """
    from vardvag.base.moments import Moment
    from vardvag.usecases.load_contacts import load_contacts
    from vardvag.warehouse.store import Store

    received_at = Moment.of(received) if received else None
    read = named_format(from_format, mapping)
    report = load_contacts(Store(store_path), files, read, received_at=received_at, call=call)
    swedish = language == "sv"
    row = {
        "load": report.sequence,
        "new": report.new,
        "received": report.received_at.legal_day,
        "contacts": report.contacts,
        "regions": " ".join(report.regions),
        "first_month": str(report.months[0]) if report.months else None,
        "last_month": str(report.months[-1]) if report.months else None,
    }
    columns = [
        Column("load", "Laddning" if swedish else "Load", right=True),
        Column("new", "Ny" if swedish else "New"),
        Column("received", "Mottagen" if swedish else "Received"),
        Column("contacts", "Kontakter" if swedish else "Contacts", right=True),
        Column("regions", "Regioner" if swedish else "Regions"),
        Column("first_month", "Från" if swedish else "From"),
        Column("last_month", "Till" if swedish else "To"),
    ]
    notes = [finding.sentence("sv" if swedish else "en") for finding in report.warnings]
    if report.primary:
        notes.append(
            f"Av dem med primärvården: {report.primary}."
            if swedish
            else f"Of them with primary care: {report.primary}."
        )
    if report.attached:
        notes.append(
            f"Diagnoser, orsaker och åtgärder: {report.attached}."
            if swedish
            else f"Diagnoses, causes and procedures: {report.attached}."
        )
    if report.new and report.replaced:
        notes.append(
            f"Tog platsen efter anropet {report.replaced}; det här heter {report.call}."
            if swedish
            else f"Took the place of the call {report.replaced}; this one is named {report.call}."
        )
    if not report.new:
        notes.append(
            "Samma innehåll fanns redan: ingenting ändrades."
            if swedish
            else "The same content was there already: nothing changed."
        )
    emit([row], columns, output_format, notes)
