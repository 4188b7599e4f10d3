"""What a source is asked about a patient, contract by contract. Here does not belong sending it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from vardvag.contracts.rivta import (
    get_care_contacts,
    get_care_managers,
    get_care_plans,
    get_request_activities,
    get_subject_of_care_schedule,
)
from vardvag.contracts.rivta.collected import PatientNumber
from vardvag.contracts.rivta.source import Source
from vardvag.contracts.rivta.values import II, Days, PersonId


def questions(contract: str, source: Source, patient: PatientNumber, today: date) -> Iterator[Any]:
    """The questions of one contract: one, or for booked times one for each of the source's units."""
    days = Days(start=today - timedelta(days=source.days_back), end=today + timedelta(days=source.days_ahead))
    person = PersonId(identifier=patient.number, kind=patient.root)
    identifier = II(root=patient.root, extension=patient.number)
    if contract == get_care_managers.CONTRACT.name:
        yield get_care_managers.Question(patient=identifier)
    elif contract == get_care_plans.CONTRACT.name:
        # No days: a plan that was made long ago may hold today.
        yield get_care_plans.Question(patient=person)
    elif contract == get_care_contacts.CONTRACT.name:
        yield get_care_contacts.Question(patient=person, days=days)
    elif contract == get_request_activities.CONTRACT.name:
        yield get_request_activities.Question(patient=identifier, days=days)
    elif contract == get_subject_of_care_schedule.CONTRACT.name:
        for unit in source.units:
            yield get_subject_of_care_schedule.Question(unit=unit, patient=patient.number)
    else:
        raise ValueError(f"no question is made for {contract}")
