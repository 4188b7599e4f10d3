"""Publish cells: the rows anybody may see, small counts hidden and shares rounded as the measure says."""

from __future__ import annotations

from collections.abc import Iterable

from vardvag.base.cells import Basis, Cell
from vardvag.base.texts import Text
from vardvag.statistics.disclosure import PublishedRow, Shown, published
from vardvag.statistics.figures import Figure
from vardvag.statistics.measure import Counts, Measure
from vardvag.statistics.policy import policy

__all__ = ["PublishedRow", "Shown", "publish_cells", "title_called", "title_of", "title_of_figure"]


def publish_cells(cells: Iterable[Cell], measure: Measure, *, inside: bool = False) -> list[PublishedRow]:
    """The published rows of *cells*. `inside` hides nothing, for those who may see the contacts anyway."""
    return published(cells, measure, inside=inside)


def title_of(measure: Measure, row: PublishedRow) -> Text:
    """What the figure is, with the policy and the basis it was counted by: no figure stands without them."""
    return _title(measure, row.policy, row.basis, measure.title)


def title_of_figure(measure: Measure, cell: Cell) -> Text:
    """The same of any figure: the figure's name stands first, then the measure's, because it is no share."""
    figure = Figure(cell.key.figure or Figure.SHARE)
    if figure is Figure.SHARE:
        return _title(measure, cell.key.policy, cell.key.basis, measure.title)
    if figure is Figure.P10:
        unit = measure.length.unit
        return title_called(Text(f"Percentiler, {unit.sv}", f"Percentiles, {unit.en}"), measure, cell)
    return title_called(figure.called_in(measure.length), measure, cell)


def title_called(which: Text, measure: Measure, cell: Cell) -> Text:
    """The same of what is called *which* and told of the measure."""
    title = Text(
        f"{which.sv}, i måttet ”{measure.title.sv}”", f"{which.en}, in the measure “{measure.title.en}”"
    )
    return _title(measure, cell.key.policy, cell.key.basis, title)


def _title(measure: Measure, named: str | None, basis: Basis | None, title: Text) -> Text:
    chosen = policy(named or measure.file.policies.default).title
    sv, en = f"{title.sv}, {chosen.sv}", f"{title.en}, {chosen.en}"
    if measure.counts is Counts.WAITING and basis is not None:
        how = {
            "derived": Text("ur beslut och slut", "from decision and end"),
            "reported": Text("som månadens fil anger", "as the month's file says"),
        }[basis.value]
        sv, en = f"{sv} ({how.sv})", f"{en} ({how.en})"
    return Text(sv, en)
