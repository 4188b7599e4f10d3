"""Compare a measure under two exclusion policies, month by month, for one region: who makes the difference.

The figures are those the region itself may see, unsuppressed; each says whether the public would see it.
Here does not belong what a policy leaves out (`statistics/policy`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from vardvag.base.days import Month
from vardvag.statistics.disclosure import PublishedRow, Shown
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy
from vardvag.usecases.count_measure import count_measure, find_measure
from vardvag.usecases.publish_cells import publish_cells
from vardvag.usecases.show_received import received_months
from vardvag.warehouse.store import Store


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of one month: `within` the limit of those `counted`. `shown_outside`: the public sees it."""

    within: int
    counted: int
    shown_outside: bool

    @property
    def share(self) -> Fraction | None:
        """The exact share; None of nobody."""
        return Fraction(self.within, self.counted) if self.counted else None


@dataclass(frozen=True, slots=True)
class MonthCompared:
    """One month under both policies; None where the region has not reported it."""

    month: Month
    forecast: bool
    first: Counted | None
    second: Counted | None

    @property
    def within(self) -> int:
        """How many more the second policy counts within the limit."""
        return (self.second.within - self.first.within) if self.first and self.second else 0

    @property
    def over(self) -> int:
        """How many more the second policy counts past the limit."""
        if self.first is None or self.second is None:
            return 0
        return self.second.counted - self.first.counted - self.within

    @property
    def points(self) -> Fraction | None:
        """The second share less the first, as a share of one; None where either has none."""
        shares = [figure.share if figure else None for figure in (self.first, self.second)]
        first, second = shares
        return None if first is None or second is None else second - first


@dataclass(frozen=True, slots=True)
class PolicyComparison:
    """A measure in one region under two policies, over every month the region has reported."""

    measure: Measure
    first: ExclusionPolicy
    second: ExclusionPolicy
    as_known: date | None
    months: tuple[MonthCompared, ...]

    @property
    def latest(self) -> MonthCompared | None:
        """The last month that had ended when it was received; the last of all where none had."""
        ended = [one for one in self.months if not one.forecast and one.first]
        return ended[-1] if ended else (self.months[-1] if self.months else None)


def compare_policies(
    store: Store, region: str, measure: str, first: str, second: str, as_known: date | None = None
) -> PolicyComparison:
    """Count *measure* for *region* under the policies *first* and *second*, on the measure's own basis.

    NotFound for a measure or policy that does not exist, WrongUse for a policy the measure does not allow.
    """
    chosen = find_measure(measure)
    policies = chosen.policy(first), chosen.policy(second)
    months = received_months(store.snapshot(as_known), region)
    if not months:
        return PolicyComparison(chosen, *policies, as_known, ())
    figures = [
        _figures(store, region, chosen, policy.id, months[0].month, months[-1].month, as_known)
        for policy in policies
    ]
    forecast = {one.month for one in months if one.forecast}
    compared = tuple(
        MonthCompared(month, month in forecast, figures[0].get(month), figures[1].get(month))
        for month in (Month.from_index(i) for i in range(months[0].month.index, months[-1].month.index + 1))
    )
    return PolicyComparison(chosen, *policies, as_known, compared)


def _figures(
    store: Store, region: str, measure: Measure, policy: str, first: Month, last: Month, as_known: date | None
) -> dict[Month, Counted]:
    """The region's figures by month; a month that was not reported has none."""
    cells = count_measure(store, measure, first=first, last=last, policy=policy, as_known=as_known)
    inside = [row for row in publish_cells(cells, measure, inside=True) if row.place == region]
    outside = {row.period for row in publish_cells(cells, measure) if row.place == region and _told(row)}
    return {
        Month.parse(row.period): Counted(row.within, row.counted, row.period in outside)
        for row in inside
        if row.within is not None and row.counted is not None
    }


def _told(row: PublishedRow) -> bool:
    return row.status is Shown.REPORTED
