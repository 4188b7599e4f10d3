"""Whom to offer a patientkontrakt first: those with extensive and complex needs, by dated criteria in a file.

Counted from the caregiver's own care events alone. That somebody has support from the social services may
not be a search term (patientdatalagen 2 kap. 8 §), so no municipal step is among what is counted, and the
type has no field for it. Who has asked is not counted either: the offer is to reach those who do not ask.
Here does not belong who may look for them (`access`), nor that an offer was made (`plan_events`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from vardvag.base.dated import Dated, DatedValue
from vardvag.base.days import days_waited
from vardvag.base.definitions import Day, SourceField, Strict, TextField, read_definition, validated
from vardvag.base.texts import Text
from vardvag.contracts.identifiers import PersonId
from vardvag.contracts.progress import in_force
from vardvag.events.model import CareEvent, EventKind

FILE = Path(__file__).parent / "offer_criteria.yaml"


@dataclass(frozen=True, slots=True)
class CareLoad:
    """How much goes on for one person at one caregiver: care needs that are open, and units they are at."""

    person: PersonId
    parallel_pathways: int
    units: int


@dataclass(frozen=True, slots=True)
class Criteria:
    """Whoever reaches one of the two is proposed."""

    parallel_pathways: int
    units: int
    active_within_days: int

    def met_by(self, load: CareLoad) -> bool:
        """Whether a person's needs are extensive and complex by these criteria."""
        return load.parallel_pathways >= self.parallel_pathways or load.units >= self.units


@dataclass(frozen=True, slots=True)
class OfferCriteria:
    """The file as read: the criteria of any day, each with its source."""

    title: Text
    about: Text
    history: Dated[Criteria]


def care_load(
    person: PersonId,
    pathways: Iterable[Iterable[CareEvent]],
    own_units: frozenset[str],
    within: int,
    on: date,
) -> CareLoad:
    """What goes on for *person* on *on*, of the events of each of her pathways, at the caregiver's own units.

    A pathway goes on when it has not been closed and something happened in it within *within* days.
    """
    going_on = [
        own
        for events in pathways
        if (own := [event for event in in_force(tuple(events)) if event.unit in own_units and event.on <= on])
        and not any(event.kind is EventKind.CLOSED for event in own)
        and days_waited(own[-1].on, on) <= within
    ]
    return CareLoad(person, len(going_on), len({event.unit for own in going_on for event in own}))


def most_in_need(loads: Iterable[CareLoad], criteria: Criteria) -> list[CareLoad]:
    """Those who meet the criteria, the most care needs first, then the most units."""
    meeting = (load for load in loads if criteria.met_by(load))
    return sorted(meeting, key=lambda load: (-load.parallel_pathways, -load.units, load.person))


class _AnyOf(Strict):
    parallel_pathways: Annotated[int, Field(gt=0)]
    units: Annotated[int, Field(gt=0)]


class _CriteriaField(Strict):
    any_of: _AnyOf
    active_within_days: Annotated[int, Field(gt=0)]
    valid_from: Day
    valid_to: Day | None = None
    source: SourceField


class _File(Strict):
    title: TextField
    about: TextField
    criteria: tuple[_CriteriaField, ...]


@functools.cache
def offer_criteria(path: Path = FILE) -> OfferCriteria:
    """The criteria in *path*, or those that Vårdväg ships. BadInput tells every fault of the file."""
    fields = validated(read_definition(path), _File)
    history = [
        DatedValue(
            Criteria(one.any_of.parallel_pathways, one.any_of.units, one.active_within_days),
            one.valid_from,
            one.source.source(),
            one.valid_to,
        )
        for one in fields.criteria
    ]
    return OfferCriteria(fields.title.text(), fields.about.text(), Dated("criteria", history))
