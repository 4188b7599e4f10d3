"""Repeat a receipt: settle again, from the facts it holds or from others, and say what has become different.

Here does not belong reading the receipt's file (`write_receipt`), nor what a difference is (`receipt`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vardvag.agreements.catalogue import load
from vardvag.agreements.receipt import differences, facts_of, known_on, same_result
from vardvag.agreements.settle import Settlement
from vardvag.base.texts import Text
from vardvag.usecases.settle_agreement import settle_agreement


@dataclass(frozen=True)
class Repeated:
    """A settlement made again. `differences` is empty when the receipt was repeated exactly."""

    settlement: Settlement
    differences: tuple[Text, ...]
    same_amounts: bool
    """Whether every amount is the receipt's, to the krona, whatever else is different."""


def repeat_receipt(
    agreement: str,
    kept: Mapping[str, Any],
    fact_files: Iterable[Path] = (),
    as_of: date | None = None,
) -> Repeated:
    """Settle *agreement* again and compare with the receipt *kept*.

    Facts are those of the receipt, unless *fact_files* are given; they count as known on the receipt's day,
    unless *as_of* is given. NotFound, or BadInput with every finding.
    """
    files = tuple(fact_files)
    cells = None if files else facts_of(kept, load(agreement).others)
    settlement = settle_agreement(agreement, files, cells, as_of or known_on(kept))
    return Repeated(settlement, differences(kept, settlement), same_result(kept, settlement))
