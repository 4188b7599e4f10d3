"""How far a split is from the exact one, in kronor: in all, for the one it hits worst, and for how many.

Arithmetic only: whole numbers in, whole numbers out. Here does not belong any way of splitting (`cases_*`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Off:
    """One split beside the exact one.

    `in_all` is the sum less the pot, with its sign; `at_most` the largest error of one recipient, without
    sign; `recipients_off` how many of the `recipients` get another amount.
    """

    what: str
    how: str
    in_all: int
    at_most: int
    recipients_off: int
    recipients: int


def off(what: str, how: str, exact: Mapping[str, int], told: Mapping[str, int]) -> Off:
    """Whole kronor as *told* beside the *exact* ones, which add up to the pot.

    ValueError when not the same recipients are in both: a forgotten one would look like no error.
    """
    if exact.keys() != told.keys():
        raise ValueError(f"{what}, {how}: not the same recipients")
    errors = [abs(told[who] - amount) for who, amount in exact.items()]
    return Off(
        what,
        how,
        sum(told.values()) - sum(exact.values()),
        max(errors, default=0),
        sum(1 for error in errors if error),
        len(errors),
    )
