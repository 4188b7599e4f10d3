"""The description of the open data (OpenAPI 3.1): every address, what it takes and what it answers.

It is kept as docs/reference/open-data.json and compared by a test, so that every change is seen. Here does
not belong the shapes (`schemas`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from vardvag.base.texts import Text
from vardvag.service.api.problems import MEDIA, Kind
from vardvag.service.open_data import problems
from vardvag.service.open_data.forms import CSV, FILES, FORMS, JSON_STAT, MOST_CELLS, PARAMETERS
from vardvag.service.open_data.listing import LICENCE
from vardvag.service.open_data.schemas import SCHEMAS, TEXT, Schema, by_name, of

Document = dict[str, Any]
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Address:
    """One address: `answers` is the shape by media type, None for a file; `query` its parameters."""

    path: str
    name: str
    title: Text
    answers: dict[str, Schema | None]
    query: tuple[Document, ...] = ()
    kinds: tuple[Kind, ...] = ()
    body: Schema | None = None


def _parameter(name: str, told: str, schema: Schema, **more: Any) -> Document:
    return {"name": name, "in": "query", "required": False, "description": told, "schema": schema, **more}


def _whole(most: int) -> Schema:
    return {"type": "integer", "minimum": 1, "maximum": most}


LANGUAGE = _parameter("lang", "Swedish unless en is asked for.", {"type": "string", "enum": ["sv", "en"]})
_QUERY = _parameter("query", "Words that are all in the table's title, definition or contents.", TEXT)
_PAGE = (
    _parameter("pageNumber", "The first is 1.", _whole(1_000_000)),
    _parameter("pageSize", "Tables on a page.", _whole(100)),
)
_DAYS = _parameter("pastDays", "Only those updated within so many days.", _whole(36_500))
_FORMAT = _parameter("outputFormat", "The form of the answer.", {"type": "string", "enum": list(FORMS)})
_FORMAT_PARAMETERS = _parameter(
    "outputFormatParams",
    "Codes, texts or both, in all but json-stat2; SeparatorSemicolon: CSV for a Swedish Excel.",
    {"type": "array", "items": {"type": "string", "enum": list(PARAMETERS)}},
    style="form",
    explode=False,
)
_VALUES = _parameter(
    "valueCodes",
    "For each variable codes with commas between, or *, ?, top(n), bottom(n), from(code), to(code), "
    "range(code,code). Without any the default selection is answered.",
    by_name(TEXT),
    style="deepObject",
    explode=True,
)
_PAGES = (
    _parameter("page", "The first is 1.", _whole(1_000_000)),
    _parameter("per_page", "Values on a page.", _whole(5_000)),
)
_SEARCH = _parameter("title", "Part of the title.", TEXT)
_OF_TABLE = (problems.NO_TABLE,)
_OF_DATA: dict[str, Schema | None] = {
    JSON_STAT.media: of("Dataset"),
    **{one.media.partition(";")[0]: None for one in FORMS.values() if one is not JSON_STAT},
}
_READ_REVISIONS = _parameter("outputFormat", "The form.", {"type": "string", "enum": ["json", "csv"]})

ADDRESSES = (
    Address("/api/v2/config", "config", Text("Inställningar", "The setup"), {JSON: of("Config")}),
    Address(
        "/api/v2/tables",
        "tables",
        Text("Tabellerna", "The tables"),
        {JSON: of("Tables")},
        (_QUERY, _DAYS, *_PAGE),
        (problems.NO_PAGE,),
    ),
    Address(
        "/api/v2/tables/{id}", "table", Text("En tabell", "One table"), {JSON: of("Table")}, (), _OF_TABLE
    ),
    Address(
        "/api/v2/tables/{id}/metadata",
        "metadata",
        Text("Allt om en tabell utom talen", "All of a table but its figures"),
        {JSON: of("Dataset")},
        (),
        _OF_TABLE,
    ),
    Address(
        "/api/v2/tables/{id}/defaultselection",
        "defaultselection",
        Text("Vad som svaras utan urval", "What is answered without a selection"),
        {JSON: of("DefaultSelection")},
        (),
        _OF_TABLE,
    ),
    Address(
        "/api/v2/tables/{id}/data",
        "data",
        Text("Talen", "The figures"),
        _OF_DATA,
        (_VALUES, _FORMAT, _FORMAT_PARAMETERS),
        (*_OF_TABLE, problems.TOO_MANY),
        of("Selection"),
    ),
    Address(
        "/api/v2/tables/{id}/revisions",
        "revisions",
        Text("Vad som var känt tidigare", "What was known before"),
        {JSON: of("Revisions"), CSV.media.partition(";")[0]: None},
        (_READ_REVISIONS,),
        _OF_TABLE,
    ),
    *(
        Address(
            f"/open-data/{{id}}.{ending}",
            f"file-{ending}",
            Text(f"Hela tabellen: {form.title.sv}", f"The whole table: {form.title.en}"),
            {form.media.partition(";")[0]: of("Dataset") if form is JSON_STAT else None},
            (),
            (*_OF_TABLE, problems.NO_ADDRESS),
        )
        for ending, form in FILES.items()
    ),
    Address(
        "/dcat.ttl", "dcat-ttl", Text("Katalogen, Turtle", "The catalogue, Turtle"), {"text/turtle": None}
    ),
    Address(
        "/dcat.rdf",
        "dcat-rdf",
        Text("Katalogen, RDF/XML", "The catalogue, RDF/XML"),
        {"application/rdf+xml": None},
    ),
    Address(
        "/api/kolada/v2/kpi",
        "kolada-kpis",
        Text("Nyckeltalen", "The key figures"),
        {JSON: of("KeyFigures")},
        (_SEARCH, *_PAGES),
    ),
    Address(
        "/api/kolada/v2/kpi/{ids}",
        "kolada-kpi",
        Text("Namngivna nyckeltal", "Named key figures"),
        {JSON: of("KeyFigures")},
        (_SEARCH, *_PAGES),
        (problems.NO_ADDRESS,),
    ),
    Address(
        "/api/kolada/v2/municipality",
        "kolada-places",
        Text("Platserna", "The places"),
        {JSON: of("Places")},
        (_SEARCH, *_PAGES),
    ),
    Address(
        "/api/kolada/v2/municipality/{ids}",
        "kolada-place",
        Text("Namngivna platser", "Named places"),
        {JSON: of("Places")},
        (_SEARCH, *_PAGES),
        (problems.NO_ADDRESS,),
    ),
    *(
        Address(
            f"/api/kolada/v2/data/{'/'.join(f'{one}/{{{one}}}' for one in by)}",
            f"kolada-data-{'-'.join(by)}",
            Text("Nyckeltalens värden", "The values of key figures"),
            {JSON: of("Values")},
            _PAGES,
            (problems.NO_ADDRESS,),
        )
        for by in (
            ("kpi", "municipality", "year"),
            ("kpi", "year"),
            ("kpi", "municipality"),
            ("municipality", "year"),
        )
    ),
)


@cache
def document() -> Document:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Vårdväg: open data",
            "version": "2",
            "summary": "Waiting times in Sweden: every open table, in the shapes of PxWebApi v2 and Kolada.",
            "description": f"At most {MOST_CELLS} cells a question; whole tables are files. Every answer has "
            "an ETag. Any page may read it (CORS). How often one may ask is for the proxy in front.",
            "license": {"name": "CC0 1.0", "url": LICENCE},
        },
        "servers": [{"url": "/"}],
        "security": [],
        "paths": {one.path: _of_address(one) for one in ADDRESSES},
        "components": {"schemas": SCHEMAS},
    }


def _of_address(one: Address) -> Document:
    names = [part.partition("}")[0] for part in one.path.split("{")[1:]]
    path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in names
    ]
    found: Document = {
        "get": {
            "operationId": one.name,
            "summary": one.title.en,
            "x-summary-sv": one.title.sv,
            "parameters": [*path, *one.query, LANGUAGE],
            "responses": _responses(one, (problems.UNREADABLE, problems.WRONG, *one.kinds)),
        }
    }
    if one.body is not None:
        query = [each for each in one.query if each is not _VALUES]
        kinds = (problems.UNREADABLE, problems.WRONG, *one.kinds, problems.TOO_LARGE)
        found["post"] = {
            **found["get"],
            "operationId": f"{one.name}-post",
            "parameters": [*path, *query, LANGUAGE],
            "requestBody": {"required": True, "content": {JSON: {"schema": one.body}}},
            "responses": _responses(one, kinds),
        }
    return found


def _responses(one: Address, kinds: tuple[Kind, ...]) -> Document:
    found: Document = {
        "200": {
            "description": one.title.en,
            "headers": {"ETag": {"schema": TEXT, "description": "Send it as If-None-Match."}},
            "content": {
                media: {"schema": schema if schema is not None else _file(media)}
                for media, schema in one.answers.items()
            },
        }
    }
    if one.body is None or problems.TOO_LARGE not in kinds:
        found["304"] = {"description": "What If-None-Match names is what would be sent."}
    for status in sorted({kind.status for kind in kinds}):
        told = [f"`{kind.name}` {kind.title.en}" for kind in kinds if kind.status == status]
        found[str(status)] = {
            "description": " · ".join(told),
            "content": {MEDIA: {"schema": of("Problem")}},
        }
    return found


def _file(media: str) -> Schema:
    return {"type": "string"} if media.startswith("text/") else {"contentMediaType": media}
