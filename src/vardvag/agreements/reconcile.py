"""Every published amount we hold against what we compute, each in an honest class.

`published.csv` beside an agreement holds one published amount a row: recipient (a code, or `ALL` for the sum
to everybody), parts (names of parts, or their beginnings, with spaces between; empty is all), amount in
kronor, precision (`krona`; the unit it is stated to be rounded to, in kronor: `100000`; or `about`, rounded
in an unknown way), source_title, source_url, confidence, note, and where we know why a figure must differ,
explained. `variant` and `on` name another reading of the agreement, or the day as of which it is settled.

Only an amount published to the krona and computed to the same krona, from inputs that were not inferred from
published amounts, counts as reproduced.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from vardvag.agreements.build import rebuild
from vardvag.agreements.catalogue import load, names, published_facts
from vardvag.agreements.model import Agreement
from vardvag.agreements.settle import Settlement, facts_of, settle
from vardvag.agreements.trace import PartResult
from vardvag.base.dated import Confidence, Source
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

ALL = "ALL"
"""Stands for everybody together in `published.csv`."""


class Agreeing(StrEnum):
    """How a computed amount stands to a published one."""

    EXACT = "exact"
    """The same krona, from facts and populations that were not inferred from published amounts."""
    WITHIN_ROUNDING = "within_rounding"
    """Published in round figures, and ours rounds to the same."""
    CONSISTENT = "consistent"
    """The same krona, but from facts or populations inferred from published amounts: no independent proof."""
    EXPLAINED = "explained"
    """Different, and `published.csv` says why it must be."""
    NOT_COMPUTABLE = "not_computable"
    """A fact or a rule that is needed is not public, or the amount is rounded nobody says how."""
    UNEXPLAINED = "unexplained"
    """Different, and we do not know why."""


WORDS = {
    Agreeing.EXACT: Text("exakt", "exact"),
    Agreeing.WITHIN_ROUNDING: Text("inom den angivna avrundningen", "within the stated rounding"),
    Agreeing.CONSISTENT: Text("stämmer med härledda uppgifter", "consistent with inferred inputs"),
    Agreeing.EXPLAINED: Text("förklarad skillnad", "explained difference"),
    Agreeing.NOT_COMPUTABLE: Text(
        "kan inte beräknas eller jämföras: uppgifter, regel eller avrundning är inte offentliga",
        "not computable or comparable: facts, rule or rounding are not public",
    ),
    Agreeing.UNEXPLAINED: Text("oförklarad skillnad", "unexplained difference"),
}


@dataclass(frozen=True, slots=True)
class Published:
    """An amount somebody has published. `parts` empty means the recipient's whole payout.

    `unit` is what it is rounded to, in kronor: 1 when it is to the krona, None when nobody says.
    """

    recipient: str
    parts: tuple[str, ...]
    amount: Kronor
    unit: int | None
    source: Source
    note: str | None = None
    explained: str | None = None
    variant: str | None = None
    on: date | None = None

    @property
    def to_the_krona(self) -> bool:
        """Whether it is published to the krona."""
        return self.unit == 1


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
    return tuple(compared for agreement in chosen for compared in _reconciled(agreement))


def _reconciled(agreement: Agreement) -> Iterator[Compared]:
    facts = published_facts(agreement)
    settled: dict[tuple[str | None, date | None], Settlement] = {}
    for one in read_published(agreement.path.parent / "published.csv"):
        reading = (one.variant, one.on)
        if reading not in settled:
            read = agreement
            if reading != (None, None):
                read = rebuild(agreement.definition, variant=one.variant, on=one.on)
            settled[reading] = settle(read, facts)
        yield compare_amount(settled[reading], one)


def reproduced(compared: Iterable[Compared]) -> tuple[int, int]:
    """N and M of "N of M to the krona": only exact ones are N; M is every amount published to the krona.

    Sums to everybody are not counted: they say only that a pot was paid out.
    """
    counted = [one for one in compared if one.published.to_the_krona and one.published.recipient != ALL]
    exact = [one.agreeing is Agreeing.EXACT for one in counted]
    return sum(exact), len(exact)


def compare_amount(settlement: Settlement, published: Published) -> Compared:
    """One published amount against ours."""
    computed = _computed(settlement, published)
    if computed is None:
        agreeing = Agreeing.NOT_COMPUTABLE
    elif published.unit is None:
        agreeing = Agreeing.EXPLAINED if published.explained else Agreeing.NOT_COMPUTABLE
    elif 2 * abs(int(computed - published.amount)) < published.unit or computed == published.amount:
        agreeing = Agreeing.EXACT if published.to_the_krona else Agreeing.WITHIN_ROUNDING
        if _is_inferred(settlement, published):
            agreeing = Agreeing.CONSISTENT
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
    on = row.get("on") or None
    return Published(
        recipient=row["recipient"],
        parts=tuple(row["parts"].split()),
        amount=Kronor.parse(row["amount"]),
        unit=_unit(row["precision"]),
        source=Source(
            row["source_title"], row["source_url"] or None, confidence=Confidence(row["confidence"])
        ),
        note=row.get("note") or None,
        explained=row.get("explained") or None,
        variant=row.get("variant") or None,
        on=date.fromisoformat(on) if on else None,
    )


def _unit(precision: str) -> int | None:
    """What an amount is rounded to, in kronor; None when nobody says."""
    if precision == "about":
        return None
    if precision == "krona":
        return 1
    if precision.isdigit() and int(precision) > 1:
        return int(precision)
    raise ValueError(f"precision is krona, about or a number of kronor, not {precision!r}")


def _computed(settlement: Settlement, published: Published) -> Kronor | None:
    """Our amount for the same parts; None as soon as one of them is undetermined.

    The sum to everybody is known also where it is not known who gets what, if all of it is paid out.
    """
    results = [result for result in settlement.results if _is_meant(result, published)]
    if published.recipient == ALL:
        if not results or any(int(result.undetermined) for result in results):
            return None
        return Kronor.sum(result.paid for result in results)
    shares = [
        result.shares[published.recipient] for result in results if published.recipient in result.shares
    ]
    known = [share for share in shares if share is not None]
    return Kronor(sum(known)) if shares and len(known) == len(shares) else None


def _is_meant(result: PartResult, published: Published) -> bool:
    name = result.part.name
    return not published.parts or any(name == told or name.startswith(f"{told}/") for told in published.parts)


def _is_inferred(settlement: Settlement, published: Published) -> bool:
    """Whether a population or a fact behind the amount was itself inferred, or is assumed.

    Which day's population it is may be our reading of the table; its numbers are then still independent.
    """
    sources: list[Source] = []
    for result in settlement.results:
        if _is_meant(result, published):
            key = result.part.pot.key
            sources += (key.source,) if key.source is not None else ()
            sources += [fact.cell.source for fact in facts_of(result) if fact.cell is not None]
    return any(source.confidence in (Confidence.INFERRED, Confidence.ASSUMPTION) for source in sources)
