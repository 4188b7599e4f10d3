"""Families: measures of the same contacts, which must be hidden together.

The share within 60 days and the share within 90 days of the same contacts tell, put together, how many
waited 61–90 days; so do two exclusion policies tell of those whom only one leaves out. A family is every
measure that counts the same contacts on the same basis, with every limit and policy that any of them has.
Its contacts fall into *parts* that no published number divides: each set of deviation codes that the
policies treat alike, between each two limits.

Here does not belong which of the parts are hidden (`open_gate`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vardvag.base.cells import Basis
from vardvag.statistics.day_grid import DayGrid, Whole
from vardvag.statistics.figures import BAND_SETS, Figure
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy, policy

BANDS = BAND_SETS[Figure.BANDS]
"""The bands that are told."""


@dataclass(frozen=True)
class Family:
    """Measures that count the same contacts; `basis` is the first that each has, None where nobody waits."""

    measures: tuple[Measure, ...]

    @property
    def basis(self) -> Basis | None:
        """On which basis the family is told: one, because two would tell of the few they differ by."""
        return self.measures[0].basis(None)

    @property
    def limits(self) -> tuple[int, ...]:
        """Every limit, the shortest first."""
        return tuple(sorted({one.limit for one in self.measures if one.limit is not None}))

    @property
    def every(self) -> tuple[ExclusionPolicy, ...]:
        """Every policy that a measure allows."""
        return _named(name for one in self.measures for name in one.file.policies.allowed)

    @property
    def main(self) -> ExclusionPolicy:
        """The policy that is told first, and bands only under it: that of the measure with the longest limit.

        One, because two tell together of those whom only one leaves out, who often are few.
        """
        last = max(self.measures, key=lambda one: (one.limit or 0, one.id))
        return last.policy(None)

    @property
    def fewest(self) -> int:
        """The strictest rule of the measures."""
        return max(one.file.disclosure.fewest for one in self.measures)


def families(measures: Iterable[Measure]) -> list[Family]:
    """*measures* with those of the same contacts together."""
    found: dict[tuple[object, ...], list[Measure]] = {}
    for one in measures:
        same = (one.counts, one.phase, one.only_guaranteed, one.basis(None), one.length, one.specialities)
        found.setdefault(same, []).append(one)
    return [Family(tuple(together)) for together in found.values()]


def counted_parts(grid: DayGrid, policies: Iterable[ExclusionPolicy], days: Iterable[int]) -> Whole:
    """By group, month and part, how many of those whom some of *policies* counts.

    A part is a set of deviation codes that all the policies treat alike, between two of *days*.
    """
    upto = np.stack([_upto(grid, day) for day in [*sorted(set(days)), None]], axis=-1)
    between = np.diff(upto, axis=-1, prepend=0)
    chosen = list(policies)
    alike: dict[tuple[tuple[bool, bool], ...], list[int]] = {}
    for number, code in enumerate(grid.deviations):
        treated = tuple((code in one.always, code in one.over_limit) for one in chosen)
        if not all(always for always, _ in treated):
            alike.setdefault(treated, []).append(number)
    parts = [between[:, numbers].sum(axis=1) for numbers in alike.values()]
    groups, _, months, _ = grid.counts.shape
    return np.concatenate(parts, axis=-1) if parts else np.zeros((groups, months, 1), np.int64)


def _upto(grid: DayGrid, days: int | None) -> NDArray[np.int64]:
    """By group, deviation code and month, how many had waited at most *days*."""
    months = np.arange(grid.counts.shape[2])
    return grid.counts[:, :, months, grid.place(days)].astype(np.int64)


def _named(names: Iterable[str]) -> tuple[ExclusionPolicy, ...]:
    known: Mapping[str, ExclusionPolicy] = {name: policy(name) for name in names}
    return tuple(known.values())
