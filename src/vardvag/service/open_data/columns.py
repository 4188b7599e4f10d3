"""A selection as columns, one row for each cell: what CSV, Excel and Parquet are all made of.

Each variable gives its codes and their names; beside the number stand its status, unit, who is left out,
when it was known, its source and what must be said of it. Here does not belong any of those forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import product

from vardvag.base.texts import Language, Text
from vardvag.service.open_data.said import SIGNS, decimal, policy_said
from vardvag.service.open_data.selecting import Selection
from vardvag.statistics.open_table import CONTENT, OpenCell

Value = str | int | Decimal | date | None


class Show(StrEnum):
    """Whether codes, names or both are written, in the words of PxWebApi."""

    CODES = "UseCodes"
    TEXTS = "UseTexts"
    BOTH = "UseCodesAndTexts"


@dataclass(frozen=True, slots=True)
class DataColumn:
    """One column: `key` for machines, `title` for people. `codes`: text that is never a number."""

    key: str
    title: str
    values: Sequence[Value]
    codes: bool = False


# No name may be that of a variable in other letters: SQL does not tell `Unit` and `unit` apart.
_TITLES = {
    "value": Text("värde", "value"),
    "status": Text("status", "status"),
    "value_unit": Text("enhet för värdet", "unit of the value"),
    "content_policy": Text("vem som räknas", "who is counted"),
    "as_known": Text("känt den", "as known on"),
    "source": Text("källa", "source"),
    "note": Text("anmärkning", "note"),
    "made_up": Text("exempeldata", "example data"),
}


def columns(selection: Selection, language: Language, show: Show = Show.BOTH) -> list[DataColumn]:
    """The columns of the selection, every one as long as it has cells."""
    found = _of_variables(selection, language, show)
    chosen = list(selection.told())
    keys, cells = [key for key, _ in chosen], [cell for _, cell in chosen]
    told: dict[str, Sequence[Value]] = {
        "value": [decimal(cell) for cell in cells],
        "status": [SIGNS[cell.status] or None for cell in cells],
        **_of_contents(selection, keys, language),
        "as_known": [cell.as_known for cell in cells],
        "source": [_source(cell) for cell in cells],
        "note": [cell.discrepancy.in_language(language) if cell.discrepancy else None for cell in cells],
    }
    if selection.table.made_up:
        told["made_up"] = [_TITLES["made_up"].in_language(language)] * len(cells)
    return found + [
        DataColumn(key, _TITLES[key].in_language(language), values) for key, values in told.items()
    ]


def _of_variables(selection: Selection, language: Language, show: Show) -> list[DataColumn]:
    chosen = [selection.codes(one) for one in selection.variables]
    found = []
    for variable, codes in zip(selection.variables, zip(*product(*chosen), strict=True), strict=True):
        title = variable.dimension.title.in_language(language)
        if show is not Show.TEXTS:
            code_title = f"{title}, kod" if language == "sv" else f"{title}, code"
            found.append(DataColumn(variable.code, code_title, codes, codes=True))
        if show is not Show.CODES:
            called = {code: variable.called(code).in_language(language) for code in set(codes)}
            key = f"{variable.code}_text" if show is Show.BOTH else variable.code
            found.append(DataColumn(key, title, [called[code] for code in codes]))
    return found


def _of_contents(
    selection: Selection, keys: Sequence[tuple[str, ...]], language: Language
) -> dict[str, Sequence[Value]]:
    """The unit of each cell, and who is left out where that is said of the content."""
    contents = selection.table.contents
    at = list(selection.chosen).index(CONTENT)
    units = {name: one.unit.called.in_language(language) for name, one in contents.items()}
    told: dict[str, Sequence[Value]] = {"value_unit": [units[key[at]] for key in keys]}
    if any(one.policy for one in contents.values()):
        policies = {
            name: policy_said(one.policy).in_language(language) if one.policy else None
            for name, one in contents.items()
        }
        told["content_policy"] = [policies[key[at]] for key in keys]
    return told


def _source(cell: OpenCell) -> str:
    return cell.source.url or cell.source.title
