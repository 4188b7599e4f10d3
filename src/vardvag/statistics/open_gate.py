"""What of a month is published of a family of measures: all its figures at once, and beside what was before.

Three layers, each of which stands or falls as a whole in a place:

1. **Share, within and counted** under the family's main policy.
2. **Bands**, under it alone.
3. The same as 1 under **every other policy**.

A place is hidden in a layer when any of the family's *parts* in it (`family`) is few, and where a layer
before hides it; then `hiding` hides more, until no small part follows from sums of regions. Every number
that is shown is a sum of parts, each of which is none or not few, so policies and limits put together tell
of no few.

**What was published stays told.** What was hidden once stays hidden, and what was shown and has not changed
is not hidden, because whoever kept the earlier figure still has it. Nor may the country's change tell of few
when nothing else has changed. When no small part can be kept from following so, the month is not published
anew.

**What it does not do.** A figure that changes by few, from one publication to the next, shows that. Parts
are tried one at a time, as in `hiding`. Percentiles are shown where their layer is and where neither end is
few: that a number lies between two others may follow. Here does not belong where the parts come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from vardvag.base.regions import NATIONAL
from vardvag.statistics.hiding import Number, Table


class Layer(IntEnum):
    """What stands or falls together."""

    MAIN = 1
    BANDS = 2
    OTHERS = 3


@dataclass(frozen=True, slots=True)
class Before:
    """How a place was published before: whether it was shown, and whether nothing in it has changed."""

    shown: bool
    unchanged: bool


Parts = Mapping[str, tuple[int, ...]]
"""By place: how many of each part; the country is the sum of the rest."""


def hidden_places(
    layers: Mapping[Layer, Parts],
    fewest: int,
    before: Mapping[tuple[Layer, str], Before] | None = None,
) -> Mapping[Layer, frozenset[str]] | None:
    """By layer, the places that are hidden in it; None when the month cannot be published beside *before*."""
    known = before or {}
    found: dict[Layer, frozenset[str]] = {}
    for layer, parts in sorted(layers.items()):
        earlier = found.get(Layer.MAIN, frozenset())
        of_layer = {place: known[layer, place] for place in parts if (layer, place) in known}
        hidden = _hidden(parts, fewest, earlier, of_layer)
        if hidden is None:
            return None
        found[layer] = hidden
    return found


def _hidden(
    parts: Parts, fewest: int, earlier: frozenset[str], before: Mapping[str, Before]
) -> frozenset[str] | None:
    numbers = [_number(place, of, earlier, before.get(place)) for place, of in parts.items()]
    table = Table(numbers, fewest)
    table.hide()
    if _tells(table, numbers) or (before and _told_by_change(table, numbers, before)):
        return None
    return frozenset(one.key[0] for one in numbers if one.hidden)


def _number(place: str, parts: tuple[int, ...], earlier: frozenset[str], before: Before | None) -> Number:
    ends = ("country", "whole") if place == NATIONAL else ("whole", "country")
    if before is not None and not before.shown:
        return Number((place, None), *ends, parts, hidden=True, decided=True)
    decided = before is not None and before.unchanged and place not in earlier
    return Number((place, None), *ends, parts, hidden=place in earlier, decided=decided)


def _tells(table: Table, numbers: Sequence[Number]) -> bool:
    """Whether a small part is shown, or follows from what is."""
    return any(table.betrayed(node) is not None for node in list(table.touching)) or any(
        table.is_few(part) and (not one.hidden or table.follows(one, kind))
        for one in numbers
        for kind, part in enumerate(one.parts)
    )


def _told_by_change(table: Table, numbers: Sequence[Number], before: Mapping[str, Before]) -> bool:
    """Whether the change of the country tells of few: of those that are hidden now and were not before.

    Whoever knows that the others have sent nothing new knows what these add up to.
    """
    newly = [one for one in numbers if one.hidden and (one.key[0] not in before or before[one.key[0]].shown)]
    if not newly or any(one.hidden and one.key[0] == NATIONAL for one in numbers):
        return False
    sums = map(sum, zip(*(one.parts for one in newly), strict=True))
    return any(map(table.is_few, sums))
