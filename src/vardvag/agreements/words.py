"""How single words of an agreement file are read: one of several, recipients, a measure, periods, a rounding.

Every reader says what may be written, in both languages, and the nearest valid word. Here does not belong
which words stand together (`pot_words`, `condition_words`, `vocabulary`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from vardvag.agreements.recipients import GROUPS, is_known
from vardvag.base.days import Month
from vardvag.base.errors import Lacking, Unreadable, WrongKeys
from vardvag.base.faults import one_of_these
from vardvag.base.fields import Share, Strict, TextField, read_day
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

EACH_MONTH = "each-month"
EVERY_KIND = ""
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_MONTH = re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])")
_PERIOD = re.compile(r"[1-9][0-9]{3}(-(0[1-9]|1[0-2]|H[12]))?")
_MONTH_OR_DAY = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")


def one_of(*allowed: str) -> Callable[[object], object]:
    """A check that a word is one of *allowed*; if not, all of them are told, and the nearest."""

    def check(value: object) -> object:
        if isinstance(value, str) and value in allowed:
            return value
        told = one_of_these(value, list(allowed))
        raise Unreadable(told.sv, told.en)

    return check


def _month(value: object) -> Month:
    if isinstance(value, Month):
        return value
    if match := _MONTH.fullmatch(str(value)):
        return Month.parse(match[0])
    raise Unreadable(
        f"Skriv en månad som finns, som 2019-09; {value} är ingen",
        f"Write a month that exists, like 2019-09; {value} is none",
    )


def _read_name(value: object) -> object:
    """A name inside the file; of a text that is none, the name that it could have."""
    if not isinstance(value, str | int) or _NAME.fullmatch(str(value)):
        return value
    plain = unicodedata.normalize("NFKD", str(value).lower()).encode("ascii", "ignore").decode()
    near = "-".join(_NOT_IN_A_NAME.split(plain)).strip("-")
    raise Unreadable(
        "Skriv små bokstäver a-z, siffror och bindestreck" + (f". Menade du {near}?" if near else ""),
        "Write lower-case letters a-z, digits and hyphens" + (f". Did you mean {near}?" if near else ""),
    )


def is_name(text: str) -> bool:
    """Whether *text* can be a name inside the file."""
    return _NAME.fullmatch(text) is not None


def _read_recipients(value: object) -> object:
    """A group as that one word; a list of codes and names as text."""
    if isinstance(value, list) and value and all(isinstance(one, str | int) for one in value):
        return tuple(str(one) for one in value)
    if isinstance(value, str) and value in GROUPS:
        return (value,)
    if isinstance(value, str | int) and is_known(str(value)):
        raise Unreadable(f'Skriv en lista: ["{value}"]', f'Write a list: ["{value}"]')
    told = one_of_these(value, list(GROUPS))
    raise Unreadable(
        f'{told.sv} Eller en lista: ["08", "0880", skr]', f'{told.en} Or a list: ["08", "0880", skr]'
    )


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
    raise Unreadable(
        "Skriv ett år mellan 2000 och 2100, som 2019", "Write a year between 2000 and 2100, like 2019"
    )


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


MonthWord = Annotated[Month, BeforeValidator(_month), Field(examples=["2019-09"])]
YearWord = Annotated[int, BeforeValidator(_read_year), Field(examples=[2019])]
RecipientsWord = Annotated[tuple[str, ...], BeforeValidator(_read_recipients), Field(examples=["regions"])]
Name = Annotated[str, BeforeValidator(_read_name), Field(pattern=f"^{_NAME.pattern}$", examples=["a-name"])]
"""A name inside the file: lower case, digits, hyphens."""

MeasureWord = Annotated[
    dict[str, Name], BeforeValidator(_read_measure), Field(examples=["done-operation-within-60"])
]
PeriodsWord = Annotated[tuple[str, ...], BeforeValidator(_read_periods), Field(examples=[EACH_MONTH])]
RoundingWord = Annotated[int | None, BeforeValidator(_read_rounding), Field(examples=["exact"])]
PriceWord = Annotated[dict[str, Kronor], BeforeValidator(_read_price), Field(examples=["108 000 kr"])]
WeightsWord = Annotated[dict[str, int], BeforeValidator(_read_weights), Field(examples=[{"01": 25, "03": 4}])]
ShareWord = Share

_NO_GROUNDS = (
    Text("Det står inte varifrån det kommer", "It does not say where it comes from"),
    Text(
        "Lägg till source: (ett namn ur sources) eller assumption: med skäl på sv och en",
        "Add source: (a name from sources) or assumption: with its reasoning in sv and en",
    ),
)


class Grounded(Strict):
    """Anything that holds a value: it names its source, or is marked an assumption with its reasoning."""

    source: str | None = None
    assumption: TextField | None = None

    @model_validator(mode="after")
    def _says_where_it_comes_from(self) -> Grounded:
        if self.source is None and self.assumption is None:
            raise Lacking(*_NO_GROUNDS, ("source", "assumption"))
        return self


def exactly_one(words: Strict, names: tuple[str, ...]) -> None:
    """WrongKeys unless exactly one of the fields *names* of *words* was written."""
    values = {name: getattr(words, name) for name in names}
    # By identity: a share of 0 % is written, and equals False.
    written = [n for n, value in values.items() if not (value is None or value is False or value == ())]
    if len(written) != 1:
        told = ", ".join(names)
        found_sv = f"; här står {', '.join(written)}" if written else ""
        found_en = f"; here stand {', '.join(written)}" if written else ""
        raise WrongKeys(f"Skriv exakt ett av: {told}{found_sv}", f"Write exactly one of: {told}{found_en}")
