"""`vardvag explain`: why a recipient got what it got."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vardvag.cli.output import current_language, language_option, printable
from vardvag.cli.settling import facts_options, scenario_options

if TYPE_CHECKING:
    from vardvag.warehouse.store import Store

_EXAMPLE = """\b
Examples:
  vardvag explain svf-2025 --region 08
  vardvag explain komiljard-2019 --region "Region Kalmar län" --facts shares.csv --format json
"""


@click.command("explain", epilog=_EXAMPLE)
@click.argument("agreement")
@click.option("--region", required=True, help="Code or name of the region, or SKR.")
@facts_options
@scenario_options
@click.option(
    "--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@language_option
def command(
    agreement: str,
    region: str,
    fact_files: tuple[Path, ...],
    store: Store | None,
    as_of: date | None,
    variant: str | None,
    changes: tuple[str, ...],
    output_format: str,
    language: str,
) -> None:
    """Explain a payout under AGREEMENT: the tree from the amount down to every cell and its source."""
    from vardvag.agreements.explain import as_json, as_text
    from vardvag.usecases.explain_payout import explain_payout
    from vardvag.usecases.settle_agreement import settle_agreement

    settlement = settle_agreement(
        agreement, fact_files, as_of=as_of, variant=variant, changes=changes, store=store
    )
    explanation = explain_payout(settlement, region)
    if output_format == "json":
        click.echo(json.dumps(as_json(explanation), ensure_ascii=False, indent=2))
    else:
        click.echo(printable(as_text(explanation, current_language())))
