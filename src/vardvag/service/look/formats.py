"""How numbers, money, shares, days and months are written for people, in the language of the page.

Swedish as the language is written: `1 234,5`, `75,2 %`, `3 mars 2026 kl. 10.20`. Absent is never zero:
None is `uppgift saknas`. Rounding happens only here at the edge, half
up, from exact numbers; a float is refused.

Here does not belong which figure to show, nor whether it may be shown (`statistics/disclosure`).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils import translation
from django.utils.translation import gettext

from vardvag.base.days import Month
from vardvag.base.kronor import NBSP, Kronor
from vardvag.base.moments import Moment
from vardvag.base.texts import Language, Text


def language() -> Language:
    """The language of the page being made."""
    return "en" if (translation.get_language() or "sv").startswith("en") else "sv"


def absent() -> str:
    """What stands in place of a figure that there is none of."""
    return gettext("uppgift saknas")


def number(value: int | Fraction | Decimal | None, decimals: int = 0) -> str:
    """`1 234,5`. A float is refused: it has already lost what would be rounded here."""
    if value is None:
        return absent()
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal):
        raise TypeError(f"a number on a page is exact, not {type(value).__name__}")
    exact = Fraction(value) * 10**decimals
    # Half up, away from zero, on the exact fraction.
    whole = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    rounded = Decimal(-whole if exact < 0 else whole).scaleb(-decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    written = format_decimal(rounded, format=pattern, locale=_locale(), decimal_quantization=False)
    # A true minus sign: a hyphen is lost among dashes that stand for what is absent.
    return written.replace("-", "\u2212")


def kronor(value: Kronor | int | None) -> str:
    """`46 759 214 kr`; in English `SEK 46,759,214`."""
    if value is None:
        return absent()
    amount = kronor_plain(value)
    return f"SEK{NBSP}{amount}" if language() == "en" else f"{amount}{NBSP}kr"


def kronor_plain(value: Kronor | int | None) -> str:
    """`46 759 214`, for a column whose header says kronor."""
    # Kronor refuses whatever is not a whole number.
    return absent() if value is None else number(int(value if isinstance(value, Kronor) else Kronor(value)))


def kronor_each(value: Fraction | None) -> str:
    """`18,81 kr` for each of many: an exact fraction of a krona, told to the öre. Nothing is `0 kr`."""
    if value is None:
        return absent()
    amount = number(value, 2 if value else 0)
    return f"SEK{NBSP}{amount}" if language() == "en" else f"{amount}{NBSP}kr"


def share(value: Fraction | None, decimals: int = 1) -> str:
    """`75,2 %` of an exact fraction; in English `75.2%`."""
    if value is None:
        return absent()
    if not isinstance(value, Fraction | int):
        raise TypeError(f"a share on a page is a Fraction, not {type(value).__name__}")
    per_cent = number(Fraction(value) * 100, decimals)
    return f"{per_cent}%" if language() == "en" else f"{per_cent}{NBSP}%"


def day(value: date | None) -> str:
    """`3 mars 2026`."""
    return absent() if value is None else format_date(value, "d MMMM y", locale=_locale())


def weekday(value: date | None) -> str:
    """`tisdag 3 mars 2026`."""
    return absent() if value is None else format_date(value, "EEEE d MMMM y", locale=_locale())


def iso(value: date | None) -> str:
    """`2026-03-03`, for tables."""
    return absent() if value is None else value.isoformat()


def moment(value: Moment | None) -> str:
    """`tisdag 3 mars 2026 kl. 10.20`, clock time in Sweden."""
    if value is None:
        return absent()
    clock = value.stockholm
    return (
        f"{weekday(clock.date())}, {clock:%H:%M}"
        if language() == "en"
        else f"{weekday(clock.date())} kl.{NBSP}{clock:%H.%M}"
    )


def month(value: Month | None) -> str:
    """`september 2019`."""
    return absent() if value is None else format_date(value.first_day, "MMMM y", locale=_locale())


def month_short(value: Month | None) -> str:
    """`sep. 2019`, where there is little room: under an axis."""
    return absent() if value is None else format_date(value.first_day, "MMM y", locale=_locale())


def week(value: date | None) -> str:
    """`v. 47`, the ISO week; in English `week 47`."""
    if value is None:
        return absent()
    of_year = value.isocalendar().week
    return f"week{NBSP}{of_year}" if language() == "en" else f"v.{NBSP}{of_year}"


def said(value: Text | str) -> str:
    """A text that knows both languages, in the page's."""
    return value.in_language(language()) if isinstance(value, Text) else value


def _locale() -> str:
    return "en_GB" if language() == "en" else "sv_SE"
