"""What a limit *is* on a given day: its length, its paragraph, and on which terms, as dated values.

The guarantee's own limits are read from `limits.yaml`; how a file is read, and the other limits there are,
stand in `limit_files`. Here does not belong how a clock is run under a limit (`reference`, `primary`).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vardvag.base.dated import Dated
from vardvag.base.texts import Text
from vardvag.clocks.model import LimitKind
from vardvag.events.model import Phase


class About(StrEnum):
    """Which wait a limit is about. The first four are HSF (2017:80) 6 kap. 1 §, items 1–4, in order."""

    CONTACT = "contact"
    """From seeking contact with primary care to contact being made."""
    ASSESSMENT = "assessment"
    """From seeking contact with primary care to the medical assessment."""
    VISIT = "visit"
    """From the referral (or from seeking care) to the visit in specialised care."""
    TREATMENT = "treatment"
    """From the decision on planned care to its beginning."""
    EXAMINATION = "examination"
    """From the decision on an examination to it. Not in the guarantee; proposed."""
    NEXT_STEP = "next_step"
    """From the first visit to an in-depth investigation or treatment. Not in the guarantee."""
    FIRST_TREATMENT = "first_treatment"
    """From well-founded suspicion to the first treatment: SVF. Not in the guarantee."""
    PRIMARY_EXAMINATION = "primary_examination"
    """An examination in primary care. Proposed; no format that we read holds the facts: no clock is run."""
    PRIMARY_TREATMENT = "primary_treatment"
    """A treatment in primary care. The same."""
    TOLD_WHEN = "told_when"
    """From seeking care to being told when it will be given. The same."""

    @property
    def phase(self) -> Phase | None:
        """The kind of contact that a row of the national file has for this wait, where it has one."""
        return _PHASES.get(self)

    @property
    def in_primary_care(self) -> bool:
        """Whether the wait is in primary care, so that its facts are a `PrimaryCareContact`."""
        return self in (About.CONTACT, About.ASSESSMENT)


_PHASES = {
    About.VISIT: Phase.FIRST_CONTACT,
    About.TREATMENT: Phase.OPERATION,
    About.EXAMINATION: Phase.EXAMINATION,
}


class Ground(StrEnum):
    """Why time is not counted (HSF 2017:80, 6 kap. 2 §)."""

    MEDICAL = "medical"
    """For medical reasons the patient cannot be given care (item 1)."""
    ELSEWHERE = "elsewhere"
    """The patient has used her right to choose care in another region (item 2)."""
    WAIVED = "waived"
    """The patient voluntarily abstains (item 3 and the second paragraph)."""


class Assessor(StrEnum):
    """Who must make the medical assessment in primary care."""

    DOCTOR = "doctor"
    """Läkare: the wording until 2018."""
    LICENSED = "licensed"
    """Läkare eller annan legitimerad hälso- och sjukvårdspersonal: the wording from 2019."""


@dataclass(frozen=True, slots=True)
class LimitVersion:
    """One wording of a limit: `days` calendar days; `not_counted` None where the grounds are not known.

    `wording` is the amendment that gave it its words, `called` what it was called then. `if_needed`: only
    when the caregiver has judged that an assessment is needed. `by`: who must make it. `listed_only`: only
    at the unit where the patient is listed.
    """

    days: int
    law: str
    paragraph: str
    not_counted: frozenset[Ground] | None
    wording: str = ""
    called: Text | None = None
    if_needed: bool = False
    by: Assessor | None = None
    listed_only: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit with all its versions. `regions` is None where it applies in the whole country."""

    name: str
    title: Text
    about: About
    history: Dated[LimitVersion]
    kind: LimitKind = LimitKind.STATUTE
    regions: frozenset[str] | None = None

    @property
    def phase(self) -> Phase | None:
        """As `About.phase`."""
        return self.about.phase

    @property
    def is_guarantee(self) -> bool:
        """Whether it is the guarantee, or a shorter or proposed form of it: what is covered then decides."""
        return self.kind in (LimitKind.STATUTE, LimitKind.REGIONAL, LimitKind.PROPOSAL)

    @property
    def asks_sender(self) -> bool:
        """Whether the sender's word that the guarantee does not apply (`Vardgaranti`) takes a contact out.

        It is about the guarantee in force: it says nothing of a goal, nor of what only a proposal covers.
        """
        return self.is_guarantee and self.about in (About.VISIT, About.TREATMENT)

    def version(self, started_on: date) -> LimitVersion | None:
        """The version for a clock that starts on *started_on*; None when there was no such limit."""
        try:
            return self.history.on(started_on).value
        except LookupError:
            return None

    def applies_in(self, region: str) -> bool:
        """Whether the limit applies in a region (SCB's two digits)."""
        return self.regions is None or region in self.regions


def guarantee() -> tuple[Limit, ...]:
    """The four limits of the care guarantee, in the ordinance's order."""
    from vardvag.clocks.limit_files import statute

    return statute().limits


@functools.cache
def limits() -> Mapping[Phase, Limit]:
    """The guarantee's limits in specialised care (items 3 and 4), by the kind of contact they are about."""
    return by_phase(guarantee())


def by_phase(found: tuple[Limit, ...]) -> dict[Phase, Limit]:
    """Those of some limits that a row of the national file has a kind of contact for."""
    return {limit.phase: limit for limit in found if limit.phase is not None}
