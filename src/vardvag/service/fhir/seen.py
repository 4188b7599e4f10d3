"""What of one plan its reader may see, and each resource as it may be given to her.

Here does not belong deciding it (`permitted`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vardvag.contracts.access.existence import Existence
from vardvag.contracts.access.protection import Detail, Protection
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.plan import PatientContract
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.masking import labelled, without_places, without_references
from vardvag.service.store.fhir_versions import Version


@dataclass(frozen=True, slots=True)
class Seen:
    """What of one plan its reader may see."""

    plan: PatientContract
    steps: frozenset[StepId]
    withheld: frozenset[Detail]
    protection: Protection
    hidden: frozenset[str]
    """References, without version, to what may not be seen."""
    municipal: frozenset[StepId]
    """The steps that a municipality is responsible for: they may be held where she lives."""
    existence: Existence = field(default_factory=Existence)
    """What may be known of data that are not shown."""

    def shows(self, version: Version) -> bool:
        """Whether a resource of the plan may be seen at all."""
        if version.step is not None and version.step not in self.steps:
            return False
        if version.key[0] == "Provenance":
            # The origin of nothing that may be seen is itself nothing to see.
            targets = (one["reference"].split("/_history")[0] for one in version.resource["target"])
            return any(one not in self.hidden for one in targets)
        return "/".join(version.key) not in self.hidden

    def shown(self, version: Version) -> Resource:
        """The resource as it may be given out."""
        municipal = version.step in self.municipal
        found = without_references(version.whole, lambda one: one.split("/_history")[0] in self.hidden)
        found = without_places(found, self.withheld, at_home=municipal, municipal=municipal)
        return labelled(found, self.protection)
