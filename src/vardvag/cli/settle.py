"""`vardvag settle`: who gets what under an agreement."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vardvag.cli.output import Column, current_language, emit, format_option, language_option

if TYPE_CHECKING:
    from vardvag.agreements.overview import Row
    from vardvag.agreements.settle import Settlement
    from vardvag.base.texts import Text
    from vardvag.usecases.repeat_receipt import Repeated

_EXAMPLE = """\b
Examples:
  vardvag settle svf-2025
  vardvag settle komiljard-2019 --facts shares.csv --receipt-out receipt.json
  vardvag settle komiljard-2019 --receipt receipt.json
  vardvag settle ./my-draft/agreement.yaml --facts shares.csv --format csv
"""


@click.command("settle", epilog=_EXAMPLE)
@click.argument("agreement")
@click.option(
    "--facts",
    "fact_files",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="CSV file of facts; may be given several times.  [default: facts.csv beside the agreement]",
)
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Use only facts known on this day (YYYY-MM-DD)."
)
@click.option(
    "--receipt-out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a receipt: facts, fingerprints and result, as JSON. Holds the facts unsuppressed.",
)
@click.option(
    "--receipt",
    "receipt_in",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Settle again as a kept receipt says, and list what is different instead of the payouts. Facts and "
    "day are the receipt's, unless --facts or --as-of is given. Ends with 1 when something is different.",
)
@format_option
@language_option
@click.pass_context
def command(
    ctx: click.Context,
    agreement: str,
    fact_files: tuple[Path, ...],
    as_of: datetime | None,
    receipt_out: Path | None,
    receipt_in: Path | None,
    output_format: str,
    language: str,
) -> None:
    """Settle AGREEMENT: what every recipient gets, to the krona, and why in a word.

    AGREEMENT is the name of a built-in agreement, or the path of a YAML file of your own. A fact that is
    missing leaves payouts undetermined; its money is never moved to others.
    """
    from vardvag.agreements.overview import rows
    from vardvag.usecases.repeat_receipt import repeat_receipt
    from vardvag.usecases.settle_agreement import settle_agreement
    from vardvag.usecases.write_receipt import read_receipt, write_receipt

    day = as_of.date() if as_of else None
    if receipt_in is not None:
        repeated = repeat_receipt(agreement, read_receipt(receipt_in), fact_files, day)
        if receipt_out is not None:
            write_receipt(repeated.settlement, receipt_out)
        _tell(repeated, output_format)
        ctx.exit(1 if repeated.differences else 0)
    settlement = settle_agreement(agreement, fact_files, as_of=day)
    if receipt_out is not None:
        write_receipt(settlement, receipt_out)
    table = output_format == "table"
    told = [_shown(row, table) for row in rows(settlement)]
    if table:
        click.echo(settlement.agreement.title.in_language(current_language()) + "\n")
        told.append(_sum_row(settlement))
    emit(told, _columns(), output_format, _notes(settlement))


def _tell(repeated: Repeated, output_format: str) -> None:
    """What is different from the receipt, in its order, and whether the amounts are the same all the same."""
    from vardvag.base.texts import Text

    amounts = (
        Text("Beloppen är desamma som kvittots, på kronan.", "The amounts are the receipt's, to the krona.")
        if repeated.same_amounts
        else Text("Beloppen är andra än kvittots.", "The amounts are not the receipt's.")
    )
    if not repeated.differences:
        amounts = Text("Kvittot upprepas exakt.", "The receipt is repeated exactly.")
        if output_format == "table":
            click.echo(amounts.in_language(current_language()))
            return
    column = Column("difference", "Skillnad" if current_language() == "sv" else "Difference")
    emit([{"difference": said} for said in repeated.differences], [column], output_format, [amounts])


def _columns() -> list[Column]:
    swedish = current_language() == "sv"
    return [
        Column("code", "Kod" if swedish else "Code"),
        Column("recipient", "Mottagare" if swedish else "Recipient"),
        Column("population", "Folkmängd" if swedish else "Population", right=True),
        Column("share", "Andel" if swedish else "Share", right=True),
        Column("kronor", "Kronor", right=True),
        Column("why", "Varför" if swedish else "Why"),
    ]


def _shown(row: Row, table: bool) -> dict[str, object]:
    from vardvag.agreements.explain import shown_share

    share: object = row.share
    if table and row.share is not None:
        share = shown_share(row.share, current_language())
    return {
        "code": row.recipient,
        "recipient": row.name,
        "population": row.population,
        "share": share,
        "kronor": row.kronor,
        "why": row.why,
    }


def _sum_row(settlement: Settlement) -> dict[str, object]:
    """What is certain to be paid: the last row of the table; the rest is in the notes."""
    from vardvag.agreements.explain import shown_share
    from vardvag.base.texts import Text

    return {
        "code": "",
        "recipient": Text("Summa", "Sum"),
        "population": None,
        "share": shown_share(settlement.paid.share_of(settlement.agreement.amount), current_language()),
        "kronor": settlement.paid,
        "why": Text(f"av {settlement.agreement.amount}", f"of {settlement.agreement.amount}"),
    }


def _notes(settlement: Settlement) -> list[Text]:
    """What must stand with the amounts: what is not paid, missing, assumed, and the file it was read from."""
    from vardvag.agreements.facts import said
    from vardvag.base.texts import Text

    paid, unpaid, undetermined = settlement.paid, settlement.unpaid, settlement.undetermined
    whole = settlement.agreement.amount
    notes = [
        Text(
            f"Betalas {paid} + betalas inte ut {unpaid} + går inte att fastställa {undetermined} = {whole}",
            f"Paid {paid} + not paid {unpaid} + undetermined {undetermined} = {whole}",
        )
    ]
    if missing := settlement.missing:
        first = "; ".join(said(key) for key in missing[:3])
        more = " …" if len(missing) > 3 else ""
        notes.append(
            Text(
                f"{_facts(len(missing))} saknas: {first}{more}. Ge dem med --facts.",
                f"{len(missing)} facts are missing: {first}{more}. Give them with --facts.",
            )
        )
        notes += _near(settlement)
    notes += [
        Text(f"Antagande: {source.note.sv}", f"Assumption: {source.note.en}")
        for source in settlement.assumptions
        if source.note
    ]
    fingerprint = settlement.agreement.fingerprint[:12]
    notes.append(
        Text(
            f"Avtal {settlement.agreement.name}, fil {fingerprint}",
            f"Agreement {settlement.agreement.name}, file {fingerprint}",
        )
    )
    return notes


def _facts(number: int) -> str:
    return "1 uppgift" if number == 1 else f"{number} uppgifter"


def _near(settlement: Settlement) -> list[Text]:
    """A fact given under another policy or basis than the agreement asks for: easily mistaken for it."""
    from vardvag.agreements.facts import said
    from vardvag.base.texts import Text

    for key in settlement.missing:
        if others := [other for other in settlement.book.others(key) if other != key]:
            asked, given = said(key), said(others[0])
            return [
                Text(
                    f"Avtalet frågar efter {asked}; det finns {given}, som räknas på annat sätt.",
                    f"The agreement asks for {asked}; there is {given}, counted otherwise.",
                )
            ]
    return []
