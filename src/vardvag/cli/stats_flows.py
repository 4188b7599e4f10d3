"""The rows of `vardvag stats --figure flows` and `--figure clearance`: a list from one month to the next.

Here does not belong what is counted or hidden (`usecases/tell_flows`); `stats` is the command.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vardvag.base.cells import Basis, Count, Ratio
from vardvag.base.texts import Text
from vardvag.cli.output import Column
from vardvag.cli.stats_parts import Answer, Told, called, last_columns, place_columns, shared
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.figure_gate import PublishedFigure
from vardvag.statistics.flows import CLEARANCE, CLEARED_OVER, Flow
from vardvag.statistics.measure import Measure
from vardvag.statistics.published_flows import PublishedFlows
from vardvag.statistics.rounding import decimals
from vardvag.usecases.publish_cells import title_called
from vardvag.usecases.tell_flows import tell_flows
from vardvag.warehouse.store import Store

FLOWS = "flows"
CHOICES = (FLOWS, CLEARANCE)
"""What `--figure` takes beside the figures of lengths."""

_BEFORE, _AFTER = Text("Väntade", "Waited"), Text("Väntar", "Waiting")
_CALLED = {
    FLOWS: Text("Flöden från månad till månad", "Flows from month to month"),
    CLEARANCE: Text("Tid att beta av kön, månader", "Clearance time, months"),
}


def answer(store: Store, measure: Measure, figure: str, language: str, table: bool, **asked: Any) -> Answer:
    """The answer to a question of *figure*; *asked* and the errors as `tell_flows`."""
    rows = tell_flows(store, measure, **asked)
    flows, cell = tuple(rows[0].moved), rows[0].after.cell
    mark = "," if table and language == "sv" else "."
    return Answer(
        title_called(_CALLED[figure], measure, cell),
        [_row(row, figure, mark, table) for row in rows],
        [*place_columns(language), *_columns(figure, flows, language), *last_columns(table, "hidden")],
        _notes(figure, cell.key.basis is Basis.REPORTED),
        [Told.of_cell(row.clearance.cell, _statuses(row, figure)) for row in rows],
    )


def _columns(figure: str, flows: Sequence[Flow], language: str) -> list[Column]:
    if figure == FLOWS:
        named = {"before": _BEFORE, **{one.value: one.called for one in flows}, "waiting": _AFTER}
    else:
        over = Text(f"Fick vård, {CLEARED_OVER} mån", f"Completed, {CLEARED_OVER} months")
        named = {"waiting": _AFTER, "completed": over, "months": Text("Månader", "Months")}
    return [Column(key, called(text, language), right=True) for key, text in named.items()]


def _told(row: PublishedFlows, figure: str) -> dict[str, PublishedFigure]:
    """What a row tells, by the column."""
    if figure == CLEARANCE:
        return {"months": row.clearance}
    return {
        "before": row.before,
        **{one.value: found for one, found in row.moved.items()},
        "waiting": row.after,
    }


def _statuses(row: PublishedFlows, figure: str) -> list[Shown]:
    return [one.status for one in _told(row, figure).values()]


def _row(row: PublishedFlows, figure: str, mark: str, table: bool) -> dict[str, object]:
    told = _told(row, figure)
    numbers = (
        _clearance(row, mark) if figure == CLEARANCE else {key: _number(one) for key, one in told.items()}
    )
    hidden = [key for key, one in told.items() if one.status is Shown.SUPPRESSED]
    beside = shared(row.clearance.cell, figure, _statuses(row, figure), table)
    return {**beside, **numbers, "hidden": " ".join(hidden) or None}


def _number(found: PublishedFigure) -> int | None:
    return found.value.number if isinstance(found.value, Count) else None


def _clearance(row: PublishedFlows, mark: str) -> dict[str, object]:
    value = row.clearance.value
    if not isinstance(value, Ratio):
        return dict.fromkeys(("waiting", "completed", "months"))
    return {
        "waiting": value.numerator // CLEARED_OVER,
        "completed": value.denominator,
        "months": None if value.share is None else decimals(value.share, 1, mark),
    }


def _notes(figure: str, reported: bool) -> Sequence[Text]:
    """What must be said of flows beside what is said of every figure."""
    return _CLEARANCE_NOTES if figure == CLEARANCE else (_SUM, *(_REPORTED if reported else _DERIVED))


_SUM = Text(
    "Väntade vid förra månadens slut + de som tillkom − de som lämnade = väntar vid månadens slut.",
    "Waited at the end of last month + those who came − those who left = waiting at the end of the month.",
)
_DERIVED = (
    Text(
        "Tillkom: beslutade i månaden. Fick vård: väntan slutade i månaden. Den som har tagits bort utan "
        "vård syns inte här, utan räknas som väntande; fråga med --basis reported.",
        "Added: decided in the month. Completed: the wait ended in the month. Whoever was removed without "
        "care is not seen here but counted as waiting; ask with --basis reported.",
    ),
)
_REPORTED = (
    Text(
        "Tillkom: beslutade i månaden. Tillkom sent: beslutade tidigare, men inte räknade som väntande i "
        "förra månadens fil. Räknas inte längre: står kvar i månadens filer men är kodade så att de inte "
        "räknas.",
        "Added: decided in the month. Joined late: decided earlier, but not counted as waiting in the file "
        "of the month before. No longer counted: still in the month's files, but coded so that they are not.",
    ),
    Text(
        "Borttagna utan förklaring: väntade förra månaden och står i ingen av månadens filer. Varför säger "
        "ingen: det nationella formatet har ingen rad för den som tas bort utan vård.",
        "Removed, unexplained: waited last month and is in none of the month's files. Why, nobody says: the "
        "national format has no row for whoever is removed without care.",
    ),
)
_CLEARANCE_NOTES = (
    Text(
        f"Väntande delat med medeltalet som fick vård per månad under de senaste {CLEARED_OVER} månaderna: "
        "så länge räcker kön om ingen tillkommer. Utan värde när ingen fick vård. "
        f"Antagande: de {CLEARED_OVER} månaderna är vårt val.",
        f"Those waiting by the mean a month who got care over the last {CLEARED_OVER} months: how long the "
        "list lasts if nobody comes onto it. Without a value when nobody got care. "
        f"Assumption: the {CLEARED_OVER} months are our choice.",
    ),
)
