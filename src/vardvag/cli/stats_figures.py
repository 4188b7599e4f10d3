"""The rows of `vardvag stats --figure …`: which columns a figure has, and what stands in them.

Here does not belong what is counted or hidden (`usecases/tell_figures`); `stats` is the command.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vardvag.base.cells import Bands, Count, Days, Ratio
from vardvag.base.texts import Text
from vardvag.cli.output import Column
from vardvag.cli.stats_parts import Answer, Told, called, last_columns, place_columns, shared
from vardvag.statistics.cuts import Cut, value_title
from vardvag.statistics.figure_gate import PublishedFigure, counted_in
from vardvag.statistics.figures import QUANTILES, Figure
from vardvag.statistics.length import Length
from vardvag.statistics.measure import Measure
from vardvag.statistics.rounding import per_cent, rounded
from vardvag.usecases.publish_cells import title_of_figure
from vardvag.usecases.tell_figures import tell_figures
from vardvag.warehouse.store import Store

PERCENTILES = "percentiles"
CHOICES = (
    *(figure.value for figure in Figure if figure is Figure.MEDIAN or not figure.quantile),
    PERCENTILES,
)
"""What `--figure` takes."""


def figures_named(name: str) -> tuple[Figure, ...]:
    """The figures that `--figure` asks for."""
    return tuple(QUANTILES) if name == PERCENTILES else (Figure(name),)


def answer(
    store: Store,
    measure: Measure,
    figures: Sequence[Figure],
    cut: Cut | None,
    language: str,
    table: bool,
    **asked: Any,
) -> Answer:
    """The answer; *asked* and the errors as `tell_figures`."""
    rows = tell_figures(store, measure, figures, cut=cut, **asked)
    return Answer(
        title_of_figure(measure, rows[0].cell),
        [_row(row, cut, measure, language, table) for row in rows],
        _columns(figures, cut, measure, language, table),
        _notes(figures, cut, measure),
        [Told.of_cell(row.cell, [row.status]) for row in rows],
    )


def _columns(
    figures: Sequence[Figure], cut: Cut | None, measure: Measure, language: str, table: bool
) -> list[Column]:
    """A table is for reading; the other forms hold everything that makes the figure what it is."""
    swedish = language == "sv"
    found = place_columns(language)
    if cut is not None:
        found.append(Column("value", called(cut.title, language).capitalize()))
    if figures[0] is Figure.SHARE:
        found += [
            Column("per_cent", "Andel, %" if swedish else "Share, %", right=True),
            Column("within", "Inom gränsen" if swedish else "Within", right=True),
        ]
    elif (bands := figures[0].bands) is not None:
        found += [Column(name, name, right=True) for name in bands.names]
    elif figures[0].quantile is not None:
        found += [
            Column("figure", "Mått" if swedish else "Figure"),
            Column(_unit(measure), called(measure.length.unit, language).capitalize(), right=True),
        ]
    found.append(Column("counted", "Räknade" if swedish else "Counted", right=True))
    there = {column.key for column in found}
    return [*found, *(column for column in last_columns(table, "cut") if column.key not in there)]


def _row(
    row: PublishedFigure, cut: Cut | None, measure: Measure, language: str, table: bool
) -> dict[str, object]:
    """One figure as a row."""
    cell, value = row.cell, row.value
    key, mark = cell.key, "," if table and language == "sv" else "."
    figure = Figure(key.figure or Figure.SHARE)
    _, _, of_cut = (key.cut or "").partition("=")
    names = figure.bands.names if figure.bands else ()
    found: dict[str, object] = {
        **dict.fromkeys(("per_cent", "within", _unit(measure), *names)),
        **shared(cell, figure.value, [row.status], table),
        "value": value_title(cut, of_cut) if cut and of_cut and table else of_cut or None,
        "figure": figure.called_in(measure.length) if table else figure.value,
        "counted": counted_in(value),
        "cut": cut.id if cut else None,
    }
    if isinstance(value, Ratio):
        share = None if value.share is None else rounded(value.share, measure.file.rounding.decimals)
        found |= {"within": value.numerator, "per_cent": per_cent(share, mark) if share else None}
    elif isinstance(value, Days):
        found[_unit(measure)] = value.days
    elif isinstance(value, Bands):
        found |= dict(zip(names, value.numbers, strict=True))
    elif isinstance(value, Count):
        found["counted"] = value.number
    return found


def _unit(measure: Measure) -> str:
    """The key of the column of lengths, which says what they are told in."""
    return measure.length.unit.en


def _notes(figures: Sequence[Figure], cut: Cut | None, measure: Measure) -> list[Text]:
    """What must be said of these figures beside what is said of every one."""
    said = []
    if figures[0].quantile is not None:
        unit = measure.length.unit
        said.append(
            Text(
                f"En percentil är det minsta hela antal {unit.sv} som minst den andelen har väntat högst; "
                "medianen är den 50:e.",
                f"A percentile is the smallest whole number of {unit.en} that at least that share "
                "had waited at most; the median is the 50th.",
            )
        )
    if measure.length is Length.PAST_TARGET:
        said.append(
            Text(
                "Dagarna räknas från den medicinska måldagen; under 0 är före den.",
                "The days are counted from the medical target day; below 0 is before it.",
            )
        )
    if (bands := figures[0].bands) is not None:
        said.append(Text(f"Intervallen: {bands.used_by.sv}.", f"The bands: {bands.used_by.en}."))
    if cut is not None and cut.id == "age":
        said.append(
            Text(
                "Ålder är den som nås under beslutsåret. Antagande: åldersgrupperna är våra egna, "
                "ingen källa säger vilka som används.",
                "Age is that reached in the year of decision. Assumption: the age groups are ours, "
                "no source says which are used.",
            )
        )
    return said
