"""GetCareManagers 1.0: a patient's fasta kontakter, who they are and how and when each is reached.

Shapes as in the public XSD. `internal_notes` are for staff only: a service for patients does not show them
(TKB 7.1.5.1). Here does not belong what is made of an answer (`from_sources`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from vardvag.base.texts import Text
from vardvag.contracts.rivta.contract import Basis, Contract
from vardvag.contracts.rivta.shape import many, maybe, one
from vardvag.contracts.rivta.simple import CLOCK, DAY, STAMP, STRING, codes
from vardvag.contracts.rivta.values import CV, II

_DOMAIN = "urn:riv:coreprocess:residentparticipation:residentparticipation"
CORE = f"{_DOMAIN}:1"
RESPONDER = f"{_DOMAIN}:GetCareManagersResponder:1"
KIND_OF_CONTACT = "1.2.752.129.5.1.69"
"""The code system of types of fast kontakt (`kv_typ_av_fast_kontakt`)."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """DatePeriodType: from a day, and to a day when one is set."""

    start: date = one("start", DAY)
    end: date | None = maybe("end", DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPeriod:
    """TimePeriodType: between two clock times of a day."""

    start: time | None = maybe("start", CLOCK)
    end: time | None = maybe("end", CLOCK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """HoursOfServiceType: on which days, weekdays and months, and when on the day."""

    days: Period | None = maybe("datePeriod", Period)
    weekdays: tuple[str, ...] = many("weekDay", codes("WeekDaysEnum", *WEEKDAYS), most=7)
    months: tuple[str, ...] = many("month", codes("MonthsEnum", *_MONTHS))
    clock: ClockPeriod | None = maybe("time", ClockPeriod)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telecom:
    """ContactPointSystemType: a number or an address, of some system, and when it is answered."""

    system: CV | None = maybe("system", CV)
    value: str = one("value", STRING)
    hours: tuple[Hours, ...] = many("period", Hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """AddressType."""

    kind: CV | None = maybe("type", CV)
    lines: tuple[str, ...] = many("line", STRING)
    city: str | None = maybe("city", STRING)
    postal_code: str | None = maybe("postalCode", STRING)
    hours: tuple[Hours, ...] = many("period", Hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """ContactType: ways to reach somebody."""

    telecoms: tuple[Telecom, ...] = many("telecom", Telecom)
    address: Address | None = maybe("address", Address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """OrganizationType: a caregiver or a unit by its HSA id."""

    hsa_id: II = one("hsaId", II)
    name: str | None = maybe("name", STRING)
    reach: tuple[Reach, ...] = many("contact", Reach)


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """CareTeamType: the team that the contact is part of."""

    identifier: II = one("id", II)
    name: str = one("name", STRING)
    internal_notes: str | None = maybe("internalNotes", STRING)
    external_notes: str | None = maybe("externalNotes", STRING)
    reach: tuple[Reach, ...] = many("contact", Reach)


@dataclass(frozen=True, slots=True, kw_only=True)
class Practitioner:
    """PractitionerType: who the contact is."""

    hsa_id: II = one("hsaId", II)
    name: str | None = maybe("name", STRING)
    qualification: CV | None = maybe("qualification", CV)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessControl:
    """AccessControlHeaderType: whose the data is, and the time that a block in time is compared with."""

    caregiver: II = one("accountableHealthcareProviderId", II)
    unit: II | None = maybe("accountableCareUnitId", II)
    patient: II = one("patientId", II)
    care_process: II | None = maybe("careProcessId", II)
    block_comparison: datetime = one("blockComparisonTime", STAMP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """HeaderType."""

    access: AccessControl = one("accessControlHeader", AccessControl)
    source_system: II = one("sourceSystemId", II)


@dataclass(frozen=True, slots=True, kw_only=True)
class CareManager:
    """PractitionerRoleType: one fast kontakt. Internal notes are never for the patient."""

    NAMESPACE: ClassVar[str] = CORE

    header: Header = one("careManagerHeader", Header)
    code: CV = one("code", CV)
    practitioner: Practitioner = one("practitioner", Practitioner)
    team: Team | None = maybe("careTeam", Team)
    period: Period = one("period", Period)
    internal_notes: str | None = maybe("internalNotes", STRING)
    external_notes: str | None = maybe("externalNotes", STRING)
    caregiver: Organisation = one("managingCareGiver", Organisation)
    unit: Organisation | None = maybe("managingCareUnit", Organisation)
    providing_unit: Organisation | None = maybe("careProvidingCareUnit", Organisation)
    reach: tuple[Reach, ...] = many("contact", Reach)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whose fasta kontakter, and of which caregiver, unit, types or health matter."""

    NAMESPACE: ClassVar[str] = RESPONDER
    SHARED: ClassVar[str] = CORE

    patient: II = one("patientId", II)
    caregiver: II | None = maybe("careGiverId", II)
    unit: II | None = maybe("careUnitId", II)
    kinds: tuple[CV, ...] = many("careManagerType", CV)
    care_process: II | None = maybe("careProcessId", II)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The fasta kontakter."""

    NAMESPACE: ClassVar[str] = RESPONDER
    SHARED: ClassVar[str] = CORE

    care_managers: tuple[CareManager, ...] = many("careManager", CareManager)


CONTRACT = Contract(
    "GetCareManagers",
    "1.0",
    Text("Fasta kontakter", "Named contacts"),
    f"{RESPONDER}:GetCareManagers",
    Question,
    Answer,
    Basis.SCHEMA,
    (
        "https://github.com/skltp-aggregerandetjanster/riv.coreprocess.residentparticipation"
        ".residentparticipation.GetAggregatedCareManagers",
    ),
)
