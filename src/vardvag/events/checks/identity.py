"""Rules about who and which: a contact once a month in its region, and nothing that names a person.

The waiting-time database may not hold names, personnummer, samordningsnummer or the like (HSF 2017:80,
6 kap. 3 §). Such a file is refused whole, and the value is never repeated in what we say about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from vardvag.base.texts import Text
from vardvag.events.checks.rule import Row, Rule, SeenFile

_SHORTEST = 10
_DIGITS = re.compile(r"(?<!\d)(?:\d\d)?(\d\d)(\d\d)(\d\d)[-+ ]?(\d{4})(?!\d)", re.ASCII)

# A samordningsnummer is a personnummer whose day has been raised by sixty.
_RAISED = 60


def looks_like_a_personnummer(text: str) -> bool:
    """Whether a personnummer or samordningsnummer stands in *text*: a possible day, a right check digit."""
    return any(
        _is_day(int(match[2]), int(match[3])) and _checks(match[1] + match[2] + match[3] + match[4])
        for match in _DIGITS.finditer(text)
    )


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


def _person(row: Row, _: SeenFile) -> Iterator[str]:
    long_enough = ((column, value) for column, value in row.values.items() if len(value) >= _SHORTEST)
    return (column for column, value in long_enough if looks_like_a_personnummer(value))


def _twice(row: Row, seen: SeenFile) -> Iterator[str]:
    region, contact = row.value("Regionkod"), row.value("VardkontaktId")
    key = region, contact, str(row.month)
    if contact and seen.first_row_of.setdefault(key, row.number) != row.number:
        yield "VardkontaktId"


RULES = (
    Rule(
        "person",
        Text(
            "Värdet ser ut som ett personnummer; filen tas inte emot", "Looks like a personal number; refused"
        ),
        Text(
            "Ersätt numret med ett id som inte går att härleda till personen",
            "Replace it by an id that cannot be traced to the person",
        ),
        _person,
        secret=True,
        refuses_file=True,
    ),
    Rule(
        "twice",
        Text(
            "Samma VardkontaktId står två gånger för månaden",
            "The same VardkontaktId stands twice in the month",
        ),
        Text("Ta bort den ena raden", "Remove one of the rows"),
        _twice,
    ),
)
"""The rules of this family, in the order they are told."""
