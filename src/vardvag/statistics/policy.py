"""Exclusion policies: who is left out of a figure, by name.

This is statistics, not law: the law stops a person's clock, a policy leaves whole contacts out of numerator
and denominator. The same contacts give different shares under different policies, so every figure names its
policy. A policy is data (`exclusions/*.yaml`): a predicate on the deviation code and on whether the limit has
been passed, said once and used in Python and in SQL.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from vardvag.base.dated import Source
from vardvag.base.definitions import Day, SourceField, Strict, TextField, validated
from vardvag.base.errors import NotFound
from vardvag.base.texts import Text
from vardvag.events.model import Deviation
from vardvag.statistics.folder import definitions_in

FOLDER = Path(__file__).parent / "exclusions"


class Code(StrEnum):
    """The deviation codes as the field writes them."""

    PVV = "PvV"
    MOV = "MoV"
    SOV = "SoV"

    @property
    def deviation(self) -> Deviation:
        """The code in a contact."""
        return {
            Code.PVV: Deviation.PATIENT_CHOSEN,
            Code.MOV: Deviation.MEDICAL,
            Code.SOV: Deviation.SOCIAL,
        }[self]


class LeftOut(Strict):
    """One line of a policy: contacts with this code, always or only when they have passed the limit."""

    deviation: Code
    only_over_limit: bool


class UsedBy(Strict):
    """Who counts so. `since` is None where the sources do not say from when."""

    who: TextField
    since: Day | None = None
    source: SourceField


class PolicyFile(Strict):
    """The keys of a file in `exclusions/`."""

    title: TextField
    definition: TextField
    leaves_out: list[LeftOut]
    used_by: list[UsedBy]


@dataclass(frozen=True, slots=True)
class Usage:
    """Somebody who counts by a policy, and where that is said."""

    who: Text
    since: date | None
    source: Source


@dataclass(frozen=True, slots=True)
class ExclusionPolicy:
    """Who is left out. `always` and `over_limit` hold deviation codes."""

    id: str
    title: Text
    definition: Text
    always: frozenset[Deviation]
    over_limit: frozenset[Deviation]
    used_by: tuple[Usage, ...]
    fingerprint: str

    def leaves_out(self, deviation: Deviation, over_limit: bool) -> bool:
        """Whether a contact with this code, past the limit or not, is left out of both numbers."""
        return deviation in self.always or (over_limit and deviation in self.over_limit)

    def counts_sql(self, deviation: str, over_limit: str) -> str:
        """The opposite of `leaves_out` as an SQL condition on two expressions."""
        conditions = []
        if self.always:
            conditions.append(f"{deviation} IN ({_codes(self.always)})")
        if self.over_limit:
            conditions.append(f"({over_limit} AND {deviation} IN ({_codes(self.over_limit)}))")
        return f"NOT ({' OR '.join(conditions)})" if conditions else "true"


def _codes(deviations: frozenset[Deviation]) -> str:
    return ", ".join(str(int(deviation)) for deviation in sorted(deviations))


@functools.cache
def policies() -> Mapping[str, ExclusionPolicy]:
    """Every policy by its id. BadInput when a file cannot be used."""
    read: dict[str, ExclusionPolicy] = {}
    for name, definition in definitions_in([FOLDER]).items():
        file = validated(definition, PolicyFile)
        always = frozenset(line.deviation.deviation for line in file.leaves_out if not line.only_over_limit)
        read[name] = ExclusionPolicy(
            id=name,
            title=file.title.text(),
            definition=file.definition.text(),
            always=always,
            over_limit=frozenset(line.deviation.deviation for line in file.leaves_out) - always,
            used_by=tuple(Usage(use.who.text(), use.since, use.source.source()) for use in file.used_by),
            fingerprint=definition.fingerprint,
        )
    return read


def policy(name: str) -> ExclusionPolicy:
    """The policy called *name*. NotFound names the nearest."""
    if name not in policies():
        raise NotFound(Text("Uteslutning", "exclusion policy"), name, policies())
    return policies()[name]
