"""`vardvag remove-contacts`: remove contacts from the store for good."""

from __future__ import annotations

from pathlib import Path

import click

from vardvag.base.texts import Language, Text
from vardvag.cli.months import month_named
from vardvag.cli.output import Column, emit, format_option, language_option

EXAMPLE = """\b
Examples:
  vardvag remove-contacts --before 2019-01 --store ./store --by "Ark Ivarie" --reason "beslut 4" --dry-run
  vardvag remove-contacts --contacts named.csv --store ./store --by "Ark Ivarie" --reason "dnr 17\""""


@click.command("remove-contacts", epilog=EXAMPLE)
@click.option(
    "--store",
    required=True,
    envvar="VARDVAG_STORE",
    show_envvar=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the store.",
)
@click.option("--before", metavar="MONTH", help="Remove the rows of every report month before this one.")
@click.option("--region", help="Only of this region (code or name); of all if left out.")
@click.option(
    "--contacts",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Remove the contacts named in this file: columns region and contact_id.",
)
@click.option("--by", required=True, metavar="NAME", help="Who removes them; kept in the store.")
@click.option("--reason", required=True, help="Why, never naming a person; kept in the store.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and remove nothing.")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@format_option
@language_option
def command(
    store: Path,
    before: str | None,
    region: str | None,
    contacts: Path | None,
    by: str,
    reason: str,
    dry_run: bool,
    yes: bool,
    output_format: str,
    language: Language,
) -> None:
    """Remove contacts from the store, with all that is known of them: it cannot be undone.

    Either months that have been kept long enough, or contacts that are named. The rows are then in no file of
    the store, and figures are as if they had never been received, on whatever day they were known. What they
    had replaced stays replaced. Removed months are not received again, nor is the same content out of which
    named contacts were removed. The store keeps when, by whom, why and how many, and no id.
    """
    from vardvag.base.errors import WrongUse
    from vardvag.usecases.remove_contacts import remove_months, remove_named

    if (before is None) == (contacts is None) or (contacts is not None and region is not None):
        raise WrongUse(_EITHER)
    month = None if before is None else month_named(before)
    if not dry_run and not yes:
        click.confirm(_SURE.in_language(language), abort=True, err=True)
    if month is not None:
        done = remove_months(store, month, by=by, reason=reason, region=region, only_tell=dry_run)
    else:
        assert contacts is not None
        done = remove_named(store, contacts, by=by, reason=reason, only_tell=dry_run)
    notes: list[str | Text] = []
    if done.finished:
        notes.append(_said(_LEFT if dry_run else _FINISHED, number=str(done.finished)))
    notes.append(_NOTHING if done.removal is None else _WOULD_GO if dry_run else _GONE)
    if done.related:
        others = ", ".join(f"{place} {name}" for place, name in done.related)
        notes.append(_said(_RELATED, others=others))
    rows = [] if done.removal is None else [done.removal]
    emit(
        [
            {
                "kind": _KINDS[one.kind.value],
                "rows": one.rows,
                "attached": one.attached_rows,
                "months": one.months,
                "loads": len(one.loads),
            }
            for one in rows
        ],
        [
            Column("kind", _HEADINGS["kind"].in_language(language)),
            *(
                Column(name, _HEADINGS[name].in_language(language), right=True)
                for name in list(_HEADINGS)[1:]
            ),
        ],
        output_format,
        notes,
    )


def _said(text: Text, **holes: str) -> Text:
    return Text(text.sv.format(**holes), text.en.format(**holes))


_HEADINGS = {
    "kind": Text("Slag", "Kind"),
    "rows": Text("Rader", "Rows"),
    "attached": Text("Diagnoser, åtgärder", "Diagnoses, procedures"),
    "months": Text("Regioners månader", "Months of regions"),
    "loads": Text("Ur laddningar", "Out of loads"),
}
_KINDS = {"months": Text("månader", "months"), "contacts": Text("kontakter", "contacts")}
_EITHER = Text(
    "Ange antingen --before (och om så önskas --region) eller --contacts.",
    "Give either --before (with --region if wanted) or --contacts.",
)
_SURE = Text("Det kan inte göras ogjort. Ta bort?", "It cannot be undone. Remove?")
_NOTHING = Text(
    "Det finns inget sådant i lagret: inget togs bort.", "There is none in the store: nothing was removed."
)
_WOULD_GO = Text("Det här skulle tas bort. Inget är borttaget.", "This would be removed. Nothing is.")
_GONE = Text(
    "Borttaget: det finns inte i någon av lagrets filer. Säkerhetskopior av lagret har det kvar: gör om dem.",
    "Removed: it is in no file of the store any more. Backups of the store still have it: make them anew.",
)
_FINISHED = Text(
    "Ett avbrott hade lämnat {number} filer; de är borta nu.",
    "An interruption had left {number} files; they are gone now.",
)
_LEFT = Text(
    "Ett avbrott har lämnat {number} filer, som nästa skrivning tar bort.",
    "An interruption has left {number} files, which whoever writes next removes.",
)
_RELATED = Text(
    "Kvar är kontakter som de namngivna hade ersatt eller ersatts av, kanske samma under annat id: {others}",
    "Left are contacts that the named had replaced or were replaced by, perhaps the same: {others}",
)
