"""Who a region reports its waiting times to, on a given day.

Here do not belong the formats (`events.formats`): what is sent is one thing, to whom another.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from vardvag.base.dated import Dated, DatedValue
from vardvag.base.definitions import Day, SourceField, Strict, TextField, read_definition, validated
from vardvag.base.texts import Text

FILE = Path(__file__).parent / "reporting.yaml"


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who keeps the national database, and where that stands."""

    name: Text
    law: str
    paragraph: str


class _ReceiverField(Strict):
    receiver: TextField
    law: str
    paragraph: str
    valid_from: Day
    valid_to: Day | None = None
    source: SourceField


class _ReportingFile(Strict):
    title: TextField
    receivers: tuple[_ReceiverField, ...]


@functools.cache
def receivers() -> Dated[Receiver]:
    """Every receiver since 2010-07-01, when reporting became a duty."""
    fields = validated(read_definition(FILE), _ReportingFile)
    return Dated(
        "receivers",
        [
            DatedValue(
                Receiver(entry.receiver.text(), entry.law, entry.paragraph),
                entry.valid_from,
                entry.source.source(),
                entry.valid_to,
            )
            for entry in fields.receivers
        ],
    )
