"""A step as a contact in the national format: only a unit's own steps that nobody else already reports.

The projection is lossy; `LOST` says what of. Patients leave as the format knows them: year of birth, sex
and municipality, never a name, a personnummer or a pathway. Here does not belong writing the file
(`events.formats`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from vardvag.base.days import Month
from vardvag.base.texts import Text
from vardvag.clocks.limits import Ground
from vardvag.clocks.pauses import pauses_between
from vardvag.clocks.reference import left_out_of
from vardvag.clocks.starts import starting_kinds_of_phase
from vardvag.contracts.person import Person
from vardvag.contracts.progress import began_on, events_of_step, in_force, with_beginning
from vardvag.contracts.step import OwnerKind, PlannedStep
from vardvag.events import projection
from vardvag.events.model import CareEvent, Contact, Deviation, EventKind
from vardvag.events.projection import Beside, Course, contact_in

LOST: tuple[Text, ...] = (
    Text("Vad som är viktigt för patienten.", "What matters to the patient."),
    Text("Vem som ansvarar och vem patienten kan fråga.", "Who is responsible and whom the patient can ask."),
    Text("Medicinskt måldatum.", "The clinical target date."),
    Text(
        "Önskemål, fasta kontakter, SIP, överlämningar, källplaner och anteckningar.",
        "Wishes, named contacts, SIP, hand-overs, source plans and notes.",
    ),
    Text(
        "Patientens, närståendes och kommunens steg.", "Steps of the patient, relatives and the municipality."
    ),
    *projection.LOST,
)
"""What a plan says and its contacts do not: what only a plan holds, and all that events lose."""


def contact_of(
    step: PlannedStep, person: Person, events: Sequence[CareEvent], *, unit: str, month: Month, as_of: date
) -> Contact | None:
    """The step as *unit* reports it for *month*, seen on *as_of*; None when it does not stand in that month.

    Done in the month: a done row. Decided by the month's end and not begun by then: a waiting row.
    """
    told = step.reported_as
    own = step.owner.kind is OwnerKind.CARE_UNIT and step.owner.unit == unit
    if not own or told is None or told.reported_by is not None or step.phase is None:
        return None
    decided = decided_on(step, events)
    if decided is None:
        return None
    course = Course(decided, began_on(step, events, as_of), _closed_on(step, events))
    beside = Beside(
        contact_id=told.contact_id,
        region=told.region,
        unit=unit,
        phase=step.phase,
        speciality=told.speciality,
        guaranteed=told.guaranteed,
        birth_year=person.birth_year,
        sex=person.sex,
        municipality=person.municipality,
        contact_form=told.contact_form,
        profession=told.profession,
        booking=told.booking,
    )
    contact = contact_in(month, course, beside)
    if contact is None:
        return None
    seen_on = min(as_of, month.last_day)
    return replace(contact, deviation=deviation(step, with_beginning(step, events, as_of), seen_on))


def decided_on(step: PlannedStep, events: Sequence[CareEvent]) -> date | None:
    """`BeslutAktivitet`: the day the legal clock starts; without such a clock, the day of decision."""
    own = events_of_step(step, events)
    for kind in starting_kinds_of_phase(step.phase) if step.phase else ():
        days = [event.on for event in own if event.kind is kind]
        if days:
            return min(days)
    return None


def deviation(step: PlannedStep, events: Sequence[CareEvent], as_of: date) -> Deviation:
    """`Avvikelse` on *as_of*: the ground on which the step's own clock leaves out time, a medical one first.

    So the patient's clock and the code that is counted cannot disagree: the patient's choice is coded when
    the clock holds her to abstain, and a regret or a hold of no whole day leaves no code. Where no clock is
    determined nobody can be held to abstain; a medical hold is still one.
    """
    if step.phase is None:
        return Deviation.NONE
    own = [event for event in in_force(events) if event.pathway == step.pathway]
    left_out = left_out_of(own, step.phase, as_of)
    if left_out is None:
        return Deviation.MEDICAL if _held(step, own, as_of) else Deviation.NONE
    if Ground.MEDICAL in left_out:
        return Deviation.MEDICAL
    return Deviation.PATIENT_CHOSEN if Ground.WAIVED in left_out else Deviation.NONE


def _held(step: PlannedStep, events: Sequence[CareEvent], as_of: date) -> bool:
    """Whether a medical hold has left out any time by *as_of*, for a step that no clock is determined for."""
    about = [event for event in events_of_step(step, events) if event.on <= as_of]
    begun = [event.on for event in about if event.kind is EventKind.MEDICAL_HOLD_BEGUN]
    ended = [event.on for event in about if event.kind is EventKind.MEDICAL_HOLD_ENDED]
    started = [event.on for event in about if event.kind is EventKind.STARTED]
    pauses = pauses_between(begun, ended, min(started, default=as_of))
    return any((one.open and not started) or one.ended > one.begun for one in pauses)


def _closed_on(step: PlannedStep, events: Sequence[CareEvent]) -> date | None:
    closed = (event.on for event in events_of_step(step, events) if event.kind is EventKind.CLOSED)
    return min(closed, default=None)
