"""`vardvag config`: the settings in use, secrets hidden, and every fault at once."""

from __future__ import annotations

import os

import click

from vardvag.cli.output import Column, current_language, emit, format_option, language_option


@click.command(
    epilog="Example: VARDVAG_DEMO=1 vardvag config --check",
    short_help="Show the settings in use, and whether they are safe to run on.",
)
@click.option("--check", is_flag=True, help="Exit with 1 when the site could not start on these settings.")
@format_option
@language_option
@click.pass_context
def command(context: click.Context, check: bool, output_format: str, language: str) -> None:
    """Show every VARDVAG_* setting, where it comes from, and what is wrong with it. Secrets are hidden."""
    from vardvag.base.findings import Severity
    from vardvag.usecases.read_configuration import read_configuration

    _configuration, given, findings = read_configuration(os.environ)
    rows = [
        {
            "setting": f"VARDVAG_{one.option.name}",
            "value": one.shown or None,
            "origin": one.origin,
            "meaning": one.option.meaning,
        }
        for one in given
    ]
    swedish = language == "sv"
    columns = [
        Column("setting", "Inställning" if swedish else "Setting"),
        Column("value", "Värde" if swedish else "Value"),
        Column("origin", "Varifrån" if swedish else "From"),
        Column("meaning", "Betydelse" if swedish else "Meaning"),
    ]
    emit(rows, columns, output_format)
    for finding in findings:
        click.echo(finding.sentence(current_language()), err=True)
    if check and any(finding.severity is Severity.ERROR for finding in findings):
        context.exit(1)
