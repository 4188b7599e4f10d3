"""Shares, and other fractions, as they are printed: rounded once, half up, with integers.

Everything is counted and compared exact; only what is shown is rounded, and only here. Half up is what the
archived national tables do (every one of 17 is reproduced so). Here does not belong which share is shown.
"""

from __future__ import annotations

from fractions import Fraction

from vardvag.base.cells import PublishedShare


def rounded(share: Fraction, decimals: int) -> PublishedShare:
    """*share* to so many decimals of a per cent, half up: 0,705 to none is 71 %."""
    steps = 100 * 10**decimals
    doubled = 2 * share * steps + 1
    return PublishedShare(Fraction(doubled.numerator // (2 * doubled.denominator), steps), decimals)


def decimals(number: Fraction, places: int, decimal_mark: str = ",") -> str:
    """*number*, at least 0, to so many decimals, half up: 7/4 to one is `1,8`."""
    steps = 10**places
    scaled = (2 * number.numerator * steps + number.denominator) // (2 * number.denominator)
    whole, rest = divmod(scaled, steps)
    return f"{whole}{decimal_mark}{rest:0{places}}" if places else str(whole)


def per_cent(share: PublishedShare, decimal_mark: str = ",") -> str:
    """The digits without the sign: `71`, `71,3`."""
    scaled = share.share * 100 * 10**share.decimals
    whole, rest = divmod(int(scaled), 10**share.decimals)
    return f"{whole}{decimal_mark}{rest:0{share.decimals}}" if share.decimals else str(whole)
