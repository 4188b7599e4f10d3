"""What a request asks for: the selection and the form, from an address or from what was posted.

Names of parameters are read as PxWebApi reads them, whatever their case. `heading` and `stub` are taken and
change nothing: the rows are always one for each cell. Here does not belong what an expression means
(`selecting`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from vardvag.base.texts import Text
from vardvag.service.api.problems import Problem, Wrong, pointer
from vardvag.service.open_data.columns import Show
from vardvag.service.open_data.forms import FORMS, JSON_STAT, PARAMETERS, SEMICOLON, SWEDISH_CSV, Form
from vardvag.service.open_data.problems import TOO_MANY, UNREADABLE, WRONG, unknown
from vardvag.service.open_data.selecting import Selection, by_default, select, split
from vardvag.statistics.open_table import OpenTable

_FOR = re.compile(r"(\w+)\[(.*)\]", re.DOTALL)
_READ = {"lang", "outputformat", "outputformatparams", "heading", "stub"}
_SAID = ("lang", "outputFormat", "outputFormatParams", "valueCodes[…]")
_BODY = Text(
    'Skicka {"selection": [{"variableCode": "Region", "valueCodes": ["14"]}]}.',
    'Send {"selection": [{"variableCode": "Region", "valueCodes": ["14"]}]}.',
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The cells asked for, and how they are to be written."""

    selection: Selection
    form: Form
    show: Show


def asked(request: HttpRequest, table: OpenTable) -> Asked:
    """What is asked of *table*. Problem with all that is wrong, or when it is too much."""
    wrong: list[Wrong] = []
    posted = request.method == "POST"
    expressions = dict(_posted(request.body, wrong)) if posted else _of_address(request, wrong)
    wrong += _strange(request, posted=posted)
    form, show = _form(request, wrong)
    selection = by_default(table)
    if expressions:
        try:
            selection = select(table, expressions)
        except Problem as problem:
            raise Problem(WRONG, errors=[*wrong, *problem.errors], more=problem.more) from problem
    if wrong:
        raise Problem(WRONG, errors=wrong)
    within(selection, form)
    return Asked(selection, form, show)


def within(selection: Selection, form: Form) -> None:
    """Problem where the selection has more cells than *form* may have."""
    if selection.cells > form.most:
        detail = Text(
            f"{selection.cells} celler är fler än {form.most}, som är det mesta i {form.name}. "
            f"Välj färre värden, eller hämta hela tabellen som fil.",
            f"{selection.cells} cells are more than {form.most}, the most in {form.name}. "
            f"Choose fewer values, or fetch the whole table as a file.",
        )
        raise Problem(TOO_MANY, detail, more={"cells": selection.cells, "maxDataCells": form.most})


def parameter(request: HttpRequest, name: str) -> str | None:
    """The value of a parameter, whatever the case of its name."""
    return next((str(value) for key, value in request.GET.items() if key.casefold() == name), None)


def whole_number(
    request: HttpRequest, name: str, default: int | None, most: int, wrong: list[Wrong]
) -> int | None:
    """The parameter *name* as a number from 1 to *most*; what is wrong with it is added to *wrong*."""
    given = parameter(request, name.casefold())
    if given is None or given == "":
        return default
    if given.isascii() and given.isdigit() and len(given) < 8 and 1 <= int(given) <= most:
        return int(given)
    message = Text(f"{name} är inget tal som går", f"{name} is no number that will do")
    wrong.append(
        Wrong(f"?{name}", "wrong-number", message, Text(f"Skriv 1 till {most}.", f"Write 1 to {most}."))
    )
    return default


def _of_address(request: HttpRequest, wrong: list[Wrong]) -> dict[str, list[str]]:
    """The expressions for each variable; those of a variable named twice are put together."""
    found: dict[str, list[str]] = {}
    for name, values in request.GET.lists():
        match = _FOR.fullmatch(name)
        if match and match[1].casefold() == "valuecodes":
            found.setdefault(match[2], []).extend(part for value in values for part in split(str(value)))
        elif match and match[1].casefold() in ("codelist", "outputvalues") and any(values):
            wrong.append(_no_code_lists(f"?{name[:60]}"))
    return found


def _strange(request: HttpRequest, *, posted: bool) -> Iterator[Wrong]:
    for name in request.GET:
        match = _FOR.fullmatch(name)
        read = match and not posted and match[1].casefold() in ("valuecodes", "codelist", "outputvalues")
        if not read and name.casefold() not in _READ:
            yield unknown(f"?{name[:60]}", Text("Parametern", "parameter"), name, _SAID)


def _form(request: HttpRequest, wrong: list[Wrong]) -> tuple[Form, Show]:
    name = parameter(request, "outputformat") or JSON_STAT.name
    form = FORMS.get(name)
    if form is None:
        wrong.append(unknown("?outputFormat", Text("Formatet", "format"), name, FORMS))
        form = JSON_STAT
    show = Show.BOTH
    known = {one.casefold(): one for one in PARAMETERS}
    for given in split(parameter(request, "outputformatparams") or ""):
        said = known.get(given.casefold())
        if said is None:
            kind = Text("Tillägget", "format parameter")
            wrong.append(unknown("?outputFormatParams", kind, given, PARAMETERS))
        elif said == SEMICOLON:
            form = SWEDISH_CSV if form.name == "csv" else form
        else:
            show = Show(said)
    return form, show


def _posted(body: bytes, wrong: list[Wrong]) -> Iterable[tuple[str, list[str]]]:
    """The expressions for each variable of what was posted."""
    try:
        sent = json.loads(body)
    except ValueError as fault:
        raise Problem(UNREADABLE, _BODY) from fault
    rows = sent.get("selection") if isinstance(sent, Mapping) else None
    if not isinstance(rows, list):
        message = Text("Urvalet saknas", "The selection is missing")
        wrong.append(Wrong(pointer("selection"), "no-selection", message, _BODY))
        return
    for at, row in enumerate(rows):
        code, values = _row(row)
        if code is None or values is None:
            message = Text("Urvalet går inte att läsa", "The selection cannot be read")
            wrong.append(Wrong(pointer("selection", at), "unreadable-selection", message, _BODY))
        elif row.get("codelist") or row.get("codeList"):
            wrong.append(_no_code_lists(pointer("selection", at)))
        else:
            yield code, values


def _row(row: Any) -> tuple[str | None, list[str] | None]:
    if not isinstance(row, Mapping):
        return None, None
    code, values = row.get("variableCode"), row.get("valueCodes")
    if not isinstance(code, str) or not isinstance(values, list):
        return None, None
    readable = all(isinstance(one, str) for one in values)
    return code, [one.strip() for one in values] if readable else None


def _no_code_lists(where: str) -> Wrong:
    message = Text("Det finns inga kodlistor", "There are no code lists")
    return Wrong(where, "no-code-lists", message, Text("Ta bort den.", "Take it away."))
