"""Hide around a small number the circle that costs least, in a table of which every number is of one kind.

A hidden number is safe when one more (or less) can flow around a circle of hidden numbers (`hiding`). Where a
table has many small numbers, to hide the smallest number beside each takes more than is needed, and soon the
sums of all. Here the cheapest circle is looked for instead: what is hidden already costs nothing, any other
number as many as it counts, and one that is to be kept much more. A number that is 0 may be hidden too,
because it may be what is left of a place.

Where the hidden numbers on one side of a node add up to few, it is they together that a circle must lead
through. Here does not belong what a table is of (`two_way`).
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from vardvag.statistics.hiding import Node, Number, Table

_DEAR = 1000
"""How much more it costs to hide a number of what is kept."""


@dataclass(slots=True)
class CircleTable(Table):
    """A table in which circles are hidden. Numbers have one part.

    `kept`: nodes whose numbers are hidden only where nothing else will do.
    """

    kept: frozenset[Node] = frozenset()

    def _hide_more(self) -> bool:
        before = sum(number.hidden for number in self.numbers)
        for number in self.numbers:
            if number.hidden and self.is_few(number.total) and self.follows(number, 0):
                self._hide_circle([number])
        for node in list(self.touching):
            if self.betrayed(node) is not None:
                self._hide_circle([number for number in self.touching[node] if number.hidden])
        return sum(number.hidden for number in self.numbers) > before

    def _hide_circle(self, together: Collection[Number]) -> None:
        """Hide the cheapest circle that leads through one of *together* and back without any of them."""
        circles = [
            found
            for number in together
            for start, goal in self._around(number)
            if (found := self._cheapest(start, goal, together)) is not None
        ]
        for number in min(circles, key=lambda circle: circle[0], default=(0, []))[1]:
            number.hidden = True

    def _around(self, number: Number) -> Iterator[tuple[Node, Node]]:
        """From where to where the rest of a circle leads: with one more of *number*, and with one less."""
        yield number.stop, number.start
        if number.total:
            yield number.start, number.stop

    def _cheapest(
        self, start: Node, goal: Node, without: Collection[Number]
    ) -> tuple[int, list[Number]] | None:
        """What the cheapest way for one more from *start* to *goal* costs, and its numbers; None of none."""
        left_out = {id(number) for number in without}
        cost: dict[Node, int] = {start: 0}
        by: dict[Node, tuple[Node, Number]] = {}
        waiting = [(0, start)]
        while waiting:
            so_far, here = heapq.heappop(waiting)
            if here == goal:
                return so_far, list(_walked(by, goal))
            if so_far > cost[here]:
                continue
            for number in self.touching[here]:
                along = number.start == here
                if id(number) in left_out or not (along or number.total):
                    continue
                if number.decided and not number.hidden:
                    continue
                there = number.stop if along else number.start
                price = so_far + self._price(number)
                if there not in cost or price < cost[there]:
                    cost[there], by[there] = price, (here, number)
                    heapq.heappush(waiting, (price, there))
        return None

    def _price(self, number: Number) -> int:
        if number.hidden:
            return 0
        return (1 + number.total) * (_DEAR if self.kept & {number.start, number.stop} else 1)


def _walked(by: dict[Node, tuple[Node, Number]], goal: Node) -> Iterator[Number]:
    while goal in by:
        goal, number = by[goal]
        yield number
