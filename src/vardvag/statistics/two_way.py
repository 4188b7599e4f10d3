"""Tables of places by kinds, where both the sum over the places and the sum of each place are no secret.

A kind of all regions adds up to the country's, and the kinds of a place balance: those who come in and those
who go out are the difference of two lists that are known, or the kinds are parts of a number that is known.
That is a network too, as `hiding` needs it: a kind that comes in flows from its own node to the place's, one
that goes out flows back, and the country's the other way.

Here does not belong what the kinds are (`flow_gate`, `time_to_care_gate`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from vardvag.base.regions import NATIONAL
from vardvag.statistics.circles import CircleTable
from vardvag.statistics.hiding import Number, Table

Rows = Mapping[str, Mapping[str, int]]
"""By place and kind."""


def row(place: str) -> str:
    """The node at which what is known of a place meets."""
    return f"row {place}"


def two_way(rows: Rows, goes_out: Collection[str], fewest: int, hidden: Collection[str] = ()) -> Table:
    """The table, with what must be hidden in it hidden. *hidden* are places of which nothing may be shown.

    The country is shown as long as something else will do; one that does not stand beside its regions is not
    known. A number's key is its place and its kind.
    """
    known = dict(rows)
    if NATIONAL not in known:
        kinds = next(iter(rows.values()), {})
        known[NATIONAL] = {kind: sum(of_place[kind] for of_place in rows.values()) for kind in kinds}
    numbers = []
    for place, of_place in known.items():
        decided = place in hidden or place not in rows
        for kind, number in of_place.items():
            ends = (f"kind {kind}", row(place))
            start, stop = ends if (kind in goes_out) is (place == NATIONAL) else ends[::-1]
            numbers.append(Number((place, kind), start, stop, (number,), hidden=decided, decided=decided))
    table = CircleTable(numbers, fewest, kept=frozenset({row(NATIONAL)}))
    table.hide()
    return table
