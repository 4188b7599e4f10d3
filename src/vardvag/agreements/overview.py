"""A settlement as rows for a table: who, of what population, what share, how many kronor, and why in a word.

Sorted by region code, others last. Here does not belong the whole reason (`explanation`), nor how numbers
look.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from vardvag.agreements.judge import Verdict
from vardvag.agreements.model import Agreement
from vardvag.agreements.recipients import recipient_title
from vardvag.agreements.settle import Payout, Settlement
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text


@dataclass(frozen=True, slots=True)
class Row:
    """One recipient. `kronor` and `share` (of the agreement's sum) are None while undetermined."""

    recipient: str
    name: str
    population: int | None
    share: Fraction | None
    kronor: Kronor | None
    at_least: Kronor
    why: Text


def rows(settlement: Settlement) -> tuple[Row, ...]:
    """Every payout as a row."""
    whole = settlement.agreement.amount
    return tuple(
        Row(
            recipient=payout.recipient,
            name=recipient_name(payout.recipient, settlement.agreement),
            population=payout.population,
            share=payout.kronor.share_of(whole) if payout.kronor is not None else None,
            kronor=payout.kronor,
            at_least=payout.at_least,
            why=in_a_word(payout),
        )
        for payout in settlement.payouts
    )


def recipient_name(recipient: str, agreement: Agreement | None = None) -> str:
    """`Kalmar` for 08; another recipient as it is called, in Swedish; `agreement` names those of its own."""
    return recipient_title(recipient, agreement.others if agreement else None).sv


def in_a_word(payout: Payout) -> Text:
    """The shortest true reason: met, not met (which condition), or how many facts are missing."""
    if payout.kronor is None:
        facts = len(payout.missing)
        needed = {who for result in payout.results for who in result.missing_weights}
        told_sv, told_en = [], []
        if facts:
            told_sv.append("1 uppgift saknas" if facts == 1 else f"{facts} uppgifter saknas")
            told_en.append("1 fact is missing" if facts == 1 else f"{facts} facts are missing")
        if needed:
            one = len(needed) == 1
            told_sv.append("1 folkmängd saknas" if one else f"{len(needed)} folkmängder saknas")
            told_en.append("1 population is missing" if one else f"{len(needed)} populations are missing")
        return Text(
            f"går inte att fastställa: {', '.join(told_sv)}", f"cannot be determined: {', '.join(told_en)}"
        )
    tried = [result for result in payout.results if result.part.pot.qualify is not None]
    earned = [r for r in tried if r.qualifications[payout.recipient].verdict is Verdict.MET]
    if not tried:
        return Text("utan villkor", "without conditions")
    if len(tried) > 1:
        return Text(
            f"del av {len(earned)} av {len(tried)} potter", f"a share of {len(earned)} of {len(tried)} pots"
        )
    if earned:
        return Text("villkoren uppfyllda", "conditions met")
    failed = [
        check.condition.title
        for check in tried[0].qualifications[payout.recipient].checks
        if check.verdict is Verdict.NOT_MET
    ]
    return Text(
        f"uppfyller inte {', '.join(title.sv for title in failed)}",
        f"does not meet {', '.join(title.en for title in failed)}",
    )
