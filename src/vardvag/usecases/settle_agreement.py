"""Settle an agreement: who gets what, from published facts, from files, or from cells already at hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from vardvag.agreements.catalogue import load, published_facts
from vardvag.agreements.settle import Settlement, settle
from vardvag.base.cells import Cell
from vardvag.usecases.read_facts import read_facts


def settle_agreement(
    agreement: str,
    fact_files: Iterable[Path] = (),
    cells: Iterable[Cell] = (),
    as_of: date | None = None,
) -> Settlement:
    """Settle *agreement*: a built-in name (`svf-2025`), or the path of a file or folder of one's own.

    Facts come from *fact_files* and *cells*; when neither is given, from the `facts.csv` kept beside the
    agreement. Only facts known on *as_of* count. NotFound, or BadInput with every finding.
    """
    chosen = load(agreement)
    given = (*read_facts(fact_files), *cells)
    return settle(chosen, given or published_facts(chosen), as_of)
