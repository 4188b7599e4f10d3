"""What the API can do, as a CapabilityStatement: made of the same tables that the API itself goes by.

Here does not belong doing any of it.
"""

from __future__ import annotations

from vardvag import __version__
from vardvag.service.fhir import canonical
from vardvag.service.fhir.bundles import writes
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.paging import base
from vardvag.service.fhir.permitted import COMPUTED
from vardvag.service.fhir.profiles import supported
from vardvag.service.fhir.refusals import HOW_CREATED, NOT_CREATED, NOT_UPDATED
from vardvag.service.fhir.search import PARAMETERS

PUBLISHED = "2026-11-26"
"""The day this form of the API was published."""


def capability_statement(issuer: str) -> Resource:
    """The statement, for log-ins and tokens of *issuer*."""
    return {
        "resourceType": "CapabilityStatement",
        "url": f"{canonical.BASE}/CapabilityStatement/vardvag",
        "version": __version__,
        "name": "Vardvag",
        "title": "Vårdväg: patientkontrakt",
        "status": "active",
        "date": PUBLISHED,
        "publisher": "Vårdväg",
        "kind": "instance",
        "software": {"name": "Vårdväg", "version": __version__},
        "implementation": {"description": "Patientkontrakt", "url": base()},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json"],
        "rest": [
            {
                "mode": "server",
                "security": {
                    "cors": False,
                    "service": [
                        {
                            "coding": [
                                {
                                    "system": "http://terminology.hl7.org/CodeSystem/restful-security-service",
                                    "code": "SMART-on-FHIR",
                                }
                            ]
                        }
                    ],
                    "description": f"Access tokens of {issuer}; every access is decided by law and logged.",
                },
                "resource": [_resource(kind) for kind in PARAMETERS],
                "interaction": [{"code": "transaction"}],
            }
        ],
    }


def interactions(kind: str) -> list[str]:
    """What can be done with resources of a type."""
    found = ["read", "vread", "history-instance", "search-type"]
    return found + [code for method, code in (("POST", "create"), ("PUT", "update")) if writes(method, kind)]


def operations(kind: str) -> dict[str, str]:
    """The operations on a type, each with the address of its definition."""
    found = {"validate": "http://hl7.org/fhir/OperationDefinition/Resource-validate"}
    if kind == "Patient":
        found["everything"] = "http://hl7.org/fhir/OperationDefinition/Patient-everything"
    return found


def _documented(kind: str) -> Resource:
    """What cannot be done and why, and what is done only together with something else."""
    told = {"create": NOT_CREATED.get(kind), "update": NOT_UPDATED.get(kind)}
    words = [f"No {name}: {why.en}" for name, why in told.items() if why is not None]
    words += [HOW_CREATED[kind].en] if kind in HOW_CREATED else []
    return {"documentation": " ".join(words)} if words else {}


def _pointing(kind: str) -> list[str]:
    """What points to a type, and is given with it when asked for."""
    return [
        f"{other}:{name}"
        for other, own in PARAMETERS.items()
        for name, one in own.items()
        if one.kind == "reference"
        and kind in one.targets
        and other not in (*COMPUTED, "Organization")
        and kind not in (*COMPUTED, "Organization")
    ]


def _resource(kind: str) -> Resource:
    included = [name for name, one in PARAMETERS[kind].items() if one.kind == "reference"]
    own = supported(kind)
    found: Resource = {"type": kind}
    if own:
        found["supportedProfile"] = own
    if kind in ("Patient", "Organization"):
        found["supportedProfile"] = [f"{canonical.SWEDISH_BASE}/SEBase{kind}"]
    found |= _documented(kind)
    found |= {
        "interaction": [{"code": code} for code in interactions(kind)],
        "versioning": "versioned-update" if writes("PUT", kind) else "versioned",
        "readHistory": True,
        "updateCreate": False,
    }
    if writes("POST", kind):
        found["conditionalCreate"] = True
    if included:
        found["searchInclude"] = [f"{kind}:{name}" for name in included]
    found["searchRevInclude"] = _pointing(kind)
    if not found["searchRevInclude"]:
        del found["searchRevInclude"]
    found["searchParam"] = [{"name": name, "type": one.kind} for name, one in PARAMETERS[kind].items()]
    found["operation"] = [{"name": name, "definition": url} for name, url in operations(kind).items()]
    return found
