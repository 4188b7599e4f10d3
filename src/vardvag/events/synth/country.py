"""A seeded synthetic country: first visits and operations in 21 regions, month by month, as contacts.

**Nothing here is about a real person or a real unit, and no region's waits resemble its real ones.** Only the
regions, their codes and how many live there are real. The same seed gives the same country on every machine.
A contact that waits at several month ends stands in each of those months' waiting files under one id, and
once in the file of those held, in the month it was held.

Here does not belong writing files (`formats`), nor faults put in on purpose (`defects`).
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vardvag.base.days import Month, days_waited, months
from vardvag.base.regions import REGIONS, Region, population
from vardvag.base.texts import Text
from vardvag.events.model import Contact, Deviation, Phase, Reported
from vardvag.events.synth.defects import spoiled

FIRST_MONTH, LAST_MONTH = Month(2018, 1), Month(2019, 12)
"""Two whole years, so that every month of 2019 has the same month a year before."""

EARLIEST, LATEST = Month(2012, 1), Month(2100, 12)
"""The months a country can be made for: decisions lie up to a year and a bit before the first, and the model
takes none from before 2010. The last is a choice of ours."""

POPULATION = "2018-12-31"
"""The series of inhabitants by which contacts fall on regions."""

SPECIALITIES = {
    "X01": Text("Påhittad specialitet 1 (rörelseorganen)", "Made-up speciality 1 (bones and joints)"),
    "X02": Text("Påhittad specialitet 2 (ögon)", "Made-up speciality 2 (eyes)"),
    "X03": Text("Påhittad specialitet 3 (hud)", "Made-up speciality 3 (skin)"),
    "X04": Text("Påhittad specialitet 4 (buken)", "Made-up speciality 4 (abdomen)"),
}
"""Codes of the form of an MVO that no code list holds, so that nobody takes them for real ones."""


@dataclass(frozen=True, slots=True)
class _Pace:
    """How waits come about. All are choices of ours, made so that month ends look like a country's."""

    operations: float = 0.32
    usual_wait: float = 62.0
    spread: float = 1.7
    summer_decisions: float = 0.55
    summer_closed: float = 0.6
    chose_to_wait: float = 0.022
    chose_to_wait_later: float = 0.027
    could_not: float = 0.01
    not_guaranteed: float = 0.03


_PACE = _Pace()
_SUMMER = 7
# The share who chose to wait rose from 4-5 % to 7 % of those waiting for operations during 2019.
_MORE_CHOOSE_FROM = date(2019, 3, 1)
_BEFORE = 400


def make_country(
    contacts: int,
    seed: int,
    first: Month = FIRST_MONTH,
    last: Month = LAST_MONTH,
    regions: Collection[str] | None = None,
    defects: float = 0.0,
) -> Iterator[Contact]:
    """The rows of *contacts* contacts, one contact after another, without holding them in memory.

    `regions` are codes (`08`); None is all. `defects` is the share of rows that get one fault each, of kinds
    that `vardvag check` must find. A contact has one row for each month end it waits and one when it is held.
    """
    chance = random.Random(f"vardvag {seed}")
    places = [one for one in REGIONS if regions is None or one.code in regions]
    people = population(POPULATION)
    weights = [people[one.code] for one in places]
    slowness = {one.code: chance.uniform(0.75, 1.3) for one in places}
    made = 0
    while made < contacts:
        [place] = chance.choices(places, weights)
        rows = list(_rows(_wait(chance, place, slowness[place.code], made, seed, first, last), first, last))
        if not rows:
            continue
        made += 1
        for row in rows:
            yield row
            if defects and chance.random() < defects:
                yield spoiled(row, chance)


def _wait(
    chance: random.Random, place: Region, slowness: float, number: int, seed: int, first: Month, last: Month
) -> Contact:
    """One contact: when it was decided, and when it was held."""
    decided_on = _decision(chance, first.first_day - timedelta(days=_BEFORE), last.last_day)
    phase = Phase.OPERATION if chance.random() < _PACE.operations else Phase.FIRST_CONTACT
    waited = int(chance.gammavariate(_PACE.spread, _PACE.usual_wait / _PACE.spread * slowness))
    deviation = _deviation(chance, decided_on)
    if deviation is not Deviation.NONE:
        waited += chance.randint(30, 180)
    started_on = _workday(decided_on + timedelta(days=waited))
    if started_on.month == _SUMMER and chance.random() < _PACE.summer_closed:
        started_on = _workday(started_on + timedelta(days=31))
    speciality = chance.choice(tuple(SPECIALITIES))
    return Contact(
        contact_id=f"syn-{seed:x}-{number:08}",
        region=place.code,
        unit=f"{place.hsa_prefixes[0]}-SYN{speciality}",
        month=Month.of(decided_on),
        reported=Reported.WAITING,
        phase=phase,
        speciality=speciality,
        guaranteed=chance.random() >= _PACE.not_guaranteed,
        deviation=deviation,
        decided_on=decided_on,
        started_on=started_on,
        birth_year=chance.randint(1925, decided_on.year - 1),
        sex=chance.choice((1, 2)),
        municipality="0000",
        contact_form="1",
        profession="XS915",
        booking=chance.choice((2, 3, 4)),
    )


def _rows(contact: Contact, first: Month, last: Month) -> Iterator[Contact]:
    """The contact as each month's files hold it: waiting at each month end, then held once."""
    assert contact.started_on is not None
    held_in = Month.of(contact.started_on)
    begun = max(first, Month.of(contact.decided_on))
    for month in months(begun, min(last, held_in + -1)):
        yield replace(contact, month=month, reported=Reported.WAITING, started_on=None)
    if first <= held_in <= last:
        yield replace(contact, month=held_in, reported=Reported.DONE)


def _decision(chance: random.Random, earliest: date, latest: date) -> date:
    """A workday between two days; fewer in July."""
    while True:
        day = _workday(earliest + timedelta(days=chance.randint(0, days_waited(earliest, latest))))
        if day <= latest and (day.month != _SUMMER or chance.random() < _PACE.summer_decisions):
            return day


def _deviation(chance: random.Random, decided_on: date) -> Deviation:
    late = decided_on >= _MORE_CHOOSE_FROM
    chose = _PACE.chose_to_wait_later if late else _PACE.chose_to_wait
    drawn = chance.random()
    if drawn < chose:
        return Deviation.PATIENT_CHOSEN
    return Deviation.MEDICAL if drawn < chose + _PACE.could_not else Deviation.NONE


def _workday(day: date) -> date:
    """*day*, or the Monday after when it falls on a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.isoweekday() > 5 else 0)
