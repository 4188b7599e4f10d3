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
    cells: Iterable[Cell] | None = None,
    as_of: date | None = None,
) -> Settlement:
    """Settle *agreement*: a built-in name (`svf-2025`), or the path of a file or folder of one's own.

    Facts come from *fact_files* and *cells*; when there is no file and *cells* is None, from the `facts.csv`
    kept beside the agreement. A file without rows, or no cells at all, is given all the same: then facts are
    missing. Only facts known on *as_of* count. NotFound, or BadInput with every finding.
    """
    chosen = load(agreement)
    files = tuple(fact_files)
    if not files and cells is None:
        return settle(chosen, published_facts(chosen), as_of)
    return settle(chosen, (*read_facts(files, chosen.others), *(cells or ())), as_of)
