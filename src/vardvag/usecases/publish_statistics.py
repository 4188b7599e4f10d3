"""Publish statistics: count every measure, and put what anybody may see of it into the public part.

Measures of the same contacts are hidden together, under all their policies and limits, and beside what was
published of them before (`statistics.open_gate`). A figure that has changed stands beside the one known
before. Each measure's file is exchanged in one step. Here does not belong counting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vardvag.base.days import Month
from vardvag.base.errors import WrongUse
from vardvag.base.texts import Text
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.family import Family, families
from vardvag.statistics.measure import Measure, measures
from vardvag.statistics.open_counted import words_of
from vardvag.statistics.open_figures import CountedFamily, Rows
from vardvag.statistics.open_hiding import Hiding
from vardvag.statistics.open_rows import Published, parquet_bytes, read_published
from vardvag.usecases.public_cells import statistics_of
from vardvag.warehouse.durable import replace_durably
from vardvag.warehouse.lock import writing
from vardvag.warehouse.store import Store


@dataclass(frozen=True, slots=True)
class PublishedMeasure:
    """What came of one measure: how many figures are new, have changed, and are hidden.

    `kept_back`: months that stand as they were published before, because the new figures beside those would
    betray few.
    """

    measure: Measure
    new: int
    changed: int
    hidden: int
    kept_back: tuple[Month, ...]


def publish_statistics(
    store: Store,
    data: Path,
    *,
    first: Month,
    last: Month,
    on: date,
    chosen: Iterable[Measure] | None = None,
    made_up: bool = False,
) -> list[PublishedMeasure]:
    """Publish *chosen* (every built-in measure that can be counted) from *first* to *last*, as known on *on*.

    A measure is hidden together with all that count the same contacts, also those that are not chosen.
    *data* is the service's folder; *made_up* marks every figure as counted from made-up contacts. WrongUse
    when *last* is before *first*, or *on* before a day that has been published; BadInput for a damaged store,
    or a damaged file published before.
    """
    snapshot = store.snapshot(on)
    known = {name: one for name, one in measures().items() if not one.waits_for_specialities}
    wanted = {one.id: one for one in (known.values() if chosen is None else chosen)}
    outcome: list[PublishedMeasure] = []
    with writing(statistics_of(data)):
        together = [
            family
            for family in families({**known, **wanted}.values())
            if any(one.id in wanted for one in family.measures)
        ]
        held = {one.id: published_before(data, one.id) for family in together for one in family.measures}
        _refuse_earlier(held.values(), on)  # all of them before anything is written
        for family in together:
            before = {one.id: held[one.id] for one in family.measures}
            counted = CountedFamily(snapshot, family, first, last, on)
            fresh = {one.id: counted.rows(one) for one in family.measures}
            kept_back = Hiding(counted, fresh, {name: one.latest() for name, one in before.items()}).hide()
            for one in (one for one in family.measures if one.id in wanted):
                made = _keep(data, one, family, fresh[one.id], before[one.id], made_up)
                outcome.append(PublishedMeasure(one, *made, kept_back))
    return outcome


def published_before(data: Path, measure: str) -> Published:
    """What has been published of *measure*; nothing where nothing has."""
    file = statistics_of(data) / f"{measure}.parquet"
    return read_published(file) if file.exists() else Published({}, ())


def _refuse_earlier(before: Iterable[Published], on: date) -> None:
    """What was known on an earlier day would stand as the latest."""
    last = max((row.as_known for one in before for row in one.rows), default=on)
    if on < last:
        raise WrongUse(
            Text(
                f"Tal som var kända {last} är redan publicerade. Publicera som känt den dagen eller senare.",
                f"Figures known on {last} are published already. Publish as known on that day or later.",
            )
        )


def _keep(
    data: Path, measure: Measure, family: Family, rows: Rows, before: Published, made_up: bool
) -> tuple[int, int, int]:
    known = before.latest()
    news = [row for row in rows.values() if row.key not in known or known[row.key].told != row.told]
    words = words_of(measure, family.basis, family.main.id, made_up)
    published = Published(words, (*before.rows, *news))
    replace_durably(statistics_of(data) / f"{measure.id}.parquet", parquet_bytes(published))
    changed = sum(row.key in known for row in news)
    hidden = sum(row.status is Shown.SUPPRESSED for row in rows.values())
    return len(news) - changed, changed, hidden
