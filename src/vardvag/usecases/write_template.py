"""Write a template: a sheet with one row for each fact an agreement asks for, to fill in and give back.

As Excel (`.xlsx`), or as CSV that a Swedish Excel opens with a double click. In CSV a month is written
`2019M09`: Excel would make a date of `2019-09`, and keep the date when the file is saved.

Here does not belong which rows there are (`agreements/template`), nor reading the sheet (`read_facts`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vardvag.agreements.catalogue import published_facts
from vardvag.agreements.facts_words import heading
from vardvag.agreements.model import Agreement
from vardvag.agreements.template import TEMPLATE_COLUMNS, Row, is_held, template_rows
from vardvag.base.errors import WrongUse
from vardvag.base.formulas import harmless
from vardvag.base.texts import Language, Text
from vardvag.usecases.settle_agreement import counted_beside
from vardvag.usecases.template_workbook import template_workbook

if TYPE_CHECKING:
    from vardvag.warehouse.store import Store

ENDINGS = (".xlsx", ".csv")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Written:
    """What a template holds: how many facts it asks for, and how many of them are filled in."""

    asked: int
    held: int


def write_template(
    agreement: Agreement, path: Path, language: Language = "sv", store: Store | None = None
) -> Written:
    """Write the template of *agreement* to *path*, as its ending says; filled in with what *store* can count.

    WrongUse for another ending, and for a file that is there already: somebody may have filled it in. OSError
    when it cannot be written.
    """
    held = () if store is None else counted_beside(agreement, store, published_facts(agreement))
    rows = template_rows(agreement, language, held)
    content = template_bytes(rows, path.suffix, language)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as problem:
        raise WrongUse(
            Text(
                f"{path} finns redan och kan vara ifylld; ge ett annat namn",
                f"{path} is there already and may be filled in; give another name",
            )
        ) from problem
    return Written(len(rows), sum(is_held(row) for row in rows))


def template_bytes(rows: Sequence[Row], ending: str, language: Language = "sv") -> bytes:
    """The template as a file with *ending* (`.xlsx`, `.csv`) holds it. WrongUse for another ending."""
    if ending.lower() == ".xlsx":
        return template_workbook(rows, language)
    if ending.lower() == ".csv":
        return _csv(rows, language)
    raise WrongUse(
        Text(
            f"en mall skrivs som {' eller '.join(ENDINGS)}, inte {ending!r}",
            f"a template is written as {' or '.join(ENDINGS)}, not {ending!r}",
        )
    )


def _csv(rows: Sequence[Row], language: Language) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([heading(name, language) for name in TEMPLATE_COLUMNS])
    for row in rows:
        writer.writerow([_text(name, row.get(name, "")) for name in TEMPLATE_COLUMNS])
    return buffer.getvalue().encode("utf-8-sig")


def _text(name: str, text: str) -> str:
    month = _MONTH.fullmatch(text) if name == "period" else None
    return f"{month[1]}M{month[2]}" if month else harmless(text)
