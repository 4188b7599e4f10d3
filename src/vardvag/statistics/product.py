"""The monthly product: every figure of every group at every month end, under every policy, from the cube.

The figures are made here and only here, whichever engine made the cube. The same in plain Python, contact by
contact, is `reference_figures`. Here does not belong reading the cube (`asked`), nor what becomes of the
numbers (`figure_cells`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vardvag.base.cells import Bands, Count, Days, Ratio, Value
from vardvag.statistics.day_grid import DayGrid, Whole
from vardvag.statistics.figures import Figure
from vardvag.statistics.policy import ExclusionPolicy

Arrays = Mapping[Figure, Whole]
"""By figure, its numbers by group and month; a share has what is within, bands have one axis more."""


@dataclass(frozen=True, slots=True)
class PolicyFigures:
    """The figures of a grid under one policy. A percentile of nobody has no meaning: ask `value`."""

    counted: Whole
    arrays: Arrays

    def value(self, figure: Figure, group: int, month: int) -> Value | None:
        """The exact value of one cell; None where nobody is counted and the figure is a length."""
        counted = int(self.counted[group, month])
        if figure is Figure.COUNT:
            return Count(counted)
        found = self.arrays[figure][group, month]
        if figure is Figure.SHARE:
            return Ratio(int(found), counted)
        if figure.bands is not None:
            return Bands(figure.bands.last_days, tuple(int(one) for one in found))
        return Days(int(found), counted) if counted else None


def product(
    grid: DayGrid,
    limit: int | None,
    policies: Iterable[ExclusionPolicy],
    figures: Sequence[Figure],
) -> dict[str, PolicyFigures]:
    """The *figures* of *grid* under each of *policies*, by the policy's id. A share needs a limit."""
    return {policy.id: _under(grid, limit, policy, figures) for policy in policies}


def _under(
    grid: DayGrid, limit: int | None, policy: ExclusionPolicy, figures: Sequence[Figure]
) -> PolicyFigures:
    counted = grid.at(grid.place(None), policy, limit)
    arrays: dict[Figure, Whole] = {}
    for figure in figures:
        if figure is Figure.SHARE:
            arrays[figure] = grid.at(grid.place(limit), policy, limit)
        elif figure.bands is not None:
            upto = [grid.at(grid.place(day), policy, limit) for day in figure.bands.last_days]
            edges = [np.zeros_like(counted), *upto, counted]
            arrays[figure] = np.diff(np.stack(edges, axis=2), axis=2)
        elif figure.quantile is not None:
            arrays[figure] = grid.longest_of(figure.quantile, policy, limit, counted)
    return PolicyFigures(counted, arrays)
