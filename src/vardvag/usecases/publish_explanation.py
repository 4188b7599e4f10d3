"""Publish an explanation, or a fact: the same, with every figure that counts so few people taken out of it.

A settlement is made from unsuppressed figures; what leaves for a page or a file passes here. Conditions
stay answered, because amounts follow from them. Here does not belong where the line goes
(`statistics/disclosure`).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from vardvag.agreements.explanation import Explanation, Operation
from vardvag.agreements.facts_file import fact_row
from vardvag.base.cells import Basis, Cell, CellKey, Ratio
from vardvag.statistics.disclosure import PublishedRow, Shown, published
from vardvag.statistics.measure import Measure, measures
from vardvag.statistics.supplied import SuppliedMeasure, supplied_measures

__all__ = [
    "PublishedRow",
    "Shown",
    "known_measures",
    "known_supplied",
    "publish_cell",
    "publish_explanation",
    "publish_fact",
]


@functools.cache
def known_measures() -> Mapping[str, Measure]:
    """The measures that Vårdväg counts itself, by id."""
    return MappingProxyType(dict(measures()))


@functools.cache
def known_supplied() -> Mapping[str, SuppliedMeasure]:
    """The measures whose numbers are supplied, by id."""
    return MappingProxyType(dict(supplied_measures()))


def publish_cell(cell: Cell) -> PublishedRow | None:
    """The row that may be shown of *cell*.

    None for a figure that is not counted from contacts here: it was given, as an authority or a document
    says it, and no rule of disclosure is ours to apply.
    """
    measure = known_measures().get(cell.key.measure)
    counted = isinstance(cell.value, Ratio) or cell.value is None
    return published([cell], measure)[0] if measure is not None and counted else None


def publish_fact(cell: Cell) -> dict[str, str]:
    """*cell* as a row of facts, as anybody may see it. A hidden one has no numbers, and says `suppressed`."""
    told, row = fact_row(cell), publish_cell(cell)
    if row is None or row.status is not Shown.SUPPRESSED:
        return told
    kept = {name: text for name, text in told.items() if name not in ("numerator", "denominator")}
    return kept | {"status": Shown.SUPPRESSED.value}


def publish_explanation(explanation: Explanation) -> Explanation:
    """*explanation* as anybody may see it. A hidden cell has no value and the status `suppressed`."""
    if explanation.operation is Operation.CELL:
        return _published_cell(explanation)
    return explanation._replace(children=tuple(publish_explanation(child) for child in explanation.children))


def _published_cell(node: Explanation) -> Explanation:
    told = node.inputs
    numerator, denominator = told.get("numerator"), told.get("denominator")
    if not isinstance(numerator, int) or not isinstance(denominator, int):
        return node
    policy, basis = told["policy"], told["basis"]
    key = CellKey(
        str(told["measure"]),
        str(told["place"]),
        str(told["period"]),
        None if policy is None else str(policy),
        None if basis is None else Basis(str(basis)),
    )
    row = publish_cell(Cell(key, Ratio(numerator, denominator), node.sources[0]))
    if row is None or row.status is not Shown.SUPPRESSED:
        return node
    kept = {name: value for name, value in told.items() if name not in ("numerator", "denominator")}
    return node._replace(value=None, inputs=kept | {"status": Shown.SUPPRESSED.value})
