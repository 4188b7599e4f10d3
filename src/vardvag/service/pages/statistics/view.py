"""What a page shows of a table: one value of each dimension, how many months, and as known on which day.

The whole view stands in the address, so that it can be sent to somebody: `?region=14&regel=pvv&manader=alla`.
A value that the table does not have is NotFound, which names the nearest. Here does not belong the form that
makes such an address (`form`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from vardvag.base.errors import NotFound
from vardvag.base.regions import NATIONAL
from vardvag.base.texts import Text
from vardvag.service.pages.statistics import periods
from vardvag.service.pages.statistics.tables import headline_contents, key_of, places_default
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.open_published import WHOLE
from vardvag.statistics.open_table import (
    CONTENT,
    PERIOD,
    PLACE,
    Content,
    OpenCell,
    OpenTable,
    default_of,
)

WORDS = {
    PLACE: "region",
    "unit": "enhet",
    "kind": "slag",
    CONTENT: "innehall",
    "policy": "regel",
    "basis": "grund",
    PERIOD: "period",
}
"""Dimension → its word in an address, the same in both languages; another is called by its id."""
MONTHS, KNOWN, EMBEDDED = "manader", "kand", "inbaddad"
ALL = "alla"


@dataclass(frozen=True)
class View:
    """*codes* has every dimension of the table. *asked* are those that the address told, as it told them."""

    table: OpenTable
    codes: Mapping[str, str]
    asked: Mapping[str, str]
    whole_series: bool = False
    as_known: date | None = None

    @property
    def content(self) -> Content:
        """What is told."""
        return self.table.contents[self.codes[CONTENT]]

    @property
    def place(self) -> str:
        """Whose figure the page is about."""
        return self.codes[PLACE]

    @property
    def period(self) -> str:
        """When."""
        return self.codes[PERIOD]

    @cached_property
    def compares(self) -> bool:
        """Whether the country stands beside the place."""
        of_a_place = self.codes.get("unit", WHOLE) == WHOLE
        return of_a_place and self.place != NATIONAL and NATIONAL in self.table.places

    @property
    def shown_periods(self) -> list[str]:
        """The periods of the series: the latest thirteen up to the one shown, or all."""
        if self.whole_series:
            return periods.listed(self.table)
        return periods.listed(self.table, self.period, periods.RECENT)

    def cell(self, **other: str) -> OpenCell:
        """The cell of the view with some codes other, as it was known on the day asked for."""
        return self.known(self.table.at(key_of(self.table, {**self.codes, **other})))

    def known(self, cell: OpenCell) -> OpenCell:
        """*cell* as it was known on the day asked for; missing when it was not known yet."""
        if self.as_known is None or cell.as_known is None:
            return cell
        told = [one for one in (*cell.earlier, cell) if one.as_known is None or one.as_known <= self.as_known]
        return told[-1] if told else OpenCell(None, Shown.MISSING, cell.source)

    def other(self, **codes: str) -> View:
        """The same view with some codes other."""
        asked = {**self.asked, **{WORDS.get(name, name): code for name, code in codes.items()}}
        return replace(self, codes={**self.codes, **codes}, asked=asked)

    def query(self, **more: str) -> str:
        """What stands after the address: `?region=14`, or nothing."""
        told = {**self.asked, **more}
        return f"?{urlencode(told)}" if told else ""

    def address(self, **codes: str) -> str:
        """The page of this view, or of it with some codes other."""
        return reverse("statistics-table", args=[self.table.id]) + self.other(**codes).query()


def view_of(table: OpenTable, asked: QueryDict | Mapping[str, str]) -> View:
    """The view of *table* that an address asks for. NotFound for a value that the table does not have."""
    codes: dict[str, str] = {}
    told: dict[str, str] = {}
    for one in table.dimensions:
        word = WORDS.get(one.id, one.id)
        code = asked.get(word)
        if code:
            if code not in one.values:
                raise NotFound(one.title, code, one.values)
            codes[one.id] = told[word] = code
    if PLACE not in codes:
        codes[PLACE] = places_default(table)
    if CONTENT not in codes:
        codes[CONTENT] = headline_contents(table)[0].id
    for one in table.dimensions:
        if one.id != PERIOD:
            codes.setdefault(one.id, default_of(one))
    if PERIOD not in codes:
        codes[PERIOD] = latest(table, codes)
    if asked.get(MONTHS) == ALL:
        told[MONTHS] = ALL
    known = asked.get(KNOWN)
    if known:
        told[KNOWN] = known
    return View(table, codes, told, asked.get(MONTHS) == ALL, _day(known) if known else None)


def latest(table: OpenTable, codes: Mapping[str, str]) -> str:
    """The last period with a figure at the other *codes*, or one that is told why it is not there.

    A month that had not ended when its figure became known is shown only when it is asked for, or alone.
    """
    dimension = table.dimension(PERIOD)
    told = []
    for period in reversed(table.periods):
        cell = table.at(key_of(table, {**codes, PERIOD: period}))
        if cell.status is not Shown.MISSING:
            told.append(period)
            if not periods.is_forecast(cell, period):
                return period
    return told[0] if told else default_of(dimension) if dimension else ""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise NotFound(Text("dag", "day"), text, ["2019-11-01"]) from problem
