"""A settlement as rows for a table: who, of what population, what share, how many kronor, and why in a word.

Sorted by region code, others last. Here does not belong the whole reason (`explanation`), nor how numbers
look.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from vardvag.agreements.build import POPULATION
from vardvag.agreements.judge import Verdict
from vardvag.agreements.model import Agreement
from vardvag.agreements.recipients import recipient_title
from vardvag.agreements.settle import Payout, Settlement
from vardvag.agreements.trace import PartResult
from vardvag.base.cells import CellKey
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
        return _what_is_missing(payout)
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


def _what_is_missing(payout: Payout) -> Text:
    """How many facts are missing, and of what: populations are told apart from other facts."""
    missing = [key for result in payout.results for key in _keys(result, payout.recipient)]
    people = sum(key.measure == POPULATION for key in missing)
    told = [
        _counted(len(missing) - people, ("uppgift", "uppgifter"), ("fact", "facts")),
        _counted(people, ("folkmängd", "folkmängder"), ("population", "populations")),
    ]
    if not missing:
        told = [Text("det beror på vad alla har tjänat in", "it depends on what everybody has earned")]
    sv = " och ".join(text.sv for text in told if text is not None)
    en = " and ".join(text.en for text in told if text is not None)
    return Text(f"går inte att fastställa: {sv}", f"cannot be determined: {en}")


def _keys(result: PartResult, recipient: str) -> list[CellKey]:
    missing = result.missing_for(recipient)
    if missing is result.missing:  # waits for all that anybody waits for, each fact once already
        return [fact.key for fact in missing]
    return list(dict.fromkeys(fact.key for fact in missing))


def _counted(number: int, sv: tuple[str, str], en: tuple[str, str]) -> Text | None:
    if not number:
        return None
    many = number != 1
    return Text(f"{number} {sv[many]} saknas", f"{number} {en[many]} missing")
