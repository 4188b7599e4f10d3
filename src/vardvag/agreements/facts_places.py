"""Whom a figure is about: the `place` of a row, read as the code that cells are kept under.

Codes stand as they are: `08`, `0880`, `kommuner-08`, `SE`, `SKR`, `RSS`, and the names an agreement gives its
other recipients. A region may be called by any of its names. A code that a spreadsheet took for a number has
lost its zero, and gets it back: 8 is `08`, 880 is `0880`.

A municipality is told by its code only: Kalmar, Uppsala and a dozen others share their name with the region.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable

from vardvag.agreements.recipients import known
from vardvag.base.errors import NotFound
from vardvag.base.municipalities import MUNICIPALITIES
from vardvag.base.regions import NATIONAL, REGIONS, by_name
from vardvag.base.texts import Text

PLACES = (NATIONAL, *sorted(known()))
"""Every place that needs no name from an agreement."""

_NUMBER = re.compile(r"([0-9]{1,4})(?:[.,]0+)?")
_COUNTRY = {"riket": NATIONAL, "hela riket": NATIONAL, "sverige": NATIONAL}
_CODES = {place.casefold(): place for place in PLACES} | _COUNTRY
_NAMED = (
    {f"{one.name} kommun".casefold(): f"{one.code} ({one.name})" for one in MUNICIPALITIES}
    | {one.name.casefold(): f"{one.code} ({one.name})" for one in MUNICIPALITIES}
    | {one.name.casefold(): f"{one.code} ({one.name})" for one in REGIONS}
)


def read_place(text: str, others: Iterable[str] = ()) -> str | None:
    """The code that *text* stands for; None when it stands for nobody."""
    if text in others:
        return text
    if number := _NUMBER.fullmatch(text):
        digits = number[1]
        code = digits.zfill(2 if len(digits) <= 2 else 4)
        return _CODES.get(code)
    if (found := _CODES.get(text.casefold())) is not None:
        return found
    try:
        return by_name(text).code
    except NotFound:
        return None


@functools.lru_cache(maxsize=1024)
def place_remedy(text: str, others: tuple[str, ...] = ()) -> Text:
    """How a place that is nobody's is mended: the nearest names, with their codes."""
    names = {place.casefold(): place for place in (*PLACES, *others) if not place.isdigit()} | _NAMED
    bare = text.casefold()
    near = [bare] if bare in names else difflib.get_close_matches(bare, names, n=2, cutoff=0.6)
    told = list(dict.fromkeys(names[one] for one in near))
    first, last, rest = REGIONS[0].code, REGIONS[-1].code, ", ".join((NATIONAL, "SKR", "RSS", *others))
    sv = f"Tillåtna: {first}–{last} eller regionens namn, kommunkod som 0880, kommuner-08, {rest}"
    en = f"Allowed: {first}–{last} or a region's name, a municipality's code like 0880, kommuner-08, {rest}"
    if told:
        sv = f"Menade du {' eller '.join(told)}? {sv}"
        en = f"Did you mean {' or '.join(told)}? {en}"
    return Text(sv, en)
