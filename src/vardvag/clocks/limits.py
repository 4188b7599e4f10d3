"""The limits of the guarantee as dated values, read from `limits.yaml`.

Here belongs what a limit *is* on a given day: its length, its paragraph, the grounds on which time is not
counted. Here does not belong how a clock is run under it (`reference`, `bulk`).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import RootModel

from vardvag.base.dated import Dated, DatedValue
from vardvag.base.definitions import Definition, SourceField, Strict, TextField, read_definition, validated
from vardvag.base.texts import Text
from vardvag.events.model import Phase


class Ground(StrEnum):
    """Why time is not counted (HSF 2017:80, 6 kap. 2 §)."""

    MEDICAL = "medical"
    """For medical reasons the patient cannot be given care (item 1)."""
    ELSEWHERE = "elsewhere"
    """The patient has used her right to choose care in another region (item 2)."""
    WAIVED = "waived"
    """The patient voluntarily abstains (item 3 and the second paragraph)."""


@dataclass(frozen=True, slots=True)
class LimitVersion:
    """One wording of a limit: `days` calendar days; `not_counted` None where the grounds are not known."""

    days: int
    law: str
    paragraph: str
    not_counted: frozenset[Ground] | None


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of the guarantee, with all its versions. `phase` is the kind of contact it is about."""

    name: str
    title: Text
    phase: Phase
    history: Dated[LimitVersion]

    def version(self, started_on: date) -> LimitVersion | None:
        """The version for a clock that starts on *started_on*; None when there was no such limit."""
        try:
            return self.history.on(started_on).value
        except LookupError:
            return None


class _VersionField(Strict):
    days: int
    law: str
    paragraph: str
    not_counted: tuple[Ground, ...] | Literal["unknown"]
    valid_from: date
    valid_to: date | None = None
    source: SourceField

    def dated(self) -> DatedValue[LimitVersion]:
        grounds = None if self.not_counted == "unknown" else frozenset(self.not_counted)
        version = LimitVersion(self.days, self.law, self.paragraph, grounds)
        return DatedValue(version, self.valid_from, self.source.source(), self.valid_to)


class _LimitField(Strict):
    title: TextField
    phase: Phase
    history: tuple[_VersionField, ...]


class _LimitsFile(RootModel[dict[str, _LimitField]]):
    pass


def read_limits(definition: Definition) -> Mapping[Phase, Limit]:
    """The limits of one definition file, by the phase they are about. BadInput tells every fault."""
    fields = validated(definition, _LimitsFile).root
    return {
        field.phase: Limit(
            name, field.title.text(), field.phase, Dated(name, [entry.dated() for entry in field.history])
        )
        for name, field in fields.items()
    }


@functools.cache
def limits() -> Mapping[Phase, Limit]:
    """The limits in Swedish law, as Vårdväg ships them."""
    return read_limits(read_definition(Path(str(files("vardvag.clocks") / "limits.yaml"))))
