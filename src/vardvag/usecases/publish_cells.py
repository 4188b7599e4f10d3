"""Publish cells: the rows anybody may see, small counts hidden and shares rounded as the measure says."""

from __future__ import annotations

from collections.abc import Iterable

from vardvag.base.cells import Cell
from vardvag.base.texts import Text
from vardvag.statistics.disclosure import PublishedRow, Shown, published
from vardvag.statistics.measure import Counts, Measure
from vardvag.statistics.policy import policy

__all__ = ["PublishedRow", "Shown", "publish_cells", "title_of"]


def publish_cells(cells: Iterable[Cell], measure: Measure, *, inside: bool = False) -> list[PublishedRow]:
    """The published rows of *cells*. `inside` hides nothing, for those who may see the contacts anyway."""
    return published(cells, measure, inside=inside)


def title_of(measure: Measure, row: PublishedRow) -> Text:
    """What the figure is, with the policy and the basis it was counted by: no figure stands without them."""
    chosen = policy(row.policy or measure.file.policies.default).title
    sv, en = f"{measure.title.sv}, {chosen.sv}", f"{measure.title.en}, {chosen.en}"
    if measure.counts is Counts.WAITING and row.basis is not None:
        how = {
            "derived": Text("ur beslut och slut", "from decision and end"),
            "reported": Text("som månadens fil anger", "as the month's file says"),
        }[row.basis.value]
        sv, en = f"{sv} ({how.sv})", f"{en} ({how.en})"
    return Text(sv, en)
