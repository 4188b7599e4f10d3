"""Show a year: every agreement that is about it, side by side, for the country or for one region.

What was announced, decided, earned by our settlement, published as paid, left with the payer, and what cannot
be determined and why. **What is determined and what is not are never added.** Only built-in agreements, from
the same facts as their own pages. Here does not belong how it is laid out (`service`), nor what somebody has
published (`published_amounts`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from vardvag.agreements.catalogue import of_year, years
from vardvag.agreements.facts import FactUsed
from vardvag.agreements.model import Agreement, Pot
from vardvag.agreements.settle import Settlement
from vardvag.agreements.trace import PartResult
from vardvag.base.errors import NotFound
from vardvag.base.kronor import Kronor
from vardvag.base.regions import region as region_of
from vardvag.base.texts import Text
from vardvag.usecases.name_facts import Awaited, awaited
from vardvag.usecases.published_amounts import Told, told_amount
from vardvag.usecases.show_settlement import ShownSettlement, show_settlement


@dataclass(frozen=True, slots=True)
class Undetermined:
    """What cannot be determined: how much (None: not known for one region alone), and why.

    `unknown` are the pots that nobody knows whom they are for, `awaited` the facts that are missing.
    """

    kronor: Kronor | None
    unknown: tuple[Text, ...]
    awaited: tuple[Awaited, ...]


@dataclass(frozen=True, slots=True)
class YearRow:
    """One agreement in a year. Amounts are those of the pots whose money is of that year.

    `decided` is what was decided for the whole country. `earned` is what is certain by our settlement, for
    the country or the region. `unpaid` is what stays with the payer (None for one region: it is nobody's
    share). `undetermined` is None when everything is determined. `from_regions` when it rests on what regions
    have sent.
    """

    agreement: Agreement
    decided: Kronor
    earned: Kronor
    unpaid: Kronor | None
    undetermined: Undetermined | None
    published: Told | None
    from_regions: bool

    @property
    def whole(self) -> bool:
        """Whether all of the agreement's money is of that year, so that what was announced is too."""
        return self.decided == self.agreement.amount


@dataclass(frozen=True, slots=True)
class ShownYear:
    """A year. `rows` in the order of the agreements' names; `region` is None for the country.

    `without_money` are about the year with no money of their own in it; `for_others` have none for the
    region.
    """

    year: int
    region: str | None
    rows: tuple[YearRow, ...]
    without_money: tuple[Agreement, ...]
    for_others: tuple[Agreement, ...]

    @property
    def decided(self) -> Kronor:
        """All that was decided, for the country."""
        return Kronor.sum(row.decided for row in self.rows)

    @property
    def earned(self) -> Kronor:
        """All that is certain to be paid, to the country or the region."""
        return Kronor.sum(row.earned for row in self.rows)

    @property
    def unpaid(self) -> Kronor:
        """All that stays with the payer."""
        return Kronor.sum(row.unpaid for row in self.rows if row.unpaid is not None)

    @property
    def undetermined(self) -> Kronor:
        """All that cannot be determined, where it is known how much it is."""
        waiting = [row.undetermined for row in self.rows if row.undetermined is not None]
        return Kronor.sum(one.kronor for one in waiting if one.kronor is not None)

    @property
    def complete(self) -> bool:
        """Whether everything is determined."""
        return all(row.undetermined is None for row in self.rows)


def show_year(year: int, cells: Path, region: str | None = None) -> ShownYear:
    """Every built-in agreement about *year*, for the country or *region* (its code).

    Facts are those published beside each agreement or, where there are none, those in the file *cells*.
    NotFound for a year that no agreement is about, and for what is no region.
    """
    if region is not None:
        region_of(region)
    if year not in years():
        raise NotFound(Text("år", "year"), str(year), [str(one) for one in years()])
    rows, without_money, for_others = [], [], []
    for agreement in of_year(year):
        pots = [pot for pot in agreement.leaves if pot.year == year]
        if not pots:
            without_money.append(agreement)
        elif region is not None and not any(_may_be_for(pot, region) for pot in pots):
            for_others.append(agreement)
        else:
            rows.append(_row(show_settlement(agreement.name, cells), year, pots, region))
    return ShownYear(year, region, tuple(rows), tuple(without_money), tuple(for_others))


def _may_be_for(pot: Pot, region: str) -> bool:
    """Whether a region is among those a pot is for, or nobody knows whom it is for."""
    return region in pot.recipients or not pot.recipients_known


def _row(shown: ShownSettlement, year: int, pots: list[Pot], region: str | None) -> YearRow:
    agreement = shown.settlement.agreement
    results = [result for result in shown.settlement.results if result.part.pot.year == year]
    shares = [] if region is None else [r.shares[region] for r in results if region in r.shares]
    unpaid = None if region is not None else Kronor.sum(result.unpaid for result in results)
    earned = Kronor.sum(result.paid for result in results)
    if region is not None:
        earned = Kronor(sum(share for share in shares if share is not None))
    return YearRow(
        agreement,
        Kronor.sum(pot.amount for pot in pots),
        earned,
        unpaid,
        _undetermined(shown.settlement, results, region),
        told_amount(agreement, year, region),
        shown.from_regions,
    )


def _undetermined(
    settlement: Settlement, results: list[PartResult], region: str | None
) -> Undetermined | None:
    """Why some of the money is not determined; None when all is."""
    unknown = tuple(
        dict.fromkeys(result.part.pot.title for result in results if not result.part.pot.recipients_known)
    )
    facts: Iterable[FactUsed]
    if region is None:
        kronor = Kronor.sum(result.undetermined for result in results)
        waiting = bool(kronor)
        facts = (fact for result in results for fact in result.missing)
    else:
        kronor = None
        named = [result for result in results if region in result.shares]
        waiting = any(result.shares[region] is None for result in named)
        facts = (fact for result in named for fact in result.missing_for(region))
    if not waiting and not unknown:
        return None
    return Undetermined(kronor, unknown, awaited(dict.fromkeys(facts), settlement.agreement))
