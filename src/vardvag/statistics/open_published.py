"""A table that somebody has published, as an open table: every printed figure, unchanged.

A figure that was printed again later stands with what was known before. Here does not belong reading the
table (`published_table`), nor trying whether its figures follow from one another (`recount`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from vardvag.base.cells import Count
from vardvag.base.regions import NATIONAL, REGIONS
from vardvag.base.texts import Text
from vardvag.statistics.breaks import breaks_read
from vardvag.statistics.open_table import (
    CONTENT,
    PERIOD,
    PLACE,
    Content,
    Dimension,
    OpenCell,
    OpenTable,
    Role,
    Unit,
)
from vardvag.statistics.published_row import PrintedRow
from vardvag.statistics.published_table import Figure, PublishedTable
from vardvag.statistics.published_words import Column, ValueKind

WHOLE = "all"
"""The value of `unit` for a place as a whole."""

_BAND = re.compile(r"(?:waited|share)_(\d+)_(\d+)|(?:waited|share)_over_(\d+)")
_SEASONS = {"spring": Text("våren", "spring"), "autumn": Text("hösten", "autumn")}


def open_published(table: PublishedTable) -> OpenTable:
    """*table* with the figures of each place and period, the last known of those printed more than once."""
    rows = list(table.rows.values())
    dimensions = _dimensions(table, rows)
    told: dict[tuple[str, ...], list[OpenCell]] = {}
    for figure in table.figures.values():
        key = _key(dimensions, table.rows[figure.row], figure.column)
        told.setdefault(key, []).append(_cell(table, figure))
    known = [row.as_known for row in rows if row.as_known]
    return OpenTable(
        id=table.id,
        title=table.title,
        definition=table.file.definition.text(),
        publisher=table.file.publisher.text(),
        dimensions=dimensions,
        contents={name: _content(name, column) for name, column in table.file.columns.items()},
        cells={key: _latest(cells) for key, cells in told.items()},
        sources=(table.source,),
        updated=max(known, default=table.source.date),
        version=table.fingerprint,
        notes=(table.file.as_known.text(),) if table.file.as_known else (),
        breaks=breaks_read(table.file.breaks),
    )


def place_titles(codes: Iterable[str], others: Mapping[str, Text] | None = None) -> dict[str, Text]:
    """Those of *codes* in the order to show them: the country, the regions by code, then the others."""
    titles = {NATIONAL: Text("Riket", "Sweden")}
    titles |= {one.code: Text(one.name, one.name) for one in REGIONS}
    titles |= others or {}
    there = set(codes)
    return {code: title for code, title in titles.items() if code in there}


def period_title(period: str) -> Text:
    """What a period is called: `2019-10`, spring 2017, or that the year is not stated."""
    year, _, rest = period.partition("-")
    if rest in _SEASONS:
        season = _SEASONS[rest]
        return Text(f"{season.sv} {year}", f"{season.en} {year}")
    if year != "XXXX":
        return Text(period, period)
    month, _, letter = rest.partition(" ")
    if month == "XX":
        return Text(f"månad som inte anges ({letter})", f"a month that is not stated ({letter})")
    return Text(f"månad {int(month)}, året anges inte", f"month {int(month)}, the year is not stated")


def _dimensions(table: PublishedTable, rows: list[PrintedRow]) -> tuple[Dimension, ...]:
    file = table.file
    others = {code: title.text() for code, title in file.other_places.items()}
    places = place_titles((row.place for row in rows), others)
    periods = {period: period_title(period) for period in sorted({row.period for row in rows})}
    found = []
    if file.kinds:
        kinds = {name: title.text() for name, title in file.kinds.items()}
        found.append(Dimension("kind", Text("slag", "kind"), Role.OTHER, kinds))
    found.append(Dimension(PLACE, Text("region", "region"), Role.GEO, places))
    if any(row.unit for row in rows):
        units = {WHOLE: Text("hela", "the whole")} if any(row.unit is None for row in rows) else {}
        units |= {row.unit: Text(row.unit, row.unit) for row in rows if row.unit}
        found.append(Dimension("unit", Text("enhet", "unit"), Role.OTHER, units))
    columns = {name: column.title.text() for name, column in file.columns.items()}
    return (
        *found,
        Dimension(CONTENT, Text("innehåll", "content"), Role.METRIC, columns),
        Dimension(PERIOD, Text("period", "period"), Role.TIME, periods),
    )


def _content(name: str, column: Column) -> Content:
    is_share = column.value is ValueKind.SHARE
    whose = Unit.UNITS if name.startswith("units") else Unit.CONTACTS
    return Content(
        name,
        column.title.text(),
        Unit.PER_CENT if is_share else whose,
        column.decimals or 0,
        None if is_share else _band(name),
        column.policy,
        column.limit,
    )


def _band(name: str) -> tuple[int, int | None] | None:
    found = _BAND.fullmatch(name)
    if found is None:
        return None
    first, last, over = found.groups()
    return (int(over) + 1, None) if over else (int(first), int(last))


def _key(dimensions: tuple[Dimension, ...], row: PrintedRow, column: str) -> tuple[str, ...]:
    codes = {
        "kind": row.kind,
        PLACE: row.place,
        "unit": row.unit or WHOLE,
        CONTENT: column,
        PERIOD: row.period,
    }
    return tuple(codes[one.id] or "" for one in dimensions)


def _cell(table: PublishedTable, figure: Figure) -> OpenCell:
    printed = figure.printed
    number = printed.number if isinstance(printed, Count) else printed
    reason = table.reason(figure.row, figure.column)
    return OpenCell(number, figure.shown, figure.cell.source, figure.cell.as_known, reason)


def _latest(cells: list[OpenCell]) -> OpenCell:
    """The last known, with those before it."""
    *earlier, last = sorted(cells, key=lambda one: one.as_known or date.min)
    return OpenCell(last.number, last.status, last.source, last.as_known, last.discrepancy, tuple(earlier))
