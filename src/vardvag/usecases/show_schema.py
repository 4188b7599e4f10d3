"""Show the Table Schema of a format, for whoever checks files with other tools.

Here does not belong what such a schema can say (`events/checks/table_schema`).
"""

from __future__ import annotations

from typing import Any

from vardvag.base.errors import WrongUse
from vardvag.base.texts import Text
from vardvag.events.checks.sources import MODEL, OURS, SCHEMA
from vardvag.events.checks.table_schema import table_schema
from vardvag.events.formats import format_named
from vardvag.events.formats.mapping.reader import MappedFormat
from vardvag.events.formats.row_model import RowModel
from vardvag.events.formats.skr_rows import CONTACT_ROWS

_NATIONAL = "skr-"


def show_schema(format_name: str | None = None) -> dict[str, Any]:
    """The schema of a format's rows, of `skr-1.1` when none is named. NotFound for an unknown format.

    WrongUse for one whose columns are not a model's own: an export by a mapping has names of its own.
    """
    if format_name is None:
        return table_schema()
    form = format_named(format_name)
    model = getattr(form, "MODEL", None)
    if not isinstance(model, RowModel) or isinstance(form, MappedFormat):
        raise WrongUse(
            Text(
                f"{format_name} har inget tabellschema: kolumnerna är exportens egna",
                f"{format_name} has no table schema: its columns are the export's own",
            )
        )
    if model is CONTACT_ROWS:
        return table_schema()
    sources = (MODEL, SCHEMA) if model.name.startswith(_NATIONAL) else (OURS,)
    return table_schema(model.name, model.title, model.attributes, model.days, sources)
