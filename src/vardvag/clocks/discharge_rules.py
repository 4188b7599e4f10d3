"""The limits of lag (2017:612) as dated values, read from `discharge.yaml`, with their sources.

Here does not belong how a clock is run under them (`discharge`, `payment_liability`).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from vardvag.base.dated import Dated, DatedValue
from vardvag.base.definitions import Day, SourceField, Strict, TextField, read_definition, validated
from vardvag.base.texts import Text

FILE = Path(__file__).parent / "discharge.yaml"


@dataclass(frozen=True, slots=True)
class DischargeLimit:
    """One wording: so many hours, or so many whole days to the end of the last of them."""

    law: str
    paragraph: str
    hours: int | None
    days: int | None


@dataclass(frozen=True, slots=True)
class DischargeClock:
    """One of the act's clocks. `says` is the limit in words."""

    name: str
    title: Text
    says: Text
    history: Dated[DischargeLimit]


@dataclass(frozen=True, slots=True)
class LiabilityLimit:
    """When the municipality becomes liable: `days` after the notice, `days_after` if it was sent after the
    time of day `after`."""

    law: str
    paragraph: str
    days: int
    after: time
    days_after: int


@dataclass(frozen=True, slots=True)
class DischargeRules:
    """The file as read."""

    title: Text
    about: Text
    clocks: Mapping[str, DischargeClock]
    liability_title: Text
    liability: Dated[LiabilityLimit]


class _Dated(Strict):
    law: str
    paragraph: str
    valid_from: Day
    valid_to: date | None = None
    source: SourceField


class _LimitField(_Dated):
    hours: Annotated[int, Field(gt=0)] | None = None
    days: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _one_unit(self) -> Self:
        if (self.hours is None) is (self.days is None):
            raise ValueError("either hours or days")
        return self


class _LiabilityField(_Dated):
    days: Annotated[int, Field(ge=0)]
    after: time
    days_after: Annotated[int, Field(ge=0)]


class _ClockField(Strict):
    title: TextField
    says: TextField
    history: tuple[_LimitField, ...]


class _LiabilityFields(Strict):
    title: TextField
    history: tuple[_LiabilityField, ...]


class _DischargeFile(Strict):
    title: TextField
    about: TextField
    clocks: dict[str, _ClockField]
    liability: _LiabilityFields


@functools.cache
def discharge_rules() -> DischargeRules:
    """The act's limits, as Vårdväg ships them."""
    fields = validated(read_definition(FILE), _DischargeFile)
    return DischargeRules(
        fields.title.text(),
        fields.about.text(),
        {name: _clock(name, clock) for name, clock in fields.clocks.items()},
        fields.liability.title.text(),
        Dated("liability", [_liability(entry) for entry in fields.liability.history]),
    )


def _clock(name: str, fields: _ClockField) -> DischargeClock:
    history = [
        DatedValue(
            DischargeLimit(entry.law, entry.paragraph, entry.hours, entry.days),
            entry.valid_from,
            entry.source.source(),
            entry.valid_to,
        )
        for entry in fields.history
    ]
    return DischargeClock(name, fields.title.text(), fields.says.text(), Dated(name, history))


def _liability(entry: _LiabilityField) -> DatedValue[LiabilityLimit]:
    limit = LiabilityLimit(entry.law, entry.paragraph, entry.days, entry.after, entry.days_after)
    return DatedValue(limit, entry.valid_from, entry.source.source(), entry.valid_to)
