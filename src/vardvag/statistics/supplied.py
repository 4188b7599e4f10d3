"""Measures whose numbers are supplied: what contacts in the national format cannot tell, and others count.

Calls are counted by telephone systems, and how many of the new cancer patients came by a pathway needs the
number of them all. The file of such a measure says `counts: supplied` and what the two numbers are; whoever
has them gives them in a sheet. Nobody is left out of them here, and they are neither split nor taken apart.

Here does not belong reading the sheet (`usecases/read_supplied`), making cells (`supplied_cells`), nor the
limits of pathways (`supplied_limits`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from vardvag.base.definitions import Day, Definition, Share, SourceField, Strict, TextField, validated
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.statistics.breaks import Break, BreakField, breaks_read
from vardvag.statistics.folder import definitions_in
from vardvag.statistics.measure import FOLDER, Disclosure, Limit, Rounding

POLICY = "nobody"
"""Who is left out: a number that is supplied is taken as it is."""


class NumberOf(Strict):
    """What one of the two numbers counts, and who says so."""

    words: TextField
    source: SourceField


class Goal(Strict):
    """A share that has been set as a goal: no limit of law, and nobody's right."""

    at_least: Share
    source: SourceField


class SuppliedFile(Strict):
    """The keys of a file in `measures/` that says `counts: supplied`."""

    title: TextField
    why: TextField
    definition: TextField
    counts: Literal["supplied"]
    numerator: NumberOf
    denominator: NumberOf
    per: Literal["pathway"] | None = None
    """Whether the numbers are of each pathway, whose limit the user gives with its source."""
    limit: Limit | None = None
    goal: Goal | None = None
    rounding: Rounding
    disclosure: Disclosure
    breaks: list[BreakField] = Field(default_factory=list)
    author: str
    checker: str | None
    review_by: Day
    sources: Annotated[list[SourceField], Field(min_length=1)]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.per is not None and self.limit is not None:
            raise ValueError("each pathway has a limit of its own: leave out limit, or per")
        parts = (self.numerator, self.denominator, self.limit, self.goal, self.rounding, self.disclosure)
        for part in parts:
            if part is not None:
                part.source.source()
        return self


@dataclass(frozen=True, slots=True)
class SuppliedMeasure:
    """One measure whose numbers are supplied. `file` holds everything that stood in its file."""

    id: str
    file: SuppliedFile
    fingerprint: str

    @property
    def title(self) -> Text:
        """What the figure is called."""
        return self.file.title.text()

    @property
    def per_pathway(self) -> bool:
        """Whether the numbers are of each pathway."""
        return self.file.per is not None

    @property
    def breaks(self) -> tuple[Break, ...]:
        """From which periods its figures are not comparable with those before."""
        return breaks_read(self.file.breaks)


def supplied_measures(folders: Sequence[Path] = ()) -> Mapping[str, SuppliedMeasure]:
    """Every built-in measure whose numbers are supplied and those in *folders*, by id.

    BadInput tells every fault of every file at once.
    """
    read: dict[str, SuppliedMeasure] = {}
    findings: list[Finding] = []
    for name, definition in definitions_in([FOLDER, *folders], supplied=True).items():
        try:
            read[name] = _measure(name, definition)
        except BadInput as problem:
            findings.extend(problem.findings)
    if findings:
        raise BadInput(Text("Ett mått kan inte användas.", "A measure cannot be used."), findings)
    return read


def _measure(name: str, definition: Definition) -> SuppliedMeasure:
    return SuppliedMeasure(name, validated(definition, SuppliedFile), definition.fingerprint)
