"""SIP, samordnad individuell plan: consent, who takes part, goals, and what the law says it must state.

HSL (2017:30) 16 kap. 4 § and the social services act ask for four statements: which interventions are
needed, which each principal is responsible for, which are taken by somebody else, and which principal has
the overall responsibility. It takes the person's consent. Here does not belong which of them is missing
(`sip_content`), nor the clocks around a discharge (`clocks.discharge`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vardvag.contracts.identifiers import StepId
from vardvag.contracts.said import Said


class PrincipalKind(StrEnum):
    """Who is responsible for an intervention."""

    REGION = "region"
    MUNICIPALITY = "municipality"
    OTHER = "other"
    """Somebody other than the region or the municipality."""


class ParticipantKind(StrEnum):
    """In what capacity somebody takes part."""

    PERSON = "person"
    """The person the plan is for."""
    RELATIVE = "relative"
    REGION = "region"
    MUNICIPALITY = "municipality"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Consent:
    """The person's yes or no to the plan being made."""

    given: bool
    on: date
    said: Said


@dataclass(frozen=True, slots=True)
class Participant:
    """`objected`: the person has said no to this one taking part."""

    name: str
    kind: ParticipantKind
    organisation: str = ""
    objected: bool = False


@dataclass(frozen=True, slots=True)
class Intervention:
    """What is needed, who is responsible, and the step of the plan that it is. `responsible` names the unit
    or the party; None while nobody has taken it."""

    what: str
    principal: PrincipalKind | None = None
    responsible: str | None = None
    step: StepId | None = None


@dataclass(frozen=True, slots=True)
class SipGoal:
    """A goal. `own_words`: it is the person's own, as she said it."""

    what: str
    own_words: bool = False


@dataclass(frozen=True, slots=True)
class Sip:
    """`by_others` says whether anybody besides region and municipality takes an intervention: None while that
    has not been stated, which is not the same as nobody. `not_present` is why the person did not take part.
    """

    sip_id: str
    opened_on: date
    opened_by: str
    consent: Consent
    interventions: tuple[Intervention, ...] = ()
    by_others: bool | None = None
    overall: PrincipalKind | None = None
    overall_contact: str | None = None
    goals: tuple[SipGoal, ...] = ()
    participants: tuple[Participant, ...] = ()
    not_present: str | None = None
    follow_up_on: date | None = None
    closed_on: date | None = None
    closed_why: str | None = None

    def __post_init__(self) -> None:
        if not self.consent.given:
            raise ValueError("a SIP takes the person's consent")
        if self.overall is PrincipalKind.OTHER:
            raise ValueError("the overall responsibility lies with the region or the municipality")
        if self.closed_on is not None and self.closed_on < self.opened_on:
            raise ValueError("a SIP is closed after it was opened")
        if (self.closed_on is None) is not (not self.closed_why):
            raise ValueError("a SIP that is closed says why, and only such a one")

    @property
    def open(self) -> bool:
        """Whether it is still in force."""
        return self.closed_on is None
