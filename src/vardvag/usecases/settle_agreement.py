"""Settle an agreement: who gets what, from published facts, from files, or from cells already at hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from vardvag.agreements.catalogue import load, published_facts
from vardvag.agreements.scenario import Scenarios
from vardvag.agreements.settle import Settlement
from vardvag.base.cells import Cell
from vardvag.usecases.read_facts import read_facts


def settle_agreement(
    agreement: str,
    fact_files: Iterable[Path] = (),
    cells: Iterable[Cell] | None = None,
    as_of: date | None = None,
    *,
    variant: str | None = None,
    changes: Iterable[str] = (),
) -> Settlement:
    """Settle *agreement*: a built-in name (`svf-2025`), or the path of a file or folder of one's own.

    Facts come from *fact_files* and *cells*; when there is no file and *cells* is None, from the `facts.csv`
    kept beside the agreement. A file without rows, or no cells at all, is given all the same: then facts are
    missing. Only facts known on *as_of* count, and only amendments effective by then. `variant` is another
    reading of the agreement; `changes` ask "what if", `place=value` each (`agreements/scenario`). NotFound,
    WrongUse, or BadInput with every finding.
    """
    chosen = load(agreement, on=as_of, variant=variant)
    files = tuple(fact_files)
    if not files and cells is None:
        facts = published_facts(chosen)
    else:
        facts = (*read_facts(files, chosen.others), *(cells or ()))
    return Scenarios(chosen, facts, as_of).settle(changes)
