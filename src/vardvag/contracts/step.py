"""One planned step: what, who is responsible, when, where, how to prepare and whom to ask.

A step points to a pathway and shows that pathway's clock; it never counts days itself. Beside the legal
clock, and never confused with it, stands the clinical target date that somebody set. Here does not belong
what the whole plan adds up to (`overview`), nor the national contact made of a step (`export`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vardvag.contracts.booking_terms import BookingTerms
from vardvag.contracts.duration import ONE_DAY, Duration
from vardvag.contracts.identifiers import PathwayId, StepId
from vardvag.contracts.instructions import Instruction
from vardvag.contracts.lead_time import LeadTime
from vardvag.contracts.referral import Referral
from vardvag.contracts.slots import Slot
from vardvag.contracts.times import When
from vardvag.contracts.whom_to_ask import WhomToAsk
from vardvag.contracts.wishes import Wishes
from vardvag.events.model import Phase


class OwnerKind(StrEnum):
    """Who can be responsible for a step. Exactly one party is."""

    PATIENT = "patient"
    RELATIVE = "relative"
    CARE_UNIT = "care_unit"
    MUNICIPAL_UNIT = "municipal_unit"


@dataclass(frozen=True, slots=True)
class Owner:
    """The party responsible. `name` is shown; `unit` is the unit's HSA id and stands only for a unit."""

    kind: OwnerKind
    name: str
    unit: str | None = None

    def __post_init__(self) -> None:
        is_unit = self.kind in (OwnerKind.CARE_UNIT, OwnerKind.MUNICIPAL_UNIT)
        if is_unit is not bool(self.unit):
            raise ValueError("a unit has an identifier, and only a unit has one")


@dataclass(frozen=True, slots=True)
class ClinicalTarget:
    """A date set on medical grounds by somebody, some day. It is not a limit in law."""

    day: date
    set_by: str
    set_on: date


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """The plan, referral or booking the step was taken from, so that nothing is typed twice.

    `kind` is the source's own word (SIP, VP, SVP, referral, booking …).
    """

    kind: str
    system: str
    identifier: str


@dataclass(frozen=True, slots=True)
class ReportedAs:
    """What the national contact format asks about a step and the plan does not otherwise know.

    `contact_id` is the identifier the contact is reported under. `reported_by` names the record system that
    already reports it; None when nobody does, and only then does Vårdväg.
    """

    contact_id: str
    region: str
    speciality: str
    guaranteed: bool
    contact_form: str
    profession: str
    booking: int
    reported_by: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step of a plan. `what` and `preparation` are plain Swedish, said to the patient.

    `phase` is which kind of contact the step is on its pathway; both stand together or not at all.
    `responsible` is the HSA id of the caregiver or omsorgsgivare whose data the step is (the controller);
    None: the plan's own. `approved_for_patient` is that controller's mark: without it she is not shown the
    step. `internal_note` is never shown to her, `patient_note` is written to her.
    """

    step_id: StepId
    what: str
    owner: Owner
    when: When
    ask: WhomToAsk
    where: str | None = None
    preparation: str | None = None
    pathway: PathwayId | None = None
    phase: Phase | None = None
    target: ClinicalTarget | None = None
    depends_on: tuple[StepId, ...] = ()
    source_plan: SourcePlan | None = None
    reported_as: ReportedAs | None = None
    responsible: str | None = None
    approved_for_patient: bool = True
    internal_note: str | None = None
    patient_note: str | None = None
    duration: Duration = ONE_DAY
    slots: tuple[Slot, ...] = ()
    wishes: Wishes | None = None
    booking: BookingTerms | None = None
    referral: Referral | None = None
    instructions: tuple[Instruction, ...] = ()
    lead_time: LeadTime | None = None

    def __post_init__(self) -> None:
        if (self.pathway is None) is not (self.phase is None):
            raise ValueError(f"{self.what}: a step on a pathway has a phase, and only such a step has one")
        if self.phase is not None and self.phase.in_primary_care:
            raise ValueError(f"{self.what}: a step's phase is one of the national model's, 1 to 5")
        if self.reported_as is not None and self.pathway is None:
            raise ValueError(f"{self.what}: only a step on a pathway is reported as a contact")
