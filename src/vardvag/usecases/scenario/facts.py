"""Which facts can be supposed: a yes or no that somebody has told, and the few that a result waits for.

A yes or no can be supposed to be the other. A fact that is missing can be given a value to try; nothing is
suggested but what is held and named. A figure that is known is not made into another here: what a region
would get with another share is asked of the condition's level.

Here does not belong which facts would tell what is hidden (`gate`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vardvag.agreements.asked import Asked, asked_facts
from vardvag.agreements.build import POPULATION
from vardvag.agreements.facts import FactBook
from vardvag.agreements.model import Agreement
from vardvag.agreements.recipients import is_region
from vardvag.agreements.settle import Settlement
from vardvag.base.cells import Judgement, OnDay
from vardvag.base.regions import population
from vardvag.base.texts import Text
from vardvag.usecases.name_facts import fact_titles
from vardvag.usecases.per_inhabitant import year_end
from vardvag.usecases.scenario.places import Form, Group, Kind, Place, Present

CELLS = "cells."
MANY = 12
"""So many missing facts are asked for by name; more are a sheet of facts, not a what-if."""

_FORMS = {
    "judgement": Form.YES_NO,
    "share": Form.FIGURE,
    "count": Form.NUMBER,
    "amount": Form.AMOUNT,
    "day": Form.DAY,
}
_UNNAMED = Text("en uppgift", "a fact")


def asked_by_path(agreement: Agreement) -> Mapping[str, Asked]:
    """Every fact the agreement asks for, by the path of a change to it."""
    return {_path(one): one for one in asked_facts(agreement)}


def fact_groups(agreement: Agreement, book: FactBook) -> Iterator[Group]:
    """Each yes or no that is told of somebody, with everybody of whom it is asked."""
    titles = fact_titles(agreement)
    together: dict[tuple[str, str], list[Asked]] = {}
    for one in asked_facts(agreement):
        if one.kind == "judgement":
            together.setdefault((one.key.measure, one.key.period), []).append(one)
    for (measure, period), asked in together.items():
        places = tuple(fact_place(one, book, titles) for one in asked)
        if any(place.present is not None for place in places):
            yield Group("facts", f"{measure}.{period}", titles.get(measure, _UNNAMED), places)


def missing_group(agreement: Agreement, after: Settlement, given: Iterable[str]) -> Group | None:
    """The facts that *after* waits for, where they are few, and those that are *given* (paths) already."""
    waited = [fact.key for fact in after.missing_facts if fact.is_missing] if after.undetermined else []
    waited, given = waited if len(waited) <= MANY else [], list(given)
    if not waited and not given:
        return None
    asked, titles = asked_by_path(agreement), fact_titles(agreement)
    by_key = {one.key: one for one in asked.values()}
    wanted = [by_key[key] for key in waited if key in by_key]
    wanted += [asked[path] for path in given if path in asked]
    empty = FactBook(())
    places = [fact_place(one, empty, titles) for one in dict.fromkeys(wanted)]
    places.sort(key=lambda place: place.path)
    return Group("missing", "missing", _UNNAMED, tuple(places)) if places else None


def fact_place(asked: Asked, book: FactBook, titles: Mapping[str, Text]) -> Place:
    """The place of one fact."""
    present, written = _held(asked, book)
    return Place(
        _path(asked),
        Kind.FACT,
        _FORMS[asked.kind],
        titles.get(asked.key.measure, _UNNAMED),
        present,
        written,
        region=asked.key.place,
        period=asked.key.period,
    )


def near_population(place: Place) -> tuple[int, str] | None:
    """For a population that is missing: the region's at the nearest year-end held, and which that is."""
    if place.name != POPULATION or place.region is None or not is_region(place.region):
        return None
    series = year_end(int(place.period[:4]) if place.period[:4].isdigit() else None)
    return population(series)[place.region], series


def _path(asked: Asked) -> str:
    return f"{CELLS}{asked.key.measure}.{asked.key.place}.{asked.key.period}"


def _held(asked: Asked, book: FactBook) -> tuple[Present, str | None]:
    """A yes or no as it is told, and how it is asked for. Nothing else that is known is told here."""
    cell = book.get(asked.key)
    value = cell.value if cell is not None else None
    if isinstance(value, Judgement):
        return value.met, "ja" if value.met else "nej"
    if isinstance(value, OnDay):
        return value.day, None
    return None, None
