"""Shares as they are compared: exactly, or known only to lie between two numbers.

A share printed as 71 % may be 70,5: it is an interval, and a comparison that comes out differently at its two
ends is left undecided. Everything is whole numbers; no share is negative or above the whole.

Here does not belong which comparison a condition makes (`judge`).
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

from vardvag.base.cells import PublishedShare, Ratio, Value


class Between(NamedTuple):
    """A share known to lie from low/low_of to high/high_of; the same when it is exact.

    The lower end is included, the upper one unless `below` is true: 70 % in print is 69,5 or more, and less
    than 70,5.
    """

    low: int
    low_of: int
    high: int
    high_of: int
    below: bool = False

    @classmethod
    def of(cls, low: Fraction, high: Fraction, below: bool = False) -> Between:
        """Between two fractions."""
        return cls(low.numerator, low.denominator, high.numerator, high.denominator, below)

    @property
    def lowest(self) -> Fraction:
        """The lower end."""
        return Fraction(self.low, self.low_of)

    @property
    def highest(self) -> Fraction:
        """The upper end."""
        return Fraction(self.high, self.high_of)

    def reaches(self, level: Fraction) -> bool | None:
        """Whether it is at least *level*; None when it may be either."""
        number, of = level.numerator, level.denominator
        if self.low * of >= number * self.low_of:
            return True
        left, right = self.high * of, number * self.high_of
        return None if left > right or (left == right and not self.below) else False

    def exceeds(
        self, other: Between, times: Fraction, points: Fraction, *, reached: bool = False
    ) -> bool | None:
        """Whether it is more than *other* × *times* + *points* (or that very number, where *reached*)."""
        # What the other lies below, it never is: then that very number is enough.
        enough = reached or other.below
        certainly = _above(self.low, self.low_of, other.high, other.high_of, times, points, enough)
        if certainly or self.is_exact_with(other):
            return certainly
        attained = reached and not self.below
        possibly = _above(self.high, self.high_of, other.low, other.low_of, times, points, attained)
        return None if possibly else False

    def is_exact_with(self, other: Between) -> bool:
        """Whether both are single numbers, so that a comparison of one end is the answer."""
        return (
            self.low == self.high
            and self.low_of == self.high_of
            and other.low == other.high
            and other.low_of == other.high_of
        )


def _above(
    now: int, now_of: int, before: int, before_of: int, times: Fraction, points: Fraction, reached: bool
) -> bool:
    """now/now_of against before/before_of × times + points, without making a fraction."""
    scale_of, points_of = times.denominator, points.denominator
    bound = (before * times.numerator * points_of + points.numerator * before_of * scale_of) * now_of
    left = now * before_of * scale_of * points_of
    return left >= bound if reached else left > bound


def share_between(value: Value | None, decimals: int | None) -> Between | None:
    """The share in *value* as it is compared; None when it holds none."""
    if isinstance(value, Ratio):
        if not value.denominator:
            return None
        if decimals is None:
            return Between(value.numerator, value.denominator, value.numerator, value.denominator)
        compared = rounded(Fraction(value.numerator, value.denominator), decimals)
        return Between.of(compared, compared)
    if isinstance(value, PublishedShare):
        return printed_between(value, decimals)
    return None


def rounded(share: Fraction, decimals: int) -> Fraction:
    """*share* rounded half up to *decimals* of a per cent, as published figures are. No share is negative."""
    steps = 100 * 10**decimals
    return Fraction((2 * share * steps + 1) // 2, steps)


def printed_between(value: PublishedShare, decimals: int | None) -> Between:
    """Between what numbers the share behind a printed one lies, when compared with so many decimals.

    Printed with more decimals than are compared, it is not rounded a second time: 79,5 % may be 79,46, which
    is 79 in whole per cent. Both ends are rounded instead, and are one number where that settles it.
    """
    half = Fraction(1, 200 * 10**value.decimals)
    lowest, above = max(value.share - half, Fraction(0)), value.share + half
    if decimals is None or value.decimals < decimals:
        return Between.of(lowest, min(above, Fraction(1)), below=above <= 1)
    steps = 100 * 10**decimals
    # What lies just below the upper end: the end itself would have been printed as the next share.
    highest = Fraction(math.ceil(above * steps - Fraction(1, 2)), steps)
    return Between.of(rounded(lowest, decimals), min(highest, Fraction(1)))


def mean(shares: list[Between], decimals: int | None) -> Between:
    """The mean of unrounded *shares*, each counting the same, rounded to so many decimals of a per cent."""
    low = Fraction(sum((share.lowest for share in shares), Fraction()), len(shares))
    high = Fraction(sum((share.highest for share in shares), Fraction()), len(shares))
    if decimals is None:
        return Between.of(low, high, below=any(share.below for share in shares))
    return Between.of(rounded(low, decimals), rounded(high, decimals))
