"""Time to care as anybody may see it: a row a place and month of decision, with what is hidden of it.

1. A cohort falls into parts: those who had care up to each of the days that are told of any place, and the
   rest. A place is hidden, all of it, when a part is few; and more are hidden until no small part follows
   from the sums of regions, how many were decided being taken as known whether shown or not (`two_way`).
2. It is hidden too where the flows hide how many were added, because they are those decided (`flow_gate`);
   and the country where the flows do not tell it, so that it tells none of those hidden.
3. A share is hidden where fewer than the fewest were followed up to its day, the median where fewer were
   followed so far, or fewer had care by then. `assumption:` the rule speaks of counts, and this is how we
   read it for an estimate.

Here does not belong the estimate (`time_to_care`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from vardvag.base.cells import Cell, Count, Days, Status, Value
from vardvag.base.days import Month
from vardvag.base.regions import NATIONAL
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.figure_cells import Question, count_figures, coverage_of
from vardvag.statistics.figure_gate import PublishedFigure
from vardvag.statistics.figures import Figure
from vardvag.statistics.flows import Flow
from vardvag.statistics.published_flows import published_flows
from vardvag.statistics.time_to_care import Lengths, TimeToCare, points
from vardvag.statistics.time_to_care_cells import At, counted_lengths, estimates
from vardvag.statistics.two_way import two_way

DECIDED, MEDIAN = "decided", "median-to-care"
"""How a cell's key has them."""


@dataclass(frozen=True, slots=True)
class PublishedTimeToCare:
    """One place and month of decision. `within`: by day, whether there is a share, and the exact share."""

    place: str
    month: Month
    decided: PublishedFigure
    median: PublishedFigure
    within: Mapping[int, tuple[Shown, Fraction | None]]

    @property
    def statuses(self) -> tuple[Shown, ...]:
        """Of each of its figures."""
        return (self.decided.status, self.median.status, *(status for status, _ in self.within.values()))


def published_time_to_care(question: Question, fewest: int) -> list[PublishedTimeToCare]:
    """The rows of *question*, month by month, every region and then the country; *fewest* 1 hides nothing.

    *question* is of a measure in which somebody waits, on the basis of decision and end, under a policy that
    does not look at the limit.
    """
    one, coverage = replace(question, cut=None), coverage_of(question)
    lengths = counted_lengths(one, coverage)
    found = estimates(one, coverage, lengths)
    days = points(one.measure.limit)
    added = {(row.place, row.month): row.moved[Flow.ADDED].status for row in published_flows(one, fewest)}
    hidden: set[At] = set()
    for month in one.months:
        cohorts = {place: cohort for (place, of), cohort in lengths.items() if of == month}
        told = [
            day
            for day in days
            if any(_shows(cohort, found[place, month], day, fewest) for place, cohort in cohorts.items())
        ]
        parts = {place: _parts(cohort, told) for place, cohort in cohorts.items()}
        already = {place for place in parts if added[place, month] is Shown.SUPPRESSED}
        if already and added[NATIONAL, month] is Shown.MISSING:
            already.add(NATIONAL)
        hidden |= {(place, month) for place in hidden_cohorts(parts, fewest, already)}
    cells = count_figures(
        one.snapshot, one.measure, one.first, one.last, [Figure.COUNT], policy=one.policy.id, basis=one.basis
    )
    rows = []
    for cell in cells:
        at = cell.key.place, Month.parse(cell.key.period)
        cohort = _Cohort(cell, found.get(at), lengths.get(at, {}), at in hidden, fewest)
        rows.append(cohort.published(at, days))
    return rows


def hidden_cohorts(parts: Mapping[str, Mapping[str, int]], fewest: int, already: set[str]) -> set[str]:
    """The places to hide of one month, given how many are in each part; with those hidden *already*."""
    hidden = already & set(parts)
    while parts:
        table = two_way(parts, (), fewest, hidden)
        more = {number.key[0] for number in table.numbers if number.hidden} & set(parts)
        if more <= hidden:
            break
        hidden |= more
    return hidden


def _shows(cohort: Lengths, estimate: TimeToCare, day: int, fewest: int) -> bool:
    """Whether the cohort, if nothing else hides it, shows a share of *day*."""
    return estimate.within[day] is not None and not 0 < _followed(cohort, day) < fewest


def _followed(cohort: Lengths, day: int) -> int:
    """How many were followed up to *day* or longer."""
    return sum(held + waiting for last, (held, waiting) in cohort.items() if last >= day)


def _parts(cohort: Lengths, days: Sequence[int]) -> dict[str, int]:
    """How many had care up to each of *days* and after the day before it; and the rest."""
    found, before = dict[str, int](), -1
    for last in days:
        found[str(last)] = sum(held for day, (held, _) in cohort.items() if before < day <= last)
        before = last
    found["rest"] = sum(map(sum, cohort.values())) - sum(found.values())
    return found


@dataclass(frozen=True, slots=True)
class _Cohort:
    """One place and month: what is estimated of it, None where that cannot be told; and a cell beside it."""

    beside: Cell
    estimate: TimeToCare | None
    lengths: Lengths
    hidden: bool
    fewest: int

    def published(self, at: At, days: Sequence[int]) -> PublishedTimeToCare:
        """The row."""
        one = self.estimate
        median = None if one is None or one.median is None else Days(one.median, one.decided)
        few = median is not None and self.fewest > min(
            _followed(self.lengths, median.days), self._held(median.days)
        )
        return PublishedTimeToCare(
            *at,
            self._figure(DECIDED, None if one is None else Count(one.decided), few=False),
            self._figure(MEDIAN, median, few=few),
            {day: self._share(day) for day in days},
        )

    def _share(self, day: int) -> tuple[Shown, Fraction | None]:
        share = None if self.estimate is None else self.estimate.within[day]
        few = share is not None and 0 < _followed(self.lengths, day) < self.fewest
        status = self._status(there=share is not None, few=few)
        return status, share if status is Shown.REPORTED else None

    def _figure(self, figure: str, value: Value | None, *, few: bool) -> PublishedFigure:
        status = self._status(there=value is not None, few=few)
        none = Status.MISSING if self.estimate is None else Status.NOT_APPLICABLE
        cell = replace(
            self.beside,
            key=replace(self.beside.key, figure=figure),
            value=value,
            status=none if value is None else Status.REPORTED,
        )
        return PublishedFigure(cell, status, value if status is Shown.REPORTED else None)

    def _status(self, *, there: bool, few: bool) -> Shown:
        if self.estimate is None:
            return Shown.MISSING
        if self.hidden or few:
            return Shown.SUPPRESSED
        return Shown.REPORTED if there else Shown.NOT_APPLICABLE

    def _held(self, day: int) -> int:
        """How many had care up to *day*."""
        return sum(held for last, (held, _) in self.lengths.items() if last <= day)
