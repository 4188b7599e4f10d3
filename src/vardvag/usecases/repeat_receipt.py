"""Repeat a receipt: settle again, from the facts it holds or from others, and say what has become different.

The receipt says which reading of the agreement, as it stood which day, and with which changes of a scenario.
Here does not belong reading the receipt's file (`write_receipt`), nor what a difference is (`receipt`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vardvag.agreements.catalogue import load
from vardvag.agreements.receipt import differences, facts_of, known_on, same_result, settled_as
from vardvag.agreements.scenario import Scenarios
from vardvag.agreements.settle import Settlement
from vardvag.base.texts import Text
from vardvag.usecases.read_facts import read_facts


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
    unless *as_of* is given. NotFound and WrongUse as for the agreement and the scenario that the receipt
    names, or BadInput with every finding.
    """
    files = tuple(fact_files)
    was = settled_as(kept)
    chosen = load(agreement, on=was.on, variant=was.variant)
    facts = read_facts(files, chosen.others) if files else facts_of(kept, chosen.others)
    settlement = Scenarios(chosen, facts, as_of or known_on(kept)).settle(was.changes)
    return Repeated(settlement, differences(kept, settlement), same_result(kept, settlement))
