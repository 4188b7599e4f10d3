"""The forms a selection is sent in, by the names that PxWebApi gives them.

Here does not belong how a form is written (`json_stat`, `csv_files`, `workbook`, `parquet`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import prod

from vardvag.base.texts import Language, Text
from vardvag.service.open_data.answering import address, as_json
from vardvag.service.open_data.columns import Show, columns
from vardvag.service.open_data.csv_files import for_machines, for_swedish_excel
from vardvag.service.open_data.json_stat import dataset
from vardvag.service.open_data.parquet import as_parquet
from vardvag.service.open_data.selecting import Selection
from vardvag.service.open_data.workbook import as_xlsx
from vardvag.statistics.open_table import OpenTable

MOST_CELLS = 25_000
"""How many cells one question may give: that is answered within a tenth of a second."""
MOST_IN_EXCEL = 10_000
"""An Excel file takes twenty times as long to write as the rest."""
MOST_WHOLE_IN_EXCEL = 50_000
"""A table with more cells has no Excel file of the whole: writing it would hold up everybody else."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form: what PxWebApi calls it, its media type, the end of a file's name, and how it is made."""

    name: str
    media: str
    ending: str
    title: Text
    make: Callable[[Selection, Language, Show], bytes]
    most: int = MOST_CELLS
    most_whole: int | None = None
    """The most cells in a file of a whole table, where there is a most."""


def files_of(table: OpenTable) -> dict[str, Form]:
    """The forms that a file of the whole of *table* is in, by the end of its name."""
    cells = prod(len(one.values) for one in table.dimensions)
    return {ending: one for ending, one in FILES.items() if one.most_whole is None or cells <= one.most_whole}


def data_address(selection: Selection) -> str:
    """Where the data of its table are."""
    return address(f"/api/v2/tables/{selection.table.id}/data")


_CSV = "text/csv; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

JSON_STAT = Form(
    "json-stat2",
    "application/json",
    "json",
    Text("JSON-stat 2.0", "JSON-stat 2.0"),
    lambda chosen, language, _: as_json(dataset(chosen, language, data_address(chosen))),
)
CSV = Form(
    "csv",
    _CSV,
    "csv",
    Text("CSV för program", "CSV for programs"),
    lambda chosen, language, show: for_machines(columns(chosen, language, show)),
)
SWEDISH_CSV = Form(
    "csv-sv",
    _CSV,
    "sv.csv",
    Text("CSV för svenskt Excel", "CSV for a Swedish Excel"),
    lambda chosen, language, show: for_swedish_excel(columns(chosen, language, show)),
)
XLSX = Form(
    "xlsx",
    _XLSX,
    "xlsx",
    Text("Excel", "Excel"),
    lambda chosen, language, show: as_xlsx(chosen.table, columns(chosen, language, show), language),
    MOST_IN_EXCEL,
    MOST_WHOLE_IN_EXCEL,
)
PARQUET = Form(
    "parquet",
    "application/vnd.apache.parquet",
    "parquet",
    Text("Parquet", "Parquet"),
    lambda chosen, language, show: as_parquet(chosen.table, columns(chosen, language, show), language),
)

FORMS: Mapping[str, Form] = {one.name: one for one in (JSON_STAT, CSV, XLSX, PARQUET)}
"""By `outputFormat`."""
FILES: Mapping[str, Form] = {one.ending: one for one in (JSON_STAT, CSV, SWEDISH_CSV, XLSX, PARQUET)}
"""By the end of a file's name."""
SEMICOLON = "SeparatorSemicolon"
"""With `csv`: the form for a Swedish Excel."""
PARAMETERS = (*(one.value for one in Show), SEMICOLON)
