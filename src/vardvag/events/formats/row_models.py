"""Every kind of row that a format or a mapping can be about, by its name."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from vardvag.events.formats.events_1 import EVENT_ROWS
from vardvag.events.formats.primary_care_1 import PRIMARY_ROWS
from vardvag.events.formats.row_model import RowModel
from vardvag.events.formats.skr_1_1_attached import ATTACHED_ROWS
from vardvag.events.formats.skr_rows import CONTACT_ROWS


@functools.cache
def row_models() -> Mapping[str, RowModel]:
    """The models by name, the national one first."""
    models = (CONTACT_ROWS, ATTACHED_ROWS, PRIMARY_ROWS, EVENT_ROWS)
    return MappingProxyType({model.name: model for model in models})
