"""A sheet to fill in: one row for each fact that an agreement asks for.

Which figure it is stands in the row already; what it is and where it was read is left empty, except where it
is held. A row that is left so reads as *not given* (`facts_row.is_unfilled`).

Here does not belong which facts are asked for (`asked`), nor how a sheet is written as a file (usecases).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vardvag.agreements.asked import Asked, asked_facts
from vardvag.agreements.catalogue import published_facts
from vardvag.agreements.facts import FactBook
from vardvag.agreements.facts_columns import ABOUT, COLUMNS
from vardvag.agreements.facts_row import fact_row
from vardvag.agreements.facts_words import word
from vardvag.agreements.model import Agreement
from vardvag.agreements.recipients import recipient_title
from vardvag.base.cells import Cell
from vardvag.base.texts import Language, Text

TEMPLATE_COLUMNS = (ABOUT.name, *COLUMNS)
"""The columns of a template, in order: what the row is about, for people, and then those of facts."""

Row = Mapping[str, str]


def template_rows(
    agreement: Agreement, language: Language = "sv", held: Iterable[Cell] = ()
) -> tuple[Row, ...]:
    """The rows for everything that *agreement* asks for, filled in with what is kept beside it and *held*."""
    cells = (*published_facts(agreement), *held)
    return rows_for(asked_facts(agreement), cells, agreement.others, language)


def rows_for(
    asked: Iterable[Asked],
    held: Iterable[Cell] = (),
    others: Mapping[str, Text] | None = None,
    language: Language = "sv",
) -> tuple[Row, ...]:
    """One row for each fact *asked* for, by the names of its columns; words are those of *language*.

    Of what is *held*, the version known last. BadInput when it contradicts itself.
    """
    book = FactBook(held)
    return tuple(_row(one, book.get(one.key), others, language) for one in asked)


def is_held(row: Row) -> bool:
    """Whether the row is filled in."""
    return "source_title" in row


def _row(asked: Asked, held: Cell | None, others: Mapping[str, Text] | None, language: Language) -> Row:
    key = asked.key
    row = {
        "measure": key.measure,
        "place": key.place,
        "period": key.period,
        "policy": key.policy or "",
        "basis": key.basis.value if key.basis else "",
        "kind": asked.kind,
    }
    if held is not None:
        row |= fact_row(held)
    about = f"{asked.title.in_language(language)}, {recipient_title(key.place, others).in_language(language)}"
    told = {name: word(name, text, language) for name, text in row.items() if text}
    return {ABOUT.name: f"{about}, {key.period}"} | told
