"""What was known before of the figures that were told again: every cell that has been revised, in order.

Here does not belong the figures as they stand (`json_stat`, `columns`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vardvag.base.texts import Language
from vardvag.service.open_data.coded import Variable, variables
from vardvag.service.open_data.columns import DataColumn
from vardvag.service.open_data.said import SIGNS, decimal, number, source_said
from vardvag.statistics.open_table import OpenCell, OpenTable

Document = dict[str, Any]


def revised(table: OpenTable) -> Iterator[tuple[dict[str, str], tuple[OpenCell, ...]]]:
    """Each revised cell: its codes, and all that has been told of it, first known first."""
    known = variables(table)
    for key, cell in table.cells.items():
        if cell.earlier:
            codes = {one.code: one.outer[own] for one, own in zip(known, key, strict=True)}
            yield codes, (*cell.earlier, cell)


def as_document(table: OpenTable, language: Language) -> Document:
    """As JSON: the last of `told` is what the table says now."""
    return {
        "id": table.id,
        "label": table.title.in_language(language),
        "version": table.version,
        "revisions": [
            {
                "cell": codes,
                "told": [
                    {
                        "asKnown": one.as_known.isoformat() if one.as_known else None,
                        "value": number(one),
                        "status": SIGNS[one.status],
                        "source": source_said(one.source),
                    }
                    for one in cells
                ],
            }
            for codes, cells in revised(table)
        ],
    }


def as_columns(table: OpenTable) -> list[DataColumn]:
    """As columns: `order` counts what was told of a cell, and `latest` marks what the table says now."""
    rows = [
        (codes, at, len(cells), one)
        for codes, cells in revised(table)
        for at, one in enumerate(cells, start=1)
    ]
    known: tuple[Variable, ...] = variables(table)
    return [
        *(DataColumn(one.code, one.code, [codes[one.code] for codes, *_ in rows], True) for one in known),
        DataColumn("order", "order", [at for _, at, _, _ in rows]),
        DataColumn("latest", "latest", ["yes" if at == last else "no" for _, at, last, _ in rows]),
        DataColumn("as_known", "as_known", [one.as_known for *_, one in rows]),
        DataColumn("value", "value", [decimal(one) for *_, one in rows]),
        DataColumn("status", "status", [SIGNS[one.status] or None for *_, one in rows]),
        DataColumn("source", "source", [source_said(one.source) for *_, one in rows]),
    ]
