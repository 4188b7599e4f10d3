"""Which model a table's rows are of, told by its header: several formats have the same file endings.

Here does not belong telling a format by its ending (`usecases/check_contacts`).
"""

from __future__ import annotations

from pathlib import Path

from vardvag.events.formats.row_models import row_models
from vardvag.events.formats.store_parquet import is_of_store
from vardvag.events.formats.tables.opening import open_table


def told_by_header(path: Path, default: str) -> str:
    """The format whose attributes most of the columns are; *default* unless another has more of them.

    OSError when the file cannot be opened.
    """
    models = row_models()
    names = {name for model in models.values() for name in model.attributes}
    header = frozenset(open_table(path, names).header)
    if is_of_store(header):  # which the Parquet of contacts reads too; a column or two have an event's names
        return default
    known = {name: len(header & set(model.attributes)) for name, model in models.items()}
    likeliest = max(known, key=lambda name: known[name])
    own = max((number for name, number in known.items() if default.startswith(name)), default=0)
    return likeliest if known[likeliest] > own else default
