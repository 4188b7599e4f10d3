"""The split: one pot of whole kronor over recipients by weight, exactly.

Every agreement that divides money divides it here. A recipient's *quota* is its exact share of the pot, a
fraction; the whole part is given first and the kronor left over go one each to the largest remainders
(largest remainder, also called Hamilton's method: it reproduces the published SVF payment of December 2025
in every row).

**Who gets the last krona.** Equal remainders: the larger weight goes first (one krona is a smaller
part of more), and of equal weights the lower key (for regions: the lower code). The order in which
recipients are given, and a common factor on the weights, change nothing.

**Floors and caps** are whole kronor. Every quota is then the pot's *level* × the weight, but not below the
recipient's floor nor above its cap, and the level is the one exact number that makes the quotas add up to
the pot.

What is *not* promised, because no method of whole kronor can promise it with the rest: that a larger pot
gives nobody less. Hamilton's method can take one krona from somebody when the pot grows (the Alabama
paradox); quotas never differ from parts by a whole krona, and that is what an agreement on shares asks.

Here does not belong why somebody is a recipient, nor where the weights come from (`agreements`).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from vardvag.base.errors import CannotApportion
from vardvag.base.texts import Text


def apportion(
    pot: int,
    weights: Mapping[str, int | Fraction],
    *,
    floors: Mapping[str, int] | None = None,
    caps: Mapping[str, int] | None = None,
    excluded: Collection[str] = (),
) -> dict[str, int]:
    """Split *pot* kronor by *weights*; the parts always add up to *pot*.

    `excluded` names recipients that are listed but get nothing, whatever their floor: they stand in the
    answer with 0. Without a floor the floor is 0; without a cap there is none. Weight 0 gets its floor.
    The answer keeps the order of *weights*. CannotApportion says everything that makes the split impossible;
    TypeError for a float or a bool.
    """
    floors, caps = floors or {}, caps or {}
    _refuse_inexact((pot, *floors.values(), *caps.values()), int)
    _refuse_inexact(weights.values(), int, Fraction)
    _refuse_strangers(weights, {*floors, *caps, *excluded})
    sharing = _whole({who: weight for who, weight in weights.items() if who not in excluded})
    low = {who: floors.get(who, 0) for who in sharing}
    high = {who: caps.get(who, pot) for who in sharing}
    _refuse_impossible(pot, sharing, low, high, caps)
    parts = dict.fromkeys(weights, 0) | _split(pot, sharing, low, high, [*floors.items(), *caps.items()])
    if sum(parts.values()) != pot:
        raise AssertionError("the parts do not add up to the pot")
    return parts


def _whole(weights: Mapping[str, int | Fraction]) -> dict[str, int]:
    """The weights as whole numbers in the same proportions: exact, and much quicker than fractions."""
    unit = math.lcm(*(weight.denominator for weight in weights.values()))
    return {who: int(weight * unit) for who, weight in weights.items()}


def _split(
    pot: int,
    weights: Mapping[str, int],
    low: Mapping[str, int],
    high: Mapping[str, int],
    bounds: Collection[tuple[str, int]],
) -> dict[str, int]:
    """The whole part of every quota, and one krona more to the largest remainders."""
    level = _level(pot, weights, low, high, bounds)
    quotas, krona = _quotas(level, weights, low, high), level.denominator
    parts = {who: quota // krona for who, quota in quotas.items()}
    first = sorted(parts, key=lambda who: (-(quotas[who] % krona), -weights[who], who))
    # What is left is the sum of the remainders, each below one krona: nobody without a remainder is reached.
    for who in first[: pot - sum(parts.values())]:
        parts[who] += 1
    return parts


def _quotas(
    level: Fraction, weights: Mapping[str, int], low: Mapping[str, int], high: Mapping[str, int]
) -> dict[str, int]:
    """What each would get at *level* kronor per unit of weight, were a krona divisible.

    In pieces of a krona, of which the level's denominator makes one: whole numbers, and exact.
    """
    rise, krona = level.numerator, level.denominator
    return {
        who: min(max(rise * weight, krona * low[who]), krona * high[who]) for who, weight in weights.items()
    }


def _level(
    pot: int,
    weights: Mapping[str, int],
    low: Mapping[str, int],
    high: Mapping[str, int],
    bounds: Collection[tuple[str, int]],
) -> Fraction:
    """Kronor per unit of weight: the level at which the quotas add up to *pot*.

    As the level rises from 0, a recipient leaves its floor at floor/weight and stops at cap/weight; *bounds*
    are the floors and caps there are. Between two such turns the sum of the quotas rises in a straight line,
    so the answer is exact: find the last turn at which the sum is not above the pot, and go on from there
    along the line. Who has no cap stops at the whole pot, which is no turn before the answer. With no floor
    and no cap there is no turn: the pot over all the weight (a pot of 0 where nobody has any).
    """
    if not bounds:
        return Fraction(pot, max(1, sum(weights.values())))
    turns = {Fraction(bound, weights[who]) for who, bound in bounds if weights.get(who)} | {Fraction()}

    def filled(level: Fraction) -> Fraction:
        return Fraction(sum(_quotas(level, weights, low, high).values()), level.denominator)

    in_order = sorted(turns)
    last = in_order[bisect_right(in_order, Fraction(pot), key=filled) - 1]
    rise, krona = last.numerator, last.denominator
    slope = sum(
        weight for who, weight in weights.items() if krona * low[who] <= rise * weight < krona * high[who]
    )
    return last + (pot - filled(last)) / slope if slope else last


def _refuse_inexact(numbers: Collection[object], *exact: type) -> None:
    """A float cannot tell one krona from the next in a large pot, and a bool is a slip."""
    for number in numbers:
        if isinstance(number, bool) or not isinstance(number, exact):
            raise TypeError(f"money and weights are exact numbers, not {type(number).__name__}: {number!r}")


def _refuse_strangers(weights: Mapping[str, object], named: Collection[str]) -> None:
    """A floor, cap or exclusion of somebody who is not a recipient is a slip of the key."""
    strangers = ", ".join(sorted(who for who in named if who not in weights))
    if strangers:
        raise CannotApportion(Text(f"inte mottagare: {strangers}", f"not recipients: {strangers}"))


def _refuse_impossible(
    pot: int,
    weights: Mapping[str, int],
    low: Mapping[str, int],
    high: Mapping[str, int],
    caps: Mapping[str, int],
) -> None:
    """Say everything that makes the split impossible, before any of it is done."""
    problems = list(_wrong_numbers(pot, weights, low, caps)) or list(_no_room(pot, weights, low, high))
    if problems:
        raise CannotApportion(Text("; ".join(sv for sv, _ in problems), "; ".join(en for _, en in problems)))


def _wrong_numbers(
    pot: int, weights: Mapping[str, int], low: Mapping[str, int], caps: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """Numbers that have no meaning by themselves, in Swedish and English."""
    if pot < 0:
        yield f"potten är negativ: {pot}", f"the pot is negative: {pot}"
    for who, weight in weights.items():
        if weight < 0:
            yield f"vikten för {who} är negativ", f"the weight of {who} is negative"
        if low[who] < 0:
            yield f"golvet för {who} är negativt", f"the floor of {who} is negative"
        if who in caps and caps[who] < low[who]:
            yield f"taket för {who} ligger under golvet", f"the cap of {who} is below its floor"


def _no_room(
    pot: int, weights: Mapping[str, int], low: Mapping[str, int], high: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """Floors that need more than the pot, or caps that leave some of it, in Swedish and English."""
    least = sum(low.values())
    most = sum(high[who] if weight else low[who] for who, weight in weights.items())
    if least > pot:
        yield (
            f"golven är tillsammans {least}, mer än potten {pot}",
            f"the floors need {least} of a pot of {pot}",
        )
    elif most < pot:
        yield f"högst {most} av potten {pot} kan delas ut", f"at most {most} of a pot of {pot} can be given"
