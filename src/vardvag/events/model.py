"""The shapes a fact comes in: a *contact* as it is reported, what is attached to it, and a *care event*.

A contact is one row about one planned visit or operation, waiting or done, or about one contact in primary
care. A care event is one thing that happened or was decided on a pathway, and is what contacts are made of;
the national format keeps less than the events do (a deviation code but no pause dates), so contacts from
events is a lossy projection (`projection`).

None holds a name or a personnummer. A fact is never changed: a correction is a new fact that supersedes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from vardvag.base.days import Month
from vardvag.base.moments import Moment


class Phase(IntEnum):
    """Which kind of contact is waited for: `Fas` of the national model, and three in primary care.

    Those from 101 on are ours, and no national code: no format is read or written with them. The store has
    them (`usecases/primary_care_waits`).
    """

    FIRST_CONTACT = 1
    OPERATION = 2
    EXAMINATION = 3
    RETURN_VISIT = 4
    EMERGENCY = 5
    PRIMARY_CONTACT = 101
    """Contact with primary care."""
    PRIMARY_ASSESSMENT = 102
    """A medical assessment in primary care by licensed staff, for those who sought from 2019 on."""
    PRIMARY_DOCTOR_VISIT = 103
    """A visit to a doctor in primary care, for those who sought before 2019."""

    @property
    def in_primary_care(self) -> bool:
        """Whether it is one of ours, and no code of the national model."""
        return self >= Phase.PRIMARY_CONTACT


NATIONAL_PHASES = tuple(phase for phase in Phase if not phase.in_primary_care)
"""The codes of `Fas`."""

PRIMARY_PHASES = tuple(phase for phase in Phase if phase.in_primary_care)
"""The kinds of contact that the national model does not have."""

NOT_THERE = "not-there"
"""Stands in a contact where the national row has an attribute that this one has not: a word, because codes
of fields of activity, forms of contact and professions are shorter or begin with other letters."""

NO_BOOKING = 0
"""The same for `Contact.booking`, whose codes are 1 to 5."""


class Deviation(IntEnum):
    """`Avvikelse`: why a wait is longer than the guarantee, as the sender coded it."""

    NONE = 0
    PATIENT_CHOSEN = 1
    """PvV, patientvald väntan: offered care within the limit, informed, and actively abstained."""
    MEDICAL = 2
    """MoV, medicinskt orsakad väntan: the state of health does not allow the planned contact."""
    SOCIAL = 3
    """SoV: used only by child and adolescent psychiatry and related units."""


class Reported(StrEnum):
    """Which of the month's two files the contact stood in."""

    DONE = "done"
    """Genomförd"""
    WAITING = "waiting"
    """Väntande"""


