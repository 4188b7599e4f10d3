"""GetCareContacts 3.0: a patient's contacts with care, planned and held, with when, where and how they stand.

Shapes: see `logistics`. Here does not belong what is made of an answer (`from_sources`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from vardvag.base.texts import Text
from vardvag.contracts.rivta.contract import Basis, Contract
from vardvag.contracts.rivta.logistics import CORE, SOURCES, Header, OrgUnit, Result
from vardvag.contracts.rivta.shape import many, maybe, one
from vardvag.contracts.rivta.simple import HSA_ID, STRING, codes
from vardvag.contracts.rivta.values import CV, Days, PersonId, Times

RESPONDER = "urn:riv:clinicalprocess:logistics:logistics:GetCareContactsResponder:3"
SNOMED = "1.2.752.116.2.1.1"
KIND_OF_CONTACT = "1.2.752.129.2.2.2.25"
"""The code system of types of contact (KV Vårdkontakttyp)."""

BROKEN_OFF, ENDED, CANCELLED = "53661000052105", "53671000052101", "53641000052109"
ANNULLED, WAITING, ON_LEAVE = "53691000052102", "53701000052102", "53681000052104"
ONGOING, BOOKED = "53651000052107", "53631000052103"
"""How a contact stands (SNOMED CT SE, 53761000052103; the codes stand in the contract's description)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """PartialDateType: a day, or as much as is known of it."""

    form: str = one("format", codes("DateTypeFormatEnum", "YYYY", "YYYYMM", "YYYYMMDD"))
    value: str = one("value", STRING)


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientInformation:
    """AdditionalPatientInformationType."""

    born: PartialDate | None = maybe("dateOfBirth", PartialDate)
    gender: CV | None = maybe("gender", CV)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """CareContactBodyType. `reason` is the patient's own words, or those of who speaks for her."""

    code: CV | None = maybe("careContactCode", CV)
    reason: str | None = maybe("careContactReason", STRING)
    unit: OrgUnit | None = maybe("careContactOrgUnit", OrgUnit)
    period: Times | None = maybe("careContactTimePeriod", Times)
    status: CV | None = maybe("careContactStatus", CV)
    patient: PatientInformation | None = maybe("additionalPatientInformation", PatientInformation)


@dataclass(frozen=True, slots=True, kw_only=True)
class CareContact:
    """CareContactType: one contact."""

    NAMESPACE: ClassVar[str] = CORE

    header: Header = one("careContactHeader", Header)
    body: Body = one("careContactBody", Body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whose contacts, of which units or caregivers, from which days, in which system, or which of them."""

    NAMESPACE: ClassVar[str] = RESPONDER
    SHARED: ClassVar[str] = CORE

    units: tuple[str, ...] = many("careUnitHSAId", HSA_ID)
    caregivers: tuple[str, ...] = many("careGiverHSAId", HSA_ID)
    patient: PersonId = one("patientId", PersonId)
    days: Days | None = maybe("datePeriod", Days)
    source_system: str | None = maybe("sourceSystemHSAId", HSA_ID)
    contacts: tuple[str, ...] = many("careContactId", STRING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The contacts, and whether it went well."""

    NAMESPACE: ClassVar[str] = RESPONDER
    SHARED: ClassVar[str] = CORE

    care_contacts: tuple[CareContact, ...] = many("careContact", CareContact)
    result: Result = one("result", Result)


CONTRACT = Contract(
    "GetCareContacts",
    "3.0",
    Text("Vårdkontakter", "Care contacts"),
    f"{RESPONDER}:GetCareContacts",
    Question,
    Answer,
    Basis.MODEL,
    SOURCES,
    Text(
        "Schemat gick inte att få tag i. Svaret är Ineras logiska modell, skapad ur det; frågan står i "
        "tjänstekontraktsbeskrivningen. SOAPAction följer profilens mönster.",
        "The schema could not be had. The answer is Inera's logical model, generated from it; the question "
        "stands in the contract's description. SOAPAction follows the profile's pattern.",
    ),
)
