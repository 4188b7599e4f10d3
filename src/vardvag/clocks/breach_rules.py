"""The duties of HSL (2017:30) 9 kap. 2 § as data, read from `breach.yaml`, with their sources.

Here does not belong whether one of them is done (`breach`).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from vardvag.base.dated import Dated, DatedValue, Source
from vardvag.base.definitions import Day, SourceField, Strict, TextField, read_definition, validated
from vardvag.base.texts import Text
from vardvag.clocks.limits import About
from vardvag.events.model import EventKind

FILE = Path(__file__).parent / "breach.yaml"


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do. `in_law`: the act says it; else it is how SKR describes what the duty takes."""

    name: str
    title: Text
    in_law: bool
    done_by: tuple[EventKind, ...]
    after: tuple[EventKind, ...]
    until_care: bool
    source: Source


@dataclass(frozen=True, slots=True)
class BreachLaw:
    """Where the duty stands in law; `wording` is the amendment that gave it its words."""

    law: str
    paragraph: str
    wording: str


@dataclass(frozen=True, slots=True)
class BreachRules:
    """The file as read. `deadline` says, in words, that there is none."""

    title: Text
    about: Text
    deadline: Text
    limits: tuple[About, ...]
    law: Dated[BreachLaw]
    duties: tuple[Duty, ...]
    refusal: Source


class _DutyField(Strict):
    title: TextField
    in_law: bool
    done_by: tuple[EventKind, ...]
    after: tuple[EventKind, ...] = ()
    until_care: bool
    source: SourceField


class _LawField(Strict):
    law: str
    paragraph: str
    wording: str
    valid_from: Day
    valid_to: Day | None = None
    source: SourceField


class _RefusalField(Strict):
    source: SourceField


class _BreachFile(Strict):
    title: TextField
    about: TextField
    deadline: TextField
    limits: tuple[About, ...]
    law: tuple[_LawField, ...]
    duties: dict[str, _DutyField]
    refusal: _RefusalField


@functools.cache
def breach_rules() -> BreachRules:
    """The duties, as Vårdväg ships them."""
    fields = validated(read_definition(FILE), _BreachFile)
    history = [
        DatedValue(
            BreachLaw(entry.law, entry.paragraph, entry.wording),
            entry.valid_from,
            entry.source.source(),
            entry.valid_to,
        )
        for entry in fields.law
    ]
    duties = tuple(
        Duty(
            name,
            duty.title.text(),
            duty.in_law,
            duty.done_by,
            duty.after,
            duty.until_care,
            duty.source.source(),
        )
        for name, duty in fields.duties.items()
    )
    return BreachRules(
        fields.title.text(),
        fields.about.text(),
        fields.deadline.text(),
        fields.limits,
        Dated("breach", history),
        duties,
        fields.refusal.source.source(),
    )
