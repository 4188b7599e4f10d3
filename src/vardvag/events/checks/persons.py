"""What may name a person: a personnummer, a samordningsnummer, a name. Such a value is never repeated.

The waiting-time database may not hold "patients' names, personnummer, samordningsnummer or other like
designations" (HSF 2017:80, 6 kap. 3 §). A number is told by its possible day and its check digit. A name has
no check digit, so these two patterns are all that is looked for, on purpose few:

- *In a column for an id of the sender's own making* (VardkontaktId, RemissId, ErsattningsId): the whole value
  is two to four capitalised words, `Anna Svensson` or `Svensson, Anna`. No id is written so.
- *Anywhere else* two capitalised words beside each other, the latter ending as Swedish surnames from a
  forename do: -sson or -dotter. HSA-ids have no spaces and units' names do not end so.

A word of care (klinik, vård, sjukhus …) makes it a unit's name. There is no list of names behind it: many
forenames are names of units and places too, and a list that refuses a whole file must not be wrong. So a name
can pass unseen, above all in a column of free text: what is not needed should not be sent.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

SHORTEST_NUMBER = 10
"""Characters; no personnummer has fewer."""

_NUMBER = re.compile(r"(?<!\d)(?:\d\d)?(\d\d)(\d\d)(\d\d)[-+ ]?(\d{4})(?!\d)", re.ASCII)

# A samordningsnummer is a personnummer whose day has been raised by sixty.
_RAISED = 60

_WORD = r"[A-ZÅÄÖÉÜ][a-zåäöéèüøæ]{2,}(?:-[A-ZÅÄÖÉÜ]?[a-zåäöéèüøæ]{2,})?"
_ALL_WORDS = re.compile(rf"{_WORD}(?:,? +{_WORD}){{1,3}}")
_SURNAME = re.compile(
    r"\b[A-ZÅÄÖÉÜ][a-zåäöéèüøæ]+(?:-[A-ZÅÄÖÉÜ]?[a-zåäöéèüøæ]+)?"
    r" +[A-ZÅÄÖÉÜ][a-zåäöéèüøæ]+(?:sson|dotter)s?\b"
    r"|\b[A-ZÅÄÖÉÜ][a-zåäöéèüøæ]+(?:sson|dotter), +[A-ZÅÄÖÉÜ][a-zåäöéèüøæ]+\b"
)
_CARE = re.compile(
    r"vård|klinik|mottagning|sjuk|lasarett|central|hälso|hospital|centrum|enhet|avdelning|region|läkar"
    r"|psykiatri|kirurg|medicin|ortoped|rehab|röntgen|laborator|tand|stiftelse|hemmet|barn|ögon"
    r"|doktor|praktik|specialist|\bdr\b|\bab\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=65_536)
def looks_like_a_personnummer(text: str) -> bool:
    """Whether a personnummer or samordningsnummer stands in *text*: a possible day, a right check digit."""
    return len(text) >= SHORTEST_NUMBER and any(
        _is_day(int(match[2]), int(match[3])) and _checks(match[1] + match[2] + match[3] + match[4])
        for match in _NUMBER.finditer(text)
    )


@lru_cache(maxsize=65_536)
def looks_like_a_name(text: str, is_id: bool) -> bool:
    """Whether *text* may be, or hold, somebody's name. `is_id`: it stands where an id should."""
    if " " not in text:
        return False
    found = _ALL_WORDS.fullmatch(text) if is_id else _SURNAME.search(text)
    return found is not None and not _CARE.search(text)


def _is_day(month: int, day: int) -> bool:
    day = day - _RAISED if day > _RAISED else day
    leap_year = 2000
    try:
        date(leap_year, month, day)
    except ValueError:
        return False
    return True


def _checks(ten_digits: str) -> bool:
    """The Luhn check that Swedish personal numbers carry."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(ten_digits)]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
