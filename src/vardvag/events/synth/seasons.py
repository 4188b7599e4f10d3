"""When the made-up country works: weekdays, less in July and at Christmas, a little more each year.

Here does not belong how long anybody waits (`pathways`).
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from vardvag.events.synth.assumptions import PACE, TREND_YEAR

_JULY, _DECEMBER, _JANUARY = 7, 12, 1
_CLOSED = frozenset({(12, 24), (12, 25), (12, 26), (12, 31), (1, 1), (1, 6)})
_CHRISTMAS_FROM, _CHRISTMAS_TO = 22, 6
_SATURDAY, _DAYS_A_YEAR = 6, 365.25


def workday(day: date) -> date:
    """*day*, or the first day after it that is no weekend and none of the holidays at Christmas."""
    while day.isoweekday() >= _SATURDAY or (day.month, day.day) in _CLOSED:
        day += timedelta(days=1)
    return day


def decision_day(chance: random.Random, earliest: date, latest: date) -> date:
    """A workday between two days; fewer in July and at Christmas, more as the years go."""
    span = (latest - earliest).days
    most = max(1.0, _volume(earliest), _volume(latest))
    while True:
        day = workday(earliest + timedelta(days=int(chance.random() * (span + 1))))
        if day <= latest and chance.random() * most < _volume(day) * _season(day):
            return day


def start_day(chance: random.Random, day: date) -> date:
    """The workday on which care planned for *day* is given: some of July's comes later."""
    day = workday(day)
    if day.month == _JULY and chance.random() < PACE.summer_closed:
        day = workday(day + timedelta(days=31 + int(chance.random() * 40)))
    return day


def slowness(day: date) -> float:
    """How much longer waits are for what is decided on *day* than in the year of the trend."""
    return max(0.5, 1 + PACE.slower_a_year * (day.year - TREND_YEAR))


def _volume(day: date) -> float:
    return max(0.2, 1 + PACE.more_a_year * ((day - date(TREND_YEAR, 1, 1)).days / _DAYS_A_YEAR))


def _season(day: date) -> float:
    if day.month == _JULY:
        return PACE.summer_decisions
    christmas = (day.month == _DECEMBER and day.day >= _CHRISTMAS_FROM) or (
        day.month == _JANUARY and day.day <= _CHRISTMAS_TO
    )
    return PACE.christmas_decisions if christmas else 1.0
