"""Settle an agreement: who gets what, from published facts, from files, or from cells already at hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vardvag.agreements.build import altered
from vardvag.agreements.catalogue import load, published_facts
from vardvag.agreements.model import Agreement
from vardvag.agreements.scenario import Scenarios, rule_changes
from vardvag.agreements.settle import Settlement
from vardvag.base.cells import Cell
from vardvag.usecases.read_facts import read_facts

if TYPE_CHECKING:
    from vardvag.warehouse.store import Store


def settle_agreement(
    agreement: str,
    fact_files: Iterable[Path] = (),
    cells: Iterable[Cell] | None = None,
    as_of: date | None = None,
    *,
    variant: str | None = None,
    changes: Iterable[str] = (),
    store: Store | None = None,
) -> Settlement:
    """Settle *agreement*: a built-in name (`svf-2025`), or the path of a file or folder of one's own.

    Facts come from *fact_files* and *cells*; when there is no file and *cells* is None, from the `facts.csv`
    kept beside the agreement. A file without rows, or no cells at all, is given all the same: then facts are
    missing. With a *store*, what no file gives and a measure counts is counted from its contacts. Only facts
    known on *as_of* count, and only amendments effective by then. `variant` is another reading of the
    agreement; `changes` ask "what if", `place=value` each (`agreements/scenario`). NotFound, WrongUse, or
    BadInput with every finding.
    """
    chosen, changes = load(agreement, on=as_of, variant=variant), tuple(changes)
    files = tuple(fact_files)
    facts: tuple[Cell, ...]
    if not files and cells is None:
        facts = tuple(published_facts(chosen))
    else:
        facts = (*read_facts(files, chosen.others), *(cells or ()))
    if store is not None:
        facts += tuple(counted_beside(chosen, store, facts, changes, as_of))
    return Scenarios(chosen, facts, as_of).settle(changes)


def counted_beside(
    agreement: Agreement,
    store: Store,
    given: Iterable[Cell],
    changes: Iterable[str] = (),
    as_of: date | None = None,
) -> list[Cell]:
    """What the contacts in *store* tell of the facts that *agreement*, as changed, asks for, and are not
    *given*. BadInput for a store that holds nothing."""
    # Settling from files alone needs neither DuckDB nor Arrow.
    from vardvag.usecases.count_facts import count_facts, refuse_empty

    refuse_empty(store)
    asking = altered(agreement, rules) if (rules := rule_changes(changes)) else agreement
    return count_facts(asking, store, given={cell.key for cell in given}, as_known=as_of)
