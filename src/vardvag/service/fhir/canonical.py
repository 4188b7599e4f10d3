"""The addresses by which our own profiles, extensions, code systems and identifiers are known.

They name things and are never fetched; `.example` is reserved, so no real site can be meant. Here does not
belong what a profile asks for (`profiles`).
"""

from __future__ import annotations

BASE = "https://vardvag.example/fhir"
PROFILE = f"{BASE}/StructureDefinition"
CODES = f"{BASE}/CodeSystem"

PLAN_IDENTIFIER = f"{BASE}/sid/plan"
STEP_IDENTIFIER = f"{BASE}/sid/step"
PERSON_IDENTIFIER = f"{BASE}/sid/person"
"""The opaque identifier of a person here. It is no personnummer and cannot be turned into one."""
UNIT_IDENTIFIER = f"{BASE}/sid/unit"
"""A unit or caregiver whose identifier is no HSA-id, such as those of the example."""
REFERRAL_IDENTIFIER = f"{BASE}/sid/referral"
PATHWAY_IDENTIFIER = f"{BASE}/sid/pathway"

WHOM_TO_ASK = f"{PROFILE}/whom-to-ask"
NEXT_ACTION = f"{PROFILE}/next-action"
DEPENDS_ON = f"{PROFILE}/depends-on"
CLINICAL_TARGET = f"{PROFILE}/clinical-target"
SAID_BY = f"{PROFILE}/said-by"
"""Whose word a written resource brings. It is kept as an event of the plan, and not given back."""
EXTENSIONS = (WHOM_TO_ASK, NEXT_ACTION, DEPENDS_ON, CLINICAL_TARGET)

KIND_OF_PLAN = f"{CODES}/kind-of-plan"
"""Patientkontrakt has no national code: ours, and replaceable."""
CONSENT_KIND = f"{CODES}/consent-kind"
INFORMATION_KIND = f"{CODES}/information-kind"
FIXED_CONTACT = "urn:oid:1.2.752.129.5.1.69"
"""The national code system `kv_typ_av_fast_kontakt`."""
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"

SWEDISH_BASE = "http://hl7.se/fhir/ig/base/StructureDefinition"
"""HL7 Sweden's base profiles for R4 (`hl7se.fhir.base` 1.1.0, CC0)."""


def profile(name: str) -> str:
    """The address of one of our own profiles."""
    return f"{PROFILE}/{name}"
