"""The tables of FHIR R4's types: elements with cardinality, types, targets of references and required codes.

Read once from `definitions.json`. Here does not belong checking anything against them (`checking`).
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "definitions.json"


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a type. `choice` groups those of which a resource has at most one (`value[x]`)."""

    least: int
    many: bool
    types: tuple[str, ...]
    targets: frozenset[str] = frozenset()
    codes: str | None = None
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class Definitions:
    """`types` by name and path, `primitives` with their pattern, `codes` of a value set as (system, code)."""

    types: Mapping[str, Mapping[str, Element]]
    primitives: Mapping[str, re.Pattern[str] | None]
    codes: Mapping[str, frozenset[tuple[str, str]]]

    @property
    def resources(self) -> frozenset[str]:
        """The resource types among them."""
        return frozenset(name for name, own in self.types.items() if "meta" in own)


@functools.cache
def definitions() -> Definitions:
    """The tables of 4.0.1."""
    read: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return Definitions(
        {
            name: {key: _element(one) for key, one in own.items() if one["max"] != "0"}
            for name, own in read["types"].items()
        },
        {name: re.compile(text) if text else None for name, text in read["primitives"].items()},
        {name: frozenset((system, code) for system, code in rows) for name, rows in read["codes"].items()},
    )


def _element(kept: Mapping[str, Any]) -> Element:
    return Element(
        kept["min"],
        kept["max"] != "1",
        tuple(kept["types"]),
        frozenset(kept.get("targets", ())),
        kept.get("codes"),
        kept.get("choice"),
    )
