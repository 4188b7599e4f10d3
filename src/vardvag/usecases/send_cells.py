"""Send a region's cells to the public part: the figures an agreement asks for, and nothing about anybody.

What crosses from region to public is aggregated cells, because a settlement is made from unsuppressed
figures; what the public then sees passes the disclosure gate. Here does not belong counting
(`count_facts`) nor settling (`settle_agreement`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vardvag.agreements import read_facts
from vardvag.agreements.facts_file import facts_text
from vardvag.base.cells import Cell
from vardvag.warehouse.durable import replace_durably
from vardvag.warehouse.lock import writing


def send_cells(cells: Iterable[Cell], file: Path) -> None:
    """Put *cells* into the public part's file of facts, in place of those with the same key and day known.

    A figure as it was known on another day stays: who settles takes the last one known. The file is exchanged
    in one step, so whoever reads it meanwhile sees the old or the new; who writes to it waits for her turn.
    """
    with writing(file.parent):
        kept = {(cell.key, cell.as_known): cell for cell in (read_facts(file) if file.exists() else ())}
        kept |= {(cell.key, cell.as_known): cell for cell in cells}
        replace_durably(file, facts_text(kept.values()).encode())
