"""GetCarePlans 2.0: a patient's plans elsewhere, each a document with a title, a type and who answers for it.

The question is as in its public XSD; of the answer see `logistics`. Here does not belong what is made of an
answer (`from_sources`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from vardvag.base.texts import Text
from vardvag.contracts.rivta.contract import Basis, Contract
from vardvag.contracts.rivta.logistics import CORE, SOURCES, Header, Result
from vardvag.contracts.rivta.shape import many, maybe, one
from vardvag.contracts.rivta.simple import BASE64, HSA_ID, STRING, URI, codes
from vardvag.contracts.rivta.values import II, Days, PersonId

RESPONDER = "urn:riv:clinicalprocess:logistics:logistics:GetCarePlansResponder:2"
TYPES = ("SIP", "SPLPTLRV", "SPU", "VP", "HP", "RP", "GP", "SVP")
"""The types of plan that the schema lists. None of them is patientkontrakt."""
_MEDIA = (
    *("application/dicom", "application/msword", "application/pdf", "audio/basic", "audio/k32adpcm"),
    *("audio/mpeg", "image/g3fax", "image/gif", "image/jpeg", "image/png", "image/tiff", "model/vrml"),
    *("multipart/x-hl7-cda-level1", "text/html", "text/plain", "text/rtf", "text/sgml", "text/x-hl7-ft"),
    *("text/xml", "video/mpeg", "video/x-avi"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """MultimediaType: the document itself, at most 100 KB, or where it lies. One of the two (TKB)."""

    identifier: str | None = maybe("id", STRING)
    media: str = one("mediaType", codes("MediaTypeEnum", *_MEDIA))
    value: bytes | None = maybe("value", BASE64)
    reference: str | None = maybe("reference", URI)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """CarePlanBodyType."""

    content: tuple[Content, ...] = many("content", Content)
    participating: tuple[II, ...] = many("participatingCareUnitHSAId", II)
    kind: str | None = maybe("typeOfCarePlanEnum", codes("TypeOfCarePlanEnum", *TYPES))


@dataclass(frozen=True, slots=True, kw_only=True)
class CarePlan:
    """CarePlanType: one plan."""

    NAMESPACE: ClassVar[str] = CORE

    header: Header = one("carePlanHeader", Header)
    body: Body = one("carePlanBody", Body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whose plans, of which units, from which days, in which system, or of which contacts."""

    NAMESPACE: ClassVar[str] = RESPONDER
    SHARED: ClassVar[str] = CORE

    units: tuple[str, ...] = many("careUnitHSAId", HSA_ID)
    patient: PersonId = one("patientId", PersonId)
    days: Days | None = maybe("datePeriod", Days)
    source_system: str | None = maybe("sourceSystemHSAId", HSA_ID)
    contacts: tuple[str, ...] = many("careContactId", STRING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The plans, and whether it went well."""

    NAMESPACE: ClassVar[str] = RESPONDER
    SHARED: ClassVar[str] = CORE

    care_plans: tuple[CarePlan, ...] = many("carePlan", CarePlan)
    result: Result = one("result", Result)


CONTRACT = Contract(
    "GetCarePlans",
    "2.0",
    Text("Vård- och omsorgsplaner", "Care plans"),
    # Without the second "logistics", as the contract's WSDL has it.
    "urn:riv:clinicalprocess:logistics:GetCarePlansResponder:2:GetCarePlans",
    Question,
    Answer,
    Basis.MODEL,
    SOURCES,
    Text(
        "Svarets schema gick inte att få tag i; modellen är Ineras logiska modell, skapad ur det.",
        "The answer's schema could not be had; the shape is Inera's logical model, generated from it.",
    ),
)
