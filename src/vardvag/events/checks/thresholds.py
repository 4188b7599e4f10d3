"""The numbers that checks compare with, read from `thresholds.yaml`: each with its source or marked as ours.

Here belongs what a threshold is; not what is compared with it (`conditions`, `plausible`).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from pydantic import RootModel

from vardvag.base.dated import Source
from vardvag.base.definitions import Day, SourceField, Strict, TextField, read_definition, validated
from vardvag.base.texts import Text


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number, from which day on it is used, and where it was read."""

    name: str
    title: Text
    value: int
    valid_from: date
    source: Source


class _ThresholdField(Strict):
    title: TextField
    value: int
    valid_from: Day
    source: SourceField


class _ThresholdsFile(RootModel[dict[str, _ThresholdField]]):
    pass


@functools.cache
def thresholds(path: Path | None = None) -> Mapping[str, Threshold]:
    """Those in *path*, or those that Vårdväg ships. BadInput tells every fault of the file."""
    path = path or Path(str(files("vardvag.events.checks") / "thresholds.yaml"))
    fields = validated(read_definition(path), _ThresholdsFile).root
    return {
        name: Threshold(name, one.title.text(), one.value, one.valid_from, one.source.source())
        for name, one in fields.items()
    }


def threshold(name: str) -> int:
    """The value of one that Vårdväg ships."""
    return thresholds()[name].value
