"""What GetCareContacts 3.0 and GetCarePlans 2.0 share: a record's header, who answers for it, the result.

*Inferred*: the XSD of clinicalprocess:logistics:logistics 3 could not be had. Names, order and number are
those of Inera's logical models, which say that they were generated from it. Where the models and the
contract's description differ on how often something stands, the looser is read. Here does not belong what
only one of the contracts has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vardvag.contracts.rivta.shape import maybe, one
from vardvag.contracts.rivta.simple import BOOLEAN, HSA_ID, STAMP, STRING, codes
from vardvag.contracts.rivta.values import CV, PersonId

CORE = "urn:riv:clinicalprocess:logistics:logistics:3"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgUnit:
    """OrgUnitType: a unit, and how it is reached."""

    hsa_id: str | None = maybe("orgUnitHSAId", HSA_ID)
    name: str | None = maybe("orgUnitName", STRING)
    telephone: str | None = maybe("orgUnitTelecom", STRING)
    email: str | None = maybe("orgUnitEmail", STRING)
    address: str | None = maybe("orgUnitAddress", STRING)
    location: str | None = maybe("orgUnitLocation", STRING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Professional:
    """HealthcareProfessionalType: who answers for a record, at which unit of which caregiver."""

    recorded_at: datetime = one("authorTime", STAMP)
    hsa_id: str | None = maybe("healthcareProfessionalHSAId", HSA_ID)
    name: str | None = maybe("healthcareProfessionalName", STRING)
    role: CV | None = maybe("healthcareProfessionalRoleCode", CV)
    org_unit: OrgUnit | None = maybe("healthcareProfessionalOrgUnit", OrgUnit)
    unit: str | None = maybe("healthcareProfessionalCareUnitHSAId", HSA_ID)
    caregiver: str | None = maybe("healthcareProfessionalCareGiverHSAId", HSA_ID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """LegalAuthenticatorType: who has signed a record, and when."""

    at: datetime = one("signatureTime", STAMP)
    hsa_id: str | None = maybe("legalAuthenticatorHSAId", HSA_ID)
    name: str | None = maybe("legalAuthenticatorName", STRING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """PatientSummaryHeaderType. `approved_for_patient` is the source's mark for her own direct access."""

    document: str = one("documentId", STRING)
    source_system: str = one("sourceSystemHSAId", HSA_ID)
    title: str | None = maybe("documentTitle", STRING)
    made_at: datetime | None = maybe("documentTime", STAMP)
    patient: PersonId = one("patientId", PersonId)
    professional: Professional = one("accountableHealthcareProfessional", Professional)
    signed: Signed | None = maybe("legalAuthenticator", Signed)
    approved_for_patient: bool = one("approvedForPatient", BOOLEAN)
    nullified: bool | None = maybe("nullified", BOOLEAN)
    nullified_reason: str | None = maybe("nullifiedReason", STRING)
    care_contact: str | None = maybe("careContactId", STRING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """ResultType: whether it went well. `log` is what the producer looks it up by; no person's data."""

    code: str = one("resultCode", codes("ResultCodeEnum", "OK", "ERROR", "INFO"))
    error: str | None = maybe("errorCode", codes("ErrorCodeEnum", "INVALID_REQUEST"))
    log: str = one("logId", STRING)
    sub_code: str | None = maybe("subCode", STRING)
    message: str | None = maybe("message", STRING)


SOURCES = (
    "https://github.com/Inera-AB/EHDS-TK (v0.3.3)",
    "https://github.com/oskthu2/tkb-converter",
    "https://github.com/skltp-aggregerandetjanster/riv.clinicalprocess.logistics.logistics"
    ".GetAggregatedCarePlans",
)
"""Where the shapes were read: logical models (CC0), the contracts' descriptions, the question of GetCarePlans
(XSD)."""
