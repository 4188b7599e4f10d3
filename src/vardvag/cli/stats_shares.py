"""The rows of `vardvag stats MEASURE`: how many within the limit, of how many, by region and month.

Here does not belong what is counted (`usecases/count_measure`) or hidden (`usecases/publish_cells`); `stats`
is the command.
"""

from __future__ import annotations

from typing import Any

from vardvag.base.regions import NATIONAL, region
from vardvag.base.texts import Text
from vardvag.cli.output import Column
from vardvag.cli.stats_parts import COUNTRY, STATUSES, Answer, Told, called, place_columns
from vardvag.statistics.counting import By
from vardvag.statistics.measure import Measure
from vardvag.statistics.rounding import per_cent
from vardvag.usecases.count_measure import count_measure
from vardvag.usecases.publish_cells import PublishedRow, publish_cells, title_of
from vardvag.warehouse.store import Store


def answer(
    store: Store, measure: Measure, language: str, table: bool, *, by: By, inside: bool, **asked: Any
) -> Answer:
    """The answer; *asked* and the errors as `count_measure`."""
    # Every region passes the gate, so that the country alone shows no more than beside them.
    every = publish_cells(count_measure(store, measure, **asked), measure, inside=inside)
    rows = [row for row in every if by == "region" or row.place == NATIONAL]
    mark = "," if table and language == "sv" else "."
    return Answer(
        title_of(measure, rows[0]),
        [_row(row, mark, table) for row in rows],
        _columns(language, table),
        (),
        [Told(row.place, row.source, row.as_known, row.status == "suppressed") for row in rows],
    )


def _columns(language: str, table: bool) -> list[Column]:
    """A table is for reading; the other forms hold everything that makes the figure what it is."""
    columns = [
        *place_columns(language),
        Column("per_cent", called(Text("Andel, %", "Share, %"), language), right=True),
        Column("within", called(Text("Inom gränsen", "Within"), language), right=True),
        Column("counted", called(Text("Räknade", "Counted"), language), right=True),
        Column("status", "Status"),
    ]
    if not table:
        more = ("measure", "policy", "basis", "as_known", "fingerprint", "source")
        columns += [Column(key, key) for key in more]
    return columns


def _row(row: PublishedRow, mark: str, table: bool) -> dict[str, object]:
    return {
        "place": row.place,
        "name": COUNTRY if row.place == NATIONAL else region(row.place).name,
        "period": row.period,
        "per_cent": per_cent(row.share, mark) if row.share else None,
        "within": row.within,
        "counted": row.counted,
        "status": STATUSES[row.status] if table else row.status,
        "measure": row.measure,
        "policy": row.policy,
        "basis": row.basis,
        "as_known": row.as_known,
        "fingerprint": row.fingerprint,
        "source": f"{row.source.title}, {row.source.section}",
    }
