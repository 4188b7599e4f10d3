"""Send a region's cells to the public part: the figures an agreement asks for, and nothing about anybody.

What crosses from region to public is aggregated cells, because a settlement is made from unsuppressed
figures; what the public then sees passes the disclosure gate. Here does not belong counting
(`count_measure`) nor settling (`settle_agreement`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from vardvag.agreements import Agreement, read_facts, settle
from vardvag.agreements.facts_file import facts_text
from vardvag.base.cells import Cell, CellKey
from vardvag.base.days import Month
from vardvag.statistics.measure import measures
from vardvag.usecases.count_measure import count_measure
from vardvag.warehouse.durable import replace_durably
from vardvag.warehouse.lock import writing
from vardvag.warehouse.store import Store


def cells_asked_for(agreement: Agreement, store: Store, regions: Iterable[str]) -> list[Cell]:
    """The cells of *regions* that *agreement* asks for and the store can count; missing ones say so."""
    wanted = {key for key in settle(agreement).missing if key.place in set(regions)}
    known = measures()
    together: defaultdict[tuple[object, ...], list[CellKey]] = defaultdict(list)
    for key in wanted:
        if key.measure in known:
            together[key.measure, key.policy, key.basis].append(key)
    cells: list[Cell] = []
    for keys in together.values():
        periods = [Month.parse(key.period) for key in keys]
        counted = count_measure(
            store,
            keys[0].measure,
            first=min(periods),
            last=max(periods),
            policy=keys[0].policy,
            basis=keys[0].basis,
        )
        cells += [cell for cell in counted if cell.key in wanted]
    return cells


def send_cells(cells: Iterable[Cell], file: Path) -> None:
    """Put *cells* into the public part's file of facts, in place of those with the same key and day known.

    A figure as it was known on another day stays: who settles takes the last one known. The file is exchanged
    in one step, so whoever reads it meanwhile sees the old or the new; who writes to it waits for her turn.
    """
    with writing(file.parent):
        kept = {(cell.key, cell.as_known): cell for cell in (read_facts(file) if file.exists() else ())}
        kept |= {(cell.key, cell.as_known): cell for cell in cells}
        replace_durably(file, facts_text(kept.values()).encode())
