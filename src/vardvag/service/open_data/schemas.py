"""The shapes of what the open data answer, as JSON Schema for their description.

Here does not belong which address answers which (`openapi`), nor making any of them.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": ["number", "null"]}
SIGN: Schema = {"type": "string", "enum": ["", "..", ".", "-"]}
MAYBE: Schema = {"type": ["string", "null"]}
YES_OR_NO: Schema = {"type": "boolean"}


def of(name: str) -> Schema:
    """A reference to the shape called *name*."""
    return {"$ref": f"#/components/schemas/{name}"}


def rows(item: Schema) -> Schema:
    """A list of *item*."""
    return {"type": "array", "items": item}


def by_name(value: Schema) -> Schema:
    """Any names, each with *value*."""
    return {"type": "object", "additionalProperties": value}


def record(may: Schema | None = None, **fields: Schema) -> Schema:
    """An object that always has *fields*, and may have those of *may*; nothing else."""
    return {
        "type": "object",
        "required": list(fields),
        "properties": {**fields, **(may or {})},
        "additionalProperties": False,
    }


_EXTENSION = record(
    {"discrepancies": by_name(TEXT), "revised": rows(WHOLE)},
    px=by_name({}),
    noteMandatory=by_name(YES_OR_NO),
    status=by_name(TEXT),
    statusOf=by_name(TEXT),
    measure=MAYBE,
    madeUp=YES_OR_NO,
    version=TEXT,
    sources=rows(TEXT),
    breaks=rows(record(since=TEXT, what=TEXT, source=TEXT)),
)
_DIMENSION = record(
    label=TEXT,
    category=record(
        {
            "unit": by_name(record(base=TEXT, decimals=WHOLE)),
            "note": by_name(rows(TEXT)),
        },
        index=by_name(WHOLE),
        label=by_name(TEXT),
    ),
    extension=record(
        {"eliminationValueCode": TEXT}, elimination=YES_OR_NO, codeLists={"type": "array", "maxItems": 0}
    ),
)
_CHOICE: Schema = {
    "type": "object",
    "required": ["variableCode", "valueCodes"],
    "properties": {"variableCode": TEXT, "codelist": {"type": "null"}, "valueCodes": rows(TEXT)},
}

SCHEMAS: dict[str, Schema] = {
    "Config": record(
        apiVersion=TEXT,
        appVersion=TEXT,
        languages=rows(record(id=TEXT, label=TEXT)),
        defaultLanguage=TEXT,
        maxDataCells=WHOLE,
        maxCallsPerTimeWindow=WHOLE,
        timeWindow=WHOLE,
        license=TEXT,
        sourceReferences=rows(record(language=TEXT, text=TEXT)),
        defaultDataFormat=TEXT,
        dataFormats=rows(TEXT),
        features=rows(record(id=TEXT, params=rows(record(key=TEXT, value=TEXT)))),
    ),
    "Link": record(rel=TEXT, hreflang=TEXT, href=TEXT),
    "Table": record(
        {"language": TEXT},
        type={"const": "Table"},
        id=TEXT,
        label=TEXT,
        description=TEXT,
        updated=MAYBE,
        firstPeriod=MAYBE,
        lastPeriod=MAYBE,
        category={"const": "public"},
        variableNames=rows(TEXT),
        source=TEXT,
        subjectCode=TEXT,
        timeUnit={"type": "string", "enum": ["Annual", "Quarterly", "Monthly", "Weekly", "Other"]},
        paths=rows(rows(record(id=TEXT, label=TEXT))),
        links=rows(of("Link")),
    ),
    "Tables": record(
        language=TEXT,
        tables=rows(of("Table")),
        page=record(
            pageNumber=WHOLE,
            pageSize=WHOLE,
            totalElements=WHOLE,
            totalPages=WHOLE,
            links=rows(of("Link")),
        ),
        links=rows(of("Link")),
    ),
    "Dataset": record(
        {"updated": TEXT, "status": by_name(SIGN)},
        version={"const": "2.0"},
        **{"class": {"const": "dataset"}},
        href=TEXT,
        label=TEXT,
        source=TEXT,
        note=rows(TEXT),
        role=by_name(rows(TEXT)),
        id=rows(TEXT),
        size=rows(WHOLE),
        dimension=by_name(_DIMENSION),
        extension=_EXTENSION,
        value=rows(NUMBER),
    ),
    "Selection": {"type": "object", "required": ["selection"], "properties": {"selection": rows(_CHOICE)}},
    "DefaultSelection": record(
        language=TEXT,
        selection=rows(_CHOICE),
        placement=record(heading=rows(TEXT), stub=rows(TEXT)),
        links=rows(of("Link")),
    ),
    "Revisions": record(
        id=TEXT,
        label=TEXT,
        version=TEXT,
        revisions=rows(
            record(
                cell=by_name(TEXT),
                told=rows(record(asKnown=MAYBE, value=NUMBER, status=SIGN, source=TEXT)),
            )
        ),
    ),
    "KeyFigures": record(
        values=rows(
            record(
                id=TEXT,
                title=TEXT,
                description=TEXT,
                auspices=TEXT,
                operating_area=TEXT,
                perspective=TEXT,
                municipality_type=TEXT,
                is_divided_by_gender=YES_OR_NO,
                has_ou_data=YES_OR_NO,
                publication_date=MAYBE,
                prel_publication_date=MAYBE,
                ou_publication_date=MAYBE,
                publ_period=MAYBE,
            )
        ),
        count=WHOLE,
        next_url=MAYBE,
        previous_url=MAYBE,
    ),
    "Places": record(
        values=rows(record(id=TEXT, title=TEXT, type=TEXT)),
        count=WHOLE,
        next_url=MAYBE,
        previous_url=MAYBE,
    ),
    "Values": record(
        values=rows(
            record(
                kpi=TEXT,
                municipality=TEXT,
                period=TEXT,
                values=rows(record(count=WHOLE, gender={"const": "T"}, status=SIGN, value=NUMBER)),
            )
        ),
        count=WHOLE,
        next_url=MAYBE,
        previous_url=MAYBE,
    ),
    "Problem": record(
        {
            "detail": TEXT,
            "errors": rows(record(pointer=TEXT, code=TEXT, detail=TEXT, remedy=TEXT)),
            "allowed": by_name(rows(TEXT)),
            "cells": WHOLE,
            "maxDataCells": WHOLE,
        },
        type={"type": "string", "format": "uri"},
        title=TEXT,
        status=WHOLE,
    ),
}
"""By name. A problem's `title`, `detail` and `errors` follow the language asked for."""
