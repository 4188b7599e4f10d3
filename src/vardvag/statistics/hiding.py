"""Which numbers of a table to hide, so that no small one follows from those that are shown.

A table of people is a network: everybody flows from the whole to a region, to a value of a cut, to the
country, and back to the whole. What flows into a node flows out of it, and that is all that sums tell. So a
hidden number follows from the rest exactly when no flow around a circle of hidden numbers can change it. Each
hidden small number is tried; while it follows, one more number beside it is hidden, the smallest first.
Hiding more never makes another number follow, so the order does not matter for what is safe.

Besides, what is hidden at a node must not add up to few, because that sum is no secret.

Here does not belong what a table is of (`figure_gate`). A table's numbers are tried one kind at a time (those
within, those over): what several kinds say together is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

At = tuple[str, str | None]
"""A place, and a cut's value as in a cell's key (None is all)."""

Node = str


@dataclass(slots=True)
class Number:
    """One place of the table: how many of each kind flow from `start` to `stop`.

    `decided`: whether it is hidden was decided elsewhere, and stays.
    """

    key: At
    start: Node
    stop: Node
    parts: tuple[int, ...]
    hidden: bool = False
    decided: bool = False

    @property
    def total(self) -> int:
        """All kinds together."""
        return sum(self.parts)


@dataclass(slots=True)
class Table:
    """The numbers and which node each touches."""

    numbers: Sequence[Number]
    fewest: int
    touching: dict[Node, list[Number]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for number in self.numbers:
            self.touching[number.start].append(number)
            self.touching[number.stop].append(number)

    def is_few(self, number: int) -> bool:
        """Above none and below the fewest that may be shown."""
        return 0 < number < self.fewest

    def hide(self) -> set[At]:
        """Hide the small numbers, and what would betray them; the keys of all that are hidden."""
        for number in self.numbers:
            if not number.decided and any(map(self.is_few, number.parts)):
                number.hidden = True
        while self._hide_more():
            pass
        self._show_what_follows()
        return {number.key for number in self.numbers if number.hidden}

    def _hide_more(self) -> bool:
        """One round; whether anything more was hidden."""
        before = sum(number.hidden for number in self.numbers)
        for number in [one for one in self.numbers if one.hidden]:
            for kind, part in enumerate(number.parts):
                while self.is_few(part) and self.follows(number, kind) and self._hide_beside(number, kind):
                    pass
        for node in list(self.touching):
            while (few := self.betrayed(node)) is not None and self._hide_at([node], few):
                pass
        return sum(number.hidden for number in self.numbers) > before

    def _show_what_follows(self) -> None:
        """Show again what was hidden beside a small number and follows all the same: it hides nothing."""
        for number in self.numbers:
            kinds = range(len(number.parts))
            if number.hidden and not number.decided and not any(map(self.is_few, number.parts)):
                number.hidden = not all(self.follows(number, kind) for kind in kinds)

    def follows(self, number: Number, kind: int) -> bool:
        """Whether what is shown leaves only one possible value of a hidden number's part."""
        up = self._reaches(number.stop, number.start, number, kind)
        return not up and not (number.parts[kind] and self._reaches(number.start, number.stop, number, kind))

    def carries(self, start: Node, goal: Node) -> bool:
        """Whether hidden numbers of the first kind can take one more from *start* to *goal*."""
        return self._reaches(start, goal, None, 0)

    def _reaches(self, start: Node, goal: Node, without: Number | None, kind: int) -> bool:
        """Whether one more can flow from *start* to *goal* over hidden numbers: along any, against any that
        is above 0."""
        seen, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            if here == goal:
                return True
            for number in self.touching[here]:
                if number.hidden and number is not without:
                    along = number.start == here
                    there = number.stop if along else number.start
                    if there not in seen and (along or number.parts[kind]):
                        seen.add(there)
                        waiting.append(there)
        return False

    def betrayed(self, node: Node) -> int | None:
        """The kind of which the hidden numbers at a node, all on one side of it, add up to few."""
        inward = [one for one in self.touching[node] if one.hidden and one.stop == node]
        outward = [one for one in self.touching[node] if one.hidden and one.start == node]
        if bool(inward) == bool(outward):
            return None
        sums = _added(inward or outward)
        return next((kind for kind, number in enumerate(sums) if self.is_few(number)), None)

    def _hide_beside(self, number: Number, kind: int) -> bool:
        return self._hide_at([number.start, number.stop], kind) or self._hide_at(list(self.touching), kind)

    def _hide_at(self, nodes: Iterable[Node], kind: int) -> bool:
        """Hide the smallest number that is shown at *nodes*, one with some of *kind* before one with none.

        False when there is none above 0 to hide.
        """
        shown = {
            id(one): one
            for node in nodes
            for one in self.touching[node]
            if not one.hidden and not one.decided and one.total
        }
        if not shown:
            return False
        min(shown.values(), key=lambda one: (not one.parts[kind], one.total, repr(one.key))).hidden = True
        return True


def _added(numbers: Sequence[Number]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*(one.parts for one in numbers), strict=True)))
