"""What the ordinance leaves open, as others and we read it, with the source of each reading.

The rules themselves stand in `starts`, `waiver` and `anew`; here only what they rest on, for the manual and
for whoever asks. Here does not belong anything that act or ordinance says.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from vardvag.base.dated import Source
from vardvag.base.definitions import SourceField, Strict, TextField, read_definition, validated
from vardvag.base.texts import Text

FILE = Path(__file__).parent / "practice.yaml"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question, and who reads it so."""

    says: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Practice:
    """One question. `options` holds the readings that can be chosen, by name; else there is one `source`."""

    title: Text
    says: Text
    source: Source | None
    options: Mapping[str, Reading]


class _ReadingField(Strict):
    says: TextField
    source: SourceField


class _PracticeField(Strict):
    title: TextField
    says: TextField
    source: SourceField | None = None
    options: dict[str, _ReadingField] = Field(default_factory=dict)


class _PracticeFile(Strict):
    title: TextField
    practice: dict[str, _PracticeField]


@functools.cache
def practice() -> Mapping[str, Practice]:
    """Every question, by name."""
    fields = validated(read_definition(FILE), _PracticeFile)
    return {
        name: Practice(
            one.title.text(),
            one.says.text(),
            one.source.source() if one.source else None,
            {key: Reading(to.says.text(), to.source.source()) for key, to in one.options.items()},
        )
        for name, one in fields.practice.items()
    }
