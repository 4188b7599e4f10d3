"""Compare: two agreements, or one and a "what if" of it, on the same facts: who gains and who loses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vardvag.agreements.compare import Comparison, compare
from vardvag.base.errors import WrongUse
from vardvag.base.texts import Text
from vardvag.usecases.settle_agreement import settle_agreement

if TYPE_CHECKING:
    from vardvag.warehouse.store import Store


def compare_agreements(
    first: str,
    second: str | None,
    fact_files: Iterable[Path] = (),
    as_of: date | None = None,
    *,
    variant: str | None = None,
    changes: Iterable[str] = (),
    store: Store | None = None,
) -> Comparison:
    """*first* as it stands, beside *second* (None: *first* itself) with *variant* and *changes*.

    Facts are the given files for both, or else what is published beside each, and what is counted from the
    contacts in *store*. WrongUse when there is nothing
    to compare with.
    """
    changes, files = tuple(changes), tuple(fact_files)
    if second is None and not changes and variant is None:
        raise WrongUse(
            Text(
                "säg vad det ska jämföras med: ett avtal till, --set plats=värde eller --variant namn",
                "say what to compare with: another agreement, --set place=value or --variant name",
            )
        )
    before = settle_agreement(first, files, as_of=as_of, store=store)
    after = settle_agreement(
        second or first, files, as_of=as_of, variant=variant, changes=changes, store=store
    )
    return compare(before, after)
