"""The reference of the published tables that are held: what each says, what follows, and what does not.

Everything on the page is read from the tables and tried when the page is written. Here does not belong how a
figure is tried (`statistics/recount`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from page_parts import MADE, cited, docstrings_below, table

from vardvag.base.texts import Text
from vardvag.statistics.published_table import PublishedTable
from vardvag.statistics.published_words import NOT_STATED, Column, ShareOf
from vardvag.statistics.recount import FOLLOWING_WORDS, Following, Recounted, shown_exact
from vardvag.statistics.rounding import per_cent, rounded
from vardvag.statistics.spread import spreads
from vardvag.usecases.reconcile_published_tables import (
    TablesReconciliation,
    as_printed,
    figure_name,
    place_name,
    reconcile_published_tables,
)

WIDEST = 10
"""How many of the widest spreads the page shows."""


def published_tables_page() -> str:
    """The whole page: what is tried of all, what differs, what was revised, then each table."""
    reconciled = reconcile_published_tables()
    parts = ["# Published tables", MADE, *_all(reconciled), *_differing(reconciled), *_revised(reconciled)]
    parts += _spread(reconciled)
    for one in reconciled.tables:
        parts += _one(one)
    return "\n\n".join(parts) + "\n"


def _all(reconciled: TablesReconciliation) -> list[str]:
    used = list(reconciled.count)
    tried: dict[str, Counter[Following]] = {}
    for one in reconciled.recounted:
        tried.setdefault(one.table, Counter())[one.following] += 1
    rows: list[tuple[object, ...]] = [
        (
            f"[{one.id}](#{one.id})",
            one.title.en,
            len(one.rows),
            *(tried[one.id][following] or None for following in used),
        )
        for one in reconciled.tables
    ]
    whole = sum(len(one.rows) for one in reconciled.tables)
    rows.append(("all", None, whole, *reconciled.count.values()))
    meant = docstrings_below(Following)
    told = (
        f"**{reconciled.reproduced} of {reconciled.computable}** printed figures follow from the figures "
        "beside them. Every share that is printed, and every number that others add up to, is tried "
        "([why so](../explanation/statistics.md#what-others-have-published)):"
    )
    return [
        told,
        "\n".join(f"- **{FOLLOWING_WORDS[one].en}**: {meant[one.name]}" for one in used),
        table(("table", "title", "rows", *(FOLLOWING_WORDS[one].en for one in used)), rows),
    ]


def _differing(reconciled: TablesReconciliation) -> list[str]:
    plain = (Following.REPRODUCED, Following.NOT_COMPUTABLE)
    rows = [_difference(reconciled.tables, one) for one in reconciled.recounted if one.following not in plain]
    titles = ("table", "row", "place", "period", "figure", "printed", "computed", "class", "reason")
    return ["## What does not follow", table(titles, rows)]


def _difference(tables: Sequence[PublishedTable], one: Recounted) -> tuple[object, ...]:
    (held,) = [held for held in tables if held.id == one.table]
    figure = one.figure
    exact = shown_exact(one.exact)
    return (
        one.table,
        figure.row,
        place_name(held, figure.row).en,
        f"`{figure.cell.key.period}`",
        figure_name(held, figure.row, figure.column).en,
        None if figure.printed is None else as_printed(figure.printed, "."),
        exact.replace(",", ".") if exact else None,
        FOLLOWING_WORDS[one.following].en,
        one.reason.en if one.reason else None,
    )


def _revised(reconciled: TablesReconciliation) -> list[str]:
    rows = [
        (
            f"`{revision.key.measure}`",
            revision.key.place,
            revision.key.period,
            "; ".join(
                dict.fromkeys(
                    f"{as_printed(one.printed, '.')} (as known {one.as_known})" for one in revision.printings
                )
            ),
        )
        for revision in reconciled.revisions
    ]
    told = "The same figure printed otherwise on another day. Both are held; neither is wrong."
    return ["## What was revised", told, table(("measure", "place", "period", "printed"), rows)]


def _spread(reconciled: TablesReconciliation) -> list[str]:
    found = [one for one in spreads(reconciled.tables) if "/" not in one.figure.cell.key.place]
    widest = sorted(found, key=lambda one: (-one.width, one.table, one.figure.row))[:WIDEST]
    tables = {held.id: held for held in reconciled.tables}
    policies = sorted({policy for one in widest for policy in one.shares})
    rows = [
        (
            place_name(tables[one.table], one.figure.row).en,
            f"`{one.figure.cell.key.period}`",
            figure_name(tables[one.table], one.figure.row, one.figure.column).en,
            *(_per_cent(one.shares.get(policy)) for policy in policies),
            _per_cent(one.width),
        )
        for one in widest
    ]
    told = (
        f"The same printed numbers, with others left out: the {WIDEST} widest of {len(found)} shares of the "
        "country, a healthcare region or a region. One share of each row was published; the other is "
        "computed from the numbers printed beside it. Per cent, and percentage points between them."
    )
    titles = ("place", "period", "figure", *(f"`{policy}`" for policy in policies), "apart")
    return ["## What the choice of policy does", told, table(titles, rows)]


def _per_cent(share: Fraction | None) -> str | None:
    return None if share is None else per_cent(rounded(share, 1), ".")


def _one(held: PublishedTable) -> list[str]:
    file = held.file
    rows = [
        ("publisher", file.publisher.text().en),
        ("source", cited(held.source)),
        ("who is left out", cited(file.left_out.source()) if file.left_out else None),
        ("basis", file.basis),
        ("as known", file.as_known.text().en if file.as_known else None),
        ("rounding", f"{file.rounding.manner}: {cited(file.rounding.source.source())}"),
        ("kinds", _listed({name: words.text() for name, words in file.kinds.items()})),
        ("other places", _listed({name: words.text() for name, words in file.other_places.items()})),
        ("checked by", file.checker or "nobody outside the project yet"),
        ("review by", file.review_by),
        ("fingerprint", f"`{held.fingerprint[:12]}`"),
    ]
    columns = [
        (
            f"`{name}`",
            f"{column.title.sv} (*{column.title.en}*)",
            f"`{column.measure}`",
            "not stated" if column.policy == NOT_STATED else f"`{column.policy}`" if column.policy else None,
            None if column.limit is None else f"{column.limit} days",
            _follows(column),
            "; ".join(f"`{policy}`: {_share(of)}" for policy, of in column.under.items()),
        )
        for name, column in file.columns.items()
    ]
    return [
        f"## {held.id}",
        f"{held.title.sv}. *{held.title.en}.*",
        file.definition.text().en,
        table(("", ""), rows),
        table(
            ("column", "title", "measure", "policy", "limit", "follows from", "under another policy"), columns
        ),
    ]


def _listed(named: dict[str, Text]) -> str | None:
    return "; ".join(f"`{name}` {words.en}" for name, words in named.items()) or None


def _follows(column: Column) -> str | None:
    """The formula in the names of the columns."""
    if column.share_of is not None:
        return _share(column.share_of)
    return _sum(column.sum_of) if column.sum_of else None


def _share(of: ShareOf) -> str:
    return f"({_sum(of.numerator)}) / ({_sum(of.denominator)})"


def _sum(terms: list[str]) -> str:
    told = "".join(
        f" − `{term.removeprefix('-')}`" if term.startswith("-") else f" + `{term}`" for term in terms
    )
    return told.removeprefix(" + ").strip()
