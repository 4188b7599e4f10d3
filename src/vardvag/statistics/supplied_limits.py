"""The limits of pathways, given by whoever has them: a file with each pathway's days and where they stand.

The table of lead times per diagnosis is in none of the documents that we hold, so none is shipped: a figure
within a limit that nobody can look up would be no fact. Here does not belong any limit of law
(`clocks/limits`).
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from vardvag.base.dated import Source
from vardvag.base.definitions import SourceField, Strict, TextField, read_definition, validated
from vardvag.base.texts import Text


class _PathwayField(Strict):
    title: TextField
    days: Annotated[int, Field(ge=0, le=3650)]
    source: SourceField

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        self.source.source()
        return self


class _LimitsFile(Strict):
    pathways: Annotated[dict[str, _PathwayField], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Pathway:
    """One pathway: a wait of exactly `days` from well-founded suspicion to treatment is within."""

    id: str
    title: Text
    days: int
    source: Source


@dataclass(frozen=True, slots=True)
class PathwayLimits:
    """The pathways of one file, by their id, in the order of the file."""

    pathways: Mapping[str, Pathway]
    fingerprint: str

    def called(self, text: str) -> Pathway | None:
        """The pathway with this id, or called so in either language; None where there is none."""
        return self._names().get(text.strip().casefold())

    def nearest(self, text: str) -> str | None:
        """The id of the pathway whose name is nearest."""
        names = self._names()
        near = difflib.get_close_matches(text.strip().casefold(), names, n=1, cutoff=0.5)
        return names[near[0]].id if near else None

    def _names(self) -> dict[str, Pathway]:
        return {
            name.casefold(): one
            for one in self.pathways.values()
            for name in (one.title.en, one.title.sv, one.id)
        }


def read_limits(path: Path) -> PathwayLimits:
    """The limits in the file at *path*. BadInput with every fault: file, row, key and remedy."""
    definition = read_definition(path)
    file = validated(definition, _LimitsFile)
    pathways = {
        name: Pathway(name, one.title.text(), one.days, one.source.source())
        for name, one in file.pathways.items()
    }
    return PathwayLimits(pathways, definition.fingerprint)
