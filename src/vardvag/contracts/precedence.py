"""Which step must be done before which: an order in which every step comes after those it depends on.

Here does not belong any day (`critical_path`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from vardvag.contracts.identifiers import StepId


def in_order(depends_on: Mapping[StepId, Iterable[StepId]]) -> tuple[StepId, ...]:
    """The steps so that none stands before one it depends on. ValueError when they go in a circle."""
    try:
        return tuple(TopologicalSorter(depends_on).static_order())
    except CycleError as circle:
        raise ValueError(f"the steps wait for each other: {' → '.join(circle.args[1])}") from None


def all_before(depends_on: Mapping[StepId, Iterable[StepId]]) -> dict[StepId, frozenset[StepId]]:
    """Of each step, every step that must be done before it, near and far."""
    before: dict[StepId, frozenset[StepId]] = {}
    for step in in_order(depends_on):
        nearest = frozenset(depends_on.get(step, ()))
        before[step] = nearest.union(*(before[one] for one in nearest))
    return before
