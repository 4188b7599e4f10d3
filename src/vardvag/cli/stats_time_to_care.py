"""The rows of `vardvag stats --figure time-to-care`: how soon those decided in a month had care.

Here does not belong what is estimated or hidden (`usecases/tell_time_to_care`); `stats` is the command.
"""

from __future__ import annotations

from typing import Any

from vardvag.base.cells import Count, Days
from vardvag.base.texts import Text
from vardvag.cli.output import Column
from vardvag.cli.stats_parts import Answer, Told, called, last_columns, place_columns, shared
from vardvag.statistics.measure import Measure
from vardvag.statistics.published_time_to_care import PublishedTimeToCare
from vardvag.statistics.rounding import per_cent, rounded
from vardvag.usecases.publish_cells import title_called
from vardvag.usecases.tell_time_to_care import tell_time_to_care
from vardvag.warehouse.store import Store

TIME_TO_CARE = "time-to-care"
CHOICES = (TIME_TO_CARE,)
"""What `--figure` takes beside the figures of lengths."""

_CALLED = Text("Tid till vård för dem som beslutades i månaden", "Time to care of those decided in the month")


def answer(store: Store, measure: Measure, figure: str, language: str, table: bool, **asked: Any) -> Answer:
    """The answer; *asked* and the errors as `tell_time_to_care`."""
    rows = tell_time_to_care(store, measure, **asked)
    mark = "," if table and language == "sv" else "."
    named = {
        "decided": Text("Beslutade", "Decided"),
        "median": Text("Median, dagar", "Median, days"),
        **{f"within_{day}": Text(f"≤ {day} dagar, %", f"≤ {day} days, %") for day in rows[0].within},
    }
    columns = [Column(key, called(text, language), right=True) for key, text in named.items()]
    return Answer(
        title_called(_CALLED, measure, rows[0].decided.cell),
        [_row(row, figure, measure.file.rounding.decimals, mark, table) for row in rows],
        [*place_columns(language), *columns, *last_columns(table)],
        _NOTES,
        [Told.of_cell(row.decided.cell, row.statuses) for row in rows],
    )


def _row(row: PublishedTimeToCare, figure: str, decimals: int, mark: str, table: bool) -> dict[str, object]:
    decided, median = row.decided.value, row.median.value
    return {
        **shared(row.decided.cell, figure, row.statuses, table),
        "decided": decided.number if isinstance(decided, Count) else None,
        "median": median.days if isinstance(median, Days) else None,
        **{
            f"within_{day}": None if share is None else per_cent(rounded(share, decimals), mark)
            for day, (_, share) in row.within.items()
        },
    }


_NOTES = (
    Text(
        "Alla som beslutades i månaden, även de som ännu väntar: de räknas som utan vård så länge de har "
        "setts vänta, och därefter varken eller (Kaplan–Meier).",
        "Everybody decided in the month, those still waiting too: they count as without care for as long as "
        "they have been seen waiting, and as neither after that (Kaplan–Meier).",
    ),
    Text(
        "Utan median: färre än hälften har ännu fått vård. Utan andel: ingen har ännu följts så länge. Talen "
        "för de senaste månaderna ändras när fler har följts längre.",
        "No median: fewer than half have had care yet. No share: nobody has been followed so long yet. The "
        "figures of the latest months change as more are followed longer.",
    ),
    Text(
        "Antagande: av dem som försvinner ur filerna hade lika många fått vård som av de andra.",
        "Assumption: of those who vanish from the files as many would have had care as of the others.",
    ),
)
