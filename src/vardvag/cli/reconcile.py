"""`vardvag reconcile`: what has been published against what we compute, amounts and waiting times apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vardvag.cli.output import Column, Row, Section, current_language, emit, format_option, language_option

if TYPE_CHECKING:
    from vardvag.agreements.reconcile import Published
    from vardvag.base.texts import Text
    from vardvag.usecases.reconcile_agreements import Reconciliation

PAYOUTS, WAITING, ALL = "payouts", "waiting", "all"


@click.command("reconcile", epilog="Example:  vardvag reconcile --format csv")
@click.option("--all", "everything", is_flag=True, help="Show the exact ones too, in the table.")
@click.option(
    "--of",
    "of",
    type=click.Choice([ALL, PAYOUTS, WAITING]),
    default=ALL,
    show_default=True,
    help="Amounts under agreements, published waiting times, or both. CSV and Excel hold one kind of rows: "
    "the amounts, unless waiting times are asked for.",
)
@format_option
@language_option
@click.pass_context
def command(ctx: click.Context, everything: bool, of: str, output_format: str, language: str) -> None:
    """Compare every published figure we hold with what we compute.

    Exit code 1 when some difference is not explained. Only amounts that are published to the krona, and
    computed to the same krona from inputs that were not inferred from them, count as reproduced.

    Published waiting times are a section of their own, and are never added to the amounts: each is computed
    from the figures printed beside it, and a month that was published twice keeps both its figures.
    """
    agree = True
    sections = []
    if of != PAYOUTS:
        waiting, waiting_agree = _waiting(of, output_format, everything)
        if of == WAITING:
            emit(waiting.rows, waiting.columns, output_format, waiting.notes)
        sections.append(waiting)
        agree = waiting_agree
    if of != WAITING:
        from vardvag.usecases.reconcile_agreements import reconcile_agreements

        reconciliation = reconcile_agreements()
        rows = _rows(reconciliation, output_format == "table", everything)
        emit(rows, _columns(), output_format, _notes(reconciliation), sections)
        agree = agree and not reconciliation.unexplained
    if not agree:
        ctx.exit(1)


def _waiting(of: str, output_format: str, everything: bool) -> tuple[Section, bool]:
    """The published waiting times, and whether every difference is explained."""
    from vardvag.cli.reconciled_tables import figures, summary
    from vardvag.usecases.reconcile_published_tables import reconcile_published_tables

    reconciled = reconcile_published_tables()
    table = output_format == "table"
    if table and of == ALL:
        return summary(reconciled), reconciled.agree
    return figures(reconciled, as_table=table, everything=everything or not table), reconciled.agree


def _rows(reconciliation: Reconciliation, table: bool, everything: bool) -> list[Row]:
    from vardvag.agreements.overview import recipient_name
    from vardvag.agreements.reconcile import WORDS, Agreeing
    from vardvag.base.texts import Text

    hide_exact = table and not everything
    return [
        {
            "agreement": one.agreement,
            "recipient": recipient_name(one.published.recipient),
            "parts": " ".join(one.published.parts) or Text("allt", "all"),
            "published": _published(one.published, table),
            "computed": one.computed,
            "class": WORDS[one.agreeing] if table else one.agreeing,
            "source": one.published.source.url or one.published.source.title,
        }
        for one in reconciliation.compared
        if not (hide_exact and one.agreeing is Agreeing.EXACT)
    ]


def _columns() -> list[Column]:
    swedish = current_language() == "sv"
    return [
        Column("agreement", "Avtal" if swedish else "Agreement"),
        Column("recipient", "Mottagare" if swedish else "Recipient"),
        Column("parts", "Del" if swedish else "Part"),
        Column("published", "Publicerat" if swedish else "Published", right=True),
        Column("computed", "Beräknat" if swedish else "Computed", right=True),
        Column("class", "Klass" if swedish else "Class"),
        Column("source", "Källa" if swedish else "Source"),
    ]


def _notes(reconciliation: Reconciliation) -> list[Text]:
    from vardvag.agreements.reconcile import WORDS
    from vardvag.base.texts import Text

    exact, of = reconciliation.exact, reconciliation.to_the_krona
    told = Text(
        f"{exact} av {of} belopp som är publicerade på kronan återskapas på kronan.",
        f"{exact} of {of} amounts published to the krona are reproduced to the krona.",
    )
    return [
        told,
        *(
            Text(f"{number}: {WORDS[agreeing].sv}", f"{number}: {WORDS[agreeing].en}")
            for agreeing, number in reconciliation.count.items()
        ),
    ]


def _published(published: Published, table: bool) -> object:
    """The amount; in a table a rounded one is marked, so that nobody takes it for exact."""
    if not table or published.to_the_krona:
        return published.amount
    return f"≈ {published.amount.plain()}"
