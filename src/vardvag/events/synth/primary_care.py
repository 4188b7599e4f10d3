"""Made-up contacts with primary care, in the columns of `primary-care-1`. Every number is invented.

A contact stands once, in the month in which the last thing about it was done. Here do not belong the limits
(`clocks`).
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from vardvag.base.days import Month
from vardvag.base.municipalities import municipalities_in
from vardvag.base.regions import REGIONS, Region, population
from vardvag.events.model import Deviation, PrimaryCareContact
from vardvag.events.synth.country import FIRST_MONTH, LAST_MONTH, POPULATION
from vardvag.events.synth.seasons import decision_day, workday

_ANSWERED_SAME_DAY, _NEEDED, _ASSESSED_WITHIN, _LISTED_HERE = 0.88, 0.4, 0.85, 0.95
_CENTRES = 9
NURSE, DOCTOR = "XS919", "XS915"
_LICENSED_FROM = date(2019, 1, 1)
_OLDEST = 95


def make_primary_care(
    contacts: int,
    seed: int,
    first: Month = FIRST_MONTH,
    last: Month = LAST_MONTH,
    regions: Collection[str] | None = None,
) -> Iterator[PrimaryCareContact]:
    """*contacts* contacts with primary care, streamed; each region is a stream of its own."""
    places = [one for one in REGIONS if regions is None or one.code in regions]
    people = population(POPULATION)
    weights = [people[one.code] for one in places]
    streams = [_stream(seed, one, first.first_day, last.last_day) for one in places]
    chance = random.Random(f"vardvag primary {seed}")
    for _ in range(contacts):
        [stream] = chance.choices(streams, weights)
        yield next(stream)


def _stream(seed: int, place: Region, first: date, last: date) -> Iterator[PrimaryCareContact]:
    chance = random.Random(f"vardvag primary {seed} {place.code}")
    towns = [one.code for one in municipalities_in(place.code)]
    number = 0
    while True:
        sought = decision_day(chance, first, last)
        contacted = _later(chance, sought, _ANSWERED_SAME_DAY, 0, 3)
        needed = chance.random() < _NEEDED
        assessed = max(contacted, _later(chance, sought, _ASSESSED_WITHIN, 3, 10)) if needed else None
        ended = assessed or contacted
        if ended > last:
            continue
        number += 1
        unit = f"{place.hsa_prefixes[0]}-SYNVC{1 + int(chance.random() * _CENTRES)}"
        yield PrimaryCareContact(
            contact_id=f"synpv-{seed:x}-{place.code}-{number:07}",
            region=place.code,
            unit=unit,
            month=Month.of(ended),
            sought_on=sought,
            contacted_on=contacted,
            assessment_needed=needed,
            assessed_on=assessed,
            deviation=Deviation.NONE,
            birth_year=sought.year - int(chance.random() * _OLDEST),
            sex=1 + (chance.random() < 0.5),
            municipality=chance.choice(towns),
            contact_form=chance.choice(("8", "8", "1", "81")),
            profession=_profession(chance, needed, sought),
            listed_unit=unit if chance.random() < _LISTED_HERE else f"{place.hsa_prefixes[0]}-SYNVC0",
        )


def _profession(chance: random.Random, needed: bool, sought: date) -> str:
    """Whom the patient met; before 2019 it took a doctor to assess."""
    met = chance.choice((NURSE, NURSE, DOCTOR))
    return DOCTOR if needed and sought < _LICENSED_FROM else met


def _later(chance: random.Random, day: date, within: float, soon: int, late: int) -> date:
    """A workday at most *soon* days after *day* for a share *within*, else up to *late* days after."""
    days = chance.randint(0, soon) if chance.random() < within else chance.randint(soon + 1, late)
    return workday(day + timedelta(days=days)) if days else day
