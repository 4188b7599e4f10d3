"""Answers of made-up sources about a made-up patient, for the tests of what is made of them.

Personnummer are of Skatteverket's published test series; HSA ids begin with SE-EXEMPEL and do not exist.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import TypeVar

from vardvag.base.moments import Moment
from vardvag.contracts.rivta import get_care_contacts as contacts
from vardvag.contracts.rivta import get_care_managers as managers
from vardvag.contracts.rivta import get_care_plans as plans
from vardvag.contracts.rivta import get_request_activities as requests
from vardvag.contracts.rivta import get_subject_of_care_schedule as schedule
from vardvag.contracts.rivta.collected import Asked, PatientNumber
from vardvag.contracts.rivta.logistics import Header, OrgUnit, Professional, Result
from vardvag.contracts.rivta.reading import Reading
from vardvag.contracts.rivta.values import CV, HSA, II, PERSONNUMMER, PersonId, Times
from vardvag.contracts.whom_to_ask import ContactPoint

T = TypeVar("T")
NUMBER = "191212121212"
ANOTHER = "201212121212"
SYSTEM = "SE-EXEMPEL-SYSTEM"
CAREGIVER = "SE-EXEMPEL-VARDGIVARE"
UNIT = "SE-EXEMPEL-ORTOPEDI"
NOW = Moment.parse("2019-02-04T08:00")
ADVICE = ContactPoint("1177", "1177", "dygnet runt")
ASKED = Asked(PatientNumber(NUMBER), "Exempelregionen", SYSTEM, CAREGIVER, NOW, ADVICE)
OK = Result(code="OK", log="11111111-1111-1111-1111-111111111111")


def hsa(identifier: str) -> II:
    return II(root=HSA, extension=identifier)


def read(answer: T) -> Reading[T]:
    """As if it had been read without a fault."""
    return Reading(answer)


def manager(
    code: str = "1", name: str | None = "Maria Exempel", patient: str = NUMBER, **changes: object
) -> managers.CareManager:
    one = managers.CareManager(
        header=managers.Header(
            access=managers.AccessControl(
                caregiver=hsa(CAREGIVER),
                patient=II(root=PERSONNUMMER, extension=patient),
                block_comparison=datetime(2019, 1, 2),
            ),
            source_system=hsa(SYSTEM),
        ),
        code=CV(code=code, code_system=managers.KIND_OF_CONTACT, display_name=f"typ {code}"),
        practitioner=managers.Practitioner(hsa_id=hsa("SE-EXEMPEL-MARIA"), name=name),
        period=managers.Period(start=date(2019, 1, 2)),
        internal_notes="ring helst inte före åtta",
        external_notes="Fråga efter Maria",
        caregiver=managers.Organisation(hsa_id=hsa(CAREGIVER)),
        unit=managers.Organisation(hsa_id=hsa(UNIT), name="Ortopedmottagningen"),
        reach=(
            managers.Reach(
                telecoms=(
                    managers.Telecom(
                        value="070-174 06 05",
                        hours=(
                            managers.Hours(
                                weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
                                clock=managers.ClockPeriod(start=time(8), end=time(16, 30)),
                            ),
                        ),
                    ),
                )
            ),
        ),
    )
    return replace(one, **changes)  # type: ignore[arg-type]  # any of its fields


def header(
    document: str, *, patient: str = NUMBER, approved: bool = True, title: str | None = None
) -> Header:
    return Header(
        document=document,
        source_system=SYSTEM,
        title=title,
        patient=PersonId(identifier=patient, kind=PERSONNUMMER),
        professional=Professional(recorded_at=datetime(2019, 1, 2, 9), unit=UNIT, caregiver=CAREGIVER),
        approved_for_patient=approved,
    )


def care_plan(document: str = "plan-1", kind: str | None = "SIP", **about: object) -> plans.CarePlan:
    made = header(document, title="Samordnad plan", **about)  # type: ignore[arg-type]  # of `header`
    return plans.CarePlan(header=made, body=plans.Body(kind=kind, participating=(hsa("SE-EXEMPEL-KOMMUN"),)))


def contact(
    document: str = "kontakt-1",
    status: str | None = contacts.ENDED,
    at: datetime | None = datetime(2019, 1, 15, 10, 20),
    **about: object,
) -> contacts.CareContact:
    return contacts.CareContact(
        header=header(document, **about),  # type: ignore[arg-type]  # of `header`
        body=contacts.Body(
            code=CV(code="1", code_system=contacts.KIND_OF_CONTACT, display_name="Mottagningsbesök"),
            unit=OrgUnit(hsa_id=UNIT, name="Ortopedmottagningen", telephone="070-174 06 10"),
            period=Times(start=at, end=at) if at else None,
            status=CV(code=status, code_system=contacts.SNOMED, display_name=f"status {status}")
            if status
            else None,
        ),
    )


def slot(
    booking: str = "bokning-1",
    at: datetime | None = datetime(2019, 3, 3, 10, 20),
    patient: str | None = NUMBER,
) -> schedule.Timeslot:
    return schedule.Timeslot(
        start=at,
        end=at and at.replace(hour=at.hour + 1),
        unit=UNIT,
        booking=booking,
        patient=patient,
        purpose="Operation av höften",
        unit_name="Ortopedmottagningen",
        cancelling_allowed=True,
        rebooking_allowed=False,
    )


def activity(
    code: str | None,
    words: str | None,
    at: datetime = datetime(2019, 1, 10),
    *,
    request: str = "remiss-1",
    receiver: str | None = UNIT,
    approved: bool = True,
) -> requests.RequestActivity:
    return requests.RequestActivity(
        header=requests.Header(
            access=requests.AccessControl(
                caregiver=hsa(CAREGIVER), block_comparison=at, approved_for_patient=approved
            ),
            source_system=hsa(SYSTEM),
            record=requests.Record(identifier=hsa("status-1"), made_at=at),
        ),
        body=requests.Body(
            status=CV(code=code, code_system=requests.STATUS, display_name=words),
            at=at,
            request=requests.Request(
                identifier=request,
                receiver=requests.Organisation(
                    identifier=hsa(receiver) if receiver else None, name="Ortopedmottagningen"
                ),
            ),
        ),
    )
