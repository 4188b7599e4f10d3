"""The attributes of a row as a Frictionless Table Schema, for whoever checks files by that.

It holds what such a schema can say of one cell: that there is a value, which codes it may be, how a month and
a day are written. It asks for the spelling that Vårdväg writes; `vardvag check` reads other spellings too.
What it cannot say: that a day exists, what follows from other cells, who is named, how rows and months fit
together. Columns may stand in any order, and those that may be empty may be left out.

Here does not belong what the attributes are (`attributes`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from vardvag.base.dated import Source
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import ATTRIBUTES, DATES, Attribute, Required
from vardvag.events.checks.sources import MODEL, SCHEMA

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"

_MONTH = r"\d{4}-(0[1-9]|1[0-2])"
_DAY = rf"{_MONTH}-(0[1-9]|[12]\d|3[01])"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?"
_ZONE = r"(Z|[+-]\d{2}:?\d{2})?"

IN_WHOLE_ROWS = {
    Required.ALWAYS: "Always required.",
    Required.DONE: "Required of contacts that have been held (StartAktivitet has a value).",
    Required.NEVER: "May be empty.",
}


NATIONAL = Text(
    "Kontakter i specialiserad vård, SKR:s informationsmodell 1.1",
    "Contacts in specialised care, SKR's information model 1.1",
)


def table_schema(
    name: str = "skr-1.1",
    title: Text = NATIONAL,
    attributes: Mapping[str, Attribute] = ATTRIBUTES,
    days: Collection[str] = DATES,
    sources: Iterable[Source] = (MODEL, SCHEMA),
) -> dict[str, Any]:
    """The schema, ready to be written as JSON; of the national model when nothing else is given.

    *days* are the attributes that hold a day or a time.
    """
    return {
        "$schema": PROFILE,
        "name": name.replace(".", "-"),
        "title": title.sv,
        "sources": [_source(source) for source in sources],
        "fields": [_field(attribute, days) for attribute in attributes.values()],
        "fieldsMatch": "partial",
        "missingValues": [""],
    }


def _source(source: Source) -> dict[str, str]:
    told = {"title": source.title, "path": source.url, "section": source.section}
    return {key: value for key, value in told.items() if value}


def _field(attribute: Attribute, days: Collection[str]) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if attribute.required is Required.ALWAYS:
        constraints["required"] = True
    if (pattern := _pattern(attribute, days)) is not None:
        constraints["pattern"] = pattern
    return {
        "name": attribute.name,
        "type": "string",
        "description": IN_WHOLE_ROWS[attribute.required]
        + (f" Values: {attribute.allowed}." if attribute.allowed else ""),
        "constraints": constraints,
    }


def _pattern(attribute: Attribute, days: Collection[str]) -> str | None:
    """The whole value as a pattern; None when any text may stand."""
    if attribute.pattern is not None:
        pattern = attribute.pattern.pattern
    elif attribute.name == "DatatGallerFor":
        pattern = f"{_MONTH}|{_DAY}"
    elif attribute.name in days:
        pattern = f"{_DAY}([T ]{_CLOCK}{_ZONE})?"
    else:
        return None
    return f"^({pattern})$"
