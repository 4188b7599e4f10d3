"""The value of a row: read from its columns by the kind that the row names, and written into them.

A share is read as it is published, with its decimals, from text with the sign: `71,4 %`. The number 0,714 is
refused, because it does not say whether it is 71,4 % or 0,714 %, nor how many decimals were published. Where
a share is asked for, its two numbers may be given instead: they say more.

Here does not belong which figure it is (`facts_row`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from vardvag.agreements.facts import ABOVE_WHOLE
from vardvag.agreements.facts_fields import Fields
from vardvag.agreements.facts_words import meant
from vardvag.base.cells import Amount, Count, Judgement, OnDay, PublishedShare, Ratio, Value
from vardvag.base.fields import read_share
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

_NUMBERS = ("numerator", "denominator")
_YES_NO = {"yes": True, "true": True, "sant": True, "no": False, "false": False, "falskt": False}
_COUNT = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]+")


def read_value(kind: str, fields: Fields) -> Value | None:
    """The value of a row of *kind*; None when it cannot be read, which *fields* then tells."""
    filled = fields.filled()
    numbers = kind == "ratio" or (kind == "share" and "value" not in filled and bool(filled & set(_NUMBERS)))
    for column in ("value",) if numbers else _NUMBERS:
        if column in filled:
            fields.note("twice", column, *_TWICE)
            return None
    if numbers:
        return _ratio(fields)
    empty = Text("Värdet saknas", "The value is missing")
    return _READERS[kind](fields) if fields.need("value", empty, _absent(fields, "value")) else None


def value_columns(value: Value | None) -> dict[str, str]:
    """The columns that say *value*; a value that is missing has the kind of a ratio."""
    if isinstance(value, Ratio):
        return {"kind": "ratio", "numerator": str(value.numerator), "denominator": str(value.denominator)}
    if isinstance(value, PublishedShare):
        return {"kind": "share", "value": _percent(value)}
    if isinstance(value, Count):
        return {"kind": "count", "value": str(value.number)}
    if isinstance(value, Amount):
        return {"kind": "amount", "value": str(int(value.kronor))}
    if isinstance(value, Judgement):
        return {"kind": "judgement", "value": "yes" if value.met else "no", "judged_by": value.by}
    if isinstance(value, OnDay):
        return {"kind": "day", "value": value.day.isoformat()}
    return {"kind": "ratio"}


def _percent(value: PublishedShare) -> str:
    scaled = value.share * 100 * 10**value.decimals
    if scaled.denominator != 1:
        raise ValueError(f"a share printed with {value.decimals} decimals cannot be {value.share}")
    whole, rest = divmod(int(scaled), 10**value.decimals)
    decimals = f",{rest:0{value.decimals}}" if value.decimals else ""
    return f"{whole}{decimals} %"


def _ratio(fields: Fields) -> Value | None:
    empty = Text("Talet saknas", "The number is missing")
    numbers = [
        _count(fields, column) if fields.need(column, empty, _absent(fields, column)) else None
        for column in _NUMBERS
    ]
    numerator, denominator = numbers
    if numerator is None or denominator is None:
        return None
    if numerator > denominator:
        fields.note("share-above-whole", "numerator", *ABOVE_WHOLE)
        return None
    return Ratio(numerator, denominator)


def _share(fields: Fields) -> Value | None:
    text = fields.text("value")
    if text is not None and "/" in text:
        fields.note(
            "value",
            "value",
            Text("Ett bråk är inte en publicerad andel", "A fraction is not a published share"),
            Text("Skriv kvotens båda tal i täljare och nämnare", "Write kind ratio with both numbers"),
        )
        return None
    share = fields.read("value", read_share, _SHARE)
    if share is None or text is None:
        return None
    if share > 1:
        fields.note("share-above-whole", "value", *ABOVE_WHOLE)
        return None
    _, _, decimals = text.rstrip("% \u00a0").replace(",", ".").partition(".")
    return PublishedShare(share, len(decimals))


def _number(fields: Fields) -> Value | None:
    number = _count(fields, "value")
    return None if number is None else Count(number)


def _amount(fields: Fields) -> Value | None:
    remedy = Text(
        "Skriv ett belopp i hela kronor, som 182,5 mnkr", "Write an amount in whole kronor, as 182,5 mnkr"
    )
    kronor = fields.read("value", Kronor.parse, remedy)
    return None if kronor is None else Amount(kronor)


def _judgement(fields: Fields) -> Value | None:
    met = fields.read("value", _yes_or_no, Text("Skriv ja eller nej", "Write yes or no"))
    empty = Text("Det framgår inte vem som har bedömt", "It does not say who decided")
    column = fields.heading("judged_by")
    told = fields.need("judged_by", empty, Text(f"Fyll i {column}", f"Fill in {column}"))
    by = fields.text("judged_by")
    return Judgement(met, by) if met is not None and told and by is not None else None


def _day(fields: Fields) -> Value | None:
    day = fields.day("value")
    return None if day is None else OnDay(day)


def _count(fields: Fields, column: str) -> int | None:
    return fields.read(column, _whole, Text("Skriv ett helt tal", "Write a whole number"))


def _whole(text: str) -> int:
    if _COUNT.fullmatch(text) is None:
        raise ValueError(text)
    return int("".join(digit for digit in text if digit.isdigit()))


def _yes_or_no(text: str) -> bool:
    word = meant("value", text).casefold()
    if word not in _YES_NO:
        raise ValueError(text)
    return _YES_NO[word]


def _absent(fields: Fields, column: str) -> Text:
    name = fields.heading(column)
    return Text(
        f"Fyll i {name}, eller skriv status saknas: saknas är inte noll",
        f"Fill in {name}, or write status missing: absent is not zero",
    )


_READERS: Mapping[str, Callable[[Fields], Value | None]] = {
    "share": _share,
    "count": _number,
    "amount": _amount,
    "judgement": _judgement,
    "day": _day,
}

_SHARE = Text(
    "Skriv andelen som text med procenttecken, 71,4 %, eller dess två tal i täljare och nämnare; ett tal som "
    "0,714 säger inte hur många decimaler som är publicerade",
    "Write the share as text with its sign, 71,4 %, or its two numbers as numerator and denominator; a "
    "number like 0,714 does not say how many decimals were published",
)
_TWICE = (
    Text("Värdet hör inte till radens slag", "The value does not belong to the row's kind"),
    Text(
        "Ge värdet en gång: täljare och nämnare för en kvot, annars värde",
        "Give the value once: numerator and denominator of a ratio, otherwise value",
    ),
)
