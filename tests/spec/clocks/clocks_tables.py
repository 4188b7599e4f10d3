"""Every table of examples, in the order of the law; and the law that they are asked of."""

from __future__ import annotations

import importlib
from types import ModuleType, SimpleNamespace

from clocks_examples import Section
from clocks_tables_duties import DUTIES
from clocks_tables_primary import PRIMARY
from clocks_tables_versions import OTHER_LIMITS
from clocks_tables_waits import WAITS

SECTIONS = (*PRIMARY, *WAITS, *OTHER_LIMITS, *DUTIES)

PARTS = (
    "options",
    "limits",
    "limit_files",
    "reference",
    "primary",
    "breach",
    "discharge",
    "payment_liability",
)


def law() -> SimpleNamespace:
    """The modules of `vardvag.clocks` that the examples ask, as they are imported now."""
    parts: dict[str, ModuleType] = {part: importlib.import_module(f"vardvag.clocks.{part}") for part in PARTS}
    return SimpleNamespace(**parts)


def first_difference(of: SimpleNamespace, likely: tuple[Section, ...] = ()) -> str | None:
    """Where a law first answers something else than the tables; None when it answers as they do.

    The *likely* tables are asked first.
    """
    for section in (*likely, *(section for section in SECTIONS if section not in likely)):
        for example in section.examples:
            difference = example.differs(of)
            if difference is not None:
                return f"{section.title.sv}, {example.title}: {difference}"
    return None
