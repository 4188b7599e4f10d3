"""What the rows of a file are about: which attributes they have, how one is judged, and what it becomes.

A format says how rows are laid out in a file; a row model what they mean. So the same model is read from CSV,
Excel, Parquet and XML by the same rules. Here does not belong any one model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import Attribute
from vardvag.events.checks.rule import Row, SeenFile
from vardvag.events.model import Attached, CareEvent, Contact, PrimaryCareContact
from vardvag.events.spellings import Code

Fact = Contact | Attached | PrimaryCareContact | CareEvent
"""What a row can become."""


@dataclass(frozen=True, slots=True)
class RowModel:
    """One kind of row. `record_of` is called with rows without errors only, and `row_of` is its inverse.

    `findings_in` tells everything wrong with one row. A finding by one of the rules in `refusing` refuses the
    whole file. `row_of` gives filled cells only, by attribute, in the attributes' order. `days` are the
    attributes that hold days, times or months, and `codes` those that a spreadsheet may have spoilt.
    """

    name: str
    title: Text
    attributes: Mapping[str, Attribute]
    findings_in: Callable[[Row, SeenFile], list[Finding]]
    refusing: frozenset[str]
    record_of: Callable[[Row], Fact]
    row_of: Callable[[Any], dict[str, str]]
    days: tuple[str, ...] = ()
    codes: Mapping[str, Code] = field(default_factory=dict)
