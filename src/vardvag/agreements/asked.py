"""Which facts an agreement asks for: every cell that some payout may depend on, and what kind of value it is.

What a sheet of facts is made from (`template`). Here does not belong what is already held.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vardvag.agreements.conditions import (
    AtLeast,
    Binding,
    Combined,
    Condition,
    Fewer,
    Judged,
    Report,
    periods_asked,
)
from vardvag.agreements.model import Agreement, KeyKind, Part
from vardvag.base.cells import CellKey
from vardvag.base.texts import Text


@dataclass(frozen=True, slots=True)
class Asked:
    """One fact: its cell, the kind of value (share, count, amount, judgement, day), and its title."""

    key: CellKey
    kind: str
    title: Text


def asked_facts(agreement: Agreement) -> tuple[Asked, ...]:
    """Every fact that the agreement may ask for, each once, in the order it asks for them."""
    found: dict[CellKey, Asked] = {}
    for part in agreement.parts:
        for asked in _of_part(part):
            found.setdefault(asked.key, asked)
    return tuple(found.values())


def _of_part(part: Part) -> Iterator[Asked]:
    pot = part.pot
    who = [one for one in pot.recipients if one not in pot.barred]
    for condition in pot.qualify.conditions if pot.qualify else ():
        for single in condition.walk():
            yield from _of_condition(single, part, who)
    if pot.key.fact is not None:
        lacking = [one for one in who if one not in pot.key.weights]
        kind = "amount" if pot.key.kind is KeyKind.AMOUNTS else "count"
        yield from _cells(pot.key.fact, kind, part, lacking)
    if pot.earn is not None:
        yield from _cells(pot.earn.volume, "count", part, who)
        if pot.earn.above is not None:
            yield from _cells(pot.earn.above, "count", part, who)
    if pot.best is not None:
        yield from _cells(pot.best.by, "count", part, who)
        people = pot.best.people
        if people is not None and people.fact is not None:
            lacking = [one for one in who if one not in people.weights]
            yield from _cells(people.fact, "count", part, lacking)


def _of_condition(condition: Condition, part: Part, who: list[str]) -> Iterator[Asked]:
    test = condition.test
    if isinstance(test, Combined):
        return
    kind = "share"
    if isinstance(test, Judged | Report):
        kind = "judgement"
    elif isinstance(test, Fewer) or (isinstance(test, AtLeast) and isinstance(test.level, int)):
        kind = "count"
    yield from _cells(test.fact, kind, part, who, periods_asked(condition, part.month), condition.title)
    if condition.stand_in is not None:
        yield from _cells(condition.stand_in, "judgement", part, who, title=condition.title)


def _cells(
    binding: Binding,
    kind: str,
    part: Part,
    who: list[str],
    periods: tuple[str, ...] = (),
    title: Text | None = None,
) -> Iterator[Asked]:
    """The cells of one fact: for each recipient, then each period."""
    told = binding.title or title or Text(binding.name, binding.name)
    for place in who:
        for period in periods or binding.periods or (str(part.month),):
            yield Asked(binding.key(place, period, part.kind), kind, told)
