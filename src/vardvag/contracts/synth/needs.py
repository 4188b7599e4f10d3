"""What care an example person can need: the steps of each need in their order, as read from `needs.yaml`.

The needs are made up to look like care, and are no care programme: no step, order or number of days says what
anybody ought to get. Here does not belong how far a person has come (`course`).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from vardvag.base.definitions import Strict, TextField, read_definition, validated
from vardvag.contracts.duration import Duration
from vardvag.contracts.instructions import Instruction
from vardvag.contracts.synth.units import roles
from vardvag.events.model import NATIONAL_PHASES, Phase

FILE = Path(__file__).parent / "needs.yaml"

Age = Literal["child", "adult", "old"]
PATIENT, RELATIVE = "patient", "relative"
"""Who owns a step that no unit owns."""

_PHASES = {phase.name.lower(): phase for phase in NATIONAL_PHASES}
Words = Annotated[str, Field(min_length=1)]


class _InstructionField(Strict):
    subject: Words
    says: Words
    days_before: Annotated[int, Field(ge=0)] = 0


class NeedStep(Strict):
    """A step of a need. `unit` is a role, or `patient` or `relative`.

    `days` is at least and at most how long after the step before. `next` is said while it has no time.
    `phase` is the kind of contact, for a step on a pathway of its own.
    """

    what: Words
    unit: Words
    days: tuple[int, int]
    next: str = ""
    phase: Literal["first_contact", "operation", "examination", "return_visit"] | None = None
    preparation: str | None = None
    referral: bool = False
    minutes: Annotated[int, Field(gt=0)] = 45
    covers_days: Annotated[int, Field(gt=0)] = 1
    instructions: tuple[_InstructionField, ...] = ()

    @functools.cached_property
    def kind(self) -> Phase | None:
        """The phase, as events name it."""
        return None if self.phase is None else _PHASES[self.phase]

    @functools.cached_property
    def duration(self) -> Duration:
        """How long it takes."""
        return Duration(self.covers_days, self.minutes if self.covers_days == 1 else None)

    @functools.cached_property
    def told(self) -> tuple[Instruction, ...]:
        """What she is to do around it."""
        return tuple(Instruction(one.subject, one.says, one.days_before) for one in self.instructions)


class Need(Strict):
    """A care need, for whom, and what people who have it say is important to them."""

    title: Words
    ages: frozenset[Age]
    matters: tuple[Words, ...]
    steps: Mapping[str, NeedStep]

    @functools.cached_property
    def least_days(self) -> int:
        """How many days it takes when every step follows as soon as it can."""
        return sum(step.days[0] for step in self.steps.values())


class _File(Strict):
    title: TextField
    about: TextField
    needs: Mapping[str, Need]


@functools.cache
def needs(path: Path = FILE) -> Mapping[str, Need]:
    """The needs by name. BadInput tells every fault of the file; ValueError a unit that nobody has."""
    read = validated(read_definition(path), _File).needs
    known = {*roles(), PATIENT, RELATIVE}
    owners = {step.unit for need in read.values() for step in need.steps.values()}
    if unknown := sorted(owners - known):
        raise ValueError(f"{path.name}: no unit has the role {', '.join(unknown)}")
    return read


@functools.cache
def needs_of(age: Age) -> tuple[tuple[str, Need], ...]:
    """The needs that somebody of an age group can have, by name."""
    return tuple((name, need) for name, need in needs().items() if age in need.ages)
