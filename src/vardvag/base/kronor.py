"""Kronor: money as whole kronor, and nothing else.

A krona amount is an integer. A float cannot become one: not by type, and not at run time, because a
32-bit float cannot tell kronor apart above 16.8 million and a 64-bit float rounds a product silently.
Shares of money are exact fractions (`apportion`).

Here belong reading and printing amounts as they stand in Swedish documents. Splitting does not.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from fractions import Fraction

from vardvag.base.errors import Unreadable

NBSP = "\u00a0"
_UNITS = {
    "": 1,
    "kr": 1,
    "kronor": 1,
    "sek": 1,
    "tkr": 1_000,
    "mnkr": 1_000_000,
    "mkr": 1_000_000,
    "msek": 1_000_000,
    "miljon": 1_000_000,
    "miljoner": 1_000_000,
    "miljonerkronor": 1_000_000,
    "mdkr": 1_000_000_000,
    "miljard": 1_000_000_000,
    "miljarder": 1_000_000_000,
    "miljarderkronor": 1_000_000_000,
}
_LONGEST = 40
"""Digits in an amount: more than there is money for. Python refuses to read thousands of them."""
_SPACE = r"[\u0020\u00a0\u2009\u202f]"
_AMOUNT = re.compile(
    rf"([-\u2212]?)([0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+|[0-9]+)(?:([,.])([0-9]+))?"
    rf"{_SPACE}?((?:[a-zåäö]|{_SPACE})*)"
)


@functools.total_ordering
class Kronor:
    """A whole number of kronor. Adds, subtracts, compares; multiplies by an integer; never by a float."""

    __slots__ = ("_amount",)
    _amount: int

    def __init__(self, amount: int) -> None:
        if type(amount) is not int:
            raise TypeError(f"Kronor are made from an int, not {type(amount).__name__}: {amount!r}")
        object.__setattr__(self, "_amount", amount)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("Kronor cannot be changed")

    @classmethod
    def parse(cls, text: str) -> Kronor:
        """Read `1 874 253 165 kr`, `182,5 mnkr`, `1,28 miljarder`, `2430 MSEK`, `-5`.

        Spaces may be of any kind, but thousands are grouped by three. A decimal comma or point needs a
        unit that makes it whole kronor. `1.280 mnkr` is refused: the point may be meant either way.
        Unreadable (a ValueError) for anything else.
        """
        match = _AMOUNT.fullmatch(text.strip().lower())
        unit = _UNITS.get(re.sub(_SPACE, "", match[5])) if match else None
        if match is None or unit is None:
            raise Unreadable(
                f"inte ett belopp i kronor: {text!r}; skriv 1 874 253 165 kr eller 182,5 mnkr",
                f"not an amount in kronor: {text!r}; write 1 874 253 165 kr or 182,5 mnkr",
            )
        whole, point, decimals = re.sub(_SPACE, "", match[2]), match[3], match[4] or ""
        if len(whole + decimals) > _LONGEST:
            raise Unreadable("ett så stort belopp finns inte", "there is no amount as large as that")
        if point == "." and len(decimals) == 3:
            raise Unreadable(
                f"tvetydigt belopp: {text!r}; skriv decimaler med komma och tusental med mellanslag",
                f"an ambiguous amount: {text!r}; write decimals with a comma and thousands with a space",
            )
        scaled = Fraction(int(whole + decimals), 10 ** len(decimals)) * unit
        if scaled.denominator != 1:
            raise Unreadable(
                f"inte hela kronor: {text!r}; skriv beloppet utan ören",
                f"not whole kronor: {text!r}; write the amount without öre",
            )
        return cls(-int(scaled) if match[1] else int(scaled))

    @classmethod
    def sum(cls, amounts: Iterable[Kronor]) -> Kronor:
        """The sum; 0 kr of nothing."""
        return cls(sum(amount._amount for amount in amounts))

    def __int__(self) -> int:
        return self._amount

    def __add__(self, other: Kronor) -> Kronor:
        return Kronor(self._amount + other._amount) if isinstance(other, Kronor) else NotImplemented

    def __sub__(self, other: Kronor) -> Kronor:
        return Kronor(self._amount - other._amount) if isinstance(other, Kronor) else NotImplemented

    def __neg__(self) -> Kronor:
        return Kronor(-self._amount)

    def __mul__(self, times: int) -> Kronor:
        return Kronor(self._amount * times) if type(times) is int else NotImplemented

    __rmul__ = __mul__

    def share_of(self, whole: Kronor) -> Fraction:
        """This amount as an exact fraction of *whole*. ZeroDivisionError when *whole* is 0 kr."""
        return Fraction(self._amount, whole._amount)

    def __eq__(self, other: object) -> bool:
        return self._amount == other._amount if isinstance(other, Kronor) else NotImplemented

    def __lt__(self, other: Kronor) -> bool:
        return self._amount < other._amount if isinstance(other, Kronor) else NotImplemented

    def __hash__(self) -> int:
        return hash((Kronor, self._amount))

    def __bool__(self) -> bool:
        return self._amount != 0

    def __reduce__(self) -> tuple[type[Kronor], tuple[int]]:
        return Kronor, (self._amount,)

    def plain(self) -> str:
        """`1 874 253 165`, with non-breaking spaces and no unit: for a table whose header says kronor."""
        return f"{self._amount:,}".replace(",", NBSP).replace("-", "\u2212")

    def mnkr(self) -> str:
        """`182,5 mnkr`: exact, with as many decimals as it takes and no more."""
        sign = "\u2212" if self._amount < 0 else ""
        whole, rest = divmod(abs(self._amount), 1_000_000)
        decimals = f",{rest:06}".rstrip("0").rstrip(",")
        return f"{sign}{Kronor(whole).plain()}{decimals}{NBSP}mnkr"

    def __str__(self) -> str:
        return f"{self.plain()}{NBSP}kr"

    def __repr__(self) -> str:
        return f"Kronor({self._amount})"
