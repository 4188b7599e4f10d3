"""The split: one pot of whole kronor over recipients by weight, exactly.

Every agreement that divides money divides it here. The quota of a recipient is its exact share of the
pot, an integer ratio; the whole part is given first and the kronor left over go one each to the largest
remainders (largest remainder, also called Hamilton's method: it reproduces the published SVF payment
of December 2025 in every row).

**Who gets the last krona.** Equal remainders: the larger weight goes first (one krona is a smaller
part of more), and of equal weights the lower key (for regions: the lower code). The order in which
recipients are given, and a common factor on the weights, change nothing.

**Floors and caps** are whole kronor. Every recipient then gets the pot's level × its weight, but not
below its floor nor above its cap, and the level is the one exact number that makes the sum the pot.

Here does not belong why somebody is a recipient, nor where the weights come from (`agreements`).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from fractions import Fraction

from vardvag.base.errors import CannotApportion


def apportion(
    pot: int,
    weights: Mapping[str, int | Fraction],
    *,
    floors: Mapping[str, int] | None = None,
    caps: Mapping[str, int] | None = None,
    excluded: Collection[str] = (),
) -> dict[str, int]:
    """Split *pot* kronor by *weights*; the parts always add up to *pot*.

    `excluded` names recipients that are listed but get nothing: they stand in the answer with 0.
    Without a floor the floor is 0; without a cap there is none. The answer keeps the order of *weights*.
    CannotApportion says which recipient or which sum makes it impossible; TypeError for a float.
    """
    for number in (pot, *(floors or {}).values(), *(caps or {}).values()):
        _refuse_inexact(number, int)
    for weight in weights.values():
        _refuse_inexact(weight, int | Fraction)
    sharing = _integers({who: w for who, w in weights.items() if who not in excluded})
    low = {who: (floors or {}).get(who, 0) for who in sharing}
    high = {who: caps[who] for who in sharing if who in caps} if caps else {}
    _refuse_impossible(pot, sharing, low, high)
    parts = dict.fromkeys(weights, 0) | _split(pot, sharing, low, high)
    if sum(parts.values()) != pot:
        raise AssertionError("the parts do not add up to the pot")
    return parts


def _split(
    pot: int, weights: Mapping[str, int], low: Mapping[str, int], high: Mapping[str, int]
) -> dict[str, int]:
    """The whole kronor of each recipient: bounds first, then quotas, then the largest remainders."""
    level = _level(pot, weights, low, high)
    parts: dict[str, int] = {}
    for who, weight in weights.items():
        if level * weight <= low[who]:
            parts[who] = low[who]
        elif who in high and level * weight >= high[who]:
            parts[who] = high[who]
    free = [who for who in weights if who not in parts]
    left = pot - sum(parts.values())
    total = sum(weights[who] for who in free)
    remainders: dict[str, int] = {}
    for who in free:
        parts[who], remainders[who] = divmod(left * weights[who], total)
    rest = pot - sum(parts.values())
    for who in sorted(free, key=lambda who: (-remainders[who], -weights[who], who))[:rest]:
        parts[who] += 1
    return parts


def _level(pot: int, weights: Mapping[str, int], low: Mapping[str, int], high: Mapping[str, int]) -> Fraction:
    """Kronor per unit of weight: the level at which everybody's bounded part adds up to *pot*.

    As the level rises from 0, a recipient leaves its floor at floor/weight and stops at cap/weight; between
    those levels the sum rises in a straight line, so the answer is exact.
    """
    turns = [(Fraction(low[who], weight), weight) for who, weight in weights.items() if weight]
    turns += [(Fraction(cap, weights[who]), -weights[who]) for who, cap in high.items() if weights[who]]
    level, reached, slope = Fraction(0), Fraction(sum(low.values())), 0
    for turn, change in sorted(turns):
        ahead = reached + slope * (turn - level)
        if ahead >= pot:
            break
        level, reached, slope = turn, ahead, slope + change
    return level + (pot - reached) / slope if slope else level


def _integers(weights: Mapping[str, int | Fraction]) -> dict[str, int]:
    """The same weights as integers, brought to one denominator."""
    scale = math.lcm(*(weight.denominator for weight in weights.values()))
    return {who: int(weight * scale) for who, weight in weights.items()}


def _refuse_inexact(number: object, exact: object) -> None:
    if isinstance(number, bool) or not isinstance(number, exact):  # type: ignore[arg-type]
        raise TypeError(f"money and weights are exact numbers, not {type(number).__name__}: {number!r}")


def _refuse_impossible(
    pot: int, weights: Mapping[str, int], low: Mapping[str, int], high: Mapping[str, int]
) -> None:
    """Say what makes the split impossible, before any of it is done."""
    for who, weight in weights.items():
        if weight < 0:
            raise CannotApportion(f"the weight of {who} is negative")
        if not 0 <= low[who] <= high.get(who, low[who]):
            raise CannotApportion(f"the floor of {who} is negative or above its cap")
    if sum(low.values()) > pot:
        raise CannotApportion(f"the floors add up to more than the pot of {pot}")
    if any(weight and who not in high for who, weight in weights.items()):
        return
    most = sum(high[who] if weight else low[who] for who, weight in weights.items())
    if most < pot:
        raise CannotApportion(f"nobody can take more than {most} of the pot of {pot}")
