"""Write a sheet to fill in with the numbers of a measure: a row for each region and period, two cells empty.

Excel (`.xlsx`), or CSV that a Swedish Excel opens with a double click; there a month is written `2024M01`,
because Excel would make a date of `2024-01`. Here does not belong reading the sheet (`read_supplied`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from vardvag.base.days import Month, months
from vardvag.base.errors import WrongUse
from vardvag.base.regions import REGIONS
from vardvag.base.texts import Language, Text
from vardvag.events.formats.tables.workbook import write_workbook
from vardvag.statistics.supplied import SuppliedMeasure
from vardvag.statistics.supplied_limits import PathwayLimits
from vardvag.usecases.supplied_columns import columns_of, heading
from vardvag.usecases.write_rows import Column, as_swedish_csv

ENDINGS = (".xlsx", ".csv")
_SHEET = Text("tal", "numbers")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


def write_supplied_template(
    measure: SuppliedMeasure,
    path: Path,
    *,
    first: Month,
    last: Month,
    limits: PathwayLimits | None = None,
    language: Language = "sv",
) -> int:
    """Write the sheet to *path*, as its ending says; the answer is how many rows it asks for.

    WrongUse for another ending, and for a file that is there already: somebody may have filled it in.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise WrongUse(
            Text(
                f"en mall skrivs som {' eller '.join(ENDINGS)}, inte {path.suffix!r}",
                f"a template is written as {' or '.join(ENDINGS)}, not {path.suffix!r}",
            )
        )
    if path.exists():
        raise WrongUse(
            Text(
                f"{path} finns redan och kan vara ifylld; ge ett annat namn",
                f"{path} is there already and may be filled in; give another name",
            )
        )
    columns = [Column(one.name, heading(one, language)) for one in columns_of(measure.per_pathway)]
    rows = _rows(measure, first, last, limits)
    if ending == ".xlsx":
        titles = {one.key: one.title for one in columns}
        named = [{titles[key]: text for key, text in row.items() if text} for row in rows]
        write_workbook(named, path, [one.title for one in columns], _SHEET.in_language(language))
    else:
        safe = [row | {"period": _MONTH.sub(r"\1M\2", row["period"])} for row in rows]
        path.write_text(as_swedish_csv(safe, columns, language), encoding="utf-8", newline="")
    return len(rows)


def _rows(
    measure: SuppliedMeasure, first: Month, last: Month, limits: PathwayLimits | None
) -> Sequence[dict[str, str]]:
    """Everything that may be asked for, with nothing filled in."""
    pathways = [one.title.sv for one in limits.pathways.values()] if limits else [""]
    empty = {one.name: "" for one in columns_of(measure.per_pathway)}
    return [
        empty | {"place": region.name, "period": str(month)} | ({"pathway": pathway} if limits else {})
        for pathway in pathways
        for month in months(first, last)
        for region in REGIONS
    ]
