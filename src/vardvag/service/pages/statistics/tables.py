"""The open tables that the pages are about, and what is looked up of them again and again.

Here does not belong what a table is (`statistics.open_table`), nor which of its cells a page shows (`view`).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from django.conf import settings

from vardvag.base.regions import NATIONAL, REGIONS
from vardvag.statistics.measure import Measure, measures
from vardvag.statistics.open_table import CONTENT, PLACE, Content, OpenCell, OpenTable, Unit
from vardvag.usecases.open_tables import open_table, open_tables

COUNTED = ("counted", "waiting", "done")
"""What tables call the number that a share is of, the most exact first."""


def all_tables() -> Mapping[str, OpenTable]:
    """Every open table by its id."""
    return open_tables(settings.VARDVAG.data)


def table_called(name: str) -> OpenTable:
    """The table called *name*. NotFound names the nearest."""
    return open_table(name, settings.VARDVAG.data)


@functools.cache
def _measures() -> Mapping[str, Measure]:
    # Issued measures do not change while the site runs.
    return measures()


def measure_of(table: OpenTable) -> Measure | None:
    """Our measure that the table is of, where it is of one."""
    return _measures().get(table.measure) if table.measure else None


def all_measures() -> Mapping[str, Measure]:
    """Every measure that the site knows of, by its id."""
    return _measures()


def headline_contents(table: OpenTable) -> list[Content]:
    """What the table is mainly about: its shares within a limit; else its first content."""
    shares = [one for one in table.contents.values() if one.unit is Unit.PER_CENT and one.limit is not None]
    if table.measure is not None:
        # A measure is one share, whatever else is told beside it.
        shares = shares[:1] or [one for one in table.contents.values() if one.unit is Unit.PER_CENT][:1]
    return shares or list(table.contents.values())[:1]


def counted_content(table: OpenTable, content: Content) -> str | None:
    """The content that tells of how many *content* is a share, where the table has it."""
    return next((name for name in COUNTED if name in table.contents and name != content.id), None)


def has_place(table: OpenTable, place: str) -> bool:
    """Whether the table has anything of the place at all."""
    return place in table.places


def regions_of(table: OpenTable) -> list[str]:
    """The regions that the table has, by their codes."""
    known = {one.code for one in REGIONS}
    return [place for place in table.places if place in known]


def places_default(table: OpenTable) -> str:
    """The country where the table has it, else its first place."""
    return NATIONAL if NATIONAL in table.places else table.places[0]


def key_of(table: OpenTable, codes: Mapping[str, str]) -> tuple[str, ...]:
    """*codes* as the table's cells have them."""
    return tuple(codes[one.id] for one in table.dimensions)


def cell_at(table: OpenTable, codes: Mapping[str, str], **other: str) -> OpenCell:
    """The cell at *codes*, with some of them other."""
    return table.at(key_of(table, {**codes, **other}))


__all__ = [
    "CONTENT",
    "PLACE",
    "all_measures",
    "all_tables",
    "cell_at",
    "counted_content",
    "has_place",
    "headline_contents",
    "key_of",
    "measure_of",
    "places_default",
    "regions_of",
    "table_called",
]