@dataclass(frozen=True, slots=True)
class Details:
    """What a contact's row holds beside what every floor above counts by. None: the row does not say.

    A day has its clock time beside it where the row gave one (`decided_at` to `Contact.decided_on`); where
    the two disagree, the day counts. What the model requires of a contact that was held, and has a word for
    none of (hospital 00000, "Sjukhus saknas", emergency type 0), is None too; so is an id that follows from
    others (the region's own HSA-id, the caregiver at the head of the unit's).
    """

    region_hsa_id: str | None = None
    """`HSAIdRegion`, where it is not the region's own."""
    hospital: str | None = None
    """`Sjukhus`: 5 or 6 digits of Socialstyrelsens hälso- och sjukvårdsförteckning 1992."""
    hospital_name: str | None = None
    """`SjukhusNamn`"""
    caregiver: str | None = None
    """`HSAIdVardgivare`, where it is not the first part of the unit's id."""
    part_of_unit: str | None = None
    """`HSAIdEnhet`: the unit within the clinic."""
    activity: str | None = None
    """`Aktivitet`: SKR's own code of an operation, a procedure or an examination."""
    activity_kva: str | None = None
    """`AktivitetKVA`: the main procedure behind the activity."""
    activity_icd: str | None = None
    """`AktivitetICD`: the diagnosis that belongs to the activity's definition."""
    listed_unit: str | None = None
    """`HSAIdPatientListning`: the primary care unit at which the patient was listed then."""
    decided_at: Moment | None = None
    """`BeslutAktivitet` with its clock time."""
    started_at: Moment | None = None
    """`StartAktivitet` with its clock time."""
    medical_target: date | None = None
    """`MedicinsktMaldatum`: the day the contact should have begun by, for medical reasons."""
    medical_target_at: Moment | None = None
    """The same with its clock time."""
    emergency_type: int | None = None
    """`TypAkutverksamhet`: 1 an emergency department with several somatic specialities, 2 with one,
    3 psychiatric, 4 närakut, 5 another."""
    emergency_began_at: Moment | None = None
    """`TidStartAkut`"""
    emergency_assessed_at: Moment | None = None
    """`TidBedomning`: the first assessment on which something is decided."""
    emergency_ended_at: Moment | None = None
    """`TidAvslut`"""
    broken_off: bool | None = None
    """`VardAvbruten` 1: the patient left on her own after a doctor's assessment."""
    referrer_type: int | None = None
    """`Remittenttyp`: 1 a referral, 2 the patient's own request."""
    referrer: str | None = None
    """`Remittent`: the unit that referred."""
    referral_id: str | None = None
    """`RemissId`"""
    referred_on: date | None = None
    """`RemissDatum`: the day the referral was made."""
    referred_at: Moment | None = None
    """The same with its clock time."""
    arrived_on: date | None = None
    """`AnkomstDatum`: the day the referral arrived."""
    arrived_at: Moment | None = None
    """The same with its clock time."""


NO_DETAILS = Details()
"""Nothing but what every contact holds."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One reported contact in specialised care (SKR information model 1.1), or one wait in primary care.

    What the floors above count by stands here; every other attribute of the row in `details`.

    `region` is SCB's two digits (the file's own code is the information model's 10…65). `decided_on` is the
    legal day of `BeslutAktivitet`: for a first contact the day the referral was decided, for other phases
    the day the activity was decided. `started_on` is the legal day of `StartAktivitet`, None while waiting.
    `month` is the month the file covers (`DatatGallerFor`). `row` is the line of the file, header = 1.
    """

    contact_id: str
    region: str
    unit: str
    month: Month
    reported: Reported
    phase: Phase
    speciality: str
    guaranteed: bool
    deviation: Deviation
    decided_on: date
    started_on: date | None
    birth_year: int
    sex: int
    municipality: str
    contact_form: str
    profession: str
    booking: int
    replaces: str | None = None
    row: int | None = None
    details: Details = NO_DETAILS


class AttachedKind(StrEnum):
    """What is attached to a contact that was held."""

    DIAGNOSIS = "diagnosis"
    """`Diagnos` (ICD-10-SE, KSH97)"""
    CAUSE = "cause"
    """`Orsak`: an external cause (ICD-10-SE)"""
    PROCEDURE = "procedure"
    """`Atgard` (KVÅ)"""


@dataclass(frozen=True, slots=True)
class Attached:
    """One diagnosis, external cause or procedure of a contact in specialised care; sent after the contacts.

    `role` is that of a diagnosis (`DiagnosTyp`): 1 the main one, 0 another; None for causes and procedures.
    """

    kind: AttachedKind
    region: str
    contact_id: str
    code: str
    role: int | None = None
    month: Month | None = None
    replaces: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class PrimaryCareContact:
    """One contact with primary care, from the day it was sought, as far as the limits of 0 and 3 days ask.

    `contacted_on` is the day contact was made (a call answered, a visit, video, chat); None when it has not
    been. `assessment_needed` is the caregiver's judgement that an assessment by licensed staff is needed and
    could not be done when contact was made; None when nothing is said. The guarantee can be claimed where the
    patient is listed (from 2022-07-01), so `listed_unit` stands beside `unit`. Times stand beside days where
    they were given.
    """

    contact_id: str
    region: str
    unit: str
    month: Month
    sought_on: date
    contacted_on: date | None
    assessment_needed: bool | None
    assessed_on: date | None
    deviation: Deviation
    birth_year: int
    sex: int
    municipality: str
    contact_form: str | None = None
    profession: str | None = None
    listed_unit: str | None = None
    sought_at: Moment | None = None
    contacted_at: Moment | None = None
    assessed_at: Moment | None = None
    replaces: str | None = None
    row: int | None = None


