"""Who receives waiting times, as versioned names, from when to when, and which formats we hold of theirs.

Since 1 July 2025 the receiver is Socialstyrelsen, whose format is not public in our material: we ship none.
Here does not belong any format (`formats`).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from vardvag.base.dated import Source
from vardvag.base.definitions import Day, SourceField, Strict, TextField, read_definition, validated
from vardvag.base.texts import Text

_FILE = Path(__file__).with_name("receivers.yaml")


@dataclass(frozen=True, slots=True)
class Receiver:
    """One receiver in one version. `formats` are those of its that we hold; `not_known` is what we lack."""

    name: str
    title: Text
    formats: tuple[str, ...]
    source: Source
    valid_from: date | None = None
    valid_to: date | None = None
    not_known: Text | None = None


class _ReceiverField(Strict):
    title: TextField
    formats: tuple[str, ...]
    source: SourceField
    valid_from: Day | None = None
    valid_to: Day | None = None
    not_known: TextField | None = None


class _ReceiversFile(Strict):
    receivers: dict[str, _ReceiverField]


@functools.cache
def receivers() -> Mapping[str, Receiver]:
    """Every receiver by its name, in the order of time."""
    fields = validated(read_definition(_FILE), _ReceiversFile)
    return MappingProxyType(
        {
            name: Receiver(
                name,
                one.title.text(),
                one.formats,
                one.source.source(),
                one.valid_from,
                one.valid_to,
                one.not_known.text() if one.not_known else None,
            )
            for name, one in fields.receivers.items()
        }
    )
