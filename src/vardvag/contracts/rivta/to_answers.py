"""Answers to GetCareManagers, GetCarePlans and GetSubjectOfCareSchedule from a plan.

The caller has decided what the asker may see, has logged it, and gives what is visible: everything in the
plan that is given may be told. Told is what this caregiver answers for; what was joined from another source
is that source's to tell. What a contract has no place for is left out and said in `untold`. Here does not
belong any decision on access.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Generic, TypeVar

from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.fixed_contact import FixedContact
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.rivta import get_care_managers as managers
from vardvag.contracts.rivta import get_care_plans as plans
from vardvag.contracts.rivta import get_subject_of_care_schedule as schedule
from vardvag.contracts.rivta.collected import PatientNumber
from vardvag.contracts.rivta.logistics import Header, Professional, Result
from vardvag.contracts.rivta.plan_as_text import plan_as_text
from vardvag.contracts.rivta.values import CV, HSA, II, PersonId
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.times import Booked
from vardvag.contracts.whom_to_ask import ContactPoint

A = TypeVar("A")
TITLE = "Dokumenterad överenskommelse, patientkontrakt"


@dataclass(frozen=True, slots=True)
class Served:
    """What an answer is given by: the patient's number, our system's HSA id, the time, and a UUID to look the
    answer up by in our log."""

    patient: PatientNumber
    system: str
    at: Moment
    log: str


@dataclass(frozen=True, slots=True)
class Told(Generic[A]):
    """An answer, and what there was that it has no place for."""

    answer: A
    untold: tuple[Text, ...] = ()


def care_managers(
    question: managers.Question, visible: PatientContract, served: Served
) -> Told[managers.Answer]:
    """The fasta kontakter that are asked for. One without a first day has no place in the contract."""
    asked_for = [one for one in _own_contacts(visible) if _asked_for(one, question)]
    told = [one for one in asked_for if one.begins_on is not None]
    untold = tuple(
        Text(f"{one.name}: kontraktet kräver en första dag", f"{one.name}: the contract asks for a first day")
        for one in asked_for
        if one.begins_on is None
    )
    return Told(managers.Answer(care_managers=tuple(_manager(one, served) for one in told)), untold)


def care_plans(question: plans.Question, visible: PatientContract, served: Served) -> Told[plans.Answer]:
    """The patientkontrakt itself as one plan, in words. It has no type: no national code is for it."""
    result = Result(code="OK", log=served.log)
    if question.source_system not in (None, served.system) or question.contacts or question.units:
        # Asked about another system, certain contacts or certain units: the plan belongs to none of them.
        return Told(plans.Answer(result=result))
    now = _stamp(served.at)
    if question.days is not None and not question.days.start <= now.date() <= question.days.end:
        return Told(plans.Answer(result=result))
    header = Header(
        document=visible.plan_id,
        source_system=served.system,
        title=TITLE,
        made_at=now,
        patient=PersonId(identifier=served.patient.number, kind=served.patient.root),
        professional=Professional(
            recorded_at=now, name=visible.coordinator.name, caregiver=visible.caregiver
        ),
        approved_for_patient=True,
    )
    kept = _own_steps(visible)
    known = {step.step_id for step in kept}
    own = replace(
        visible,
        steps=tuple(replace(one, depends_on=tuple(set(one.depends_on) & known)) for one in kept),
    )
    content = plans.Content(media="text/plain", value=plan_as_text(own).encode())
    units = tuple(II(root=HSA, extension=unit) for unit in sorted(own.units))
    body = plans.Body(content=(content,), participating=units)
    return Told(plans.Answer(care_plans=(plans.CarePlan(header=header, body=body),), result=result))


def booked_times(
    question: schedule.Question, visible: PatientContract, served: Served
) -> Told[schedule.Answer]:
    """The booked times at the unit that is asked about, of steps that this caregiver answers for."""
    steps = [
        step
        for step in _own_steps(visible)
        if isinstance(step.when, Booked) and step.owner.unit == question.unit
    ]
    return Told(schedule.Answer(times=tuple(_slot(step, served) for step in steps)))


def _own_contacts(visible: PatientContract) -> tuple[FixedContact, ...]:
    return tuple(one for one in visible.fixed_contacts if one.caregiver == visible.caregiver)


def _own_steps(visible: PatientContract) -> tuple[PlannedStep, ...]:
    return tuple(step for step in visible.steps if step.responsible in (None, visible.caregiver))


def _asked_for(one: FixedContact, question: managers.Question) -> bool:
    codes = {kind.code for kind in question.kinds}
    return (
        question.care_process is None
        and (question.caregiver is None or question.caregiver.extension == one.caregiver)
        and (question.unit is None or question.unit.extension == one.unit)
        and (not codes or str(int(one.kind)) in codes)
    )


def _manager(one: FixedContact, served: Served) -> managers.CareManager:
    assert one.begins_on is not None, "those without a first day are not told"
    unit = II(root=HSA, extension=one.unit)
    caregiver = II(root=HSA, extension=one.caregiver)
    return managers.CareManager(
        header=managers.Header(
            access=managers.AccessControl(
                caregiver=caregiver,
                unit=unit,
                patient=II(root=served.patient.root, extension=served.patient.number),
                block_comparison=datetime.combine(one.begins_on, time()),
            ),
            source_system=II(root=HSA, extension=served.system),
        ),
        code=CV(code=str(int(one.kind)), code_system=managers.KIND_OF_CONTACT),
        # Her own HSA id is not in a plan; the schema lets an identifier have its namespace alone.
        practitioner=managers.Practitioner(hsa_id=II(root=HSA), name=one.name),
        period=managers.Period(start=one.begins_on, end=one.ends_on),
        internal_notes=one.internal_note,
        external_notes=_external(one),
        caregiver=managers.Organisation(hsa_id=caregiver),
        unit=managers.Organisation(
            hsa_id=unit, name=one.ask.unit.name if one.ask.unit else None, reach=_reach(one.ask.unit)
        ),
        reach=_reach(one.ask.person),
    )


def _external(one: FixedContact) -> str | None:
    """What is written to the patient, and when each is reached: the contract cannot hold hours in words."""
    points = [point for point in (one.ask.person, one.ask.unit) if point is not None]
    said = [f"{point.channel}: {point.hours}" for point in points]
    return "\n".join(filter(None, (one.patient_note, *said))) or None


def _reach(point: ContactPoint | None) -> tuple[managers.Reach, ...]:
    return () if point is None else (managers.Reach(telecoms=(managers.Telecom(value=point.channel),)),)


def _slot(step: PlannedStep, served: Served) -> schedule.Timeslot:
    assert isinstance(step.when, Booked), "only booked times are told"
    minutes = step.duration.minutes
    lasts = timedelta(minutes=minutes) if minutes else None
    terms = step.booking
    return schedule.Timeslot(
        start=_stamp(step.when.at),
        end=_stamp(Moment(step.when.at.utc + lasts)) if lasts else None,
        unit=step.owner.unit or "",
        booking=terms.booking_id if terms else step.step_id,
        patient=served.patient.number,
        purpose=step.what,
        unit_name=step.owner.name,
        cancelling_allowed=terms.cancelling_allowed if terms else None,
        rebooking_allowed=terms.rebooking_allowed if terms else None,
        message_allowed=terms.message_allowed if terms else None,
        invitation=terms.invitation if terms else None,
    )


def _stamp(at: Moment) -> datetime:
    """The clock time in Sweden, in whole seconds, as the contracts write it."""
    return at.stockholm.replace(tzinfo=None, microsecond=0)