class EventKind(StrEnum):
    """What can happen on a pathway, as far as any clock asks. In Swedish terms: `clocks/words.py`."""

    CARE_SOUGHT = "care_sought"
    REFERRAL_ISSUED = "referral_issued"
    REFERRAL_RETURNED = "referral_returned"
    """The referral was incomplete and sent back to be completed."""
    REQUEST_ASSESSED = "request_assessed"
    """The patient's own request for care was medically assessed."""
    REQUEST_ACCEPTED = "request_accepted"
    """The patient's own request for care was assessed and accepted."""
    SUSPICION = "suspicion"
    """Välgrundad misstanke: where the lead times of the cancer pathways (SVF) run from."""
    DECISION = "decision"
    BOOKED = "booked"
    OFFER_MADE = "offer_made"
    """An offer of care within the guarantee; `for_day` is the day offered, where that is known."""
    INFORMED = "informed"
    """The patient was told about the guarantee."""
    WAIVED = "waived"
    """The patient told the caregiver that she abstains from the offer."""
    WAIVER_REGRETTED = "waiver_regretted"
    LATER_AGREED = "later_agreed"
    """Patient and caregiver agreed on a day later than the guarantee's last; `for_day` is that day."""
    EARLIER_WANTED = "earlier_wanted"
    """The patient told the caregiver that she wants care earlier than the later day agreed on."""
    MEDICAL_HOLD_BEGUN = "medical_hold_begun"
    MEDICAL_HOLD_ENDED = "medical_hold_ended"
    ELSEWHERE_BEGUN = "elsewhere_begun"
    """The patient chose care in another region (patientlagen 9:1)."""
    ELSEWHERE_ENDED = "elsewhere_ended"
    STARTED = "started"
    """The visit was held, the operation done, the treatment begun."""
    CLOSED = "closed"
    """The care need was closed without care."""

    # What takes the whole pathway out of the guarantee (`clocks/covered.py`).
    SOUGHT_ELSEWHERE = "sought_elsewhere"
    """The care itself is sought by choice in another region than the patient's own."""
    LATER_FOR_MEDICAL_REASONS = "later_for_medical_reasons"
    """For medical reasons the care is to be given later than the limits."""
    MEDICAL_SERVICE = "medical_service"
    """What is waited for is medical service, such as a laboratory test."""
    AID = "aid"
    """What is waited for is an aid; not the fitting of a hearing aid."""
    DENTAL_CARE = "dental_care"
    """What is waited for is dental care; not such as is part of the treatment of an illness."""
    PRIVATE_WITHOUT_CONTRACT = "private_without_contract"
    """The caregiver is private, without public funding or without a contract with a region."""

    # What is done when a limit has been passed (`clocks/breach.py`), beside INFORMED.
    SEARCHED_ELSEWHERE = "searched_elsewhere"
    """The region searched for another caregiver."""
    OFFERED_ELSEWHERE = "offered_elsewhere"
    """The patient was offered care with another caregiver, at no extra cost."""
    COSTS_COMPENSATED = "costs_compensated"
    """The patient's extra costs (travel, hotel, companion) were compensated."""
    CONTACT_ADMINISTERED = "contact_administered"
    """The region administered the contact with the other caregiver."""


@dataclass(frozen=True, slots=True)
class CareEvent:
    """One thing that happened or was decided about one pathway.

    `on` is the legal day it happened; `at` its time, where that is known (some limits are counted in hours).
    `for_day` is the day that an offer, a booking or an agreement is about. `recorded_at` is the sender's time
    stamp, `received_at` ours; every figure "as known on" a day uses the latter. `supersedes` names the event
    this one corrects.
    """

    event_id: str
    pathway: str
    kind: EventKind
    phase: Phase
    on: date
    unit: str
    source: str
    recorded_at: Moment
    received_at: Moment
    supersedes: str | None = None
    at: Moment | None = None
    for_day: date | None = None
