"""The pots of an agreement's file as it was read: found by name, and added up.

Works on plain data, which may be wrong. Here does not belong what a pot may say (`pot_words`), nor what
sub-pots take over (`inheritance`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vardvag.base.kronor import Kronor
from vardvag.base.yaml_text import Where


def add_up(data: dict[str, Any], stated: Iterable[Where]) -> bool:
    """Set every pot that has sub-pots, and the sum, to what they add up to; not those that were *stated*.

    False when some amount cannot be read.
    """
    said = set(stated)

    def total(pots: Any, where: Where) -> Kronor | None:
        amounts = []
        if not isinstance(pots, list) or not pots:
            return None
        for at, pot in enumerate(pots):
            if not isinstance(pot, dict):
                return None
            here = (*where, at)
            if isinstance(pot.get("pots"), list) and pot["pots"] and (*here, "amount") not in said:
                below = total(pot["pots"], (*here, "pots"))
                if below is None:
                    return None
                if below != _kronor(pot.get("amount")):
                    pot["amount"] = str(int(below))
            amounts.append(_kronor(pot.get("amount")))
        known = [amount for amount in amounts if amount is not None]
        return Kronor.sum(known) if len(known) == len(amounts) else None

    whole = total(data.get("pots"), ("pots",))
    words = data.get("sum")
    if whole is None:
        return False
    if isinstance(words, dict) and ("sum", "amount") not in said and whole != _kronor(words.get("amount")):
        words["amount"] = str(int(whole))
    return True


def find_pot(data: Mapping[str, Any], name: str) -> Where | None:
    """Where the pot *name* stands, also among sub-pots; None when there is none."""
    return next((where for where, one in _pots(data) if one == name), None)


def pot_names(data: Mapping[str, Any]) -> list[str]:
    """The names of all pots."""
    return [name for _, name in _pots(data)]


def _pots(data: Mapping[str, Any], where: Where = ()) -> Iterable[tuple[Where, str]]:
    pots = data.get("pots")
    for at, pot in enumerate(pots if isinstance(pots, list) else ()):
        if isinstance(pot, Mapping):
            here = (*where, "pots", at)
            yield here, str(pot.get("pot"))
            yield from _pots(pot, here)


def _kronor(value: object) -> Kronor | None:
    try:
        return Kronor.parse(str(value))
    except ValueError:
        return None
