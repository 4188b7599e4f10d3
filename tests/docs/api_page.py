"""The reference page of the JSON API, and its description as a file, both made of the table of addresses."""

from __future__ import annotations

import json

from page_parts import MADE, table

from vardvag.service.api.endpoint import Endpoint
from vardvag.service.api.endpoints import TABLE
from vardvag.service.api.openapi import document
from vardvag.service.api.problems import BASE, KINDS
from vardvag.service.api.promises import KEY, READ, REMEMBERED, WRITE
from vardvag.service.api.wire import LARGEST_NUMBER, LARGEST_ROW, LONGEST_TEXT, MOST_ROWS, YEARS, sent
from vardvag.service.fhir.request import LARGEST

_HOURS = int(REMEMBERED.total_seconds()) // 3600
_OPENING = f"""\
Every use-case of the patientkontrakt, under `/api/v1/`, in the care part only. The whole description, with
every form, is [api.json](api.json) (OpenAPI 3.1), and is answered at `/api/v1/openapi.json`. How it is used:
[use the API](../how-to/use-the-api.md).

Reading needs the scope `{READ}` and changing `{WRITE}`. A session of the site may do both, its changes with
`X-CSRFToken`. Where *version* says yes, the change needs `If-Match`. Every change may carry `{KEY}`, which is
remembered for {_HOURS} hours."""
_PROBLEMS = f"""\
Answered as `application/problem+json` (RFC 9457). `type` begins with `{BASE}`. What is not there, what is
hidden and what you may not do are all `not-found`, word for word."""
_LIMITS = f"""\
A body has at most {LARGEST} bytes, a text {LONGEST_TEXT} characters, a list {MOST_ROWS} rows. A number is
0 to {LARGEST_NUMBER} (of a row of the log: {LARGEST_ROW}),
a day lies in {YEARS[0]}–{YEARS[1]}, a moment has its offset."""


def api_description() -> str:
    """OpenAPI 3.1, as it is answered at /api/v1/openapi.json."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


def api_page() -> str:
    """Every address, what it asks the law, and every problem."""
    ordered = sorted(TABLE, key=lambda one: (one.path, one.method))
    problems = ((f"`{one.name}`", one.status, f"{one.title.sv} *{one.title.en}*") for one in KINDS)
    parts = [
        "# The JSON API",
        MADE,
        _OPENING,
        "## Addresses",
        table(("address", "what", "law asked", "body", "version"), map(_row, ordered)),
        "## Problems",
        _PROBLEMS,
        table(("type", "status", "title"), problems),
        "## Limits",
        _LIMITS,
    ]
    return "\n\n".join(parts) + "\n"


def _row(endpoint: Endpoint) -> tuple[str, ...]:
    return (
        f"`{endpoint.method} /{endpoint.path}`",
        endpoint.title.en,
        f"`{endpoint.action.value}`" if endpoint.action else "each person",
        f"`{sent(endpoint.body).__name__}`" if endpoint.body else "",
        "yes" if endpoint.versioned else "",
    )
