"""A table, or a selection of one, as a JSON-stat 2.0 dataset with the extensions of PxWebApi v2.

A figure that is not there is null, and `status` has its sign. Here does not belong what is selected
(`selecting`), nor an answer's headers (`answering`).
"""

from __future__ import annotations

from typing import Any

from vardvag.base.texts import Language
from vardvag.service.open_data.coded import Variable
from vardvag.service.open_data.said import SIGNS, STATUSES, left_out, notes, number, source_said
from vardvag.service.open_data.selecting import Selection
from vardvag.statistics.breaks import Break
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.open_table import OpenTable, Role

Document = dict[str, Any]


def dataset(selection: Selection, language: Language, href: str, *, figures: bool = True) -> Document:
    """The selection as a dataset; without *figures* it is the metadata of a table."""
    table = selection.table
    told: Document = {
        "version": "2.0",
        "class": "dataset",
        "href": href,
        "label": table.title.in_language(language),
        "source": table.publisher.in_language(language),
        **({"updated": f"{table.updated.isoformat()}T00:00:00Z"} if table.updated else {}),
        "note": [one.in_language(language) for one in notes(table)],
        "role": _roles(selection),
        "id": [one.code for one in selection.variables],
        "size": list(selection.size),
        "dimension": {one.code: _dimension(selection, one, language) for one in selection.variables},
        "extension": _extension(table, language),
    }
    return told | _figures(selection, language, told["extension"]) if figures else told | {"value": []}


def _figures(selection: Selection, language: Language, extension: Document) -> Document:
    values: list[int | float | None] = []
    status: dict[str, str] = {}
    remarks: dict[str, str] = {}
    revised: list[int] = []
    for at, (_, cell) in enumerate(selection.told()):
        values.append(number(cell))
        if cell.status is not Shown.REPORTED:
            status[str(at)] = SIGNS[cell.status]
        if cell.discrepancy is not None:
            remarks[str(at)] = cell.discrepancy.in_language(language)
        if cell.earlier:
            revised.append(at)
    if remarks:
        extension["discrepancies"] = remarks
    if revised:
        extension["revised"] = revised
    return {"value": values, "status": status} if status else {"value": values}


def _roles(selection: Selection) -> Document:
    found: dict[str, list[str]] = {}
    for one in selection.variables:
        if one.dimension.role is not Role.OTHER:
            found.setdefault(one.dimension.role.value, []).append(one.code)
    return found


def _dimension(selection: Selection, variable: Variable, language: Language) -> Document:
    codes = selection.codes(variable)
    category: Document = {
        "index": {code: at for at, code in enumerate(codes)},
        "label": {code: variable.called(code).in_language(language) for code in codes},
    }
    if variable.dimension.role is Role.METRIC:
        contents = {code: selection.table.contents[variable.own[code]] for code in codes}
        category["unit"] = {
            code: {"base": one.unit.called.in_language(language), "decimals": one.decimals}
            for code, one in contents.items()
        }
        said = {code: left_out(one) for code, one in contents.items()}
        noted = {code: [one.in_language(language)] for code, one in said.items() if one is not None}
        if noted:
            category["note"] = noted
    extension: Document = {"elimination": variable.whole is not None, "codeLists": []}
    if variable.whole is not None:
        extension["eliminationValueCode"] = variable.whole
    return {
        "label": variable.dimension.title.in_language(language),
        "category": category,
        "extension": extension,
    }


def _extension(table: OpenTable, language: Language) -> Document:
    return {
        "px": {
            "tableid": table.id,
            "decimals": max((one.decimals for one in table.contents.values()), default=0),
            "official-statistics": False,
            "aggregallowed": False,
            "copyright": False,
            "language": language,
            "contents": table.title.in_language(language),
        },
        "noteMandatory": {"0": True} if table.made_up else {},
        "status": {sign: one.in_language(language) for sign, one in STATUSES.items()},
        "statusOf": {SIGNS[one]: one.value for one in Shown if SIGNS[one]},
        "measure": table.measure,
        "madeUp": table.made_up,
        "version": table.version,
        "sources": [source_said(one) for one in table.sources],
        "breaks": [_break(one, language) for one in table.divided],
    }


def _break(one: Break, language: Language) -> Document:
    """From which period figures are not comparable with those before, what changed, and who says so."""
    return {
        "since": one.since,
        "what": one.what.in_language(language),
        "source": source_said(one.source),
    }
