"""Where a change came from: one Provenance for each time resources were kept.

Two agents, as Inera's draft profiles have them: the caregiver as custodian (it stands behind an outer block)
and the unit as author (an inner one). Who it was stands in the log (`audit`). Here does not belong access.
"""

from __future__ import annotations

from collections.abc import Sequence

from vardvag.base.moments import Moment
from vardvag.contracts.plan import PatientContract
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.names import instant, organization_id, reference, resource_id

_TYPE = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"


def provenance(plan: PatientContract, changed: Sequence[tuple[str, str, int]], at: Moment) -> Resource:
    """The origin of the versions *changed* (type, id, version), kept together with the plan's version."""
    caregiver = reference("Organization", organization_id(plan.caregiver))
    unit: Resource = {"type": "Organization", "display": plan.coordinator.unit}
    kind, identifier, version = changed[0]
    return {
        "resourceType": "Provenance",
        "id": resource_id("Provenance", plan.plan_id, kind, identifier, str(version)),
        "target": [{"reference": f"{kind}/{one}/_history/{number}"} for kind, one, number in changed],
        "recorded": instant(at),
        "agent": [
            {"type": {"coding": [{"system": _TYPE, "code": "custodian"}]}, "who": caregiver},
            {"type": {"coding": [{"system": _TYPE, "code": "author"}]}, "who": unit},
        ],
    }
