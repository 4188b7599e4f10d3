"""Every figure in plain Python, from a list of everybody's days: what `product` must agree with.

Nothing here is shared with the arrays: a median is found by sorting the waits and counting along them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from vardvag.base.cells import Bands, Basis, Count, Days, Ratio, Value
from vardvag.base.days import Month
from vardvag.events.model import Contact
from vardvag.statistics.figures import Figure
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy
from vardvag.statistics.reference import Known, counted_waits

Waits = Mapping[tuple[str, str, Month], Sequence[int]]
"""By region, value of the cut and month: the days of everybody who is counted."""


def waits(
    stands: Known,
    measure: Measure,
    policy: ExclusionPolicy,
    basis: Basis | None,
    first: Month,
    last: Month,
    cut: Callable[[Contact], str],
) -> Waits:
    """Everybody's days. *cut* says to which value of the cut a contact belongs."""
    found: dict[tuple[str, str, Month], list[int]] = defaultdict(list)
    for month, contact, days in counted_waits(stands, measure, policy, basis, first, last):
        found[contact.region, cut(contact), month].append(days)
    return found


def value_of(days: Sequence[int], figure: Figure, limit: int | None) -> Value | None:
    """What *figure* is of those who waited *days*; None of a length of nobody's."""
    if figure is Figure.COUNT:
        return Count(len(days))
    if figure is Figure.SHARE:
        return Ratio(sum(limit is None or one <= limit for one in days), len(days))
    if figure.bands is not None:
        edges = [*figure.bands.last_days, max([*days, figure.bands.last_days[-1] + 1])]
        numbers, before = [], min([*days, 0]) - 1
        for edge in edges:
            numbers.append(sum(before < one <= edge for one in days))
            before = edge
        return Bands(figure.bands.last_days, tuple(numbers))
    assert figure.quantile is not None
    ordered = sorted(days)
    for place, one in enumerate(ordered, start=1):
        if place >= figure.quantile * len(ordered):
            return Days(one, len(ordered))
    return None
