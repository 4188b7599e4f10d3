"""Rules about one value at a time: is it there, is it one of the codes, can it be read as a day.

Here does not belong how two values go together (`conditions`, `dates`, `identity`), nor places (`places`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vardvag.base.moments import DoubtfulTime
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import ATTRIBUTES, DATES, SENDERS_IDS, Required
from vardvag.events.checks.rule import Row, Rule, SeenFile, legal_day, reported_month
from vardvag.events.checks.sources import MODEL, OURS, SCHEMA
from vardvag.events.spellings import is_ambiguous, is_rounded

_ALWAYS = tuple(name for name, one in ATTRIBUTES.items() if one.required is Required.ALWAYS)
_DONE = tuple(name for name, one in ATTRIBUTES.items() if one.required is not Required.NEVER)
_CODED = {name: one.pattern for name, one in ATTRIBUTES.items() if one.pattern is not None}

UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML 1.0 (2.2 Characters) leaves out of the control characters: all but tab and line breaks."""


def _empty(row: Row, _: SeenFile) -> list[str]:
    return [name for name in (_DONE if row.done else _ALWAYS) if name not in row.values]


def _not_a_code(row: Row, _: SeenFile) -> Iterator[str]:
    return (name for name, value in row.values.items() if name in _CODED and not _is_code(name, value))


@lru_cache(maxsize=65_536)
def _is_code(name: str, value: str) -> bool:
    """Whether a value is one of its column's codes; a file has few different ones, again and again."""
    return _CODED[name].fullmatch(value) is not None


def _not_a_month(row: Row, _: SeenFile) -> Iterator[str]:
    value = row.value("DatatGallerFor")
    try:
        reported_month(value or "2010-01")
    except ValueError:
        yield "DatatGallerFor"


def _doubt(text: str) -> type[ValueError] | None:
    try:
        legal_day(text)
    except DoubtfulTime:
        return DoubtfulTime
    except ValueError:
        return ValueError
    return None


def _not_a_day(row: Row, _: SeenFile) -> Iterator[str]:
    return (
        name
        for name in DATES
        if name in row.values
        and _doubt(row.values[name]) is ValueError
        and not is_ambiguous(row.values[name])
    )


def _two_ways(row: Row, _: SeenFile) -> Iterator[str]:
    return (name for name in DATES if name in row.values and is_ambiguous(row.values[name]))


def _rounded(row: Row, _: SeenFile) -> Iterator[str]:
    return (name for name in SENDERS_IDS if name in row.values and is_rounded(row.values[name]))


def unwritable(row: Row, _: SeenFile) -> Iterator[str]:
    """The columns whose value holds a control character: XML cannot carry one, nor CSV a null."""
    if "".join(row.values.values()).isprintable():
        return
    for name, value in row.values.items():
        if UNWRITABLE.search(value) is not None:
            yield name


def _doubtful_time(row: Row, _: SeenFile) -> Iterator[str]:
    return (name for name in DATES if name in row.values and _doubt(row.values[name]) is DoubtfulTime)


RULES = (
    Rule(
        "required",
        Text("Uppgiften saknas", "The value is missing"),
        Text(
            "Fyll i den; attributet är obligatoriskt enligt informationsmodellen 1.1",
            "Fill it in; the information model 1.1 requires the attribute",
        ),
        _empty,
        columns=_DONE,
        source=SCHEMA,
        breaks=({"Mvo": ""},),
    ),
    Rule(
        "code",
        Text("Koden finns inte i informationsmodellen 1.1", "The code is not in the information model 1.1"),
        Text(
            "Använd en kod ur attributets kodlista (docs: skr-1.1)",
            "Use a code from the attribute's list (docs: skr-1.1)",
        ),
        _not_a_code,
        columns=tuple(_CODED),
        source=SCHEMA,
        breaks=({"Fas": "6"},),
    ),
    Rule(
        "month",
        Text("Månaden går inte att läsa", "The month cannot be read"),
        Text("Skriv månaden som 2019-09 eller en dag i den", "Write the month as 2019-09 or a day in it"),
        _not_a_month,
        columns=("DatatGallerFor",),
        source=MODEL,
        breaks=({"DatatGallerFor": "september"},),
    ),
    Rule(
        "day",
        Text("Datumet går inte att läsa", "The date cannot be read"),
        Text("Skriv 2019-09-30 eller 2019-09-30T14:05", "Write 2019-09-30 or 2019-09-30T14:05"),
        _not_a_day,
        columns=DATES,
        source=SCHEMA,
        breaks=({"BeslutAktivitet": "2019-02-29"},),
    ),
    Rule(
        "day-two-ways",
        Text("Datumet kan läsas på två sätt", "The date can be read in two ways"),
        Text(
            "Skriv 2019-03-04; eller ange ordningen i en mappning (dates: day-first)",
            "Write 2019-03-04; or say the order in a mapping (dates: day-first)",
        ),
        _two_ways,
        columns=DATES,
        source=OURS,
        breaks=({"BeslutAktivitet": "4.3.2019"},),
    ),
    Rule(
        "rounded",
        Text(
            "Ett kalkylprogram har gjort id:t till ett tal och avrundat det",
            "A spreadsheet has made the id a number and rounded it",
        ),
        Text(
            "Hämta filen på nytt och öppna kolumnen som text; siffrorna går inte att få tillbaka ur den här",
            "Fetch the file anew and open the column as text; the digits cannot be had back from this one",
        ),
        _rounded,
        columns=SENDERS_IDS,
        source=OURS,
        breaks=({"VardkontaktId": "1,23457E+12"},),
    ),
    Rule(
        "control-character",
        Text(
            "Värdet innehåller ett styrtecken, som inte går att skriva i alla format",
            "The value holds a control character, which not every format can carry",
        ),
        Text(
            "Ta bort tecknet; det syns inte, och står i fyndet som \\x och två siffror",
            "Remove the character; it cannot be seen, and stands in the finding as \\x and two digits",
        ),
        unwritable,
        source=OURS,
        breaks=({"VardkontaktId": "k\x07-1"},),
    ),
    Rule(
        "doubtful-time",
        Text(
            "Klockslaget inträffade två gånger, eller aldrig, när tiden ställdes om",
            "The time happened twice, or never, when the clocks changed",
        ),
        Text("Skriv tidszonen: 2019-10-27T02:30+01:00", "Write the offset: 2019-10-27T02:30+01:00"),
        _doubtful_time,
        columns=DATES,
        source=OURS,
        breaks=({"BeslutAktivitet": "2019-03-31T02:30"},),
    ),
)
"""The rules of this family, in the order they are told."""
