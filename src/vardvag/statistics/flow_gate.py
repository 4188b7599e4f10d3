"""The gate for flows: which of them are hidden, so that neither they nor the lists follow from the balance.

Who waits at the end of a month is decided by `figure_gate`, and stays so. For the flows of a month then:

1. A flow is hidden when it is few, and *every* flow of a place is hidden when one of its two lists is.
2. `hiding` hides more, until no small flow follows from the sums of regions and from the balance, both lists
   being taken as known whether they are shown or not (`two_way`).
3. A hidden list with few people must be able to be another, as far as anything shown tells: together with the
   hidden list of some other place, their flows of both months beside it taking up the difference. Where that
   cannot be, nothing is shown of the flows of these two months, and then it can.
4. The clearance time is shown where its list and each of its completed are: so it tells nothing new.

What is decided of a month depends on the month before and after it, and on nothing that was asked for.

**What it does not do.** It does not compare policies, bases or days of knowledge, nor the flows with a
measure of those done: on the basis `derived` these are the completed, and whoever has them and both lists has
the added.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from vardvag.base.days import Month
from vardvag.base.regions import NATIONAL
from vardvag.statistics.flows import Flow
from vardvag.statistics.hiding import Table
from vardvag.statistics.two_way import row, two_way

_GOES_OUT = frozenset(flow.value for flow in Flow if not flow.comes_in)


@dataclass(frozen=True, slots=True)
class Lists:
    """Those waiting at the end of a month: the parts that are told of each place, and where all is hidden."""

    parts: Mapping[str, tuple[int, ...]]
    hidden: frozenset[str]


NOBODY = Lists({}, frozenset())


class FlowGate:
    """What may be shown of flows, month by month."""

    def __init__(
        self,
        moved: Mapping[Month, Mapping[str, Mapping[Flow, int]]],
        lists: Mapping[Month, Lists],
        fewest: int,
    ) -> None:
        """*moved* by month and place, the country too where it is shown; *lists* by month."""
        self._lists = lists
        self._moved = moved
        self._tables: dict[Month, Table] = {}
        for month, rows in moved.items():
            hidden = self._at(month).hidden | self._at(month + -1).hidden
            named = {place: {str(flow): n for flow, n in of.items()} for place, of in rows.items()}
            self._tables[month] = two_way(named, _GOES_OUT, fewest, hidden & set(rows))
        shut = {month for month, one in lists.items() if self._follows(month, one, fewest)}
        self._shut = shut | {month + 1 for month in shut}

    def hides(self, month: Month, place: str, flow: Flow) -> bool:
        """Whether the flow is hidden."""
        return month in self._shut or any(
            number.hidden for number in self._tables[month].numbers if number.key == (place, flow)
        )

    def _at(self, month: Month) -> Lists:
        return self._lists.get(month, NOBODY)

    def _follows(self, month: Month, lists: Lists, fewest: int) -> bool:
        """Whether some part of a hidden list that is few might follow."""
        for place in lists.hidden:
            for kind, part in enumerate(lists.parts[place]):
                if 0 < part < fewest and not any(
                    self._may_move(month, lists, place, other, kind, change)
                    for other, change in itertools.product(sorted(lists.hidden - {place}), (1, -1))
                ):
                    return True
        return False

    def _may_move(self, month: Month, lists: Lists, place: str, other: str, kind: int, change: int) -> bool:
        """Whether *place* may have had one more (or less) of *kind*, and *other* made up for it."""
        opposite = NATIONAL not in (place, other)
        if change == (1 if opposite else -1) and not lists.parts[other][kind]:
            return False
        grows = (place != NATIONAL) is (change > 0)
        ends = (row(other), row(place)) if grows else (row(place), row(other))
        return self._carries(month, place, other, *ends) and self._carries(
            month + 1, place, other, *reversed(ends)
        )

    def _carries(self, month: Month, place: str, other: str, start: str, goal: str) -> bool:
        """Whether hidden flows of *month* can take one from the balance of *start* to that of *goal*."""
        told = self._moved.get(month, {})
        if place not in told and other not in told:
            return True
        return place in told and other in told and self._tables[month].carries(start, goal)
