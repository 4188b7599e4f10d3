"""The gate for every figure: which numbers of a month are hidden, whichever of them is asked for.

What is hidden is decided from the whole month each time, not from the rows of the call, so that two calls
cannot be put together:

1. **Counts and shares** of the regions and the country stand or fall together. One is hidden when anyone of
   its numbers (within, over, all) is few.
2. **In a cut** likewise, each region's and the country's sum being known from 1.
3. **Bands** are hidden where 1 or 2 hides, and where any band, cut off at the limit too, is few.
4. **A percentile** is hidden where 1 or 2 hides, and where fewer than the fewest waited as long or longer,
   or as short or shorter.

In 1–3 `hiding` then hides more, until no small number follows from sums. `assumption:` that both ends of a
percentile must hold the fewest is our reading of the rule, which speaks of counts.

**What it does not do.** It does not compare policies, bases, days of knowledge, or measures with other
limits. Bands in a cut are tried band by band. That a number lies between two others may still follow. Two
cuts are never crossed, so nothing is shown that would tell them together.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vardvag.base.cells import Bands, Cell, Count, Days, Ratio, Status, Value
from vardvag.base.regions import NATIONAL
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.figures import BAND_SETS, Figure
from vardvag.statistics.hiding import At, Number, Table

_WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many of a place waited how long, in the finest parts that any figure shows."""

    last_days: tuple[int, ...]
    numbers: tuple[int, ...]

    def split_at(self, days: Iterable[int]) -> tuple[int, ...]:
        """The numbers between the last days *days*, all of which are among `last_days`."""
        edges = [0, *(self.last_days.index(day) + 1 for day in sorted(days)), len(self.numbers)]
        return tuple(sum(self.numbers[a:b]) for a, b in itertools.pairwise(edges))


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A cell as anybody may see it: `value` is None unless `status` is reported."""

    cell: Cell
    status: Shown
    value: Value | None


def finest(limit: int | None) -> tuple[int, ...]:
    """The last days of the parts in which lengths must be given to the gate."""
    days = {day for bands in BAND_SETS.values() for day in bands.last_days}
    return tuple(sorted(days | ({limit} if limit is not None else set())))


class MonthGate:
    """What may be shown of one month of one measure under one policy, on one basis."""

    def __init__(
        self,
        whole: Mapping[str, Lengths],
        of_cut: Mapping[At, Lengths],
        limit: int | None,
        fewest: int,
    ) -> None:
        """*whole* by place, *of_cut* by place and value; both with the country where it is shown."""
        limits = () if limit is None else (limit,)
        self.fewest = fewest
        self.counts = self._hidden(whole, of_cut, limits, frozenset())
        self.bands = self.counts | self._hidden(whole, of_cut, finest(limit), self.counts)

    def _hidden(
        self,
        whole: Mapping[str, Lengths],
        of_cut: Mapping[At, Lengths],
        at: Sequence[int],
        already: frozenset[At],
    ) -> frozenset[At]:
        """What is hidden when numbers are told apart at the days *at*."""
        totals = [
            Number(
                (place, None),
                *(("country", _WHOLE) if place == NATIONAL else (_WHOLE, "country")),
                lengths.split_at(at),
                hidden=(place, None) in already,
            )
            for place, lengths in whole.items()
        ]
        hidden = Table(totals, self.fewest).hide()
        if of_cut:
            hidden |= self._hidden_in_cut(whole, of_cut, at, hidden, already)
        return frozenset(hidden)

    def _hidden_in_cut(
        self,
        whole: Mapping[str, Lengths],
        of_cut: Mapping[At, Lengths],
        at: Sequence[int],
        hidden: set[At],
        already: frozenset[At],
    ) -> set[At]:
        numbers = [
            Number(
                (place, None),
                *(("country", _WHOLE) if place == NATIONAL else (_WHOLE, f"place {place}")),
                lengths.split_at(at),
                hidden=(place, None) in hidden,
                decided=True,
            )
            for place, lengths in whole.items()
        ]
        numbers += [
            Number(
                (place, value),
                *(
                    (f"value {value}", "country")
                    if place == NATIONAL
                    else (f"place {place}", f"value {value}")
                ),
                lengths.split_at(at),
                hidden=(place, value) in already,
            )
            for (place, value), lengths in of_cut.items()
        ]
        return Table(numbers, self.fewest).hide()

    def published(self, cell: Cell) -> PublishedFigure:
        """*cell* as it may be shown."""
        if cell.status is not Status.REPORTED:
            return PublishedFigure(cell, Shown(cell.status), None)
        at = (cell.key.place, cell.key.cut)
        hidden = self.bands if isinstance(cell.value, Bands) else self.counts
        if at in hidden or (isinstance(cell.value, Days) and self._few_at_an_end(cell)):
            return PublishedFigure(cell, Shown.SUPPRESSED, None)
        return PublishedFigure(cell, Shown.REPORTED, cell.value)

    def _few_at_an_end(self, cell: Cell) -> bool:
        share = Figure(cell.key.figure or Figure.SHARE).quantile
        if not isinstance(cell.value, Days) or share is None:
            raise TypeError(f"{cell.key} is no percentile")
        shorter = -(-cell.value.of * share.numerator // share.denominator)
        return min(shorter, cell.value.of - shorter + 1) < self.fewest


def counted_in(value: Value | None) -> int | None:
    """How many a figure is of."""
    if isinstance(value, Count):
        return value.number
    if isinstance(value, Ratio):
        return value.denominator
    if isinstance(value, Bands):
        return value.total
    return value.of if isinstance(value, Days) else None
