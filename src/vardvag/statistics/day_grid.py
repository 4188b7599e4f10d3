"""Every month end of many groups at once: how many had waited at most so many days, as one array.

The array has a group (a region, a speciality in a region …), a deviation code, a month, and a place along the
lengths of wait in ascending order; what stands there is how many had waited *at most* so long. It is two
running sums over the cube: along the months, where the cube holds changes, and along the lengths. So a
month end more costs a row more, and no contact is met twice. Only lengths that occur have a place: no day is
capped.

Here belongs the arithmetic; who is left out is `policy`, and what is told of it `product`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from vardvag.base.days import Month, months
from vardvag.base.errors import MissingExtra
from vardvag.statistics.policy import ExclusionPolicy

try:
    import numpy as np
    from numpy.typing import NDArray
except ImportError as absent:
    raise MissingExtra("statistics", "counting") from absent

Whole = NDArray[np.int64]
Small = NDArray[np.int32]

EPOCH = 719_163
"""The ordinal of 1970-01-01, from which Arrow counts days."""


@dataclass(frozen=True, slots=True)
class CubeRows:
    """Rows of the cube as columns. `group` numbers the groups from 0; `month` as `Month.index`.

    `day` is the day of decision (days since 1970-01-01) of changes, or a length in days of histograms.
    """

    group: Small
    deviation: Small
    month: Small
    day: Small
    number: Small

    def __len__(self) -> int:
        return len(self.number)

    def chosen(self, which: NDArray[np.bool_]) -> CubeRows:
        """The rows where *which* is true."""
        return CubeRows(
            self.group[which], self.deviation[which], self.month[which], self.day[which], self.number[which]
        )


@dataclass(frozen=True, slots=True)
class DayGrid:
    """`counts[group, deviation, month, place]`: how many had waited at most `axis[place - 1] + offset[month]`
    days. Place 0 is before the shortest: nobody."""

    counts: Small
    deviations: tuple[int, ...]
    axis: Small
    offset: Small

    def place(self, days: int | None) -> Whole:
        """By month, the place of the longest wait of at most *days* days; None is the longest of all."""
        if days is None:
            return np.full(len(self.offset), len(self.axis), np.int64)
        return np.searchsorted(self.axis, days - self.offset, side="right").astype(np.int64)

    def at(self, place: Whole, policy: ExclusionPolicy, limit: int | None) -> Whole:
        """By group and month, how many of those counted had waited up to *place*.

        Those whom the policy leaves out past the limit count as long as they are within it.
        """
        groups, _, _, width = self.counts.shape
        flat, shape = self.counts.reshape(-1), (groups, len(self.offset))
        found = np.zeros(shape, np.int64)
        over = np.minimum(place, self.place(limit))
        rows = np.arange(groups)[:, None] * len(self.deviations) * len(self.offset) + np.arange(shape[1])
        for number, deviation in enumerate(self.deviations):
            if deviation not in policy.always:
                there = over if deviation in policy.over_limit else place
                found += flat.take((rows + number * len(self.offset)) * width + there)
        return found

    def longest_of(
        self, share: Fraction, policy: ExclusionPolicy, limit: int | None, counted: Whole
    ) -> Whole:
        """By group and month, the smallest length that at least *share* of those counted had waited at most.

        Of nobody it has no meaning. Found by halving: the counts only grow along the lengths.
        """
        wanted = -(-counted * share.numerator // share.denominator)
        low, high = np.ones_like(counted), np.full_like(counted, max(len(self.axis), 1))
        while bool((low < high).any()):
            middle = (low + high) // 2
            enough = self.at(middle, policy, limit) >= wanted
            high, low = np.where(enough, middle, high), np.where(enough, low, middle + 1)
        lengths = self.axis if len(self.axis) else np.zeros(1, np.int32)
        return lengths[low - 1].astype(np.int64) + self.offset

    def added(self, members: Sequence[Sequence[int]], covered: NDArray[np.bool_]) -> DayGrid:
        """A grid with a group for each of *members*, which are groups of this one added together.

        A group counts in the months in which it is *covered* (by group and month) and in no other.
        """
        _, deviations, month_ends, width = self.counts.shape
        counts = np.zeros((len(members), deviations, month_ends, width), np.int32)
        for number, group in ((n, one) for n, several in enumerate(members) for one in several):
            counts[number] += self.counts[group] * covered[group][None, :, None]
        return DayGrid(counts, self.deviations, self.axis, self.offset)


def grid_of_changes(rows: CubeRows, groups: int, first: Month, last: Month) -> DayGrid:
    """Those who wait at each month end, from rows of changes of any months up to *last*."""
    ends = np.array([month.last_day.toordinal() - EPOCH for month in months(first, last)], np.int32)
    grid = _added_up(rows, -rows.day, groups, first, last)
    for at in range(1, len(ends)):  # quicker than cumsum along an axis that is not the last
        grid.counts[:, :, at] += grid.counts[:, :, at - 1]
    np.cumsum(grid.counts, axis=3, out=grid.counts)
    return DayGrid(grid.counts, grid.deviations, grid.axis, ends)


def grid_of_lengths(rows: CubeRows, groups: int, first: Month, last: Month) -> DayGrid:
    """Those of each month, from a histogram of lengths."""
    grid = _added_up(rows.chosen(rows.month >= first.index), None, groups, first, last)
    np.cumsum(grid.counts, axis=3, out=grid.counts)
    return grid


def _added_up(rows: CubeRows, along: Small | None, groups: int, first: Month, last: Month) -> DayGrid:
    """The rows added into place. What changed before *first* changes *first*."""
    inside = rows.month <= last.index
    if not bool(inside.all()):
        rows, along = rows.chosen(inside), None if along is None else along[inside]
    axis, place = _ranked(rows.day if along is None else along)
    deviations, deviation = _ranked(rows.deviation)
    month_ends = last.index - first.index + 1
    counts = np.zeros((groups, max(len(deviations), 1), month_ends, len(axis) + 1), np.int32)
    month = np.maximum(rows.month - first.index, 0).astype(np.int64)
    flat = ((rows.group.astype(np.int64) * counts.shape[1] + deviation) * month_ends + month) * counts.shape[
        3
    ]
    np.add.at(counts.reshape(-1), flat + place + 1, rows.number)
    found = tuple(int(one) for one in deviations) or (0,)
    return DayGrid(counts, found, axis, np.zeros(month_ends, np.int32))


def _ranked(values: Small) -> tuple[Small, Small]:
    """The values that occur, in order, and the rank of each among them. Quick where they lie close."""
    if not len(values):
        return values, values
    lowest = int(values.min())
    there = np.zeros(int(values.max()) - lowest + 1, bool)
    there[values - lowest] = True
    occurring = np.flatnonzero(there)
    rank = np.zeros(len(there), np.int32)
    rank[occurring] = np.arange(len(occurring), dtype=np.int32)
    return (occurring + lowest).astype(np.int32), rank[values - lowest]


def in_batches(sizes: Iterable[int], largest: int) -> list[list[int]]:
    """The numbers of what has *sizes*, put together as long as their sum is at most *largest*."""
    batches: list[list[int]] = []
    room = 0
    for number, size in enumerate(sizes):
        if size > room or not batches:
            batches.append([])
            room = largest
        batches[-1].append(number)
        room -= size
    return batches
