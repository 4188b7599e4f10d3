"""Every published amount we hold against what we compute, each in an honest class.

`published.csv` beside an agreement holds one published amount a row: recipient, parts (names of parts, or
their beginnings, with spaces between; empty is all), amount in kronor, precision (`krona`, or `about` when
rounded in an unknown way), source_title, source_url, confidence, note, and where we know why a figure must
differ, explained.

Only an amount published to the krona and computed to the same krona counts as reproduced.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from vardvag.agreements.catalogue import load, names, published_facts
from vardvag.agreements.model import Agreement
from vardvag.agreements.settle import Settlement, settle
from vardvag.base.dated import Confidence, Source
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text


class Agreeing(StrEnum):
    """How a computed amount stands to a published one."""

    EXACT = "exact"
    """The same krona, from facts and populations that were not inferred from the amount."""
    CONSISTENT = "consistent"
    """The same krona, but from facts or populations inferred from published amounts: no independent proof."""
    EXPLAINED = "explained"
    """Different, and `published.csv` says why it must be."""
    ROUNDED = "rounded"
    """The published amount is rounded in an unknown way: neither the same nor different."""
    NOT_COMPUTABLE = "not_computable"
    """A fact or a rule that is needed is not public."""
    UNEXPLAINED = "unexplained"
    """Different, and we do not know why."""


WORDS = {
    Agreeing.EXACT: Text("exakt", "exact"),
    Agreeing.CONSISTENT: Text("stämmer med härledda uppgifter", "consistent with inferred inputs"),
    Agreeing.EXPLAINED: Text("förklarad skillnad", "explained difference"),
    Agreeing.ROUNDED: Text("publicerat avrundat, kan inte jämföras", "published rounded, cannot be compared"),
    Agreeing.NOT_COMPUTABLE: Text(
        "kan inte beräknas: uppgifter eller regel är inte offentliga",
        "not computable: facts or rule are not public",
    ),
    Agreeing.UNEXPLAINED: Text("oförklarad skillnad", "unexplained difference"),
}


@dataclass(frozen=True, slots=True)
class Published:
    """An amount somebody has published. `parts` empty means the recipient's whole payout."""

    recipient: str
    parts: tuple[str, ...]
    amount: Kronor
    to_the_krona: bool
    source: Source
    note: str | None = None
    explained: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One published amount beside ours (None: undetermined)."""

    agreement: str
    published: Published
    computed: Kronor | None
    agreeing: Agreeing


def reconcile(agreements: Iterable[Agreement] | None = None) -> tuple[Compared, ...]:
    """Every published amount of *agreements* (None: all built-in) against ours, from published facts."""
    chosen = [load(name) for name in names()] if agreements is None else list(agreements)
    compared: list[Compared] = []
    for agreement in chosen:
        published = read_published(agreement.path.parent / "published.csv")
        settlement = settle(agreement, published_facts(agreement))
        compared += [compare_amount(settlement, one) for one in published]
    return tuple(compared)


def reproduced(compared: Iterable[Compared]) -> tuple[int, int]:
    """N and M of "N of M to the krona": only exact ones are N; M is every amount published to the krona."""
    exact = [one.agreeing is Agreeing.EXACT for one in compared if one.published.to_the_krona]
    return sum(exact), len(exact)


def compare_amount(settlement: Settlement, published: Published) -> Compared:
    """One published amount against ours."""
    computed = _computed(settlement, published)
    if computed is None:
        agreeing = Agreeing.NOT_COMPUTABLE
    elif not published.to_the_krona:
        agreeing = Agreeing.ROUNDED
    elif computed == published.amount:
        agreeing = Agreeing.CONSISTENT if _is_inferred(settlement) else Agreeing.EXACT
    else:
        agreeing = Agreeing.EXPLAINED if published.explained else Agreeing.UNEXPLAINED
    return Compared(settlement.agreement.name, published, computed, agreeing)


def read_published(path: Path) -> tuple[Published, ...]:
    """The amounts in a `published.csv`; none when there is no such file.

    BadInput with every row that is wrong.
    """
    if not path.is_file():
        return ()
    published, findings = [], []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                published.append(_published(row))
            except (ValueError, KeyError) as problem:
                findings.append(
                    Finding(
                        "published",
                        Text("Raden kan inte läsas", "The row cannot be read"),
                        Text(f"Rätta raden: {problem}", f"Mend the row: {problem}"),
                        file=path.name,
                        row=number,
                    )
                )
    if findings:
        raise BadInput(Text(f"{path.name} kan inte användas", f"{path.name} cannot be used"), findings)
    return tuple(published)


def _published(row: dict[str, str]) -> Published:
    if row["precision"] not in ("krona", "about"):
        raise ValueError(f"precision is krona or about, not {row['precision']!r}")
    return Published(
        recipient=row["recipient"],
        parts=tuple(row["parts"].split()),
        amount=Kronor.parse(row["amount"]),
        to_the_krona=row["precision"] == "krona",
        source=Source(
            row["source_title"], row["source_url"] or None, confidence=Confidence(row["confidence"])
        ),
        note=row.get("note") or None,
        explained=row.get("explained") or None,
    )


def _computed(settlement: Settlement, published: Published) -> Kronor | None:
    """Our amount for the same parts; None as soon as one of them is undetermined."""
    payout = settlement.payout(published.recipient)
    if not published.parts:
        return payout.kronor
    shares = [
        result.shares[published.recipient]
        for result in payout.results
        if any(
            result.part.name == name or result.part.name.startswith(f"{name}/") for name in published.parts
        )
    ]
    known = [share for share in shares if share is not None]
    return Kronor(sum(known)) if shares and len(known) == len(shares) else None


def _is_inferred(settlement: Settlement) -> bool:
    """Whether a population or a fact behind the result was itself inferred from published figures."""
    keys = (pot.key.source for pot in settlement.agreement.pots)
    sources = [source for source in keys if source is not None]
    sources += [cell.source for cell in settlement.facts_used]
    return any(source.confidence in (Confidence.INFERRED, Confidence.ASSUMPTION) for source in sources)
