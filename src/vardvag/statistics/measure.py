"""Measures: what is counted, why, by which definition, and how it may be shown.

A measure is a reviewed file (`measures/*.yaml`, or a folder of one's own) and its id is the file's name.
Issued measures are not edited: another definition is another file. The fingerprint of the file follows
every figure. Here does not belong the counting (`census`, `completed`, `reference`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from vardvag.base.cells import Basis
from vardvag.base.definitions import Day, Definition, SourceField, Strict, TextField, validated
from vardvag.base.errors import BadInput, NotFound, WrongUse
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.events.model import Phase
from vardvag.statistics.breaks import Break, BreakField, breaks_read
from vardvag.statistics.figures import Figure
from vardvag.statistics.folder import definitions_in
from vardvag.statistics.length import Length
from vardvag.statistics.policy import ExclusionPolicy, policies, policy

FOLDER = Path(__file__).parent / "measures"

_MVO = 3
"""Characters of a field of activity."""


class Counts(StrEnum):
    """Whose waits are counted."""

    WAITING = "waiting"
    """Those who wait at the end of the month."""
    DONE = "done"
    """Those whose wait ended in the month."""


class Limit(Strict):
    """The days (or minutes) within which a wait counts as within; the day itself included."""

    days: Annotated[int, Field(ge=0)] | None = None
    minutes: Annotated[int, Field(ge=0)] | None = None
    source: SourceField

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.days is None) is (self.minutes is None):
            raise ValueError("a limit is in days or in minutes: say one of them")
        return self


class Specialities(Strict):
    """Which fields of activity (`Mvo`) are counted; without codes, whoever asks says which."""

    codes: Annotated[list[Annotated[str, Field(pattern=r"^\S{3}$")]], Field(min_length=1)] | None = None
    source: SourceField


class Guaranteed(Strict):
    """Whether only contacts that the sender marked as covered by the guarantee are counted."""

    only: bool
    source: SourceField


class Policies(Strict):
    """Who may be left out: the policies allowed, and the one used when nothing is said."""

    default: str
    allowed: Annotated[list[str], Field(min_length=1)]

    @model_validator(mode="after")
    def _exist(self) -> Self:
        if unknown := [name for name in self.allowed if name not in policies()]:
            raise ValueError(f"no such exclusion policy: {', '.join(unknown)}")
        if self.default not in self.allowed:
            raise ValueError("the default policy is not among those allowed")
        return self


class Rounding(Strict):
    """Decimals of a per cent in the published share."""

    decimals: Annotated[int, Field(ge=0, le=6)]
    source: SourceField


class Disclosure(Strict):
    """A published count of contacts is 0 or at least `fewest`, from `valid_from` on."""

    fewest: Annotated[int, Field(ge=1)]
    valid_from: Day
    source: SourceField


def _known_phase(name: str) -> str:
    known = [phase.name.lower() for phase in Phase]
    if name not in known:
        raise ValueError(f"phase is one of {', '.join(known)}")
    return name


class MeasureFile(Strict):
    """The keys of a file in `measures/`."""

    title: TextField
    why: TextField
    definition: TextField
    counts: Counts
    phase: Annotated[str, AfterValidator(_known_phase)]
    length: Length = Length.WAIT
    specialities: Specialities | None = None
    bases: list[Basis]
    guaranteed: Guaranteed
    limit: Limit | None = None
    policies: Policies
    rounding: Rounding
    disclosure: Disclosure
    breaks: list[BreakField] = Field(default_factory=list)
    author: str
    checker: str | None
    review_by: Day
    sources: Annotated[list[SourceField], Field(min_length=1)]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if bool(self.bases) is not (self.counts is Counts.WAITING):
            raise ValueError(
                "a measure of those waiting has at least one basis, a measure of those done none"
            )
        if self.limit is None and any(policies()[name].over_limit for name in self.policies.allowed):
            raise ValueError("a policy that leaves out those past the limit needs a limit")
        if self.length is not Length.WAIT and self.counts is not Counts.DONE:
            raise ValueError(f"the length {self.length} is of those done")
        if self.limit is not None and (self.limit.minutes is not None) is not self.length.in_minutes:
            raise ValueError(f"the limit of {self.length} is in {self.length.unit.en}")
        for part in (self.guaranteed, self.limit, self.specialities, self.rounding, self.disclosure):
            if part is not None:
                part.source.source()
        return self


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure, ready to count by. `file` holds everything that stood in its file.

    `specialities` are the fields of activity that are counted; None: all of them.
    """

    id: str
    file: MeasureFile
    fingerprint: str
    specialities: tuple[str, ...] | None = None

    @property
    def title(self) -> Text:
        """What the figure is called."""
        return self.file.title.text()

    @property
    def breaks(self) -> tuple[Break, ...]:
        """From which periods its figures are not comparable with those before."""
        return breaks_read(self.file.breaks)

    @property
    def counts(self) -> Counts:
        """Those waiting, or those done."""
        return self.file.counts

    @property
    def phase(self) -> Phase:
        """Which kind of contact."""
        return Phase[self.file.phase.upper()]

    @property
    def length(self) -> Length:
        """What is measured of each."""
        return self.file.length

    @property
    def limit(self) -> int | None:
        """Days (or minutes, as `length` is told in); a wait of exactly so many is within.

        None: there is no limit, and everybody is.
        """
        limit = self.file.limit
        return None if limit is None else limit.minutes if limit.days is None else limit.days

    @property
    def waits_for_specialities(self) -> bool:
        """Whether nothing can be counted until somebody says of which fields of activity (`of`)."""
        return self.file.specialities is not None and self.specialities is None

    def of(self, specialities: Sequence[str]) -> Measure:
        """The same measure of some fields of activity; they are part of its fingerprint.

        WrongUse for a code that is not three characters, or is not among those of the measure's file.
        """
        chosen = tuple(sorted(set(specialities)))
        own = self.file.specialities.codes if self.file.specialities else None
        if wrong := [one for one in chosen if len(one) != _MVO or any(letter.isspace() for letter in one)]:
            raise WrongUse(
                Text(
                    f"Ett verksamhetsområde (Mvo) är tre tecken, inte {', '.join(wrong) or 'inget'}.",
                    f"A field of activity (Mvo) is three characters, not {', '.join(wrong) or 'none'}.",
                )
            )
        if others := [one for one in chosen if own is not None and one not in own]:
            raise WrongUse(
                Text(
                    f"{self.id} räknar bara {', '.join(own or ())}, inte {', '.join(others)}.",
                    f"{self.id} counts only {', '.join(own or ())}, not {', '.join(others)}.",
                )
            )
        return replace(self, specialities=chosen, fingerprint=f"{self.fingerprint}+{'+'.join(chosen)}")

    def within(self, days: int) -> bool:
        """Whether a wait of *days* is within the limit."""
        return self.limit is None or days <= self.limit

    def figure(self, asked: Figure | None) -> Figure:
        """The figure to tell: the one asked for, or the share; the median where there is no limit.

        WrongUse for a share within a limit that the measure does not have, for bands of what is not a wait,
        and for a measure of fields of activity that nobody has named.
        """
        if self.waits_for_specialities:
            raise WrongUse(
                Text(
                    f"{self.id} räknar vissa verksamhetsområden, och ingen källa som vi har säger vilka "
                    "koder de har. Ange dem med --speciality KOD.",
                    f"{self.id} counts some fields of activity, and no source that we have says which codes "
                    "they have. Name them with --speciality CODE.",
                )
            )
        if asked is Figure.SHARE and self.limit is None:
            raise WrongUse(
                Text(
                    f"{self.id} har ingen gräns och därför ingen andel. Fråga efter --figure median.",
                    f"{self.id} has no limit, and so no share. Ask for --figure median.",
                )
            )
        if asked is not None and asked.bands is not None and self.length is not Length.WAIT:
            raise WrongUse(
                Text(
                    f"{self.id} har inga dagsintervall. Fråga efter --figure share eller percentiles.",
                    f"{self.id} has no bands of days. Ask for --figure share or percentiles.",
                )
            )
        return asked or (Figure.MEDIAN if self.limit is None else Figure.SHARE)

    @property
    def only_guaranteed(self) -> bool:
        """Whether contacts outside the guarantee are left out."""
        return self.file.guaranteed.only

    def basis(self, asked: Basis | None) -> Basis | None:
        """The basis to count on: the one asked for or the measure's first; None where nobody waits.

        WrongUse for a basis that the measure does not have.
        """
        if asked is None:
            return self.file.bases[0] if self.file.bases else None
        if asked not in self.file.bases:
            allowed = ", ".join(self.file.bases)
            raise WrongUse(
                Text(
                    f"{self.id} kan inte räknas på grunden {asked}. "
                    f"Tillåtna: {allowed or 'ingen, för ingen väntar i måttet'}.",
                    f"{self.id} cannot be counted on the basis {asked}. "
                    f"Allowed: {allowed or 'none, because nobody waits in it'}.",
                )
            )
        return asked

    def policy(self, asked: str | None) -> ExclusionPolicy:
        """The policy to count by. NotFound when it does not exist, WrongUse when not allowed here."""
        chosen = policy(asked or self.file.policies.default)
        if chosen.id not in self.file.policies.allowed:
            allowed = ", ".join(self.file.policies.allowed)
            raise WrongUse(
                Text(
                    f"{self.id} räknas inte med {chosen.id}. Tillåtna: {allowed}.",
                    f"{self.id} is not counted by {chosen.id}. Allowed: {allowed}.",
                )
            )
        return chosen


def measures(folders: Sequence[Path] = ()) -> Mapping[str, Measure]:
    """Every built-in measure that is counted from contacts, and those in *folders*, by id.

    Those whose numbers are supplied are `supplied.supplied_measures`. BadInput tells every fault of every
    file at once.
    """
    read: dict[str, Measure] = {}
    findings: list[Finding] = []
    for name, definition in definitions_in([FOLDER, *folders]).items():
        try:
            read[name] = _measure(name, definition)
        except BadInput as problem:
            findings.extend(problem.findings)
    if findings:
        raise BadInput(Text("Ett mått kan inte användas.", "A measure cannot be used."), findings)
    return read


def measure(name: str, folders: Sequence[Path] = ()) -> Measure:
    """The measure called *name*. NotFound names the nearest."""
    known = measures(folders)
    if name not in known:
        raise NotFound(Text("Mått", "measure"), name, known)
    return known[name]


def _measure(name: str, definition: Definition) -> Measure:
    file = validated(definition, MeasureFile)
    codes = file.specialities.codes if file.specialities else None
    return Measure(name, file, definition.fingerprint, tuple(sorted(codes)) if codes else None)
