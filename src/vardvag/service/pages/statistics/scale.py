"""The scale of a chart: the round number it ends at, and the lines across it.

Here does not belong how a number is told (`numbers`).
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from vardvag.service.look import formats
from vardvag.statistics.open_table import Content, Unit

_ROUND = [Fraction(one) for one in ("1", "1.5", "2", "2.5", "3", "4", "5", "6", "8")]


def top_of(values: Iterable[Fraction | None], content: Content) -> Fraction:
    """A whole for shares; else the nearest round number that is not less than any of them."""
    if content.unit is Unit.PER_CENT:
        return Fraction(1)
    most = max((value for value in values if value is not None), default=Fraction(0))
    step = Fraction(1)
    while most > 10 * step:
        step *= 10
    halves = [times for times in _ROUND if step > 1 or times.denominator == 1]
    return next((step * times for times in halves if most <= step * times), step * 10)


def levels_of(top: Fraction, content: Content) -> list[tuple[Fraction, str]]:
    """Nothing, half and the whole of the scale, each with its words."""
    found = []
    for part in (Fraction(0), Fraction(1, 2), Fraction(1)):
        value = top * part
        if content.unit is Unit.PER_CENT:
            found.append((value, formats.share(value, 0)))
        else:
            found.append((value, formats.number(value, 0 if value.denominator == 1 else 1)))
    return found
