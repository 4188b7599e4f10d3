"""GetRequestActivities 2.0: how far a patient's referrals have come, a row for each status that was reached.

Shapes as in the public XSD of release candidate 6, which Inera's logical model agrees with; an older one of
the same version names the caregiver otherwise and is not read. The answer does not say whose it is: it is the
patient's who was asked about. Here does not belong what is made of an answer (`from_sources`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from vardvag.base.texts import Text
from vardvag.contracts.rivta.contract import Basis, Contract
from vardvag.contracts.rivta.shape import many, maybe, one
from vardvag.contracts.rivta.simple import BOOLEAN, STAMP, STRING
from vardvag.contracts.rivta.values import CV, II, Days

CORE = "urn:riv:crm:requeststatus:2"
RESPONDER = "urn:riv:crm:requeststatus:GetRequestActivitiesResponder:2"
STATUS = "1.2.752.129.2.2.2.43"
"""The code system of statuses (Kv status vårdbegäran). It may grow without a new version of the contract."""
SENT, ANSWER_RECEIVED, ANNULLED = "1", "7", "11"
"""The only codes that the contract's description names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessControl:
    """AccessControlHeaderType: whose the data is, and whether its patient may see it."""

    caregiver: II = one("accountableHealthcareProvider", II)
    unit: II | None = maybe("accountableCareUnit", II)
    original_patient: II | None = maybe("originalPatientId", II)
    care_process: II | None = maybe("careProcessId", II)
    locked_until: datetime | None = maybe("lockTime", STAMP)
    block_comparison: datetime = one("blockComparisonTime", STAMP)
    approved_for_patient: bool = one("approvedForPatient", BOOLEAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """RecordType: the status' own identifier, and when it was made."""

    identifier: II = one("id", II)
    made_at: datetime = one("timestamp", STAMP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """AuthorType: who wrote it down."""

    identifier: II | None = maybe("id", II)
    name: str | None = maybe("name", STRING)
    at: datetime = one("timestamp", STAMP)
    role: CV | None = maybe("byRole", CV)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """HeaderType."""

    access: AccessControl = one("accessControlHeader", AccessControl)
    source_system: II = one("sourceSystemId", II)
    record: Record = one("record", Record)
    author: Author | None = maybe("author", Author)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """OrganizationType."""

    identifier: II | None = maybe("id", II)
    name: str = one("name", STRING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referrer:
    """RequestAuthorType: who referred, from where."""

    name: str = one("name", STRING)
    organisation: Organisation = one("organization", Organisation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """RequestType: the referral."""

    identifier: str = one("id", STRING)
    kind: CV | None = maybe("type", CV)
    medium: CV | None = maybe("medium", CV)
    author: Referrer | None = maybe("author", Referrer)
    receiver: Organisation = one("receivingOrganization", Organisation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """RequestActivityBodyType."""

    status: CV = one("statusCode", CV)
    at: datetime = one("eventTime", STAMP)
    request: Request = one("request", Request)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestActivity:
    """RequestActivityType: one status that one referral has reached."""

    NAMESPACE: ClassVar[str] = CORE

    header: Header = one("header", Header)
    body: Body = one("body", Body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whose referrals, of which units or caregivers, from which days, in which system, of which types."""

    NAMESPACE: ClassVar[str] = RESPONDER
    SHARED: ClassVar[str] = CORE

    units: tuple[II, ...] = many("careUnitHSAId", II)
    caregivers: tuple[II, ...] = many("careGiverHSAId", II)
    patient: II = one("patientId", II)
    days: Days | None = maybe("datePeriod", Days)
    source_system: II | None = maybe("sourceSystemHSAId", II)
    kinds: tuple[CV, ...] = many("typeOfRequest", CV)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The statuses."""

    NAMESPACE: ClassVar[str] = RESPONDER
    SHARED: ClassVar[str] = CORE

    activities: tuple[RequestActivity, ...] = many("requestActivity", RequestActivity)


CONTRACT = Contract(
    "GetRequestActivities",
    "2.0",
    Text("Remissernas status", "How far referrals have come"),
    f"{RESPONDER}:GetRequestActivities",
    Question,
    Answer,
    Basis.SCHEMA,
    (
        "https://github.com/skltp-aggregerandetjanster/riv.clinicalprocess.activity.actions"
        ".GetAggregatedActivities.v2",
        "https://github.com/Inera-AB/EHDS-TK (v0.3.3)",
    ),
    Text(
        "Frågans schema är av en äldre kandidat; svarets är av kandidat 6.",
        "The question's schema is of an older candidate; the answer's is of candidate 6.",
    ),
)
