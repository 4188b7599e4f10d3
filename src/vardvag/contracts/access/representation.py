"""That one person may act for another: a guardian for a child, a proxy (ombud) for somebody of age.

Here belong its shape and the ages it depends on, which are dated configuration (`representation.yaml`) and
not law. Here does not belong what a representative may do (`representatives`).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from vardvag.base.dated import Dated, DatedValue
from vardvag.base.definitions import Day, SourceField, Strict, TextField, read_definition, validated
from vardvag.contracts.identifiers import PersonId

FILE = Path(__file__).parent / "representation.yaml"


class RepresentationKind(StrEnum):
    """By what right."""

    GUARDIAN = "guardian"
    """Vårdnadshavare, as the population register has it."""
    PROXY = "proxy"
    """Ombud, whom somebody of age has chosen herself."""


@dataclass(frozen=True, slots=True)
class Representation:
    """*by* acts for the plan's person from `begun` to `ended` (the first day it no longer holds).

    `decided_by_unit`: the unit has decided that a guardian goes on between the two ages. `protected`: the
    representative has a protected identity.
    """

    by: PersonId
    kind: RepresentationKind
    begun: date
    ended: date | None = None
    decided_by_unit: bool = False
    protected: bool = False

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.begun <= on and (self.ended is None or on < self.ended)


@dataclass(frozen=True, slots=True)
class Ages:
    """A guardian acts until the child has turned `guardian_until`; own access begins at `own_from`."""

    guardian_until: int
    own_from: int


class _AgesField(Strict):
    guardian_until: Annotated[int, Field(gt=0)]
    own_from: Annotated[int, Field(gt=0)]
    valid_from: Day
    valid_to: date | None = None
    source: SourceField

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.own_from < self.guardian_until:
            raise ValueError("own_from is not before guardian_until")
        return self


class _AgesFile(Strict):
    title: TextField
    about: TextField
    history: tuple[_AgesField, ...]


@functools.cache
def ages() -> Dated[Ages]:
    """The ages, dated, each with its source. BadInput with every fault when the file is not in order."""
    fields = validated(read_definition(FILE), _AgesFile)
    return Dated(
        "representation",
        [
            DatedValue(
                Ages(one.guardian_until, one.own_from), one.valid_from, one.source.source(), one.valid_to
            )
            for one in fields.history
        ],
    )


def ages_on(day: date) -> Ages | None:
    """The ages in force on a day; None when none are known."""
    try:
        return ages().on(day).value
    except LookupError:
        return None


def has_turned(born: date | int, age: int, on: date) -> bool | None:
    """Whether somebody has turned *age* on a day; None when only the year of birth is known and it depends.

    Who is born on 29 February turns a year older on 1 March in a year without that day.
    """
    if isinstance(born, int):
        turning = born + age
        return None if turning == on.year else turning < on.year
    try:
        birthday = born.replace(year=born.year + age)
    except ValueError:
        birthday = born.replace(year=born.year + age, day=28) + timedelta(days=1)
    return birthday <= on
