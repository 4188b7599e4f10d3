"""The open tables as Kolada answers: key figures, regions, and the values of both by year.

A key figure is one content of one table, with every other dimension held at one value: its id names them,
`skr-waiting-by-days.within_90.operation`. Regions are `0014`, the country `0000`. A period is a month where
the table has months, which Kolada has not; a year gives all of its months. Only places as a whole are told,
not their units. Here does not belong reading a request (`kolada_views`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from vardvag.base.regions import NATIONAL
from vardvag.base.texts import Text
from vardvag.service.open_data.coded import Variable, time_code, variables
from vardvag.service.open_data.said import SIGNS, described, left_out, number
from vardvag.statistics.open_table import CONTENT, PERIOD, PLACE, OpenTable

Document = dict[str, Any]
COUNTRY = "0000"

_AREA = "Hälso- och sjukvård"
_UNIT = "unit"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One content of one table; `held` is our code of every dimension but place and period."""

    id: str
    title: Text
    table: OpenTable
    held: Mapping[str, str]


def key_figures(tables: Iterable[OpenTable]) -> Iterator[KeyFigure]:
    """Every key figure of *tables*, in their order."""
    for table in tables:
        others = [one for one in variables(table) if one.dimension.id not in (PLACE, PERIOD, CONTENT)]
        values = [_told_of(one) for one in others]
        for content, *codes in product(table.contents, *values):
            held = {one.dimension.id: one.own[code] for one, code in zip(others, codes, strict=True)}
            names = [one.called(code) for one, code in zip(others, codes, strict=True)]
            titles = [table.title, table.contents[content].title, *names]
            yield KeyFigure(
                ".".join((table.id, content, *codes)),
                Text(": ".join(one.sv for one in titles), ": ".join(one.en for one in titles)),
                table,
                {**held, CONTENT: content},
            )


def told(one: KeyFigure) -> Document:
    """A key figure as Kolada tells of it."""
    table, content = one.table, one.table.contents[one.held[CONTENT]]
    policy = left_out(content)
    return {
        "id": one.id,
        "title": one.title.sv,
        "description": " ".join(text.sv for text in (described(table), policy) if text),
        "auspices": table.publisher.sv,
        "operating_area": _AREA,
        "perspective": content.unit.called.sv,
        "municipality_type": "L",
        "is_divided_by_gender": False,
        "has_ou_data": False,
        "publication_date": table.updated.isoformat() if table.updated else None,
        "prel_publication_date": None,
        "ou_publication_date": None,
        "publ_period": time_code(table.periods[-1]) if table.periods else None,
    }


def places(tables: Iterable[OpenTable]) -> dict[str, Text]:
    """Every region of *tables* and the country, by Kolada's id; other places have none."""
    found: dict[str, Text] = {}
    for table in tables:
        dimension = table.dimension(PLACE)
        for own, title in dimension.values.items() if dimension else ():
            code = _place(own)
            if code is not None:
                found[code] = title
    return dict(sorted(found.items()))


def values(
    figures: Sequence[KeyFigure], asked_places: Sequence[str] | None, years: Sequence[str] | None
) -> Iterator[Document]:
    """Each value of *figures*, of all places and years where none are named."""
    for one in figures:
        table = one.table
        regions = {code: own for own in table.places if (code := _place(own)) is not None}
        periods = [period for period in table.periods if years is None or period[:4] in years]
        chosen = [code for code in (asked_places or sorted(regions)) if code in regions]
        for code, period in product(chosen, periods):
            held = {**one.held, PLACE: regions[code], PERIOD: period}
            cell = table.at(tuple(held[dimension.id] for dimension in table.dimensions))
            value = {"count": 1, "gender": "T", "status": SIGNS[cell.status], "value": number(cell)}
            yield {"kpi": one.id, "municipality": code, "period": time_code(period), "values": [value]}


def _told_of(variable: Variable) -> list[str]:
    """The values that key figures are told of: of units only the whole, and none where there is no whole."""
    if variable.dimension.id != _UNIT:
        return list(variable.own)
    return [variable.whole] if variable.whole is not None else []


def _place(own: str) -> str | None:
    if own == NATIONAL:
        return COUNTRY
    return f"00{own}" if len(own) == 2 and own.isdigit() else own if len(own) == 4 and own.isdigit() else None
