"""A made-up step as the rows in which it is reported: waiting at each month end, then held once.

Here does not belong what happened (`pathways`), nor events (`story`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from vardvag.base.days import Month, months
from vardvag.base.moments import Moment
from vardvag.events.model import Contact, Details, Deviation, Phase, Reported
from vardvag.events.synth.pathways import Pathway, Step

_LINKED_BY = "syn-remiss"


def rows_of(pathway: Pathway, step: Step, first: Month, last: Month) -> Iterator[Contact]:
    """The step as the files of the months from *first* to *last* hold it; nothing when in none."""
    ended_on = step.began_on or step.closed_on
    assert ended_on is not None
    ended_in = Month.of(ended_on)
    details = _details(pathway, step)
    for month in months(max(first, Month.of(step.decided_on)), min(last, ended_in + -1)):
        yield _row(pathway, step, month, None, details)
    if step.began_on is not None and first <= ended_in <= last:
        yield _row(pathway, step, ended_in, step.began_on, details)


def deviation_on(step: Step, day: date) -> Deviation:
    """What a row that counts the wait until *day* says of why it is long."""
    if step.chosen is not None and day > step.last_day:
        return Deviation.PATIENT_CHOSEN
    if step.hold is not None and day >= step.hold[0]:
        return step.hold_deviation
    return Deviation.NONE


def referral_id(pathway: Pathway) -> str:
    """The id of the referral that the pathway began with."""
    return f"{_LINKED_BY}-{pathway.pathway_id}"


def _row(pathway: Pathway, step: Step, month: Month, began_on: date | None, details: Details) -> Contact:
    patient = pathway.patient
    return Contact(
        step.contact_id,
        pathway.region.code,
        pathway.unit,
        month,
        Reported.WAITING if began_on is None else Reported.DONE,
        step.phase,
        pathway.speciality,
        step.guaranteed,
        deviation_on(step, began_on or month.last_day),
        step.decided_on,
        began_on,
        patient.birth_year,
        patient.sex,
        patient.municipality,
        step.contact_form,
        step.profession,
        step.booking,
        details=details,
    )


def _details(pathway: Pathway, step: Step) -> Details:
    hospital, name = pathway.hospital or (None, None)
    if step.phase is Phase.FIRST_CONTACT:
        if step.own_request:
            return Details(hospital=hospital, hospital_name=name, referrer_type=2)
        month_end = Month.of(step.decided_on).last_day
        arrived_on = min(filter(None, (step.arrived_on, month_end, step.began_on)))
        return Details(
            hospital=hospital,
            hospital_name=name,
            referrer_type=1,
            referrer=pathway.referrer,
            referral_id=referral_id(pathway),
            referred_on=step.decided_on,
            arrived_on=arrived_on,
        )
    if step.minutes is not None:
        began, assessed, ended = (moment_at(step.decided_on, minute) for minute in step.minutes)
        return Details(
            hospital=hospital,
            hospital_name=name,
            emergency_type=1,
            emergency_began_at=began,
            emergency_assessed_at=assessed,
            emergency_ended_at=ended,
        )
    return Details(hospital=hospital, hospital_name=name, activity=step.activity, medical_target=step.target)


def moment_at(day: date, minute: int) -> Moment:
    """A minute of a day in Swedish time."""
    return Moment.of(datetime(day.year, day.month, day.day) + timedelta(minutes=minute))
