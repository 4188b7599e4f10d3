"""GetSubjectOfCareSchedule 1.1: a patient's booked times at a unit, and what she may do with each.

Shapes as in the public XSD. Here does not belong what is made of an answer (`from_sources`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from vardvag.base.texts import Text
from vardvag.contracts.rivta.contract import Basis, Contract
from vardvag.contracts.rivta.shape import many, maybe, one
from vardvag.contracts.rivta.simple import BOOLEAN, HSA_ID, PERSON, STAMP, STRING

CORE = "urn:riv:crm:scheduling:1"
EXTENDED = "urn:riv:crm:scheduling:1.1"
RESPONDER = "urn:riv:crm:scheduling:GetSubjectOfCareScheduleResponder:1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeslot:
    """TimeslotType: one time. The schema lets its start be left out: then no time has been set."""

    NAMESPACE: ClassVar[str] = CORE

    start: datetime | None = maybe("startTimeInclusive", STAMP)
    end: datetime | None = maybe("endTimeExclusive", STAMP)
    unit: str = one("healthcare_facility", HSA_ID)
    performer: str | None = maybe("performer", HSA_ID)
    booking: str | None = maybe("bookingId", STRING)
    patient: str | None = maybe("subject_of_care", PERSON)
    purpose: str | None = maybe("purpose", STRING)
    reason: str | None = maybe("reason", STRING)
    resource_name: str | None = maybe("resourceName", STRING)
    unit_name: str | None = maybe("healthcare_facility_name", STRING)
    performer_name: str | None = maybe("performerName", STRING)
    resource: str | None = maybe("resourceID", STRING)
    time_type_name: str | None = maybe("timeTypeName", STRING)
    time_type: str | None = maybe("timeTypeID", STRING)
    care_type_name: str | None = maybe("careTypeName", STRING)
    care_type: str | None = maybe("careTypeID", STRING)
    cancelling_allowed: bool | None = maybe("cancel_booking_allowed", BOOLEAN)
    rebooking_allowed: bool | None = maybe("rebooking_allowed", BOOLEAN)
    message_allowed: bool | None = maybe("message_allowed", BOOLEAN)
    invitation: bool | None = maybe("isInvitation", BOOLEAN, namespace=EXTENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whose times at which unit."""

    NAMESPACE: ClassVar[str] = RESPONDER

    unit: str = one("healthcare_facility", HSA_ID)
    patient: str = one("subject_of_care", PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The times."""

    NAMESPACE: ClassVar[str] = RESPONDER

    times: tuple[Timeslot, ...] = many("timeslotDetail", Timeslot)


CONTRACT = Contract(
    "GetSubjectOfCareSchedule",
    "1.1",
    Text("Bokade tider", "Booked times"),
    f"{RESPONDER}:GetSubjectOfCareSchedule",
    Question,
    Answer,
    Basis.SCHEMA,
    ("https://github.com/skltp-aggregerandetjanster/riv.crm.scheduling.GetAggregatedSubjectOfCareSchedule",),
)
