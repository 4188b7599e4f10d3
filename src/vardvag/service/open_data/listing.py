"""What PxWebApi tells before any figure: how the service is set up, which tables there are, what is chosen.

Here does not belong a table's metadata (`json_stat`), nor reading a request (`asked`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from vardvag import __version__
from vardvag.base.texts import Language, Text
from vardvag.service.open_data.answering import address
from vardvag.service.open_data.coded import time_code, time_unit, variables
from vardvag.service.open_data.forms import FORMS, JSON_STAT, MOST_CELLS, MOST_IN_EXCEL
from vardvag.service.open_data.said import described
from vardvag.service.open_data.selecting import Selection
from vardvag.statistics.open_table import OpenTable

Document = dict[str, Any]

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
CALLS, SECONDS = 30, 1
"""How often we ask others to ask at most. Nothing here counts: the proxy in front may."""
LONGEST_PAGE = 100

_SUBJECT = Text("Väntetider", "Waiting times")
_CITED = Text(
    "Källa: den som står vid varje tal, genom Vårdväg", "Source: as told at each figure, by Vårdväg"
)


def configuration() -> Document:
    """How the service is set up."""
    return {
        "apiVersion": "2.0",
        "appVersion": __version__,
        "languages": [{"id": "sv", "label": "Svenska"}, {"id": "en", "label": "English"}],
        "defaultLanguage": "sv",
        "maxDataCells": MOST_CELLS,
        "maxCallsPerTimeWindow": CALLS,
        "timeWindow": SECONDS,
        "license": LICENCE,
        "sourceReferences": [
            {"language": "sv", "text": _CITED.sv},
            {"language": "en", "text": _CITED.en},
        ],
        "defaultDataFormat": JSON_STAT.name,
        "dataFormats": list(FORMS),
        "features": [
            {"id": "CORS", "params": [{"key": "enabled", "value": "True"}]},
            {"id": "maxDataCells", "params": [{"key": "xlsx", "value": str(MOST_IN_EXCEL)}]},
        ],
    }


def entry(table: OpenTable, language: Language) -> Document:
    """One table as it stands in the list."""
    periods = [time_code(one) for one in table.periods]
    return {
        "type": "Table",
        "id": table.id,
        "label": table.title.in_language(language),
        "description": described(table).in_language(language),
        "updated": f"{table.updated.isoformat()}T00:00:00Z" if table.updated else None,
        "firstPeriod": periods[0] if periods else None,
        "lastPeriod": periods[-1] if periods else None,
        "category": "public",
        "variableNames": [one.title.in_language(language) for one in table.dimensions],
        "source": table.publisher.in_language(language),
        "subjectCode": "waiting-times",
        "timeUnit": time_unit(table),
        "paths": [[{"id": "waiting-times", "label": _SUBJECT.in_language(language)}]],
        "links": [
            _link("self", f"/api/v2/tables/{table.id}", language),
            _link("metadata", f"/api/v2/tables/{table.id}/metadata", language),
            _link("data", f"/api/v2/tables/{table.id}/data", language),
        ],
    }


def found(
    tables: Iterable[OpenTable], language: Language, query: str, days: int | None, today: date
) -> list[OpenTable]:
    """The tables that hold every word of *query*, updated within so many *days*."""
    words = query.casefold().split()
    since = today - timedelta(days=days) if days is not None else None
    return [
        one
        for one in tables
        if all(word in _searched(one, language) for word in words)
        and (since is None or (one.updated is not None and one.updated >= since))
    ]


def listed(tables: Sequence[OpenTable], language: Language, number: int, size: int, query: str) -> Document:
    """One page of the list."""
    pages = max(1, -(-len(tables) // size))
    shown = tables[(number - 1) * size : number * size]
    near = [("first", 1), ("prev", number - 1), ("next", number + 1), ("last", pages)]
    return {
        "language": language,
        "tables": [entry(one, language) for one in shown],
        "page": {
            "pageNumber": number,
            "pageSize": size,
            "totalElements": len(tables),
            "totalPages": pages,
            "links": [
                _link(rel, f"/api/v2/tables?pageNumber={at}&pageSize={size}{query}", language, "&")
                for rel, at in near
                if 1 <= at <= pages and at != number
            ],
        },
        "links": [_link("self", f"/api/v2/tables?pageNumber={number}&pageSize={size}{query}", language, "&")],
    }


def selection_told(selection: Selection, language: Language) -> Document:
    """A selection as it would be posted."""
    path = f"/api/v2/tables/{selection.table.id}"
    return {
        "language": language,
        "selection": [
            {"variableCode": one.code, "codelist": None, "valueCodes": list(selection.codes(one))}
            for one in selection.variables
        ],
        "placement": {
            "heading": [one.code for one in selection.variables[-1:]],
            "stub": [one.code for one in selection.variables[:-1]],
        },
        "links": [
            _link("self", f"{path}/defaultselection", language),
            _link("data", f"{path}/data", language),
        ],
    }


def _searched(table: OpenTable, language: Language) -> str:
    """Every word that a table may be found by."""
    said = [table.title, table.definition, table.publisher]
    said += [one.title for one in table.contents.values()]
    said += [title for one in variables(table) for title in (one.dimension.title,)]
    return " ".join((table.id, *(one.in_language(language) for one in said))).casefold()


def _link(rel: str, path: str, language: Language, sign: str = "?") -> dict[str, str]:
    return {"rel": rel, "hreflang": language, "href": address(f"{path}{sign}lang={language}")}
