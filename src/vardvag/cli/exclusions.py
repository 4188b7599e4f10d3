"""`vardvag exclusions`: what each region gets under an agreement, by who is left out of the figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vardvag.cli.output import Column, current_language, emit, format_option, language_option
from vardvag.cli.settling import facts_options, scenario_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vardvag.base.texts import Text
    from vardvag.usecases.other_exclusion import UnderPolicy
    from vardvag.warehouse.store import Store

_EXAMPLE = """\b
Examples:
  vardvag exclusions komiljard-2019 --from-store ./store --facts reported.csv
  vardvag exclusions komiljard-2019 --from-store ./store --policy nobody --policy pvv-over-limit
"""


@click.command("exclusions", epilog=_EXAMPLE)
@click.argument("agreement")
@facts_options
@click.option(
    "--policy", "names", multiple=True, help="Only this policy, beside the agreement's own.  [default: all]"
)
@scenario_options
@format_option
@language_option
def command(
    agreement: str,
    fact_files: tuple[Path, ...],
    store: Store | None,
    as_of: date | None,
    names: tuple[str, ...],
    variant: str | None,
    changes: tuple[str, ...],
    output_format: str,
    language: str,
) -> None:
    """Settle AGREEMENT as it stands, and with its counted facts under every other exclusion policy.

    The contacts are the same: what differs is only who is left out of numerator and denominator. Without
    --facts for what no measure counts, every amount is undetermined.
    """
    from vardvag.base.errors import WrongUse
    from vardvag.base.texts import Text
    from vardvag.usecases.other_exclusion import settle_under_policies

    if store is None:
        raise WrongUse(
            Text(
                "säg med --from-store vilket lager som ska räknas",
                "say with --from-store which store to count",
            )
        )
    settled = settle_under_policies(
        agreement, store, fact_files, as_of, variant=variant, changes=changes, names=names
    )
    if output_format == "table":
        title = settled[0].settlement.agreement.title
        click.echo(title.in_language(current_language()) + "\n")
    emit(_rows(settled), _columns(settled), output_format, _notes(settled))


def _columns(settled: Sequence[UnderPolicy]) -> list[Column]:
    swedish = current_language() == "sv"
    own = "Enligt avtalet" if swedish else "As agreed"
    return [
        Column("code", "Kod" if swedish else "Code"),
        Column("recipient", "Mottagare" if swedish else "Recipient"),
        *(Column(_key(one), _key(one) if one.policy else own, right=True) for one in settled),
        Column("spread", "Spridning" if swedish else "Spread", right=True),
    ]


def _key(one: UnderPolicy) -> str:
    return one.policy.id if one.policy else "agreed"


def _rows(settled: Sequence[UnderPolicy]) -> list[dict[str, object]]:
    from vardvag.agreements.recipients import recipient_title

    rows: list[dict[str, object]] = []
    others = settled[0].settlement.agreement.others
    for payout in settled[0].settlement.payouts:
        amounts = {_key(one): one.kronor(payout.recipient) for one in settled}
        known = [amount for amount in amounts.values() if amount is not None]
        rows.append(
            {
                "code": payout.recipient,
                "recipient": recipient_title(payout.recipient, others),
                **amounts,
                "spread": max(known) - min(known) if len(known) == len(amounts) else None,
            }
        )
    return rows


def _notes(settled: Sequence[UnderPolicy]) -> list[Text]:
    """What each policy leaves out, and what is missing where something is."""
    from vardvag.base.texts import Text
    from vardvag.usecases.name_facts import named

    notes = [
        Text(f"{one.policy.id}: {one.policy.definition.sv}", f"{one.policy.id}: {one.policy.definition.en}")
        for one in settled
        if one.policy
    ]
    missing = {key: one.settlement.agreement for one in settled for key in one.settlement.missing}
    if missing:
        first = [named(key, agreement) for key, agreement in list(missing.items())[:3]]
        sv, en = ("; ".join(one.in_language(language) for one in first) for language in ("sv", "en"))
        more = " …" if len(missing) > 3 else ""
        notes.append(
            Text(
                f"{len(missing)} uppgifter saknas: {sv}{more}. Ge dem med --facts.",
                f"{len(missing)} facts are missing: {en}{more}. Give them with --facts.",
            )
        )
    return notes
