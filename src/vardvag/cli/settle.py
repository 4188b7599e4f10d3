"""`vardvag settle`: who gets what under an agreement."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vardvag.cli.output import Column, current_language, emit, format_option, language_option
from vardvag.cli.settling import facts_options, scenario_options

if TYPE_CHECKING:
    from vardvag.agreements.overview import Row
    from vardvag.agreements.settle import Settlement
    from vardvag.base.texts import Text
    from vardvag.usecases.repeat_receipt import Repeated
    from vardvag.warehouse.store import Store

_EXAMPLE = """\b
Examples:
  vardvag settle svf-2025
  vardvag settle komiljard-2019 --facts shares.csv --receipt-out receipt.json
  vardvag settle komiljard-2019 --receipt receipt.json
  vardvag settle komiljard-2019 --from-store ./store --facts reported.csv
  vardvag settle komiljard-2019 --template shares.xlsx
  vardvag settle svf-2025 --set cells.svf-condition-met.13.2025=ja
  vardvag settle ./my-draft/agreement.yaml --facts shares.xlsx --format csv
"""


@click.command("settle", epilog=_EXAMPLE)
@click.argument("agreement")
@facts_options
@scenario_options
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
@click.option(
    "--template",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Instead of settling, write a sheet (.xlsx or .csv) with a row for every fact that the agreement "
    "asks for, to fill in and give with --facts.",
)
@format_option
@language_option
@click.pass_context
def command(
    ctx: click.Context,
    agreement: str,
    fact_files: tuple[Path, ...],
    store: Store | None,
    as_of: date | None,
    variant: str | None,
    changes: tuple[str, ...],
    receipt_out: Path | None,
    receipt_in: Path | None,
    template: Path | None,
    output_format: str,
    language: str,
) -> None:
    """Settle AGREEMENT: what every recipient gets, to the krona, and why in a word.

    AGREEMENT is the name of a built-in agreement, or the path of a YAML file of your own. A fact that is
    missing leaves payouts undetermined; its money is never moved to others.
    """
    from vardvag.agreements.overview import rows
    from vardvag.base.errors import WrongUse
    from vardvag.base.texts import Text
    from vardvag.usecases.repeat_receipt import repeat_receipt
    from vardvag.usecases.settle_agreement import settle_agreement
    from vardvag.usecases.write_receipt import read_receipt, write_receipt

    if template is not None:
        _write_template(agreement, template, as_of, variant, store)
        return
    if receipt_in is not None:
        if changes or variant is not None:
            raise WrongUse(
                Text(
                    "kvittot säger självt vilken läsning och vilka ändringar det gäller",
                    "the receipt itself says which variant and which changes it is of",
                )
            )
        repeated = repeat_receipt(agreement, read_receipt(receipt_in), fact_files, as_of)
        if receipt_out is not None:
            write_receipt(repeated.settlement, receipt_out)
        _tell(repeated, output_format)
        ctx.exit(1 if repeated.differences else 0)
    settlement = settle_agreement(
        agreement, fact_files, as_of=as_of, variant=variant, changes=changes, store=store
    )
    if receipt_out is not None:
        write_receipt(settlement, receipt_out)
    table = output_format == "table"
    payees = rows(settlement)
    told = [_shown(row, table) for row in payees]
    if table:
        told = _gathered(payees, told)
        click.echo(settlement.agreement.title.in_language(current_language()) + "\n")
        told.append(_sum_row(settlement))
    emit(told, _columns(), output_format, _notes(settlement))


def _write_template(
    agreement: str, path: Path, as_of: date | None, variant: str | None, store: Store | None
) -> None:
    """The sheet of facts, and how many rows there are to fill in."""
    from vardvag.agreements.catalogue import load
    from vardvag.base.texts import Text
    from vardvag.usecases.write_template import write_template

    chosen = load(agreement, on=as_of, variant=variant)
    written = write_template(chosen, path, current_language(), store)
    told = Text(
        f"{written.asked} uppgifter, varav {written.held} redan ifyllda: {path}",
        f"{written.asked} facts, {written.held} of them filled in already: {path}",
    )
    click.echo(told.in_language(current_language()))


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


def _gathered(payees: tuple[Row, ...], told: list[dict[str, object]]) -> list[dict[str, object]]:
    """The rows for a table, municipalities that wait for the same facts on one line: there are 290."""
    from vardvag.base.texts import Text

    waiting = [len(payee.recipient) == len("0114") and payee.kronor is None for payee in payees]
    alike = {str(payee.why) for payee, waits in zip(payees, waiting, strict=True) if waits}
    number = sum(waiting)
    if number < _MANY or len(alike) > 1:
        return told
    first = waiting.index(True)
    codes = [payee.recipient for payee, waits in zip(payees, waiting, strict=True) if waits]
    together = told[first] | {
        "code": f"{codes[0]}–{codes[-1]}",
        "recipient": Text(f"{number} kommuner", f"{number} municipalities"),
    }
    rest = [row for row, waits in zip(told, waiting, strict=True) if not waits]
    return [*rest[:first], together, *rest[first:]]


_MANY = 30
"""So many lines that say the same thing are one line in a table; files keep them all."""


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
    from vardvag.base.texts import Text
    from vardvag.usecases.name_facts import named

    paid, unpaid, undetermined = settlement.paid, settlement.unpaid, settlement.undetermined
    whole = settlement.agreement.amount
    notes = [
        Text(
            f"Betalas {paid} + betalas inte ut {unpaid} + går inte att fastställa {undetermined} = {whole}",
            f"Paid {paid} + not paid {unpaid} + undetermined {undetermined} = {whole}",
        )
    ]
    if missing := settlement.missing:
        first = [named(key, settlement.agreement) for key in missing[:3]]
        sv, en = ("; ".join(one.in_language(language) for one in first) for language in ("sv", "en"))
        more = " …" if len(missing) > 3 else ""
        notes.append(
            Text(
                f"{_facts(len(missing))} saknas: {sv}{more}. Ge dem med --facts.",
                f"{len(missing)} facts are missing: {en}{more}. Give them with --facts.",
            )
        )
        notes += _near(settlement)
    agreement = settlement.agreement
    notes += [Text(f"Tänk om: {change}", f"What if: {change}") for change in agreement.changes]
    notes += [
        Text(f"Läsning: {variant.title.sv}", f"Variant: {variant.title.en}")
        for variant in agreement.variants
        if variant.name == agreement.variant
    ]
    notes += [
        Text(f"Ändrat från {one.effective}: {one.title.sv}", f"Amended from {one.effective}: {one.title.en}")
        for one in agreement.amendments
        if one.applied
    ]
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
