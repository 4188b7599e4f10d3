"""Time that is not counted: from events to whole days, and from those days to the day a limit is passed.

A pause is half-open: the day it begins is the first day not counted, the day it ends counts again. Pauses
may overlap; a day is left out once. Here does not belong *which* time is left out (`reference`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from vardvag.base.days import days_waited, overdue_from


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """Days not counted, from `begun` up to but not including `ended`. `open` when nobody has ended it yet."""

    begun: date
    ended: date
    open: bool = False


def pauses_between(begun: Iterable[date], ended: Iterable[date], until: date) -> list[Pause]:
    """The pauses that beginnings and ends describe, none longer than to *until*.

    A day that holds both a beginning and an end changes nothing: a pause that was on stays on, one that
    was off was on for no whole day. An end without a beginning, or a second beginning, changes nothing.
    """
    starts, ends = set(begun), set(ended)
    found: list[Pause] = []
    since: date | None = None
    for day in sorted(starts ^ ends):
        if day in starts and since is None:
            since = day
        elif day in ends and since is not None:
            found.append(Pause(since, day))
            since = None
    if since is not None:
        found.append(Pause(since, until, open=True))
    return [Pause(one.begun, min(one.ended, until), one.open) for one in found if one.begun <= until]


def overdue_with(start: date, days: int, pauses: Iterable[Pause]) -> tuple[date, bool]:
    """The first day past *days* from *start* when *pauses* do not count, and whether it is provisional.

    Elapsed time stands still in a pause and never falls, so only pauses that begin before the limit has
    been passed can move that day. Provisional: the last of them is still open.
    """
    passed, provisional, reached = overdue_from(start, days), False, start
    for pause in sorted(pauses):
        if pause.begun >= passed:
            break
        left_out_from = max(pause.begun, reached)
        if pause.ended > left_out_from:
            passed += timedelta(days=days_waited(left_out_from, pause.ended))
            reached = pause.ended
        provisional = provisional or pause.open
    return passed, provisional
