"""`vardvag check`: what is wrong with files of contacts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vardvag.base.errors import WrongUse
from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Language, Text
from vardvag.cli.mapping_option import mapping_option, named_format
from vardvag.cli.output import Column, emit, format_option, language_option

if TYPE_CHECKING:
    from vardvag.usecases.check_contacts import CheckedFile

_KEYS = ("file", "row", "column", "value", "rule", "severity", "message", "remedy")
_TITLES: dict[Language, tuple[str, ...]] = {
    "sv": ("Fil", "Rad", "Kolumn", "Värde", "Regel", "Grad", "Fel", "Gör så här"),
    "en": ("File", "Row", "Column", "Value", "Rule", "Severity", "Fault", "Remedy"),
}
_COLUMNS = {
    language: [Column(key, title, right=key == "row") for key, title in zip(_KEYS, titles, strict=True)]
    for language, titles in _TITLES.items()
}
_SEVERITY = {Severity.ERROR: Text("fel", "error"), Severity.WARNING: Text("varning", "warning")}

EXAMPLE = """\b
Example:
  vardvag check 2019-09-vantande.csv
  vardvag check *.csv --format json
  vardvag check oktober.xlsx --mark oktober-rättad.xlsx --findings-out fel.csv
  vardvag check uttag.csv --mapping my-export.yaml
  vardvag check --schema --contact-format events-1 > events.schema.json"""


@click.command(epilog=EXAMPLE)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--contact-format", help="Name of the contact format; told by the file's ending if left out.")
@mapping_option
@click.option(
    "--findings-out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every finding to a file, .csv, .xlsx or .parquet; what is printed is the first of each rule.",
)
@click.option(
    "--mark",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a copy of the one FILE, Excel or CSV, as a workbook (.xlsx) with the faulty cells marked.",
)
@click.option(
    "--first",
    type=click.IntRange(min=1),
    metavar="N",
    help="Print only the first N findings; how many there are is said, and the exit code is the same.",
)
@click.option(
    "--schema",
    is_flag=True,
    help="Print the Table Schema of a format's rows as JSON, and check nothing; skr-1.1 if none is named.",
)
@format_option
@language_option
@click.pass_context
def command(
    context: click.Context,
    files: tuple[Path, ...],
    contact_format: str | None,
    mapping: Path | None,
    findings_out: Path | None,
    mark: Path | None,
    first: int | None,
    schema: bool,
    output_format: str,
    language: Language,
) -> None:
    """Validate FILES of waiting-time contacts: every finding, with row, column and remedy.

    Changes nothing. Exit code 1 when any row or file is not accepted.
    """
    chosen = named_format(contact_format, mapping)
    if schema == bool(files):
        raise WrongUse(
            Text(
                "Ange filer att kontrollera, eller --schema utan filer",
                "Give files to check, or --schema without files",
            )
        )
    if schema:
        _print_schema(chosen)
        return
    if mark is not None and len(files) != 1:
        raise WrongUse(
            Text("--mark tar en fil i taget", "--mark takes one file at a time"),
        )
    checked = _checked(files, chosen, findings_out, language, first)
    if mark is not None:
        from vardvag.usecases.mark_workbook import mark_workbook

        mark_workbook(files[0], mark, chosen, language)
    findings = [(one, finding) for one in checked for finding in one.summary.findings]
    rows = [_row(one, finding) for one, finding in findings[:first]]
    notes = [_summary(one, first) for one in checked]
    if first is not None:
        notes.append(_shown(len(rows), sum(one.summary.number() for one in checked)))
    emit(rows, _COLUMNS[language], output_format, notes=notes)
    if not all(one.clean for one in checked):
        context.exit(1)


def _print_schema(chosen: str | None) -> None:
    import json

    from vardvag.usecases.show_schema import show_schema

    click.echo(json.dumps(show_schema(chosen), ensure_ascii=False, indent=2))


def _row(one: CheckedFile, finding: Finding) -> dict[str, object]:
    return {
        "file": finding.file or one.path.name,
        "row": finding.row,
        "column": finding.column,
        "value": finding.seen,
        "rule": finding.rule,
        "severity": _SEVERITY[finding.severity],
        "message": finding.message,
        "remedy": finding.remedy,
    }


def _checked(
    files: tuple[Path, ...],
    chosen: str | None,
    findings_out: Path | None,
    language: Language,
    first: int | None,
) -> list[CheckedFile]:
    """The files checked, every finding written to a file of its own where one is asked for.

    So many of each rule are kept that the *first* of all are among them.
    """
    from vardvag.events.checks.summary import FIRST
    from vardvag.usecases.check_contacts import check_contacts

    kept = max(FIRST, first or 0)
    if findings_out is None:
        return check_contacts(files, chosen, first=kept)
    from vardvag.usecases.write_findings import FindingsFile

    with FindingsFile(findings_out, language) as out:
        return check_contacts(files, chosen, first=kept, every=out.add)


def _shown(shown: int, of: int) -> Text:
    return Text(f"De {shown} första av {of} fynd visas.", f"The first {shown} of {of} findings are shown.")


def _summary(one: CheckedFile, first: int | None) -> Text:
    """How the file was read, that every row is accounted for, and what is not shown (with *first*, for all
    files together)."""
    read, taken, refused = one.rows_read, one.accepted_rows, one.rejected_rows
    left = one.summary.left_out if first is None else 0
    more = (f"; {left} fynd till visas inte", f"; {left} more findings are not shown") if left else ("", "")
    return Text(
        f"{one.path.name}: {one.format_name}, {one.found.sv}; "
        f"{read} rader lästa = {taken} godtagna + {refused} avvisade{more[0]}",
        f"{one.path.name}: {one.format_name}, {one.found.en}; "
        f"{read} rows read = {taken} accepted + {refused} rejected{more[1]}",
    )
