"""Periods of an open table: how each is written, which follow one another, and the months between.

Here does not belong what happened in a period.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from datetime import date

from vardvag.base.days import Month, months
from vardvag.base.errors import Unreadable
from vardvag.service.look import formats
from vardvag.statistics.open_table import PERIOD, OpenCell, OpenTable

RECENT = 13
"""So many months are shown unless all are asked for: the same month a year before is the first of them."""


@functools.lru_cache(maxsize=4096)
def month_of(period: str) -> Month | None:
    """The month that a period is; None for a season, a day, or a month of a year that is not stated."""
    try:
        return Month.parse(period)
    except Unreadable:
        return None


def told(table: OpenTable, period: str) -> str:
    """`oktober 2019`, `31 oktober 2017`; another as the table has it: `hösten 2016`."""
    if month_of(period) is not None:
        return _month(period, formats.language())
    try:
        return formats.day(date.fromisoformat(period))
    except ValueError:
        pass
    dimension = table.dimension(PERIOD)
    titles = dimension.values if dimension else {}
    return formats.said(titles[period]) if period in titles else period


@functools.lru_cache(maxsize=4096)
def _month(period: str, language: str) -> str:
    """A month in words, in the language of the page: the same few are written in every table."""
    return formats.month(Month.parse(period))


def listed(table: OpenTable, last: str | None = None, most: int | None = None) -> list[str]:
    """The periods to show, the earliest first: and every month between, so that an absent one is a gap.

    Up to and including *last* where it is told; the latest *most* of them.
    """
    periods = list(table.periods)
    if periods and all(month_of(one) for one in periods):
        periods = [str(one) for one in months(Month.parse(periods[0]), Month.parse(periods[-1]))]
    if last in periods:
        periods = periods[: periods.index(last) + 1]
    return periods[-most:] if most else periods


def joined(periods: Sequence[str]) -> list[bool]:
    """For each period, whether it follows at once on the one before it."""
    found = [False]
    for before, after in itertools.pairwise(periods):
        first, second = month_of(before), month_of(after)
        found.append(first is not None and second is not None and second - first == 1)
    return found[: len(periods)]


def is_forecast(cell: OpenCell, period: str) -> bool:
    """Whether the month had not ended when the figure, or the lack of one, became known."""
    month = month_of(period)
    return month is not None and cell.as_known is not None and cell.as_known < month.last_day
