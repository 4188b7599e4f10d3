"""Other ways of writing a value that can mean one thing only, and what a spreadsheet makes of a code.

Days and times are given on in ISO form. Read as they stand: `2019-09-30`, `2019-09-30 14:05[:00]` (Excel) and
the information model's own `20190930` and `20190930140500`. `30.9.2019` and `30/9/2019` are read with the day
first, as in Swedish, when they cannot be read the other way: of `4.3.2019` nobody can say whether it is in
March or in April, and it is refused. A year of two digits, a month first and a bare number of days are not
read.

A code that lost its zeros or got decimals in a spreadsheet is mended where only one code can have stood
there (0 for 00000, 880 for 0880, 51.0 for 51, 1 950 for 1950), and told as a warning.

Here does not belong which codes there are (`events/checks`), nor files.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from vardvag.base.municipalities import MUNICIPALITIES
from vardvag.base.regions import REGIONS

_CLOCK = r"(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?P<rest>\.\d{1,6})?)?"
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SPACED = re.compile(rf"(?P<day>\d{{4}}-\d\d-\d\d) +{_CLOCK}(?P<zone>Z|[+-]\d\d:?\d\d)?", re.ASCII)
_DIGITS = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:(?P<clock>\d{6}))?", re.ASCII)
_SWEDISH = re.compile(
    rf"(?P<day>\d{{1,2}})(?P<mark>[./])(?P<month>\d{{1,2}})(?P=mark)(?P<year>\d{{4}})(?: +{_CLOCK})?",
    re.ASCII,
)


class Form(StrEnum):
    """How a day or a time was written."""

    ISO = "iso"
    SPACED = "spaced"
    """`2019-09-30 14:05`: Excel"""
    DIGITS = "digits"
    """`20190930`, `20190930140500`: the information model"""
    SWEDISH = "swedish"
    """`30.9.2019`"""


FORMS = {
    Form.ISO: "2019-09-30",
    Form.SPACED: "2019-09-30 14:05",
    Form.DIGITS: "20190930",
    Form.SWEDISH: "30.9.2019",
}
"""Each form by an example."""


class Spelled(NamedTuple):
    """A day or time in ISO form, and the form it had."""

    iso: str
    form: Form


@lru_cache(maxsize=65_536)
def day_spelled(text: str) -> Spelled | None:
    """*text* in ISO form; None when it is not written in a form that has one meaning.

    Whether there is such a day is not asked here.
    """
    if _ISO.match(text):
        if spaced := _SPACED.fullmatch(text):
            return Spelled(f"{spaced['day']}T{text[10:].lstrip(' ')}", Form.SPACED)
        return Spelled(text, Form.ISO)
    if digits := _DIGITS.fullmatch(text):
        day = f"{digits['year']}-{digits['month']}-{digits['day']}"
        clock = digits["clock"]
        return Spelled(f"{day}T{clock[:2]}:{clock[2:4]}:{clock[4:]}" if clock else day, Form.DIGITS)
    if (swedish := _SWEDISH.fullmatch(text)) and not _month_may_be_first(swedish):
        day = f"{swedish['year']}-{int(swedish['month']):02}-{int(swedish['day']):02}"
        clock = text.partition(" ")[2].strip()
        return Spelled(f"{day}T{clock}" if clock else day, Form.SWEDISH)
    return None


def is_ambiguous(text: str) -> bool:
    """Whether *text* is a day that can be read in two ways: `4.3.2019`."""
    match = _SWEDISH.fullmatch(text)
    return match is not None and _month_may_be_first(match)


def _month_may_be_first(match: re.Match[str]) -> bool:
    day, month = int(match["day"]), int(match["month"])
    return day != month and day <= 12 and month <= 12


_ZERO_DECIMALS = re.compile(r"(\d+)[.,]0{1,2}", re.ASCII)
_THOUSANDS = re.compile("[1-9]\\d{0,2}(?:[ \u00a0\u202f]\\d{3})+", re.ASCII)
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d+", re.ASCII)
_KOMMUNER = frozenset(one.code for one in MUNICIPALITIES)
_COUNTIES = frozenset(one.code for one in REGIONS)


def is_rounded(text: str) -> bool:
    """Whether a spreadsheet has made a number of *text* and rounded it: `1,23457E+12`. The rest is lost."""
    return _ROUNDED.fullmatch(text) is not None


class Code(StrEnum):
    """Kinds of codes that a spreadsheet spoils in a way that can be mended."""

    NUMBER = "number"
    """A whole number without leading zeros: Fas, Regionkod, FodelseAr."""
    MUNICIPALITY = "municipality"
    """Four digits: Lkf."""
    HOSPITAL = "hospital"
    """Five or six digits, or 00000: Sjukhus."""
    COUNTY = "county"
    """Two digits: SCB's code of a region."""


@lru_cache(maxsize=16_384)
def code_mended(text: str, kind: Code) -> str:
    """The only code that can have stood where *text* stands; *text* itself when there is none or several."""
    if match := _ZERO_DECIMALS.fullmatch(text):
        bare = match[1]
    elif _THOUSANDS.fullmatch(text):
        bare = re.sub(r"\s", "", text)
    else:
        bare = text
    if not (bare.isascii() and bare.isdecimal()):
        return text
    if kind is Code.MUNICIPALITY:
        padded = bare.zfill(4)
        return padded if padded in _KOMMUNER or padded == "0000" else text
    if kind is Code.HOSPITAL:
        return "00000" if bare == "0" else bare if len(bare) in (5, 6) else text
    if kind is Code.COUNTY:
        return bare.zfill(2) if bare.zfill(2) in _COUNTIES else text
    return bare


def number_of(digits: str) -> int:
    """The number that *digits* are; of more than nine, a milliard: no attribute's value is so large, and no
    number of thousands of digits can be read."""
    return int(digits) if len(digits) < len(str(_LARGE)) else _LARGE


_LARGE = 10**9
