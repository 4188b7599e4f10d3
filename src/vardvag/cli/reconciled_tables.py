"""Published waiting times as `vardvag reconcile` prints them: a row for each table, or for each figure.

Here does not belong how a figure is tried (`statistics/recount`), nor amounts of money (`reconcile`).
"""

from __future__ import annotations

from collections.abc import Iterator

from vardvag.base.texts import Text
from vardvag.cli.output import Column, Row, Section, current_language
from vardvag.statistics.recount import FOLLOWING_WORDS, Following, Recounted, shown_exact
from vardvag.usecases.reconcile_published_tables import (
    TablesReconciliation,
    as_printed,
    counted,
    figure_name,
    place_name,
)

TITLE = Text("Publicerade väntetider", "Published waiting times")
KEY = "published_tables"
REVISED = "revised"


def summary(reconciled: TablesReconciliation) -> Section:
    """One row a table: how many of its figures are in each class."""
    swedish = current_language() == "sv"
    used = list(reconciled.count)
    rows = []
    for table in reconciled.tables:
        numbers = counted(one for one in reconciled.recounted if one.table == table.id)
        rows.append(
            {
                "table": table.id,
                "title": table.title,
                "rows": len(table.rows),
                **{one.value: numbers.get(one) for one in used},
            }
        )
    columns = [
        Column("table", "Tabell" if swedish else "Table"),
        Column("title", "Titel" if swedish else "Title"),
        Column("rows", "Rader" if swedish else "Rows", right=True),
        *(Column(one.value, _capital(FOLLOWING_WORDS[one]), right=True) for one in used),
    ]
    return Section(KEY, TITLE, rows, columns, reconciled.notes)


def figures(reconciled: TablesReconciliation, *, as_table: bool, everything: bool) -> Section:
    """One row a figure, revisions last. A table shows what is not simply reproduced, unless *everything*."""
    swedish = current_language() == "sv"
    shown = [
        one
        for one in reconciled.recounted
        if everything or one.following not in (Following.REPRODUCED, Following.NOT_COMPUTABLE)
    ]
    rows = [*(_row(reconciled, one, as_table) for one in shown), *_revised(reconciled, as_table)]
    titles = {
        "table": ("Tabell", "Table"),
        "row": ("Rad", "Row"),
        "place": ("Plats", "Place"),
        "period": ("Period", "Period"),
        "as_known": ("Känt", "As known"),
        "figure": ("Tal", "Figure"),
        "policy": ("Uteslutning", "Policy"),
        "printed": ("Publicerat", "Published"),
        "computed": ("Beräknat", "Computed"),
        "class": ("Klass", "Class"),
        "reason": ("Skäl", "Reason"),
        "source": ("Källa", "Source"),
    }
    numbers = {"row", "printed", "computed"}
    left = {"source"} if as_table else set()
    columns = [
        Column(key, sv if swedish else en, right=key in numbers)
        for key, (sv, en) in titles.items()
        if key not in left
    ]
    return Section(KEY, TITLE, rows, columns, reconciled.notes)


def _row(reconciled: TablesReconciliation, one: Recounted, as_table: bool) -> Row:
    table = next(table for table in reconciled.tables if table.id == one.table)
    figure, cell = one.figure, one.figure.cell
    computed = shown_exact(one.exact)
    return {
        "table": one.table,
        "row": figure.row,
        "place": place_name(table, figure.row),
        "period": cell.key.period,
        "as_known": cell.as_known,
        "figure": figure_name(table, figure.row, figure.column),
        "policy": cell.key.policy,
        "printed": None if figure.printed is None else as_printed(figure.printed, _mark(as_table)),
        "computed": None if computed is None else computed.replace(",", _mark(as_table)),
        "class": FOLLOWING_WORDS[one.following] if as_table else one.following,
        "reason": one.reason,
        "source": cell.source.url or cell.source.title,
    }


def _revised(reconciled: TablesReconciliation, as_table: bool) -> Iterator[Row]:
    """A row for each later print of a figure that an earlier page printed otherwise."""
    tables = {table.id: table for table in reconciled.tables}
    for revision in reconciled.revisions:
        first = revision.printings[0]
        before = as_printed(first.printed, _mark(as_table))
        for later in revision.printings:
            if later.printed == first.printed:
                continue
            table = tables[later.table]
            (figure,) = [
                one
                for (row, _), one in table.figures.items()
                if row == later.row and one.cell.key == revision.key
            ]
            yield {
                "table": later.table,
                "row": later.row,
                "place": place_name(table, later.row),
                "period": revision.key.period,
                "as_known": later.as_known,
                "figure": figure_name(table, later.row, figure.column),
                "policy": revision.key.policy,
                "printed": as_printed(later.printed, _mark(as_table)),
                "computed": None,
                "class": Text("reviderat", "revised") if as_table else REVISED,
                "reason": Text(
                    f"{before} var tidigare publicerat (känt {first.as_known})",
                    f"{before} was published earlier (as known {first.as_known})",
                ),
                "source": figure.cell.source.url or figure.cell.source.title,
            }


def _mark(as_table: bool) -> str:
    """The decimal mark: as people of the language write it, and a point for whatever comes next."""
    return "," if as_table and current_language() == "sv" else "."


def _capital(words: Text) -> str:
    told = words.in_language(current_language())
    return told[:1].upper() + told[1:]
