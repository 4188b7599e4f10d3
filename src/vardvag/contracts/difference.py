"""What differs between two versions of a plan, step by step, and whether two changes touch the same thing.

So that somebody whose plan was changed by another first is told what the other did, and whether her own
change can be laid on top. Two changes of different fields of a step do not touch. Here does not belong who
may see the versions (`access`), nor trying a change anew (`usecases.lay_on_top`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from vardvag.contracts.identifiers import StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.step import PlannedStep


class ChangeKind(StrEnum):
    """What became of a thing between the two versions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class StepChange:
    """One step. `changed` names the fields that differ, where it stands in both versions."""

    step_id: StepId
    kind: ChangeKind
    changed: tuple[str, ...]
    before: PlannedStep | None
    after: PlannedStep | None


@dataclass(frozen=True, slots=True)
class PartChange:
    """Something of the plan that is no step: a whole part (`identifier` None), or one record of a part."""

    part: str
    identifier: str | None
    kind: ChangeKind
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs, steps in the order of the later version and then those that are gone."""

    steps: tuple[StepChange, ...]
    parts: tuple[PartChange, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.steps or self.parts)


ROWS = {
    "fixed_contacts": ("contact_id",),
    "sips": ("sip_id",),
    "handovers": ("handover_id",),
    "stays": ("pathway",),
    "source_plans": ("system", "identifier"),
}
"""Part of a plan that holds records → the fields that name one of them."""

WHOLE = ("what_matters", "coordinator", "care_team", "wishes")
"""Parts that are one thing. What never changes, and the version itself, is none."""


def difference(before: PatientContract, after: PatientContract) -> Difference:
    """What differs from *before* to *after*. The order of steps alone is no difference."""
    was = {step.step_id: step for step in before.steps}
    now = {step.step_id: step for step in after.steps}
    steps = [
        StepChange(step_id, kind, changed, was.get(step_id), now.get(step_id))
        for step_id, kind, changed in _between(was, now)
    ]
    parts = [
        PartChange(part, None, ChangeKind.CHANGED, ())
        for part in WHOLE
        if getattr(before, part) != getattr(after, part)
    ]
    for part, names in ROWS.items():
        older, newer = (_named(getattr(plan, part), names) for plan in (before, after))
        parts += [PartChange(part, key, kind, changed) for key, kind, changed in _between(older, newer)]
    return Difference(tuple(steps), tuple(parts))


def touch(one: Difference, other: Difference) -> bool:
    """Whether the two changes are of the same thing: then somebody has to choose."""
    mine, theirs = _touched(one), _touched(other)
    return any(
        not mine[thing] or not theirs[thing] or mine[thing] & theirs[thing] for thing in mine.keys() & theirs
    )


def _touched(change: Difference) -> dict[tuple[str, str | None], frozenset[str]]:
    """Thing → the fields of it that differ; none where the whole of it came, went or is one thing."""
    rows = [("steps", str(one.step_id), one.changed) for one in change.steps]
    found: dict[tuple[str, str | None], frozenset[str]] = {
        (part, key): frozenset(changed) for part, key, changed in rows
    }
    return found | {(one.part, one.identifier): frozenset(one.changed) for one in change.parts}


def _named(records: tuple[Any, ...], names: tuple[str, ...]) -> dict[str, Any]:
    return {"|".join(str(getattr(one, name)) for name in names): one for one in records}


def _between(
    was: Mapping[Any, Any], now: Mapping[Any, Any]
) -> Iterator[tuple[Any, ChangeKind, tuple[str, ...]]]:
    for key, one in now.items():
        if key not in was:
            yield key, ChangeKind.ADDED, ()
        elif was[key] != one:
            names = (field.name for field in fields(one))
            changed = tuple(name for name in names if getattr(was[key], name) != getattr(one, name))
            yield key, ChangeKind.CHANGED, changed
    for key in was:
        if key not in now:
            yield key, ChangeKind.REMOVED, ()
