"""A row of the log as an AuditEvent: who did, or tried to do, what with whose data, when and by which right.

Made when it is read, of rows that are never changed, so each has one version. Here does not belong who may
read the log (`permitted`), nor the log's chain (`contracts.log`).
"""

from __future__ import annotations

from vardvag.contracts.log import LogRow
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.names import instant, patient_id, plan_resource_id, reference, resource_id

_TYPES = "http://terminology.hl7.org/CodeSystem/audit-event-type"
_READS = ("read", "review", "learn", "find", "export")


def audit_event(row: LogRow) -> Resource:
    """The row. A refused attempt has outcome 8 (serious failure), as the value set says of security."""
    entry = row.entry
    agent: Resource = {
        "who": {"display": entry.name},
        "requestor": True,
        "role": [{"text": entry.role}],
    }
    if entry.unit:
        agent["location"] = {"display": entry.unit}
    entities: list[Resource] = []
    if entry.person is not None:
        entities.append({"what": reference("Patient", patient_id(entry.person))})
    if entry.plan is not None and entry.person is not None:
        entities.append({"what": reference("CarePlan", plan_resource_id("CarePlan", entry.plan))})
    return {
        "resourceType": "AuditEvent",
        "id": resource_id("AuditEvent", row.digest),
        "meta": {"versionId": "1", "lastUpdated": instant(entry.when)},
        "type": {"system": _TYPES, "code": "rest", "display": "RESTful Operation"},
        "subtype": [{"code": entry.action}],
        "action": "R" if entry.action.startswith(_READS) else "U",
        "recorded": instant(entry.when),
        "outcome": "0" if entry.allowed else "8",
        "outcomeDesc": f"{entry.reason} ({entry.paragraph})",
        "agent": [agent],
        "source": {"observer": {"display": "Vårdväg"}},
        "entity": entities,
    }
