"""`vardvag reconcile`: published amounts against what we compute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vardvag.cli.output import Column, current_language, emit, format_option, language_option

if TYPE_CHECKING:
    from vardvag.agreements.reconcile import Published


@click.command("reconcile", epilog="Example:  vardvag reconcile --format csv")
@click.option("--all", "everything", is_flag=True, help="Show the exact ones too, in the table.")
@format_option
@language_option
@click.pass_context
def command(ctx: click.Context, everything: bool, output_format: str, language: str) -> None:
    """Compare every published amount we hold with the amount we compute.

    Exit code 1 when some difference is not explained. Only amounts that are published to the krona, and
    computed to the same krona from inputs that were not inferred from them, count as reproduced.
    """
    from vardvag.agreements.overview import recipient_name
    from vardvag.agreements.reconcile import WORDS, Agreeing
    from vardvag.base.texts import Text
    from vardvag.usecases.reconcile_agreements import reconcile_agreements

    reconciliation = reconcile_agreements()
    hide_exact = output_format == "table" and not everything
    rows = [
        {
            "agreement": one.agreement,
            "recipient": recipient_name(one.published.recipient),
            "parts": " ".join(one.published.parts) or Text("allt", "all"),
            "published": _published(one.published, output_format == "table"),
            "computed": one.computed,
            "class": WORDS[one.agreeing] if output_format == "table" else one.agreeing,
            "source": one.published.source.url or one.published.source.title,
        }
        for one in reconciliation.compared
        if not (hide_exact and one.agreeing is Agreeing.EXACT)
    ]
    swedish = current_language() == "sv"
    columns = [
        Column("agreement", "Avtal" if swedish else "Agreement"),
        Column("recipient", "Mottagare" if swedish else "Recipient"),
        Column("parts", "Del" if swedish else "Part"),
        Column("published", "Publicerat" if swedish else "Published", right=True),
        Column("computed", "Beräknat" if swedish else "Computed", right=True),
        Column("class", "Klass" if swedish else "Class"),
        Column("source", "Källa" if swedish else "Source"),
    ]
    exact, of = reconciliation.exact, reconciliation.to_the_krona
    notes = [
        Text(
            f"{exact} av {of} belopp som är publicerade på kronan återskapas på kronan.",
            f"{exact} of {of} amounts published to the krona are reproduced to the krona.",
        )
    ]
    notes += [
        Text(f"{number}: {WORDS[agreeing].sv}", f"{number}: {WORDS[agreeing].en}")
        for agreeing, number in reconciliation.count.items()
    ]
    emit(rows, columns, output_format, notes)
    if reconciliation.unexplained:
        ctx.exit(1)


def _published(published: Published, table: bool) -> object:
    """The amount; in a table a rounded one is marked, so that nobody takes it for exact."""
    if not table or published.to_the_krona:
        return published.amount
    return f"≈ {published.amount.plain()}"
