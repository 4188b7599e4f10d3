"""How single words of an agreement file are read: one of several, recipients, a measure, periods, a rounding.

Every reader says what may be written, in both languages, and the nearest valid word. Here does not belong
which words stand together (`pot_words`, `condition_words`, `vocabulary`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from vardvag.agreements.recipients import GROUPS
from vardvag.base.days import Month
from vardvag.base.errors import Unreadable
from vardvag.base.fields import Strict, TextField, read_day, read_share
from vardvag.base.kronor import Kronor

EACH_MONTH = "each-month"
EVERY_KIND = ""
_PERIOD = re.compile(r"[1-9][0-9]{3}(-(0[1-9]|1[0-2]|H[12]))?")
_MONTH_OR_DAY = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")


def one_of(*allowed: str) -> Callable[[object], object]:
    """A check that a word is one of *allowed*; if not, all of them are told, and the nearest."""

    def check(value: object) -> object:
        if isinstance(value, str) and value in allowed:
            return value
        near = difflib.get_close_matches(str(value), allowed, n=1, cutoff=0.5)
        words = ", ".join(allowed)
        raise Unreadable(
            f"Skriv ett av: {words}." + (f" Menade du {near[0]}?" if near else ""),
            f"Write one of: {words}." + (f" Did you mean {near[0]}?" if near else ""),
        )

    return check


def _month(value: object) -> Month:
    return value if isinstance(value, Month) else Month.parse(str(value))


def _read_recipients(value: object) -> object:
    """A group as that one word; a list of codes and names as text, `10` as `10` and `1` as it is."""
    if isinstance(value, list) and value:
        return tuple(str(one) for one in value)
    return (one_of(*GROUPS)(value),)


def _read_measure(value: object) -> object:
    """One measure for all kinds is kept under EVERY_KIND; one for each kind as it is."""
    return {EVERY_KIND: value} if isinstance(value, str) else value


def _read_periods(value: object) -> object:
    """`each-month` as no periods of its own; otherwise a list of months, half-years or years."""
    if value == EACH_MONTH:
        return ()
    if isinstance(value, list) and value and all(_PERIOD.fullmatch(str(period)) for period in value):
        return value
    raise Unreadable(
        "Skriv each-month, eller en lista med månader (2019-09), halvår (2025-H1) eller år (2019)",
        "Write each-month, or a list of months (2019-09), half-years (2025-H1) or years (2019)",
    )


def _read_rounding(value: object) -> object:
    """`exact` as None; otherwise how many decimals of a per cent."""
    if value == "exact" or value is None:
        return None
    if type(value) is int and 0 <= value <= 6:
        return value
    raise Unreadable(
        "Skriv exact, eller antalet decimaler i procent (0–6)",
        "Write exact, or the number of decimals of a per cent (0–6)",
    )


def _read_price(value: object) -> object:
    """One price for all kinds under EVERY_KIND; one for each kind as it is."""
    prices = value if isinstance(value, Mapping) else {EVERY_KIND: value}
    return {str(kind): _read_money(price) for kind, price in prices.items()}


def _read_money(value: object) -> Kronor:
    return value if isinstance(value, Kronor) else Kronor.parse(str(value))


def _read_year(value: object) -> int:
    if type(value) is int and 2000 <= value <= 2100:
        return value
    raise Unreadable("Skriv ett år, som 2019", "Write a year, like 2019")


def _read_weights(value: object) -> object:
    """Whole-number weights by recipient; a code that lost its quotes (`10:`) is text all the same."""
    if isinstance(value, Mapping) and value and all(type(n) is int and n >= 0 for n in value.values()):
        return {str(who): weight for who, weight in value.items()}
    raise Unreadable(
        'Skriv mottagare och hela tal, inget under 0: {"01": 25, "03": 4}',
        'Write recipients and whole numbers, none below 0: {"01": 25, "03": 4}',
    )


def is_day_or_month(series: str) -> bool:
    """Whether a population series is named by its day (`2017-11-01`) or month (`2025-09`), and it exists."""
    if not _MONTH_OR_DAY.fullmatch(series):
        return False
    try:
        Month.parse(series) if len(series) == len("2025-09") else read_day(series)
    except ValueError:
        return False
    return True


MonthWord = Annotated[Month, BeforeValidator(_month)]
YearWord = Annotated[int, BeforeValidator(_read_year)]
RecipientsWord = Annotated[tuple[str, ...], BeforeValidator(_read_recipients)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
"""A name inside the file: lower case, digits, hyphens."""

MeasureWord = Annotated[dict[str, Name], BeforeValidator(_read_measure)]
PeriodsWord = Annotated[tuple[str, ...], BeforeValidator(_read_periods)]
RoundingWord = Annotated[int | None, BeforeValidator(_read_rounding)]
PriceWord = Annotated[dict[str, Kronor], BeforeValidator(_read_price)]
WeightsWord = Annotated[dict[str, int], BeforeValidator(_read_weights)]
ShareWord = Annotated[Fraction, BeforeValidator(read_share)]


class Grounded(Strict):
    """Anything that holds a value: it names its source, or is marked an assumption with its reasoning."""

    source: str | None = None
    assumption: TextField | None = None

    @model_validator(mode="after")
    def _says_where_it_comes_from(self) -> Grounded:
        if self.source is None and self.assumption is None:
            raise Unreadable(
                "Lägg till source: (ett namn ur sources) eller assumption: med skäl på sv och en",
                "Add source: (a name from sources) or assumption: with its reasoning in sv and en",
            )
        return self


def exactly_one(words: Strict, names: tuple[str, ...]) -> None:
    """Unreadable unless exactly one of the fields *names* of *words* was written."""
    values = {name: getattr(words, name) for name in names}
    # By identity: a share of 0 % is written, and equals False.
    written = [n for n, value in values.items() if not (value is None or value is False or value == ())]
    if len(written) != 1:
        told = ", ".join(names)
        found_sv = f"; här står {', '.join(written)}" if written else ""
        found_en = f"; here stand {', '.join(written)}" if written else ""
        raise Unreadable(f"Skriv exakt ett av: {told}{found_sv}", f"Write exactly one of: {told}{found_en}")
