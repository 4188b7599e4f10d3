"""Show one region's payout part by part: each month and kind, by which condition, on which figures.

For the region's finance office. It sees cells and amounts, never a contact and never a person; small counts
are hidden from it as from everybody. Here does not belong who may ask (`service/identity`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from vardvag.agreements.facts import FactUsed
from vardvag.agreements.judge import Check, Verdict
from vardvag.agreements.model import Part
from vardvag.agreements.settle import Payout
from vardvag.base.cells import Judgement, PublishedShare, Ratio
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text
from vardvag.usecases.publish_explanation import Shown, publish_cell
from vardvag.usecases.show_settlement import ShownSettlement, is_forecast


@dataclass(frozen=True, slots=True)
class FigureShown:
    """One figure that a condition looked at; `answer` for a yes or no, `share` with both counts for a share.

    None while there is none to show, and `status` says why.
    """

    period: str
    status: Shown
    share: Fraction | None = None
    within: int | None = None
    counted: int | None = None
    answer: bool | None = None


@dataclass(frozen=True, slots=True)
class ConditionShown:
    """One condition tried on the region, with its figures in the order they were compared."""

    title: Text
    verdict: Verdict
    figures: tuple[FigureShown, ...]


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part of a pot. `kronor` is None while undetermined; `conditions` is empty where there are none."""

    part: Part
    kronor: Kronor | None
    verdict: Verdict
    conditions: tuple[ConditionShown, ...]
    forecast: bool

    @property
    def met(self) -> tuple[Text, ...]:
        """The conditions that are met."""
        return tuple(one.title for one in self.conditions if one.verdict is Verdict.MET)


@dataclass(frozen=True, slots=True)
class RegionPayout:
    """A region's payout, its parts in the agreement's order."""

    payout: Payout
    parts: tuple[PartShown, ...]


def show_region_payout(shown: ShownSettlement, region: str) -> RegionPayout:
    """What *region* (its code) gets of each part, and why. NotFound when the agreement does not name it."""
    payout = shown.settlement.payout(region)
    parts = []
    for result in payout.results:
        share, qualification = result.shares[region], result.qualifications[region]
        conditions = tuple(_condition(check) for check in qualification.checks)
        amount = None if share is None else Kronor(share)
        parts.append(PartShown(result.part, amount, qualification.verdict, conditions, is_forecast(result)))
    return RegionPayout(payout, tuple(parts))


def _condition(check: Check) -> ConditionShown:
    return ConditionShown(check.condition.title, check.verdict, tuple(_figure(fact) for fact in check.facts))


def _figure(fact: FactUsed) -> FigureShown:
    period, cell = fact.key.period, fact.cell
    if cell is None:
        return FigureShown(period, Shown.MISSING)
    status = Shown(cell.status)
    if isinstance(cell.value, Judgement):
        return FigureShown(period, status, answer=cell.value.met)
    row = publish_cell(cell)
    if row is not None:
        exact = row.share.share if row.share is not None else None
        return FigureShown(period, row.status, exact, row.within, row.counted)
    if isinstance(cell.value, Ratio):
        return FigureShown(period, status, cell.share, cell.value.numerator, cell.value.denominator)
    if isinstance(cell.value, PublishedShare):
        return FigureShown(period, status, cell.share)
    return FigureShown(period, status)
