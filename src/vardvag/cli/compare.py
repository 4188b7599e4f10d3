"""`vardvag compare`: two agreements, or one and a what-if of it, recipient by recipient."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vardvag.cli.output import Column, current_language, emit, format_option, language_option
from vardvag.cli.settling import facts_options, scenario_options

if TYPE_CHECKING:
    from vardvag.agreements.compare import Comparison, Difference
    from vardvag.base.texts import Text
    from vardvag.warehouse.store import Store

_EXAMPLE = """\b
Examples:
  vardvag compare svf-2025 --set cells.svf-condition-met.13.2025=ja
  vardvag compare patientmiljarden-2018 --variant 998
  vardvag compare svf-2024 svf-2025 --format xlsx > svf.xlsx
"""


@click.command("compare", epilog=_EXAMPLE)
@click.argument("first")
@click.argument("second", required=False)
@facts_options
@scenario_options
@format_option
@language_option
def command(
    first: str,
    second: str | None,
    fact_files: tuple[Path, ...],
    store: Store | None,
    as_of: date | None,
    variant: str | None,
    changes: tuple[str, ...],
    output_format: str,
    language: str,
) -> None:
    """Compare FIRST with SECOND, or with itself as --set or --variant makes it, on the same facts.

    Names of built-in agreements, or paths of files of your own. What is undetermined under one of them is no
    gain and no loss: the difference is then not known.
    """
    from vardvag.usecases.compare_agreements import compare_agreements

    comparison = compare_agreements(
        first, second, fact_files, as_of, variant=variant, changes=changes, store=store
    )
    rows = [_row(one) for one in comparison.differences]
    if output_format == "table":
        before, after = (one.agreement.title for one in (comparison.before, comparison.after))
        click.echo(f"{before.in_language(current_language())} → {after.in_language(current_language())}\n")
    emit(rows, _columns(), output_format, _notes(comparison))


def _columns() -> list[Column]:
    swedish = current_language() == "sv"
    return [
        Column("code", "Kod" if swedish else "Code"),
        Column("recipient", "Mottagare" if swedish else "Recipient"),
        Column("before", "Före, kronor" if swedish else "Before, kronor", right=True),
        Column("after", "Efter, kronor" if swedish else "After, kronor", right=True),
        Column("change", "Skillnad" if swedish else "Difference", right=True),
        Column("why", "Varför" if swedish else "Why"),
    ]


def _row(one: Difference) -> dict[str, object]:
    return {
        "code": one.recipient,
        "recipient": one.name,
        "before": one.before,
        "after": one.after,
        "change": one.change,
        "why": _why(one),
    }


def _why(one: Difference) -> Text:
    """The conditions that came out otherwise; nothing where only the division changed."""
    from vardvag.agreements.judge import Verdict
    from vardvag.base.texts import Text

    words = {
        Verdict.MET: Text("uppfyllt", "met"),
        Verdict.NOT_MET: Text("inte uppfyllt", "not met"),
        Verdict.UNKNOWN: Text("går inte att fastställa", "cannot be determined"),
    }
    told = [
        Text(
            f"{turned.condition.sv}: {words[turned.before].sv} → {words[turned.after].sv}",
            f"{turned.condition.en}: {words[turned.before].en} → {words[turned.after].en}",
        )
        for turned in one.turned
    ]
    return Text("; ".join(text.sv for text in told), "; ".join(text.en for text in told))


def _notes(comparison: Comparison) -> list[Text]:
    from vardvag.agreements.facts import said
    from vardvag.base.texts import Text

    gaining, losing, unknown = (len(some) for some in _groups(comparison))
    notes = [
        Text(
            f"{gaining} får mer, tillsammans {comparison.gained}; "
            f"{losing} får mindre, tillsammans {comparison.lost}.",
            f"{gaining} get more, together {comparison.gained}; "
            f"{losing} get less, together {comparison.lost}.",
        )
    ]
    if unknown:
        notes.append(
            Text(
                f"För {unknown} går skillnaden inte att fastställa.",
                f"For {unknown} the difference cannot be determined.",
            )
        )
    facts = comparison.after.missing or comparison.before.missing
    if unknown and facts:
        first = "; ".join(said(key) for key in facts[:3]) + (" …" if len(facts) > 3 else "")
        notes.append(
            Text(f"Saknas: {first}. Ge det med --facts.", f"Missing: {first}. Give it with --facts.")
        )
    for settlement in (comparison.before, comparison.after):
        told = [settlement.paid, settlement.unpaid, settlement.undetermined, settlement.agreement.amount]
        notes.append(
            Text(
                f"{settlement.agreement.name}: betalas {told[0]} + betalas inte ut {told[1]} + "
                f"går inte att fastställa {told[2]} = {told[3]}",
                f"{settlement.agreement.name}: paid {told[0]} + not paid {told[1]} + "
                f"undetermined {told[2]} = {told[3]}",
            )
        )
    return [
        *notes,
        *(Text(f"Tänk om: {one}", f"What if: {one}") for one in comparison.after.agreement.changes),
    ]


def _groups(comparison: Comparison) -> tuple[tuple[Difference, ...], ...]:
    return comparison.gaining, comparison.losing, comparison.unknown
