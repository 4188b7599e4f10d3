"""The reference of the built-in agreements: what each says, what is paid, what is not known, what agrees.

Everything on the page is read from the catalogue, settled and reconciled when the page is written. Here does
not belong what the words of a file mean (`agreement_words`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from page_parts import MADE, docstrings_below, table

from vardvag.agreements import catalogue
from vardvag.agreements.model import Agreement, KeyKind, Pot, Unearned
from vardvag.agreements.reconcile import Agreeing
from vardvag.agreements.settle import Settlement
from vardvag.base.kronor import Kronor
from vardvag.usecases.reconcile_agreements import reconcile_agreements
from vardvag.usecases.settle_agreement import settle_agreement

KEYS = {
    KeyKind.POPULATION: "population",
    KeyKind.EQUAL: "the same to each",
    KeyKind.TABLE: "a table of its own",
    KeyKind.COUNT: "counted",
    KeyKind.AMOUNTS: "decided elsewhere",
}
UNEARNED = {
    Unearned.TO_THOSE_WHO_QUALIFY: "to those who qualify",
    Unearned.BACK: "not paid",
    Unearned.BONUS_POT: "to a bonus pot",
    Unearned.BEST: "to the best",
}
CLASSES = {
    Agreeing.EXACT: "exact",
    Agreeing.WITHIN_ROUNDING: "within rounding",
    Agreeing.CONSISTENT: "consistent",
    Agreeing.EXPLAINED: "explained",
    Agreeing.NOT_COMPUTABLE: "not computable",
    Agreeing.UNEXPLAINED: "unexplained",
}


def agreements_page() -> str:
    """The whole page: the money of all, what agrees of what is published, then each."""
    settled = [settle_agreement(name) for name in catalogue.names()]
    parts = ["# Agreements", MADE, *_money(settled), *_published()]
    for settlement in settled:
        parts += _one(settlement.agreement)
    return "\n\n".join(parts) + "\n"


def _money(settled: Sequence[Settlement]) -> list[str]:
    """What is paid, not paid and undetermined of each."""
    rows = []
    for settlement in settled:
        agreement = settlement.agreement
        sums = (agreement.amount, settlement.paid, settlement.unpaid, settlement.undetermined)
        years, status = " ".join(map(str, agreement.years)), agreement.standing.value
        assumed = len(agreement.assumptions) or None
        rows.append((_linked(agreement.name), years, status, *map(_millions, sums), assumed))
    titles = ("agreement", "years", "status", "sum", "paid", "not paid", "undetermined", "assumptions")
    told = (
        f"{len(rows)} agreements, each as last amended and settled from the facts kept beside it. Amounts in "
        "million kronor. *Undetermined* is money for which a fact or a rule is not public: it is never "
        "guessed. Whoever has the facts [gives them](../how-to/give-facts.md)."
    )
    return [told, table(titles, rows)]


def _published() -> list[str]:
    """How ours stand to the published amounts, by agreement and class."""
    reconciliation = reconcile_agreements()
    classes: dict[str, Counter[Agreeing]] = {}
    for one in reconciliation.compared:
        classes.setdefault(one.agreement, Counter())[one.agreeing] += 1
    used = [one for one in CLASSES if one in reconciliation.count]
    rows = [
        (_linked(name), *(counted[one] or None for one in used), counted.total())
        for name, counted in classes.items()
    ]
    rows.append(("all", *reconciliation.count.values(), len(reconciliation.compared)))
    meant = docstrings_below(Agreeing)
    told = (
        f"**{reconciliation.exact} of {reconciliation.to_the_krona}** amounts published to the krona are "
        "reproduced to the krona. Every published amount that is held, rounded ones too, by how ours "
        "stands to it ([why these classes](../explanation/agreements.md#reconciliation)):"
    )
    return [
        "## What has been published",
        told,
        "\n".join(f"- **{CLASSES[one]}**: {meant[one.name]}" for one in used),
        table(("agreement", *(CLASSES[one] for one in used), "all"), rows),
    ]


def _linked(name: str) -> str:
    return f"[{name}](#{name})"


def _one(agreement: Agreement) -> list[str]:
    parts = [f"## {agreement.name}", f"{agreement.title.sv}. *{agreement.title.en}.*", agreement.about.en]
    number = f" The Government's number: {agreement.number}." if agreement.number else ""
    parts.append(f"Sum: {agreement.amount}.{number} Fingerprint: `{agreement.fingerprint[:12]}`.")
    rows = [
        (
            pot.path,
            pot.title.en,
            str(pot.amount),
            len(pot.recipients) or "not public",
            "through its sub-pots" if pot.pots else _key(pot),
            "; ".join(one.title.en for one in pot.qualify.conditions)
            if pot.qualify and not pot.pots
            else None,
            UNEARNED[pot.unearned] if pot.unearned and not pot.pots else None,
        )
        for pot in agreement.all_pots()
    ]
    parts.append(table(("pot", "title", "amount", "recipients", "key", "conditions", "not earned"), rows))
    parts += _listed(
        "Amended:", (f"from {one.effective}: {one.title.en} (`{one.name}`)" for one in agreement.amendments)
    )
    parts += _listed(
        "Other readings:", (f"`--variant {one.name}`: {one.title.en}" for one in agreement.variants)
    )
    assumed = (source.note.en for source in agreement.assumptions if source.note)
    parts += _listed("Assumptions, shown wherever a result depends on them:", assumed)
    return parts


def _listed(title: str, told: Iterable[str]) -> list[str]:
    lines = [f"- {line}" for line in told]
    return [title, "\n".join(lines)] if lines else []


def _key(pot: Pot) -> str | None:
    if len(pot.recipients) < 2:
        return None
    told = KEYS[pot.key.kind]
    if pot.key.series is not None:
        told += f" {pot.key.series}"
    return f"{pot.key.fixed} to each, then {told}" if pot.key.fixed is not None else told


def _millions(kronor: Kronor) -> str | None:
    """Kronor in millions, with as many decimals as there are; a dash for none."""
    whole, rest = divmod(int(kronor), 1_000_000)
    if not int(kronor):
        return None
    decimals = f"{rest:06}".rstrip("0")
    return f"{whole:,}".replace(",", " ") + (f".{decimals}" if decimals else "")
