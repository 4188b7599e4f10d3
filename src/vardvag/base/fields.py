"""The fields that definition files are made of: text in two languages, a source, an amount, a share, a day.

Here does not belong reading the file (`definitions`), nor the keys of any one kind of definition.
"""

from __future__ import annotations

import datetime
import re
from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from vardvag.base.dated import Confidence, Source
from vardvag.base.errors import Unreadable
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

# Thirty digits are more than any share needs; Python refuses to read thousands.
_PERCENT = re.compile(r"([0-9]{1,30})(?:[,.]([0-9]{1,30}))?[ \u00a0]*%")
_RATIO = re.compile(r"([0-9]{1,30}) */ *([1-9][0-9]{0,29})")
_PLAIN = re.compile(r"([0-9]{1,3})(?:[,.]([0-9]{1,30}))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Strict(BaseModel):
    """Base of the models that definition files are checked against: no unknown key, nothing changes.

    A field of text takes a whole number too, so that the region `10` may stand without quotes beside `01`.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, coerce_numbers_to_str=True
    )


def read_share(value: object) -> Fraction:
    """`71 %`, `0,5 %` or `3/4` as an exact fraction. Unreadable (a ValueError) for anything else."""
    text = str(value).strip()
    if match := _PERCENT.fullmatch(text):
        decimals = match[2] or ""
        return Fraction(int(match[1] + decimals), 100 * 10 ** len(decimals))
    if match := _RATIO.fullmatch(text):
        return Fraction(int(match[1]), int(match[2]))
    near = _as_percent(text)
    raise Unreadable(
        "skriv en andel som 71 % eller 3/4" + (f"; menade du {near}?" if near else ""),
        "write a share as 71 % or 3/4" + (f"; did you mean {near}?" if near else ""),
    )


def _as_percent(text: str) -> str | None:
    """`0.7` as `70 %`, `71` as `71 %`: a share that was written otherwise; None when it is no number."""
    if not (match := _PLAIN.fullmatch(text)):
        return None
    whole, decimals = match[1], match[2] or ""
    if whole == "0" and decimals:
        whole, decimals = str(int(decimals.ljust(2, "0")[:2])), decimals[2:]
    return f"{whole}{',' if decimals else ''}{decimals} %"


def read_day(value: object) -> datetime.date:
    """`2019-09-30` as a date. Unreadable (a ValueError) for anything else, numbers too."""
    if type(value) is datetime.date:
        return value
    try:
        if _DAY.fullmatch(str(value)):
            return datetime.date.fromisoformat(str(value))
    except ValueError:
        pass
    raise Unreadable("skriv en dag som finns, som 2019-09-30", "write a day that exists, like 2019-09-30")


def _read_kronor(value: object) -> Kronor:
    return value if isinstance(value, Kronor) else Kronor.parse(str(value))


Money = Annotated[Kronor, BeforeValidator(_read_kronor), Field(examples=["182,5 mnkr"])]
"""A field holding an amount: `182 500 000 kr`, `1 280 mnkr`."""

Share = Annotated[Fraction, BeforeValidator(read_share), Field(examples=["71 %"])]
"""A field holding a share: `71 %`, `3/4`."""

Day = Annotated[datetime.date, BeforeValidator(read_day), Field(examples=["2019-09-30"])]
"""A field holding a day: `2019-09-30`. Pydantic's own date would take a number for a time stamp."""


class TextField(Strict):
    """`{sv: …, en: …}`."""

    sv: str
    en: str

    def text(self) -> Text:
        """As the pair used everywhere else."""
        return Text(self.sv, self.en)


class SourceField(Strict):
    """`source: {title, url, section, date, confidence, note}` – a document, where in it, how sure it is."""

    title: str
    """What the document is called."""
    url: str | None = None
    """Its public address. Without one, `section` must stand."""
    section: str | None = None
    """Where in the document it was read."""
    date: Day | None = None
    """The day of the document."""
    confidence: Confidence = Confidence.OFFICIAL
    """How sure it is; left out, official."""
    note: TextField | None = None
    """What a reader should know of the source."""

    def source(self) -> Source:
        """As the source used everywhere else. Unreadable (a ValueError) when it says too little."""
        note = self.note.text() if self.note else None
        return Source(self.title, self.url, self.section, self.date, self.confidence, note)
