"""The reference page of the open data, and their description as a file, both made of the code."""

from __future__ import annotations

import json

from page_parts import MADE, table

from vardvag.service.api.problems import BASE
from vardvag.service.open_data.forms import (
    FILES,
    FORMS,
    MOST_CELLS,
    MOST_IN_EXCEL,
    MOST_WHOLE_IN_EXCEL,
    PARAMETERS,
)
from vardvag.service.open_data.openapi import ADDRESSES, document
from vardvag.service.open_data.problems import KINDS
from vardvag.service.open_data.said import SIGNS, STATUSES

_OPENING = """\
Every open table, for anybody, without a key, in the public part. The whole description, with every shape, is
[open-data.json](open-data.json) (OpenAPI 3.1), and is answered at `/api/v2/openapi.json`. How it is used:
[use the open data](../how-to/use-the-open-data.md)."""
_HTTP = """\
Every answer has an `ETag` of the table's version, the language, the form and the selection: send it as
`If-None-Match` and 304 says that nothing is new. `Cache-Control` is five minutes. `HEAD` gives the headers.
Any page may read the answers (`Access-Control-Allow-Origin: *`). How often one may ask is for the proxy in
front: nothing here counts, and what `config` says of it is what we ask of you."""
_LIMITS = f"""\
A question gives at most {MOST_CELLS} cells, in Excel {MOST_IN_EXCEL}. A whole table as a file has no limit,
but for Excel: a table of more than {MOST_WHOLE_IN_EXCEL} cells has no such file."""
_NOT_HERE = """\
There are no code lists, no saved queries and no navigation (404), no `px`, `html` or `json-px`. `heading`
and `stub` are taken and change nothing: CSV, Excel and Parquet have one row for each cell. A variable that is
left out keeps its value for the whole and is not taken away, so that every figure says of whom it is. In
Kolada's shape, which `/api/kolada/v3/` answers too, a period may be a month, and an unknown id is told rather
than answered with nothing."""


def open_data_description() -> str:
    """OpenAPI 3.1, as it is answered at /api/v2/openapi.json."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


def open_data_page() -> str:
    """Every address, form, sign and problem."""
    addresses = [
        (
            f"`{'GET, POST' if one.body else 'GET'} {one.path}`",
            one.title.en,
            ", ".join(f"`{each['name']}`" for each in one.query),
        )
        for one in ADDRESSES
    ]
    forms = [(f"`{one.name}`", one.title.en, f"`{one.media}`") for one in FORMS.values()]
    files = [(f"`.{ending}`", one.title.en) for ending, one in FILES.items()]
    names = {SIGNS[one]: one.value for one in SIGNS}
    signs = [(f"`{sign}`", f"`{names[sign]}`", said.en) for sign, said in STATUSES.items()]
    problems = [(f"`{one.name}`", one.status, f"{one.title.sv} *{one.title.en}*") for one in KINDS]
    parts = [
        "# The open data",
        MADE,
        _OPENING,
        "## Addresses",
        "Each takes `lang` too: `sv`, which is the default, or `en`.",
        table(("address", "what", "parameters"), addresses),
        "## Forms",
        f"`outputFormatParams` is any of {', '.join(f'`{one}`' for one in PARAMETERS)}.",
        table(("outputFormat", "what", "type"), forms),
        table(("file", "what"), files),
        "## Why there is no figure",
        "A figure that is not there is `null` or empty, never zero, and its status is one of these signs.",
        table(("sign", "status", "meaning"), signs),
        "## Problems",
        f"Answered as `application/problem+json` (RFC 9457). `type` begins with `{BASE}`. `errors` tells "
        "each fault with its place and remedy, `allowed` what may stand there.",
        table(("type", "status", "title"), problems),
        "## Limits",
        _LIMITS,
        "## Over HTTP",
        _HTTP,
        "## What is not as in PxWeb or Kolada",
        _NOT_HERE,
    ]
    return "\n\n".join(parts) + "\n"
