"""A seeded synthetic country: contacts of 21 regions, month by month, and the events they are made of.

**Nothing here is about a real person or a real unit, and no region's waits resemble its real ones.** Only the
regions, their codes, how many live there and their municipalities are real; all else is invented
(`assumptions`). The same seed gives the same country on every machine. A contact that waits at several month
ends stands in each of those months' waiting files under one id, and once in the file of those held, in the
month it was held.

Each region is a stream of its own: its first thousand contacts are the same whichever regions stand beside it
and however many contacts are asked for. Faults, too, are drawn apart: without them the rest is the same.

Here does not belong writing files (`formats`), nor faults put in on purpose (`defects`).
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from itertools import accumulate

from vardvag.base.days import Month
from vardvag.base.regions import REGIONS, population
from vardvag.events.model import CareEvent, Contact, Phase
from vardvag.events.synth.assumptions import SPECIALITIES
from vardvag.events.synth.defects import Spoiling
from vardvag.events.synth.linkage import with_referral
from vardvag.events.synth.pathways import Pathway, Step, draw_pathway, place_in
from vardvag.events.synth.rows import rows_of
from vardvag.events.synth.story import events_of

__all__ = ["SPECIALITIES", "make_contacts", "make_country", "make_events", "make_links"]

FIRST_MONTH, LAST_MONTH = Month(2018, 1), Month(2019, 12)
"""Two whole years, so that every month of 2019 has the same month a year before."""

EARLIEST, LATEST = Month(2012, 1), Month(2100, 12)
"""The months a country can be made for: pathways begin up to two years before the first, and the model takes
no decision from before 2010. The last is a choice of ours."""

POPULATION = "2018-12-31"
"""The series of inhabitants by which contacts fall on regions."""

USUAL_PHASES = (Phase.FIRST_CONTACT, Phase.OPERATION)
"""The kinds of contact that the guarantee covers, which a country has unless others are asked for."""

_BEFORE = 600

Told = tuple[Pathway, Step, list[Contact]]


def make_country(
    contacts: int,
    seed: int,
    first: Month = FIRST_MONTH,
    last: Month = LAST_MONTH,
    regions: Collection[str] | None = None,
    defects: float | Mapping[str, float] = 0.0,
    phases: Collection[Phase] = USUAL_PHASES,
    linked: float = 0.0,
) -> Iterator[Contact]:
    """The rows of *contacts* contacts, one contact after another, without holding them in memory.

    `regions` are codes (`08`); None is all. `defects` is the share of rows beside which a faulty copy stands,
    in all or of each kind (`defects.FAULTS`); `vardvag check` must find each. `linked` is the share of
    pathways whose referral's id stands on every contact, and not on the first alone. A contact has one row
    for each month end it waits and one when it is held.
    """
    spoiling = Spoiling(defects, seed)
    for pathway, _, rows in make_contacts(contacts, seed, first, last, regions, phases):
        for row in with_referral(pathway, rows, linked):
            yield row
            yield from spoiling.beside(row, pathway.region.code)


def make_events(
    contacts: int,
    seed: int,
    first: Month = FIRST_MONTH,
    last: Month = LAST_MONTH,
    regions: Collection[str] | None = None,
    phases: Collection[Phase] = USUAL_PHASES,
) -> Iterator[CareEvent]:
    """The care events, up to the last month's end, of the contacts that `make_country` makes."""
    for pathway, step, _ in make_contacts(contacts, seed, first, last, regions, phases):
        yield from events_of(pathway, step, last.last_day)


def make_links(
    contacts: int,
    seed: int,
    first: Month = FIRST_MONTH,
    last: Month = LAST_MONTH,
    regions: Collection[str] | None = None,
    phases: Collection[Phase] = USUAL_PHASES,
) -> Iterator[tuple[str, str]]:
    """The contacts that `make_country` makes, each with the pathway it is a step of."""
    for pathway, step, _ in make_contacts(contacts, seed, first, last, regions, phases):
        yield step.contact_id, pathway.pathway_id


def make_contacts(
    contacts: int,
    seed: int,
    first: Month,
    last: Month,
    regions: Collection[str] | None,
    phases: Collection[Phase],
) -> Iterator[Told]:
    """Each contact with its pathway and its rows; a pathway's contacts come after one another."""
    places = [one for one in REGIONS if regions is None or one.code in regions]
    people = population(POPULATION)
    streams = [_told(seed, place.code, first, last, frozenset(phases)) for place in places]
    heights = list(accumulate(people[one.code] for one in places))
    chance = random.Random(f"vardvag country {seed}")
    made = 0
    while made < contacts:
        [stream] = chance.choices(streams, cum_weights=heights)
        for told in next(stream):
            yield told
            made += 1
            if made == contacts:
                return


def _told(
    seed: int, region: str, first: Month, last: Month, phases: frozenset[Phase]
) -> Iterator[list[Told]]:
    """The pathways of one region without end, each as its contacts that stand in any of the months' files."""
    chance = random.Random(f"vardvag {seed} {region}")
    [one] = [one for one in REGIONS if one.code == region]
    place = place_in(one, population(POPULATION)[region], chance)
    earliest, latest = first.first_day - timedelta(days=_BEFORE), last.last_day
    number = 0
    while True:
        number += 1
        pathway = draw_pathway(chance, place, f"syn-{seed:x}-{region}-{number:07}", earliest, latest)
        told = [
            (pathway, step, rows)
            for step in pathway.steps
            if step.phase in phases and (rows := list(rows_of(pathway, step, first, last)))
        ]
        if told:
            yield told
