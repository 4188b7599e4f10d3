"""The API's description (OpenAPI 3.1), made of the table of addresses and the models of the wire.

It is kept as docs/reference/api.json and compared by a test, so that every change of what is sent or answered
is seen. Here does not belong any address (`endpoints`) nor any form (`wire`).
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any

from pydantic import BaseModel

from vardvag.service.api.endpoint import Endpoint, Kept
from vardvag.service.api.endpoints import TABLE
from vardvag.service.api.merging import MergeShown
from vardvag.service.api.problems import (
    BROKEN,
    CHANGED,
    FORGED,
    INVALID,
    KEY_USED,
    MEDIA,
    NO_JSON,
    NO_VERSION,
    NOT_ACCEPTABLE,
    NOT_COVERED,
    NOT_FOUND,
    NOT_KNOWN,
    REFUSED,
    TOO_LARGE,
    UNREADABLE,
    Kind,
)
from vardvag.service.api.promises import KEY, READ, REMEMBERED, WRITE
from vardvag.service.api.shown import PlanShown
from vardvag.service.api.wire import answered, sent

Document = dict[str, Any]
_REF = "#/components/schemas/{model}"
_ETAG = {"description": "The plan's version, to be sent as If-Match.", "schema": {"type": "string"}}


@cache
def document() -> Document:
    """The whole description."""
    schemas: Document = {"Problem": _problem(), "Error": _error()}
    paths: Document = {}
    for endpoint in TABLE:
        operation = _operation(endpoint, schemas)
        paths.setdefault(f"/{endpoint.path}", {})[endpoint.method.lower()] = operation
    _schema_of(answered(MergeShown), schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Vårdväg: patientkontrakt",
            "version": "1",
            "summary": "One plan of a patient's way through care: read it, say something of it, change it.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}, {"session": []}],
        "paths": {path: paths[path] for path in sorted(paths)},
        "components": {
            "schemas": {name: schemas[name] for name in sorted(schemas)},
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": f"A token of the log-ins' issuer, with the scope {READ} or {WRITE}.",
                },
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "__Host-vardvag",
                    "description": "The site's session. A change carries X-CSRFToken too.",
                },
            },
        },
    }


def _operation(endpoint: Endpoint, schemas: Document) -> Document:
    asked = f"`{endpoint.action.value}`" if endpoint.action else "of each person it is about"
    said: Document = {
        "operationId": endpoint.name,
        "summary": endpoint.title.en,
        "x-summary-sv": endpoint.title.sv,
        "description": f"The law on access is asked: {asked}. Needs the scope `{_scope(endpoint)}`.",
        "parameters": [*_of_path(endpoint), *_of_query(endpoint), *_headers(endpoint)],
        "responses": _responses(endpoint, schemas),
    }
    if endpoint.body is not None:
        schema = _schema_of(sent(endpoint.body), schemas)
        said["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return said


def _scope(endpoint: Endpoint) -> str:
    return WRITE if endpoint.writes else READ


def _of_path(endpoint: Endpoint) -> list[Document]:
    names = [part[1:-1] for part in endpoint.path.split("/") if part.startswith("{")]
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in names
    ]


def _of_query(endpoint: Endpoint) -> list[Document]:
    if endpoint.query is None:
        return []
    schema = sent(endpoint.query).model_json_schema()
    return [
        {
            "name": field.name,
            "in": "query",
            "required": field.name in schema.get("required", ()),
            "schema": {
                key: value for key, value in schema["properties"][field.name].items() if key != "title"
            },
        }
        for field in fields(endpoint.query)
    ]


def _headers(endpoint: Endpoint) -> list[Document]:
    found: list[Document] = []
    if endpoint.versioned:
        found.append(
            {
                "name": "If-Match",
                "in": "header",
                "required": True,
                "description": "The ETag of the plan as it was read.",
                "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
            }
        )
    if endpoint.writes:
        found.append(
            {
                "name": KEY,
                "in": "header",
                "required": False,
                "description": "The same change sent again under it is made once. Remembered for "
                f"{int(REMEMBERED.total_seconds()) // 3600} hours.",
                "schema": {"type": "string", "pattern": "^[ -~]{1,64}$"},
            }
        )
    return found


def _responses(endpoint: Endpoint, schemas: Document) -> Document:
    good: Document = {
        "description": endpoint.title.en,
        "content": {"application/json": {"schema": _schema_of(answered(endpoint.answer), schemas)}},
    }
    if endpoint.answer in (Kept, PlanShown):
        good["headers"] = {"ETag": _ETAG}
    found = {str(endpoint.status): good}
    by_status: dict[int, list[Kind]] = {}
    for kind in _kinds(endpoint):
        by_status.setdefault(kind.status, []).append(kind)
    for status in sorted(by_status):
        found[str(status)] = {
            "description": " · ".join(f"`{kind.name}` {kind.title.en}" for kind in by_status[status]),
            "content": {MEDIA: {"schema": {"$ref": _REF.format(model="Problem")}}},
        }
    return found


def _kinds(endpoint: Endpoint) -> list[Kind]:
    """The problems that an address can answer with."""
    found = [UNREADABLE, NOT_KNOWN, NOT_COVERED, NOT_FOUND, NOT_ACCEPTABLE, INVALID, BROKEN]
    if endpoint.writes:
        found += [FORGED, KEY_USED, REFUSED]
    if endpoint.body is not None:
        found += [TOO_LARGE, NO_JSON]
    if endpoint.versioned:
        found += [CHANGED, NO_VERSION]
    if endpoint.query is not None and not endpoint.writes:
        found.append(REFUSED)
    return found


def _schema_of(model: type[BaseModel], schemas: Document) -> Document:
    """A reference to the model's schema, which is put among *schemas* with all it is made of."""
    whole = model.model_json_schema(ref_template=_REF)
    for name, titled in {**whole.pop("$defs", {}), model.__name__: whole}.items():
        schema = _untitled(titled)
        if schemas.setdefault(name, schema) != schema:
            raise AssertionError(f"two forms are called {name}")
    return {"$ref": _REF.format(model=model.__name__)}


def _untitled(schema: Any) -> Any:
    """The schema without the titles that only say a field's name again."""
    if isinstance(schema, dict):
        return {
            key: _untitled(value)
            for key, value in schema.items()
            if not (key == "title" and isinstance(value, str))
        }
    return [_untitled(one) for one in schema] if isinstance(schema, list) else schema


def _problem() -> Document:
    return {
        "type": "object",
        "title": "Problem",
        "description": "What went wrong (RFC 9457). `title`, `detail` and `errors` follow Accept-Language.",
        "required": ["type", "title", "status"],
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {"type": "array", "items": {"$ref": _REF.format(model="Error")}},
            "merge": {"$ref": _REF.format(model="MergeShown")},
        },
        "additionalProperties": False,
    }


def _error() -> Document:
    return {
        "type": "object",
        "title": "Error",
        "description": "One finding. `pointer`: where in what was sent (RFC 6901); `?name` is a parameter.",
        "required": ["pointer", "code", "detail", "remedy"],
        "properties": {name: {"type": "string"} for name in ("pointer", "code", "detail", "remedy")},
        "additionalProperties": False,
    }
